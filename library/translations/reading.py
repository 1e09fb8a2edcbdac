"""What readers get of translations, in the language that is spoken."""

from collections.abc import Mapping

from library.db.store import Database
from library.i18n import messages
from library.translations import repository as translations
from library.translations.models import IN_ENGLISH, English, Item, Kind, Maker, Reading, Translation, TranslationState


def of(database: Database, kind: Kind, id: str, english: English) -> Reading:
    """Return an item in the language that is spoken, where readers are shown a translation of it."""
    language = messages.spoken()
    return _reading(translations.find(database, Item(kind, id, language.code)), english) if language else IN_ENGLISH


def of_all(database: Database, kind: Kind, english: Mapping[str, English]) -> dict[str, Reading]:
    """Return the items of one kind that are translated into the language that is spoken, by id."""
    language = messages.spoken()
    known = translations.every(database, language.code, kind) if language else []
    return {each.item.id: _reading(each, english[each.item.id]) for each in known if each.item.id in english}


def together(readings: list[Reading], total: int) -> Reading:
    """Return how items that are read together stand: as the gravest of them, and partly where some are in English."""
    states = {reading.state for reading in readings if reading.state}
    if not states:
        return IN_ENGLISH
    if len(readings) < total:
        states.add(TranslationState.PARTLY)
    return Reading({}, min(states, key=list(TranslationState).index), any(reading.by_machine for reading in readings))


def words_of_all(database: Database, kind: Kind) -> dict[str, Reading]:
    """Return what readers are shown of one kind in the language that is spoken, by id; briefs by their slugs."""
    language = messages.spoken()
    found = translations.words(database, kind, language.code) if language else {}
    return {id: Reading(words) for id, words in found.items()}


def _reading(found: Translation, english: English) -> Reading:
    if not found.published:
        return IN_ENGLISH
    words = {name: found.segments[name].words for name in english if name in found.segments}
    by_machine = any(found.segments[name].made_by is Maker.MACHINE for name in words)
    return Reading(words, found.state(english), by_machine)
