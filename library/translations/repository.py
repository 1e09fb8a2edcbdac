"""Translations in the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import briefs, segments, translations
from library.translations.models import Item, Kind, Maker, Segment, Translation


def every(database: Database, language: str = "", kind: Kind | None = None) -> list[Translation]:
    """Return all translations, or those into one language or of one kind."""
    wanted = [translations.c.language == language] if language else []
    wanted += [translations.c.kind == kind.value] if kind else []
    shown = {_item(row): row.published for row in database.execute(sa.select(translations).where(*wanted))}
    found: dict[Item, dict[str, Segment]] = defaultdict(dict)
    joined = segments.join(translations, sa.and_(*(segments.c[name] == translations.c[name] for name in _NAMES)))
    for row in database.execute(sa.select(segments).select_from(joined).where(*wanted)):
        found[_item(row)][row.segment] = _segment(row)
    return [Translation(item, published, found[item]) for item, published in shown.items()]


def words(database: Database, kind: Kind, language: str) -> dict[str, dict[str, str]]:
    """Return what readers are shown of one kind in a language: id -> segment -> words; briefs by their slugs."""
    shown = segments.join(translations, sa.and_(*(segments.c[name] == translations.c[name] for name in _NAMES)))
    wanted = translations.c.published, segments.c.kind == kind.value, segments.c.language == language
    id = segments.c.item
    if kind is Kind.BRIEF:
        shown = shown.join(briefs, sa.cast(briefs.c.id, sa.String) == segments.c.item)
        id = briefs.c.slug
    found: dict[str, dict[str, str]] = defaultdict(dict)
    query = sa.select(id, segments.c.segment, segments.c.words).select_from(shown).where(*wanted)
    for key, segment, said in database.execute(query):
        found[key][segment] = said
    return found


def find(database: Database, item: Item) -> Translation:
    """Return the translation of an item; one without segments where there is none."""
    published = database.scalar(sa.select(translations.c.published).where(*_is(translations, item)))
    rows = database.execute(sa.select(segments).where(*_is(segments, item)))
    return Translation(item, bool(published), {row.segment: _segment(row) for row in rows})


def save(database: Database, item: Item, changed: Mapping[str, Segment | None]) -> None:
    """Keep segments of an item, and delete those that are None."""
    if changed and database.scalar(sa.select(translations.c.kind).where(*_is(translations, item))) is None:
        database.execute(sa.insert(translations).values(**_row(item), published=False))
    database.execute(sa.delete(segments).where(*_is(segments, item), segments.c.segment.in_(changed)))
    rows = [
        _row(item) | {"segment": name} | asdict(segment) | {"made_by": segment.made_by.value}
        for name, segment in changed.items()
        if segment
    ]
    if rows:
        database.execute(sa.insert(segments), rows)


def publish(database: Database, item: Item, *, published: bool) -> None:
    """Show a translation to readers, or stop showing it."""
    database.execute(sa.update(translations).where(*_is(translations, item)).values(published=published))


def bring_up_to_date(database: Database, item: Item, wanted: Mapping[str, Segment]) -> None:
    """Add the segments that aren't there yet and rewrite others, but for what staff have changed or checked."""
    known = find(database, item).segments
    fresh = {
        name: segment
        for name, segment in wanted.items()
        if known.get(name) != segment and not (name in known and (known[name].changed_at or known[name].checked_on))
    }
    save(database, item, fresh)
    if not known and fresh:
        publish(database, item, published=True)


_NAMES = ("kind", "item", "language")


def _row(item: Item) -> dict[str, str]:
    return {"kind": item.kind.value, "item": item.id, "language": item.language}


def _is(table: sa.Table, item: Item) -> Iterable[sa.ColumnElement[bool]]:
    return [table.c[name] == value for name, value in _row(item).items()]


def _item(row: Any) -> Item:
    return Item(Kind(row.kind), row.item, row.language)


def _segment(row: Any) -> Segment:
    made_by = Maker(row.made_by)  # type: ignore[call-arg]
    return Segment(row.english, row.words, made_by, row.changed_at, row.checked_by, row.checked_on)
