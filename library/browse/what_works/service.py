"""What works at a glance: the rows of the table, narrowed and sorted."""

from dataclasses import dataclass, replace

from library.briefs import repository as briefs
from library.briefs.models import Brief
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Term, Vocabulary
from library.browse.what_works.rules import Column, Narrowing, Row, belongs, harmful, ordered, rows
from library.db.store import Database
from library.services import Services

Whole = tuple[tuple[Row, ...], tuple[Brief, ...]]
_kept: dict[tuple[str, str], Whole] = {}
"""What was read last, by the marks of the briefs and of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, the choices that lead to some, and the words for terms."""

    rows: tuple[Row, ...]
    total: int
    ages: tuple[Term, ...]
    settings: tuple[Term, ...]
    terms: Vocabulary
    harmful: tuple[Brief, ...]


def table(services: Services, narrowing: Narrowing, column: Column) -> Table:
    """Return the table of all approaches that have a main brief; an age or setting that nobody knows is left out."""
    with services.store.reading() as database:
        terms = vocabulary.read(database)
        found, harms = _read(database, terms)
    age, setting = (
        id if terms.find(scheme, id) else "" for scheme, id in (("age", narrowing.age), ("setting", narrowing.setting))
    )
    known = replace(narrowing, age=age, setting=setting)
    shown = ordered(filter(known.passes, found), column)
    used_ages = {age for row in found for age in row.brief.ages}
    used_settings = {setting for row in found for setting in row.brief.settings}
    ages = tuple(term for term in terms.terms("age") if term.id in used_ages and term.id != "all-ages")
    settings = tuple(term for term in terms.terms("setting") if term.id in used_settings)
    return Table(tuple(shown), len(found), ages, settings, terms, harms)


def _read(database: Database, terms: Vocabulary) -> Whole:
    """Return all rows, and what harms; read again only when a brief or the vocabulary has changed.

    Their marks are never the same in two databases. Every brief is read for this, a second's work at 10,000; most are
    let go at once.
    """
    key = (briefs.newest_change(database), terms.stamp)
    whole = _kept.get(key)
    if whole is None:
        shown = list(filter(belongs, (each.brief for each in briefs.one_by_one(database))))
        whole = (tuple(rows(shown, lambda approach: terms.label("approach", approach))), tuple(harmful(shown)))
        _kept.clear()
        _kept[key] = whole
    return whole
