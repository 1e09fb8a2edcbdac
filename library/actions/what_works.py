"""What works at a glance: the rows of the table, narrowed and sorted."""

from dataclasses import dataclass

from library.domain.briefs import Brief
from library.domain.vocabulary import Term, Vocabulary
from library.domain.what_works import Column, Narrowing, Row, harmful, ordered, rows
from library.services import Services as Services
from library.storage import briefs, vocabulary


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, the choices that lead to some, and the words for terms."""

    rows: tuple[Row, ...]
    total: int
    ages: tuple[Term, ...]
    settings: tuple[Term, ...]
    terms: Vocabulary
    harmful: tuple[Brief, ...]


def table(parts: Services, narrowing: Narrowing, column: Column) -> Table:
    """Return the table of all approaches that have a main brief."""
    with parts.store.reading() as database:
        published = [each.brief for each in briefs.everything(database)]
        terms = vocabulary.read(database)
    found = rows(published, lambda approach: terms.label("approach", approach))
    shown = ordered(filter(narrowing.passes, found), column)
    used_ages = {age for row in found for age in row.brief.ages}
    used_settings = {setting for row in found for setting in row.brief.settings}
    ages = tuple(term for term in terms.terms("age") if term.id in used_ages and term.id != "all-ages")
    settings = tuple(term for term in terms.terms("setting") if term.id in used_settings)
    return Table(tuple(shown), len(found), ages, settings, terms, tuple(harmful(published)))
