"""What the documents beside a draft give it: fields filled in, tags and figures offered, and their text to search."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from library.briefs import draft_repository as drafts
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.documents import repository as uploads
from library.editing.documents.document_search import Passage, find
from library.editing.documents.models import Block, Document, FigureFound, Suggestion
from library.editing.documents.uploads import (
    FIELD_OF,
    Beside,
    Mark,
    TagSuggestion,
    Upload,
    accepted,
    because,
    chosen,
    content_of,
    filled,
    has,
    marks,
)
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.security.permissions import Action, Person, demand
from library.services import Services

Content = dict[str, Any]
Offered = TypeVar("Offered")
Settled = tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]
"""What is still to be accepted of a document, and what is accepted."""
Step = Callable[[Beside, Content, str], Settled]
FIRST_LETTER = "a"
QUOTED_INTO = "does_it_work"
ALL = "all"
LETTERS_BESIDE = 40_000
BUTTON = re.compile(r"(accept|undo|tag|quote)-(\d{1,9})-(.+)")
"""accept-UPLOAD-FIELD, accept-UPLOAD-all, undo-UPLOAD-FIELD, undo-UPLOAD-all,
tag-UPLOAD-NUMBER, tag-UPLOAD-all, quote-UPLOAD-NUMBER."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that is suggested, and why; `used` once the draft has it."""

    label: str
    field: str
    because: str
    button: str
    used: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A sentence with figures, to quote."""

    found: FigureFound
    button: str
    used: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What one document offers a draft."""

    upload: Upload
    document: Document
    letter: str
    marks: list[Mark]
    accepted: list[Mark]
    tags: list[Tag]
    figures: list[Figure]
    found: list[Passage]

    @property
    def beginning(self) -> list[tuple[int, Block]]:
        """Return its first blocks with their numbers: as much as stands beside a draft."""
        letters, shown = 0, []
        for number, block in enumerate(self.document.blocks):
            letters += len(block.text)
            if letters > LETTERS_BESIDE:
                break
            shown.append((number, block))
        return shown


def start(services: Services, person: Person, upload_id: int, form_id: str) -> int | None:
    """Start a draft from an upload that was read; return its id. The same form sent twice starts one."""
    demand(person, Action.WRITE)
    now = services.clock()
    with services.store.writing() as database:
        brief_id, read = drafts.made_by_form(database, form_id), uploads.document(database, upload_id)
        if brief_id is None and read:
            suggestions = filled(read[0], services.today(), FIRST_LETTER)
            content = content_of(suggestions, FIRST_LETTER)
            brief_id = drafts.create(database, content, person.id, now, form_id)
            audit.note(database, person.id, "start", f"brief {brief_id}", now, after=content)
            uploads.put_beside(database, brief_id, upload_id, FIRST_LETTER, suggestions)
        return brief_id


def offers(services: Services, brief_id: int, content: Content, wanted: str = "") -> list[Offer]:
    """Return what the documents beside a draft offer to its content as typed; `wanted` is looked for in their text."""
    with services.store.reading() as database:
        terms = vocabulary.read(database)
        return [
            _offer(upload, *read, beside, content, wanted, terms)
            for beside in uploads.beside(database, brief_id)
            if (upload := uploads.get(database, beside.upload_id))
            and (read := uploads.document(database, beside.upload_id))
        ]


def _offer(
    upload: Upload,
    document: Document,
    tags: tuple[TagSuggestion, ...],
    beside: Beside,
    content: Content,
    wanted: str,
    terms: Vocabulary,
) -> Offer:
    quoted = str(content.get(QUOTED_INTO) or "")
    return Offer(
        upload,
        document,
        beside.letter,
        marks(content, beside),
        accepted(content, beside),
        [
            Tag(
                terms.label(tag.scheme, tag.term),
                FIELD_OF[tag.scheme],
                because(tag, terms),
                f"tag-{upload.id}-{number}",
                has(content, tag),
            )
            for number, tag in enumerate(tags)
        ],
        [
            Figure(figure, f"quote-{upload.id}-{number}", figure.sentence in quoted)
            for number, figure in enumerate(document.figures)
        ],
        find(document.blocks, wanted) if wanted.strip() else [],
    )


def left_over(services: Services, brief_id: int, content: Content) -> list[Mark]:
    """Return what documents that have been deleted since filled in and nobody has accepted yet."""
    with services.store.reading() as database:
        gone = [beside for beside in uploads.beside(database, brief_id) if not beside.upload_id]
    return [mark for beside in gone for mark in marks(content, beside)]


def press(
    services: Services, person: Person, brief_id: int, content: Content, action: str, seen: Iterable[str] = ()
) -> bool:
    """Do to a content as typed what a button of an offer says; tell whether it was one of theirs.

    `seen` are the suggestions that were on the page: all are accepted together only if all of them were.
    """
    match = BUTTON.fullmatch(action)
    if match is None:
        return False
    verb, upload_id, which = match[1], int(match[2]), match[3]
    if verb in {"accept", "undo"}:
        step = partial(_accepting, seen=frozenset(seen)) if verb == "accept" else _undoing
        _settle(services, person, brief_id, upload_id, content, which, step)
        return True
    with services.store.reading() as database:
        letter = next((each.letter for each in uploads.beside(database, brief_id) if each.upload_id == upload_id), "")
        read = uploads.document(database, upload_id) if letter else None
    if read and verb == "tag":
        for tag in _picked(read[1], which):
            chosen(content, tag, letter)
    elif read and verb == "quote" and which != ALL:
        for figure in _picked(read[0].figures, which):
            _quote(content, figure, letter)
    return True


def _picked(offered: Sequence[Offered], which: str) -> Sequence[Offered]:
    """Return what a button names of what is offered: all, one by its number, or nothing."""
    if which == ALL:
        return offered
    number = int(which) if which.isdecimal() and len(which) < 6 else len(offered)
    return offered[number : number + 1]


def _quote(content: Content, figure: FigureFound, letter: str) -> None:
    """Put a sentence, word for word, with its page and the letter of its source, after what is there."""
    page = f" (page {figure.page})" if figure.page else ""
    before = str(content.get(QUOTED_INTO) or "").rstrip()
    content[QUOTED_INTO] = f"{before}\n\n“{figure.sentence}”{page} [{letter}]".lstrip()


def _settle(
    services: Services, person: Person, brief_id: int, upload_id: int, content: Content, which: str, step: Step
) -> None:
    """Note that a person accepts what was filled in, or takes that back: one field of it, or all."""
    now = services.clock()
    with services.store.writing() as database:
        draft = drafts.read(database, brief_id)
        demand(person, Action.EDIT, draft.owner_id if draft else None)
        for beside in uploads.beside(database, brief_id):
            left, taken = step(beside, content, which)
            if beside.upload_id == upload_id and left != beside.unsettled:
                uploads.settle(database, brief_id, beside, left, taken)
                deed = "accept suggestion" if len(left) < len(beside.unsettled) else "undo suggestion"
                audit.note(database, person.id, deed, f"brief {brief_id}", now, before=beside.unsettled, after=left)


def _accepting(beside: Beside, content: Content, which: str, *, seen: frozenset[str]) -> Settled:
    """Return what is still to be accepted, and what is accepted; what was typed over is neither, unless it comes back.

    All together are accepted only if all were seen.
    """
    shown = {mark.suggestion.field for mark in marks(content, beside)}
    chosen = (shown if shown <= seen else set()) if which == ALL else {which}
    left = tuple(each for each in beside.unsettled if each.field not in chosen)
    return left, (*beside.accepted, *(each for each in beside.unsettled if each.field in chosen))


def _undoing(beside: Beside, _: Content, which: str) -> Settled:
    """Return what has to be accepted once more, and what stays accepted."""
    back = tuple(each for each in beside.accepted if which in {ALL, each.field})
    return (*beside.unsettled, *back), tuple(each for each in beside.accepted if each not in back)


def unsettled(database: Database, brief_id: int, content: Content) -> Iterable[Fault]:
    """List what a document filled in that nobody has accepted: no reader sees what only a machine has said."""
    for beside in uploads.beside(database, brief_id):
        for mark in marks(content, beside):
            yield Fault(
                mark.field, marked("This was filled in from the document. Check it, then press “This is right”.")
            )
