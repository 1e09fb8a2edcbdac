"""Putting together what two people typed at the same time.

A form carries a mark of each field as it was drawn, and of each row of a list. So it can be told who changed what:
edits to different fields, and to different rows of one list, are both kept; what both have changed is a conflict. No
earlier text has to be stored for that.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from library.briefs.schemas.brief import BRIEF
from library.briefs.schemas.form_fields import ADDRESS
from library.briefs.states import Draft
from library.editing.drafts import rows
from library.editing.drafts.rows import Row
from library.editing.drafts.service import open_draft
from library.security.permissions import Person
from library.services import Services

Content = dict[str, Any]
Mark = Any
"""A short hash of a text, a list of them for the rows of a list, or those of the parts of a group by name."""
Marks = dict[str, Mark]
"""Field -> the mark of what stood in it; fields that held nothing have none."""
LONGEST = 20_000
"""Characters of the marks of a form; those of our longest brief take a tenth of it."""


class Clash(Exception):
    """Two people changed the same words."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What was typed with what another person has saved since.

    `taken` are the fields that hold the other's words, `joined` those that hold what both changed in different rows,
    and `clashing` those in which both changed the same: they hold one's own.
    """

    content: Content
    theirs: Draft
    taken: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    clashing: tuple[str, ...] = ()


def marks(content: Content) -> Marks:
    """Return the mark of each field that holds something, however it is written down."""
    found = {name: _mark(content.get(name), tags=_tags(name)) for name in BRIEF.fields}
    return {name: mark for name, mark in found.items() if mark}


def written(content: Content) -> str:
    """Return the marks of a content as a form carries them."""
    return json.dumps(marks(content), separators=(",", ":"))


def read(text: str) -> Marks | None:
    """Read the marks that a form carried; None if it carried none that can be read."""
    try:
        found = json.loads(text[:LONGEST])
    except (ValueError, RecursionError):
        return None
    return _readable(found) if isinstance(found, dict) else None


def _readable(mark: Any) -> Mark:
    """Return a mark as it came without what no form of ours carries."""
    if isinstance(mark, dict):
        return {str(name): _readable(each) for name, each in mark.items()}
    return [str(each) for each in mark] if isinstance(mark, list) else str(mark)


def merge(services: Services, person: Person, brief_id: int, typed: Content, drawn: Marks) -> Merged:
    """Return what was typed in a form drawn with these marks, with what others have saved of the other fields.

    An address that nobody typed is made from the title with each save, and is nobody's change.
    """
    theirs = open_draft(services, person, brief_id)
    now, mine = marks(theirs.content), marks(typed)
    made = {ADDRESS} if not typed.get(ADDRESS) and ADDRESS not in drawn else set()
    changed = [
        name for name in BRIEF.fields if name not in made and now.get(name) not in (drawn.get(name), mine.get(name))
    ]
    taken = tuple(name for name in changed if mine.get(name) == drawn.get(name))
    content = {name: value for name, value in typed.items() if name not in taken}
    content |= {name: theirs.content[name] for name in taken if name in theirs.content}
    joined, clashing = [], []
    for name in (name for name in changed if name not in taken):
        try:
            content[name] = _join(drawn.get(name), typed.get(name), theirs.content.get(name), tags=_tags(name))
            joined.append(name)
        except Clash:
            clashing.append(name)
    return Merged(content, theirs, taken, tuple(joined), tuple(clashing))


def _join(drawn: Mark, mine: Any, theirs: Any, *, tags: bool = False) -> Any:
    """Return what both made of what they began with; raise Clash if they changed the same words."""
    my_mark, their_mark = _mark(mine, tags=tags) or None, _mark(theirs, tags=tags) or None
    if their_mark in (drawn, my_mark):
        return mine
    if my_mark == drawn:
        return theirs
    if _kind(drawn, mine, theirs) is dict:
        parts = drawn or {}, mine or {}, theirs or {}
        joined = {name: _join(*(part.get(name) for part in parts)) for name in {**parts[2], **parts[1]}}
        return {name: value for name, value in joined.items() if value is not None}
    if _kind(drawn, mine, theirs) is list:
        return _join_tags(drawn, mine, theirs) if tags else _join_rows(drawn, mine, theirs)
    raise Clash


def _kind(*values: Any) -> type | None:
    """Return what all values that hold something are, or None."""
    kinds = {type(value) for value in values if value}
    return kinds.pop() if len(kinds) == 1 else None


def _join_tags(drawn: Mark, mine: Any, theirs: Any) -> list[Any]:
    """Return the tags of both without those that one of them took out: tags have no order to disagree about."""
    began, mine, theirs = set(drawn or []), mine or [], theirs or []
    gone = began - {_mark(tag) for tag in mine} | began - {_mark(tag) for tag in theirs}
    return [tag for tag in dict.fromkeys([*theirs, *mine]) if _mark(tag) not in gone]


def _join_rows(drawn: Mark, mine: Any, theirs: Any) -> list[Any]:
    found = rows.merged(drawn or [], _rows(mine), _rows(theirs))
    values = [row.value for row in found or []]
    keys = [value["key"] for value in values if isinstance(value, dict) and value.get("key")]
    if found is None or len(keys) != len(set(keys)):
        raise Clash
    return values


def _rows(value: Any) -> list[Row]:
    return [Row(mark, each) for each in value or [] if (mark := _mark(each, row=True))]


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


def _mark(value: Any, *, tags: bool = False, row: bool = False) -> Mark:
    """Return the mark of a value; nothing for one that holds nothing."""
    plain = _plain(value, tags=tags)
    if isinstance(value, list) and not row:
        return [_hash(each) for each in plain]
    if isinstance(value, dict) and not row:
        return {name: _mark(value[name]) for name in plain}
    return _hash(plain) if plain else None


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:10]
