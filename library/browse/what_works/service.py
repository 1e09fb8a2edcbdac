"""What works at a glance: the rows of the table, narrowed and sorted."""

from dataclasses import dataclass, replace

from library.briefs import repository as briefs
from library.briefs.models import Brief
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Term, Vocabulary
from library.browse.what_works.rules import Column, Narrowing, Row, harmful, ordered, rows
from library.services import Services


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
        published = [each.brief for each in briefs.everything(database)]
        terms = vocabulary.read(database)
    found = rows(published, lambda approach: terms.label("approach", approach))
    age, setting = (
        id if terms.find(scheme, id) else "" for scheme, id in (("age", narrowing.age), ("setting", narrowing.setting))
    )
    known = replace(narrowing, age=age, setting=setting)
    shown = ordered(filter(known.passes, found), column)
    used_ages = {age for row in found for age in row.brief.ages}
    used_settings = {setting for row in found for setting in row.brief.settings}
    ages = tuple(term for term in terms.terms("age") if term.id in used_ages and term.id != "all-ages")
    settings = tuple(term for term in terms.terms("setting") if term.id in used_settings)
    return Table(tuple(shown), len(found), ages, settings, terms, tuple(harmful(published)))
