"""The list beside the form of a brief: what is still to do, what could be better, and whether it can be published."""

from dataclasses import dataclass
from typing import Any

from library.briefs.schemas.form_fields import in_words
from library.briefs.schemas.form_sections import FOLDED, Section
from library.editing.drafts import checklist
from library.editing.drafts.checklist import Readiness
from library.forms.problems import Fault
from library.http.context import services, staff
from library.i18n.messages import gettext, ngettext
from library.security.permissions import Action, may

WHOLE_FORM = "text"
"""The id of the form itself: where a line leads that is about the whole brief."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: the field it leads to, the line of the list, and what is said beside the field."""

    field: str
    words: str
    message: str
    sentence: str

    @property
    def whole(self) -> str:
        """Return the line with the sentence it is about."""
        return f"{self.words} “{self.sentence}”" if self.sentence else self.words


@dataclass(frozen=True, slots=True)
class Folded:
    """A section of the form: how its fold is called, with how much of it is filled in and still to do."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is missing and what is advised, each with its heading; `verdict` says whether it can be published.

    `publishes` says whether the person may publish it, and `reason` why not.
    """

    missing: list[Line]
    verdict: str
    plainer: list[Line]
    plainer_heading: str
    sections: list[Folded]
    publishes: bool
    reason: str


def to_do(content: dict[str, Any], brief_id: int, note: str) -> Checklist:
    """Return the list for what is typed, in the language spoken now."""
    found = checklist.of_typed(services(), staff(), content, brief_id, note)
    missing, plainer = lines(found.missing), lines(found.advice)
    heading = ngettext(
        "%(count)s place to look at: plainer words, claims, figures",
        "%(count)s places to look at: plainer words, claims, figures",
        len(plainer),
    )
    sections = [_folded(section, content, missing) for section in FOLDED]
    reason = _reason(found)
    return Checklist(missing, _verdict(found), plainer, heading % {"count": len(plainer)}, sections, not reason, reason)


def _folded(section: Section, content: dict[str, Any], missing: list[Line]) -> Folded:
    """Return the heading of a section, such as “Costs – 2 of 3 filled in, 1 thing to do”."""
    about = {"filled": section.filled(content), "fields": len(section.fields), "label": gettext(section.label)}
    words = gettext("%(label)s – %(filled)s of %(fields)s filled in") % about
    if count := sum(line.field.partition("-")[0] in section.fields for line in missing):
        more = ngettext("%(words)s, %(count)s thing to do", "%(words)s, %(count)s things to do", count)
        words = more % {"words": words, "count": count}
    return Folded(section.id, words)


def _reason(found: Readiness) -> str:
    """Return why somebody else has to publish it, or nothing."""
    if not may(staff(), Action.PUBLISH):
        return gettext("A reviewer publishes what you send.")
    return gettext(found.second[0].message) if found.second else ""


def lines(faults: list[Fault] | tuple[Fault, ...]) -> list[Line]:
    """Return a line for each fault, in the language spoken now."""
    return [
        Line(fault.field or WHOLE_FORM, in_words(fault), gettext(fault.message), fault.sentence) for fault in faults
    ]


def _verdict(found: Readiness) -> str:
    """Return whether the person can publish it, or send it for review if they never publish."""
    count, publishes = len(found.missing), may(staff(), Action.PUBLISH)
    if count and publishes:
        heading = ngettext(
            "%(count)s thing to do before it can be published",
            "%(count)s things to do before it can be published",
            count,
        )
        return heading % {"count": count}
    if count:
        heading = ngettext(
            "%(count)s thing to do before it can be sent for review",
            "%(count)s things to do before it can be sent for review",
            count,
        )
        return heading % {"count": count}
    if not found.edited:
        return gettext("This is what readers see. An edit stays a draft until you publish it.")
    if publishes:
        return gettext("Nothing is missing: this can be published.")
    return gettext("Nothing is missing: this can be sent for review.")
