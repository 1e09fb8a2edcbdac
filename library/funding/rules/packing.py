"""What stands in a pack beside its paragraphs: claims, what to add, costs, risks and references, from briefs alone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from library.briefs import presentation
from library.briefs.citations.rules import Citation
from library.briefs.models import Brief
from library.briefs.parts import Source
from library.briefs.ratings import Effect
from library.briefs.vocabulary.models import Vocabulary
from library.funding.models import Bid, Funder, Line, Section, Size
from library.i18n import formats
from library.i18n.messages import Message, gettext, marked
from library.text import markdown, plain

DIRECTION = {
    Effect.LARGE_BENEFIT: "better",
    Effect.SOME_BENEFIT: "better",
    Effect.HARM: "worse",
    Effect.NO_CLEAR_CHANGE: "same",
    Effect.MIXED: "mixed",
}
"""Which way an outcome went; briefs whose ways differ must both be shown."""
FOR_SIZE = {
    Size.SMALL: marked(
        "For a small grant, one or two short measures are enough. With fewer than about 30 people before and after, "
        "describe what you see and don't test it."
    ),
    Size.MEDIUM: marked(
        "Say who collects the numbers, when, and what you'll do if they go the wrong way. With fewer than about 30 "
        "people before and after, describe what you see and don't test it."
    ),
    Size.LARGE: marked(
        "For a grant of this size, ask the funder early whether your results can be set beside a similar group or "
        "place. Without that you can describe a change, but you can't say you caused it."
    ),
}
FOR_FUNDER = {
    Funder.LOTTERY: marked(
        "Say in local people's own words why the work is needed, with a date and a number. Read the programme's own "
        "guidance first: lengths and rules change."
    ),
    Funder.TRUST: marked(
        "Ask for a call before you write, and put your core costs in the budget with how you worked them out."
    ),
    Funder.PUBLIC: marked(
        "Say which part of the local plan your work serves. Named public bodies must plan together against serious "
        "violence, but the law doesn't make them fund a project."
    ),
    Funder.OTHER: marked("Ask what the funder wants to see changed, and follow its own guidance."),
}
ADVICE = "winning-and-keeping-funding"
"""The brief that says more about bids."""


def overdue(briefs: Sequence[Brief], today: date) -> Iterator[str]:
    """Yield the briefs that were due to be checked again."""
    for brief in briefs:
        if brief.overdue(today):
            yield Message(
                "“%(title)s” is overdue for checking since %(day)s. Newer findings may differ.",
                title=brief.title,
                day=formats.day(brief.check_by),
            )


def notices(briefs: Sequence[Brief], bid: Bid, terms: Vocabulary) -> Iterator[str]:
    """Yield what has to be known before anything is pasted into a bid."""
    for brief in briefs:
        title = {"title": brief.title}
        if not brief.claim:
            yield Message(
                "“%(title)s” has no sentence for a bid, because it rates nothing. Use it as background. It isn't "
                "in the paragraphs.",
                **title,
            )
        if bid.age and brief.ages and not {bid.age, "all-ages"} & set(brief.ages):
            yield Message(
                "“%(title)s” is about ages %(ages)s. Your bid is for ages %(age)s: say so, or choose another brief.",
                ages=", ".join(terms.label("age", age).lower() for age in brief.ages),
                age=terms.label("age", bid.age).lower(),
                **title,
            )
    yield from _disagreements(briefs, terms)


def _disagreements(briefs: Sequence[Brief], terms: Vocabulary) -> Iterator[str]:
    """Yield each outcome on which the briefs went different ways."""
    ways: dict[str, list[tuple[Brief, Effect]]] = {}
    for brief in briefs:
        for outcome in brief.outcomes:
            if outcome.effect in DIRECTION:
                ways.setdefault(outcome.outcome, []).append((brief, outcome.effect))
    for name, found in ways.items():
        if len({DIRECTION[effect] for _, effect in found}) > 1 and len({brief.slug for brief, _ in found}) > 1:
            yield Message(
                "These briefs rate “%(outcome)s” differently, so keep both in your bid: %(ratings)s.",
                outcome=terms.label("outcome", name),
                ratings="; ".join(f"“{brief.title}” {effect.label.lower()}" for brief, effect in found),
            )


def claims(briefs: Sequence[Brief]) -> Section:
    """Return what can be claimed from each brief and what must not be."""
    lines: list[Line] = []
    for brief in briefs:
        lines.append(
            Line(plain.without_citations(brief.claim) or gettext("There is no claim to make from this."), brief.title)
        )
        if brief.dont_claim:
            lines.append(Line(plain.without_citations(brief.dont_claim), gettext("What not to claim:"), item=True))
    return Section("claims", gettext("What you can claim, and what you mustn't"), tuple(lines))


def yourself(bid: Bid, links: Sequence[Line]) -> Section:
    """Return what only the reader can add. `links` lead on to briefs that say more."""
    lines = [
        gettext("Who told you this is needed, when, and how many people said so. The library can't know that."),
        gettext("What you will do, with whom, how often and who is responsible for keeping people safe."),
        gettext("What it costs in full, with your share of rent, supervision and insurance."),
    ]
    lines += [gettext(FOR_FUNDER[bid.funder])] if bid.funder else []
    lines += [gettext(FOR_SIZE[bid.size])] if bid.size else []
    items = tuple(Line(line, item=True) for line in lines)
    return Section("yourself", gettext("What to add yourself"), (*items, *links))


def costs(briefs: Sequence[Brief]) -> Section:
    """Return what each brief says of costs."""
    lines: list[Line] = []
    for brief in briefs:
        band = f"{brief.cost_band.label}. " if brief.cost_band else ""
        said = _marked_lines(f"{band}{brief.cost_note}".strip()) + _marked_lines(brief.costs)
        lines += _under(brief.title, said or [(False, gettext("The sources give no cost."))])
    return Section("costs", gettext("Costs"), tuple(lines))


def risks(briefs: Sequence[Brief], terms: Vocabulary) -> Section:
    """Return the cautions of each brief, harm first."""
    lines: list[Line] = []
    for brief in briefs:
        harms = [
            (
                True,
                gettext(
                    Message(
                        "Got worse in studies: %(outcome)s.", outcome=presentation.outcome_name(each, terms).lower()
                    )
                ),
            )
            for each in brief.ordered()
            if each.effect is Effect.HARM
        ]
        said = [(False, plain.without_citations(brief.main_caution)), *harms, *_marked_lines(brief.cautions)]
        lines += _under(brief.title, [each for each in said if each[1]])
    return Section("risks", gettext("Risks and safeguards"), tuple(lines))


def _marked_lines(text: str) -> list[tuple[bool, str]]:
    return markdown.blocks(plain.without_citations(text))


def _under(title: str, said: Iterable[tuple[bool, str]]) -> Iterator[Line]:
    """Yield lines, the first with a title before it."""
    for place, (item, words) in enumerate(said):
        yield Line(words, "" if place else title, item=item and bool(place))


def references(briefs: Sequence[Brief], citations: Sequence[Citation]) -> Section:
    """Return the references: each brief by its number in the paragraphs, its sources under it."""
    lines: list[Line] = []
    for number, (brief, citation) in enumerate(zip(briefs, citations, strict=True), 1):
        lines.append(Line(citation.line(), f"[{number}]", address=citation.address))
        lines += [reference(source) for source in brief.sources]
    return Section("references", gettext("References"), tuple(lines))


def reference(source: Source) -> Line:
    """Return a source in the style of the references; a copy on another site is named and not linked."""
    title = source.title if source.title.endswith((".", "?", "!")) else f"{source.title}."
    year = f"({source.year})" if source.year else "(no date)"
    by = f"{source.authors}. {source.publisher}" if source.authors else source.publisher
    address = "" if presentation.is_copy(source) else source.url
    where = f" Available at: {address}" if address else ""
    return Line(f"{by} {year} {title}{where} (checked {formats.day(source.checked_on)}).", item=True, address=address)
