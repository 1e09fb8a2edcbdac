"""What a change makes of a brief, in data and in words."""

from datetime import date
from typing import Any

from library.briefs.schemas.as_text import label, plainly
from library.briefs.schemas.brief import BRIEF
from library.briefs.vocabulary.models import Vocabulary
from library.editing.bulk.models import Change, What
from library.i18n.formats import day
from library.i18n.messages import gettext, marked

Content = dict[str, Any]
TAGS = {name: str(each.metadata["scheme"]) for name, each in BRIEF.fields.items() if each.metadata["widget"] == "tags"}
"""The fields that hold tags -> the scheme of the vocabulary that they come from."""
SHOWN, TAKEN_DOWN = marked("Readers see it"), marked("Withdrawn: its page says why")
NOTES = {
    What.CHECK_BY: "Review date changed.",
    What.OWNER: "Who looks after it changed.",
    What.ADD: "Tags changed.",
    What.REMOVE: "Tags changed.",
}
"""What the history of a brief says of a change."""


def field_of(change: Change) -> str:
    """Return the field of a brief that a change is about, "" for a withdrawal."""
    return {What.CHECK_BY: "check_by", What.OWNER: "owner_role", What.WITHDRAW: ""}.get(change.what, _tag(change)[0])


def _tag(change: Change) -> tuple[str, str]:
    field, _, term = change.value.partition(" ")
    return field, term


def changed(content: Content, change: Change) -> Content:
    """Return a content with a change made to it."""
    field, term = _tag(change)
    if change.what is What.ADD:
        return content | {field: list(dict.fromkeys([*_listed(content, field), term]))}
    if change.what is What.REMOVE:
        return content | {field: [each for each in _listed(content, field) if each != term]}
    return content if change.what is What.WITHDRAW else content | {field_of(change): change.value}


def _listed(content: Content, field: str) -> list[str]:
    listed = content.get(field) or []
    return [str(each) for each in listed] if isinstance(listed, list) else []


def put_back(content: Content, change: Change, before: object) -> Content:
    """Return a content with its field as it was before a change; None means that it was not there."""
    name = field_of(change)
    rest = {each: value for each, value in content.items() if each != name}
    return rest if before is None else rest | {name: before}


def in_words(content: Content, change: Change, terms: Vocabulary) -> str:
    """Return what stands in the field that a change is about."""
    if change.what is What.CHECK_BY:
        return _day(str(content.get("check_by") or "")) or gettext("nothing")
    return plainly(field_of(change), content, terms).replace("\n", ", ") or gettext("nothing")


def _day(written: str) -> str:
    """Return a day as people read it; what is none, as it was typed."""
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return written


def in_a_line(change: Change, terms: Vocabulary) -> str:
    """Say a change in a line."""
    field, term = _tag(change)
    if change.what is What.CHECK_BY:
        return f"{change.what.label}: {_day(change.value)}"
    if change.what not in {What.ADD, What.REMOVE}:
        return f"{change.what.label}: {change.value}"
    return f"{change.what.label}: {terms.label(TAGS.get(field, ''), term)} ({label(field)})"
