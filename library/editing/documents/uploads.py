"""Documents that staff uploaded, and what they offer to a draft."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from string import ascii_lowercase
from typing import Any

from library.briefs.models import slug_from
from library.briefs.ratings import Nearness
from library.briefs.rules.publishing import months_after
from library.briefs.vocabulary.models import Vocabulary
from library.editing.documents.draft_text import beginnings
from library.editing.documents.models import Document, FileKind, Suggestion
from library.i18n.messages import Message, marked

Content = dict[str, Any]
"""A draft as it was typed."""


class UploadState(StrEnum):
    """How far an upload is."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that was uploaded. `digest` is the hash of its content; `page` of `pages` is how far reading it is."""

    id: int
    name: str
    kind: FileKind | None
    size: int
    digest: str
    state: UploadState
    page: int
    pages: int
    at: datetime
    by: str
    by_id: int | None


@dataclass(frozen=True, slots=True)
class DraftOf:
    """A brief that was started from an upload."""

    brief_id: int
    title: str
    owner_id: int | None


@dataclass(frozen=True, slots=True)
class TagSuggestion:
    """A term that a document's own words lead to: which words, and in how many of its paragraphs."""

    scheme: str
    term: str
    words: tuple[str, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Beside:
    """An upload beside a draft: the letter of its source there, and what it filled in, accepted or not yet.

    A document that was deleted has the id 0: what it filled in is still to be accepted.
    """

    upload_id: int
    letter: str
    unsettled: tuple[Suggestion, ...]
    accepted: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A field of a draft that still holds what an upload suggested: where it stands in the form, and what to press."""

    field: str
    suggestion: Suggestion
    button: str


FIELD_OF = {
    "approach": "approaches",
    "setting": "settings",
    "age": "ages",
    "place": "places",
    "violence_type": "violence_types",
    "artform": "artforms",
    "outcome": "outcomes",
}
"""The schemes whose terms are suggested -> the field of a brief that holds them."""


NEARNESS_OF = {
    Nearness.LLR: {"llr", "leicester", "leicestershire", "rutland", "charnwood", "north-west-leicestershire"},
    Nearness.EAST_MIDLANDS: {"east-midlands", "nottingham", "nottinghamshire", "northamptonshire"},
}
"""Places that say how near to us a brief is."""


def chosen(content: Content, tag: TagSuggestion, letter: str) -> None:
    """Put a tag into a draft: the first place becomes the main one, an outcome a row of its own."""
    if tag.scheme == "outcome":
        rows = content.setdefault("outcomes", [])
        if not has(content, tag):
            rows.append({"outcome": tag.term, "sources": [letter]})
    elif tag.scheme == "place" and not content.get("place"):
        content["place"] = tag.term
        near = next((nearness for nearness, places in NEARNESS_OF.items() if tag.term in places), None)
        if near and not content.get("nearness"):
            content["nearness"] = near.value
    elif not has(content, tag):
        content.setdefault(FIELD_OF[tag.scheme], []).append(tag.term)


def has(content: Content, tag: TagSuggestion) -> bool:
    """Return whether a draft has a tag."""
    there = content.get(FIELD_OF[tag.scheme]) or []
    if tag.scheme == "outcome":
        return any(isinstance(row, dict) and row.get("outcome") == tag.term for row in there)
    return tag.term in there or (tag.scheme == "place" and tag.term == content.get("place"))


OF_BRIEF = "brief_"
"""How the name of a suggestion begins that is for the brief itself; the others are named as the fields of a source."""
TITLE = "brief_title"
MONTHS_TO_CHECK = 6
"""After so many months a new draft is to be checked again: the most that every kind of brief may wait."""


def filled(document: Document, today: date, letter: str) -> tuple[Suggestion, ...]:
    """Return what a document fills in in a new draft, of which it is the source with this letter."""
    found = list(document.suggestions)
    named = next((each for each in found if each.field == "title"), None)
    title = [replace(named, field=TITLE, because=marked("it is the title of the document"))] if named else []
    begun = [replace(each, field=OF_BRIEF + each.field) for each in beginnings(document, letter)]
    later = months_after(today, MONTHS_TO_CHECK).isoformat()
    days = [
        Suggestion("brief_checked_on", today.isoformat(), marked("it is the day of the upload")),
        Suggestion("brief_check_by", later, Message("it is %(months)s months later", months=MONTHS_TO_CHECK)),
    ]
    return (*title, *begun, *days, *source_filled(document, today))


def source_filled(document: Document, today: date) -> tuple[Suggestion, ...]:
    """Return what a document fills in in its source entry."""
    return (*document.suggestions, Suggestion("checked_on", today.isoformat(), marked("it is the day of the upload")))


def content_of(suggestions: Iterable[Suggestion], letter: str) -> Content:
    """Return the content of a new draft: what was suggested for the brief, and one source."""
    content: Content = {}
    for each in suggestions:
        if each.field.startswith(OF_BRIEF):
            name, _, number = each.field.removeprefix(OF_BRIEF).partition("-")
            content[name] = [*content.get(name, []), each.value] if number else each.value
    source = source_of(suggestions, letter)
    return {**content, "slug": slug_from(content.get("title", "")), "sources": [source]}


def next_letter(content: Content) -> str:
    """Return the first letter that no source of a brief has."""
    used = {str(row.get("key")) for row in content.get("sources") or [] if isinstance(row, dict)}
    letters = [a + b for a in ("", *ascii_lowercase) for b in ascii_lowercase]
    return next((letter for letter in letters if letter not in used), "")


def source_of(suggestions: Iterable[Suggestion], letter: str) -> Content:
    """Return the source entry that was suggested."""
    said: Content = {each.field: each.value for each in suggestions if not each.field.startswith(OF_BRIEF)}
    if str(said.get("year", "")).isdecimal():
        said["year"] = int(said["year"])
    return {"key": letter, **said}


def marks(content: Content, beside: Beside) -> list[Mark]:
    """Return the fields of a draft that still hold what an upload suggested, as long as nobody has accepted it."""
    return list(_held(content, beside, beside.unsettled, "accept"))


def accepted(content: Content, beside: Beside) -> list[Mark]:
    """Return the fields of a draft that hold what a person accepted, which can be undone."""
    return list(_held(content, beside, beside.accepted, "undo"))


def _held(content: Content, beside: Beside, suggested: Iterable[Suggestion], verb: str) -> Iterator[Mark]:
    for each in suggested:
        if field := _field_that_holds(content, each, beside.letter):
            yield Mark(field, each, f"{verb}-{beside.upload_id}-{each.field}")


def _field_that_holds(content: Content, suggestion: Suggestion, letter: str) -> str:
    """Return the field of the form that holds the value of a suggestion; none where it was changed or taken out."""
    if suggestion.field.startswith(OF_BRIEF):
        name = suggestion.field.removeprefix(OF_BRIEF)
        lines = content.get(name.partition("-")[0])
        if "-" in name:
            at = lines.index(suggestion.value) if isinstance(lines, list) and suggestion.value in lines else None
            return "" if at is None else f"{name.partition('-')[0]}-{at}"
        return name if str(lines) == suggestion.value else ""
    rows = [row for row in content.get("sources") or [] if isinstance(row, dict)]
    holding = [number for number, row in enumerate(rows) if str(row.get(suggestion.field)) == suggestion.value]
    lettered = [number for number, row in enumerate(rows) if row.get("key") == letter]
    at = next((number for number in holding if number in lettered or not lettered), None)
    return "" if at is None else f"sources-{at}-{suggestion.field}"


def because(tag: TagSuggestion, terms: Vocabulary) -> str:
    """Say why a tag is suggested."""
    label = terms.label(tag.scheme, tag.term)
    said = [words for words in tag.words if words.casefold() != label.casefold()] or list(tag.words)
    where = "one paragraph" if tag.times == 1 else f"{tag.times} paragraphs"
    return f"it says {' and '.join(f'“{words}”' for words in said)} in {where}"
