"""What translators do: see what stands where, put segments into words, check them, and show them to readers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from library.briefs import repository as briefs
from library.briefs.translated import segments
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.translations.models import Sheet, Translatable
from library.forms.problems import Fault
from library.help_lines import repository as help_lines
from library.i18n import catalogues
from library.i18n.messages import Language, Message, marked
from library.security.permissions import Action, Person, demand
from library.services import Services
from library.translations import repository as translations
from library.translations.models import Item, Maker, Segment, Translation, TranslationState

LONGEST = 2_000
TOO_LONG = Message("Use %(most)s characters or fewer.", most=LONGEST)
CHANGED = marked(
    "Somebody else changed this while you were typing. What you typed is below; what is saved now is next to it. "
    "Save again to keep yours."
)


class NothingToTranslate(LookupError):
    """There is no such item, or the library doesn't speak the language."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: an item, and how each language stands."""

    item: Translatable
    states: Mapping[str, TranslationState | None]


def languages(services: Services) -> list[Language]:
    """Return the languages that the pages speak besides English."""
    return list(catalogues.read(services.settings.languages).values())


def items(database: Database) -> list[Translatable]:
    """Return all that can be translated: the services that readers are shown, then the briefs."""
    lines = [Translatable.help_line(line) for line in help_lines.read(database) if line.shown]
    return lines + [
        Translatable.brief(found.id, found.brief, segments(found.brief)) for found in briefs.everything(database)
    ]


def table(services: Services, *, whole: bool) -> list[Line]:
    """Return how every item stands in each language; without `whole`, only what is translated into some language."""
    codes = [language.code for language in languages(services)]
    with services.store.reading() as database:
        kept = {each.item: each for each in translations.every(database)}
        lines = [Line(item, {code: _state(kept, item, code) for code in codes}) for item in items(database)]
    return [line for line in lines if whole or any(line.states.values())]


def _state(kept: Mapping[Item, Translation], item: Translatable, code: str) -> TranslationState | None:
    found = kept.get(Item(item.kind, item.id, code))
    return found.state(item.english) if found else None


def sheet(services: Services, kind: str, name: str, code: str) -> Sheet:
    """Return an item in a language; raise NothingToTranslate."""
    with services.store.reading() as database:
        return _sheet(services, database, kind, name, code)


def _sheet(services: Services, database: Database, kind: str, name: str, code: str) -> Sheet:
    found = [each for each in items(database) if (each.kind, each.name) == (kind, name)]
    if not found or code not in {language.code for language in languages(services)}:
        raise NothingToTranslate(name)
    return Sheet(found[0], translations.find(database, Item(found[0].kind, found[0].id, code)))


def save(
    services: Services, person: Person, opened: Sheet, words: Mapping[str, str], mark: str, *, checked: bool
) -> list[Fault]:
    """Keep what was typed, and with `checked` that a speaker of the language has read all of it; return faults."""
    demand(person, Action.TRANSLATE)
    faults = [Fault(name, TOO_LONG) for name, text in words.items() if len(text) > LONGEST]
    if faults:
        return faults
    with services.store.writing() as database:
        item = opened.translation.item
        now = Sheet(opened.item, translations.find(database, item))
        if now.mark != mark:
            return [Fault("", CHANGED)]
        translations.save(database, item, dict(_changed(services, person, now, words, checked=checked)))
        audit.note(database, person.id, "check" if checked else "translate", _name(item), services.clock(), after=words)
    return []


def _changed(
    services: Services, person: Person, sheet: Sheet, words: Mapping[str, str], *, checked: bool
) -> Iterator[tuple[str, Segment | None]]:
    """Yield the segments that change: a text that was edited is nobody's checked text any more."""
    for name, english in sheet.item.english.items():
        text, kept = words.get(name, "").strip(), sheet.translation.segments.get(name)
        if not text:
            yield name, None
            continue
        if kept is None or kept.words != text:
            kept = Segment(english, text, Maker.PERSON)
        elif not checked:
            continue
        if checked:
            kept = replace(kept, english=english, checked_by=person.id, checked_on=services.today())
        yield name, replace(kept, changed_at=services.clock())


def publish(services: Services, person: Person, sheet: Sheet, *, published: bool) -> None:
    """Show a translation to readers, or stop showing it."""
    demand(person, Action.PUBLISH)
    item = sheet.translation.item
    with services.store.writing() as database:
        translations.publish(database, item, published=published)
        audit.note(database, person.id, "publish" if published else "withdraw", _name(item), services.clock())


def _name(item: Item) -> str:
    return f"translation {item.language} of {item.kind} {item.id}"


def names(services: Services) -> dict[tuple[str, str], Translatable]:
    """Return all that can be translated, by kind and name."""
    with services.store.reading() as database:
        return {(each.kind.value, each.name): each for each in items(database)}
