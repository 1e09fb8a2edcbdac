"""Translations as a spreadsheet for translators, out and in: a row for each segment, English beside the words."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator

from library.db import audit_log as audit
from library.editing.translations.models import Translatable
from library.editing.translations.service import LONGEST, TOO_LONG, items, names
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.security.permissions import Action, Person, demand
from library.services import Services
from library.text.csv import csv_text, unquoted
from library.translations import repository as translations
from library.translations.models import Item, Maker, Segment, Translation

COLUMNS = ("kind", "name", "segment", "english", "words", "state")
NEEDED = COLUMNS[:5]
NOT_A_SHEET = marked("Send the CSV file that you downloaded here, saved as CSV with UTF-8.")


def written(services: Services, code: str) -> str:
    """Return everything that can be translated into a language, with what is translated so far."""
    with services.store.reading() as database:
        kept = {each.item: each for each in translations.every(database, code)}
        return csv_text(COLUMNS, [row for item in items(database) for row in _rows(item, kept, code)])


def _rows(item: Translatable, kept: dict[Item, Translation], code: str) -> Iterator[tuple[str, ...]]:
    found = kept.get(Item(item.kind, item.id, code))
    for segment, english in item.english.items():
        words = found.segments.get(segment) if found else None
        yield item.kind.value, item.name, segment, english, words.words if words else "", _state(words, english)


def _state(words: Segment | None, english: str) -> str:
    if words is None:
        return ""
    return "behind" if words.english != english else "checked" if words.checked_on else "draft"


def bring_in(services: Services, person: Person, code: str, content: bytes) -> tuple[int, list[Fault]]:
    """Keep the rows of a file, all or none; return how many segments changed, and what is wrong with which row.

    A segment is kept with the English of its row, so that it is behind at once where the page has changed since.
    """
    demand(person, Action.TRANSLATE)
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return 0, [Fault("file", NOT_A_SHEET)]
    if not rows or not set(NEEDED) <= set(rows[0]):
        return 0, [Fault("file", NOT_A_SHEET)]
    known, faults = names(services), []
    wanted: dict[Item, dict[str, Segment]] = defaultdict(dict)
    for number, row in enumerate(rows, 2):
        cells = {name: unquoted(row[name] or "").strip() for name in NEEDED}
        item = known.get((cells["kind"], cells["name"]))
        if fault := _fault(cells, item):
            faults.append(Fault("file", Message("Row %(number)s: %(what)s", number=number, what=fault)))
        elif item and cells["words"]:
            segment = Segment(cells["english"], cells["words"], Maker.PERSON, services.clock())
            wanted[Item(item.kind, item.id, code)][cells["segment"]] = segment
    return (0, faults) if faults else (_keep(services, person, wanted), [])


def _fault(cells: dict[str, str], item: Translatable | None) -> str:
    if item is None:
        return marked("There is no such brief or service.")
    if cells["segment"] not in item.english:
        return marked("The page has no such part any more. Delete the row, or download the file again.")
    return TOO_LONG if len(cells["words"]) > LONGEST else ""


def _keep(services: Services, person: Person, wanted: dict[Item, dict[str, Segment]]) -> int:
    """Keep the segments whose words are new; the others stay checked."""
    changed = 0
    with services.store.writing() as database:
        for item, segments in wanted.items():
            known = translations.find(database, item).segments
            fresh = {
                name: segment
                for name, segment in segments.items()
                if name not in known or known[name].words != segment.words
            }
            translations.save(database, item, dict(fresh))
            changed += len(fresh)
        if changed:
            audit.note(database, person.id, "import", f"{changed} translated segments", services.clock())
    return changed
