"""What stands in a paper for a meeting: what is known, what the law asks, three questions to put, references."""

from collections.abc import Iterator, Mapping, Sequence

from library.briefs import presentation
from library.briefs.citations.rules import Citation
from library.briefs.models import Brief
from library.briefs.ratings import Role
from library.briefs.vocabulary.models import Vocabulary
from library.funding.models import Line, Section
from library.funding.rules.sentences import open_question
from library.i18n.messages import Message, gettext, marked
from library.text import markdown, plain

BODIES = (Role.COUNCIL, Role.NHS, Role.POLICE, Role.SCHOOL)
"""Whom a paper can be for: those who decide."""
LAW = ("serious-violence-duty", "do-they-have-to-listen")
"""The briefs that say what the Serious Violence Duty asks."""
MOST_ACTIONS = 4
ANSWER = marked("What will you do with what is in this paper, and when will you say so in writing?")
CHANGE_OF_MIND = marked("What would you need to see before you start, change or stop paying for this?")


def known(briefs: Sequence[Brief], terms: Vocabulary) -> Section:
    """Return what is known from each brief: its answer, how it is rated, and its caution."""
    lines: list[Line] = []
    for number, brief in enumerate(briefs, 1):
        lines.append(Line(markdown.unmarked(brief.one_line), f"{brief.title} [{number}]"))
        lines += [Line(rating, item=True) for rating in _ratings(brief, terms)]
        if brief.main_caution:
            lines.append(Line(markdown.unmarked(brief.main_caution), gettext("Caution:"), item=True))
    return Section("known", gettext("What is known"), tuple(lines))


def _ratings(brief: Brief, terms: Vocabulary) -> Iterator[str]:
    for outcome in brief.verdict():
        sure = presentation.confidence(outcome)
        words = {
            "outcome": presentation.outcome_name(outcome, terms),
            "effect": outcome.effect.label.lower(),
            "sure": sure,
        }
        if sure:
            yield gettext(Message("%(outcome)s: %(effect)s. Confidence: %(sure)s.", **words))
        else:
            yield gettext(Message("%(outcome)s: %(effect)s.", **words))


def law(briefs: Mapping[str, Brief]) -> Section | None:
    """Return what the Duty asks, as far as the briefs on it are published; None where none is."""
    lines = [
        Line(plain.without_citations(brief.claim or brief.short_answer))
        for slug in LAW
        if (brief := briefs.get(slug)) is not None
    ]
    return Section("law", gettext("What the law asks"), tuple(lines)) if lines else None


def actions(briefs: Sequence[Brief], body: Role | None) -> Section | None:
    """Return what a body can do now, from the briefs; None where they say nothing for it."""
    if body is None:
        return None
    lines = [line for brief in briefs for role, said in brief.actions.by_role() if role is body for line in said]
    items = tuple(Line(markdown.unmarked(line), item=True) for line in lines[:MOST_ACTIONS])
    return Section("actions", gettext("What you can do now"), items) if items else None


def questions(briefs: Sequence[Brief], topics: Sequence[str]) -> Section:
    """Return three questions to put: what is paid for, what nobody knows, and what comes of this."""
    unknown = next((question for brief in briefs if (question := open_question(brief.what_we_dont_know))), "")
    asked = [
        Message("Which of these do you pay for now, and what do you measure: %(topics)s?", topics=", ".join(topics)),
        Message("%(unknown)s Who here could help to find out, and by when?", unknown=unknown)
        if unknown
        else CHANGE_OF_MIND,
        ANSWER,
    ]
    lines = (Line(gettext(question), f"{number}.") for number, question in enumerate(asked, 1))
    return Section("questions", gettext("Three questions to put"), tuple(lines))


def references(citations: Sequence[Citation]) -> Section:
    """Return the briefs by their numbers. Each lists its own sources."""
    lines = (Line(each.line(), f"[{number}]", address=each.address) for number, each in enumerate(citations, 1))
    return Section("references", gettext("References"), tuple(lines))
