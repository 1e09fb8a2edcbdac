"""Documents that staff uploaded, and what they offer to a draft."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from library.domain.briefs import slug_from
from library.domain.documents import Document, FileKind, Suggestion
from library.domain.vocabulary import Vocabulary

Content = dict[str, Any]
"""A draft as it was typed."""


class State(StrEnum):
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
    state: State
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
    """An upload beside a draft: the letter of its source there, and what it filled in that nobody has accepted yet."""

    upload_id: int
    letter: str
    unsettled: tuple[Suggestion, ...]


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
}
"""The schemes whose terms are suggested -> the field of a brief that holds them."""


TITLE = "brief_title"
"""What a suggestion for the title of the brief itself is called; the others are named as the fields of a source."""


def filled(document: Document, today: date) -> tuple[Suggestion, ...]:
    """Give what a document fills in in a new draft."""
    found = list(document.suggestions)
    named = next((each for each in found if each.field == "title"), None)
    title = [replace(named, field=TITLE, because="it is the title of the document")] if named else []
    return (*title, *found, Suggestion("checked_on", today.isoformat(), "it is the day of the upload"))


def content_of(suggestions: Iterable[Suggestion], letter: str) -> Content:
    """Give the content of a new draft: a title and one source."""
    said: Content = {each.field: each.value for each in suggestions}
    title = said.pop(TITLE, "")
    if str(said.get("year", "")).isdecimal():
        said["year"] = int(said["year"])
    return {"title": title, "slug": slug_from(title), "sources": [{"key": letter, **said}]}


def marks(content: Content, beside: Beside) -> list[Mark]:
    """Give the fields of a draft that still hold what an upload suggested, as long as nobody has accepted it."""
    rows = [row for row in content.get("sources") or [] if isinstance(row, dict)]
    at = next((number for number, row in enumerate(rows) if row.get("key") == beside.letter), None)
    found = []
    for each in beside.unsettled:
        if each.field == TITLE:
            field, value = "title", content.get("title")
        elif at is not None:
            field, value = f"sources-{at}-{each.field}", rows[at].get(each.field)
        else:
            continue
        if str(value) == each.value:
            found.append(Mark(field, each, f"accept-{beside.upload_id}-{each.field}"))
    return found


def because(tag: TagSuggestion, terms: Vocabulary) -> str:
    """Say why a tag is suggested."""
    label = terms.label(tag.scheme, tag.term)
    said = [words for words in tag.words if words.casefold() != label.casefold()] or list(tag.words)
    where = "one paragraph" if tag.times == 1 else f"{tag.times} paragraphs"
    return f"it says {' and '.join(f'“{words}”' for words in said)} in {where}"
