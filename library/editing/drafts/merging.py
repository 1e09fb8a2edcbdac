"""Putting together what two people typed at the same time.

A form carries a mark of each field as it was drawn. So it can be told who changed what: edits to different fields are
both kept, and only a field that both have changed is a conflict. No earlier text has to be stored for that.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from library.briefs.schemas.brief import BRIEF
from library.briefs.schemas.form_fields import ADDRESS
from library.briefs.states import Draft
from library.editing.drafts.service import open_draft
from library.security.permissions import Person
from library.services import Services

Content = dict[str, Any]
Marks = dict[str, str]
"""Field -> a short hash of what stood in it; fields that held nothing have none."""
LONGEST = 10_000
"""Characters of the marks of a form; those of every field take a fifth of it."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What was typed with what another person has saved since.

    `taken` are the fields that hold the other's words, `clashing` those that both have changed: they hold one's own.
    """

    content: Content
    theirs: Draft
    taken: tuple[str, ...] = ()
    clashing: tuple[str, ...] = ()


def marks(content: Content) -> Marks:
    """Return the mark of each field that holds something, however it is written down."""
    plain = {name: _plain(content.get(name), tags=_tags(name)) for name in BRIEF.fields}
    return {name: _hash(value) for name, value in plain.items() if value}


def written(content: Content) -> str:
    """Return the marks of a content as a form carries them."""
    return json.dumps(marks(content), separators=(",", ":"))


def read(text: str) -> Marks | None:
    """Read the marks that a form carried; None if it carried none that can be read."""
    try:
        found = json.loads(text[:LONGEST])
    except ValueError:
        return None
    return {str(name): str(mark) for name, mark in found.items()} if isinstance(found, dict) else None


def merge(services: Services, person: Person, brief_id: int, typed: Content, drawn: Marks) -> Merged:
    """Return what was typed in a form drawn with these marks, with what others have saved of the other fields.

    An address that nobody typed is made from the title with each save, and is nobody's change.
    """
    theirs = open_draft(services, person, brief_id)
    now, mine = marks(theirs.content), marks(typed)
    made = {ADDRESS} if not typed.get(ADDRESS) and ADDRESS not in drawn else set()
    changed_since = [
        name for name in BRIEF.fields if name not in made and now.get(name) not in (drawn.get(name), mine.get(name))
    ]
    taken = tuple(name for name in changed_since if mine.get(name) == drawn.get(name))
    content = {name: value for name, value in typed.items() if name not in taken}
    content |= {name: theirs.content[name] for name in taken if name in theirs.content}
    return Merged(content, theirs, taken, tuple(name for name in changed_since if name not in taken))


def _tags(name: str) -> bool:
    return bool(BRIEF.fields[name].metadata["widget"] == "tags")


def _plain(value: Any, *, tags: bool = False) -> Any:
    """Return a value without what is empty, as texts: the form and the database write the same thing differently."""
    if isinstance(value, dict):
        inner = {name: _plain(each) for name, each in value.items()}
        return {name: each for name, each in inner.items() if each}
    if isinstance(value, list):
        items = [each for each in map(_plain, value) if each]
        return sorted(map(str, items)) if tags else items
    return "" if value in (None, False) else str(value).replace("\r\n", "\n").strip()


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:10]
