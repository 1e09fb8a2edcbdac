"""Easy read drafts: readers read them, staff change them and note who tested them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from library.briefs import repository as briefs
from library.briefs.models import Brief
from library.briefs.rules.number_extraction import known_figures
from library.briefs.schemas.brief import PUBLIC
from library.briefs.states import PublishedBrief
from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database
from library.easy_read import repository, rules
from library.easy_read.models import Content, EasyRead, EasyReadState, Sentence, english
from library.easy_read.pictures import pictures
from library.forms.problems import Fault
from library.help_lines import repository as help_lines
from library.i18n.messages import marked
from library.security.permissions import Action, Person, demand, may
from library.services import Services

WHO_TESTED = marked("Enter who tested it.")
WHEN_TESTED = marked("Enter the day it was tested.")
NOT_YET = marked("Enter today or a day in the past.")


class NoEasyRead(LookupError):
    """There is no published brief with this slug."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The easy read draft of a brief as readers get it: with the numbers of help lines in its sentences."""

    found: PublishedBrief
    easy: EasyRead
    sentences: tuple[Sentence, ...]

    @property
    def state(self) -> EasyReadState:
        """Return how it stands beside the brief of today."""
        return self.easy.state(self.found.brief)

    @property
    def title(self) -> str:
        """Return its title."""
        return self.easy.content.title


def everything(services: Services) -> list[Shown]:
    """Return all that readers can read, in order of their titles."""
    with services.store.reading() as database:
        known, numbers = repository.everything(database), _numbers(database)
        found = [each for each in briefs.everything(database) if each.id in known] if known else []
    shown = [_shown(each, known[each.id], numbers) for each in found]
    return sorted(shown, key=lambda each: each.title.lower())


def of(services: Services, found: PublishedBrief) -> Shown | None:
    """Return that of a brief; None where it has none."""
    with services.store.reading() as database:
        easy = repository.find(database, found.id)
        return _shown(found, easy, _numbers(database)) if easy else None


def exists(services: Services, brief_id: int) -> bool:
    """Return whether a brief has one."""
    with services.store.reading() as database:
        return repository.exists(database, brief_id)


def _shown(found: PublishedBrief, easy: EasyRead, numbers: Mapping[str, str]) -> Shown:
    said = ((rules.filled(each.words, numbers), each.picture) for each in easy.content.sentences)
    known = pictures()
    sentences = tuple(Sentence(words, picture) for words, picture in said if words and picture in known)
    return Shown(found, easy, sentences)


def _numbers(database: Database) -> dict[str, str]:
    """Return the numbers of the services that readers are shown, by id."""
    return {line.id: line.number for line in help_lines.read(database) if line.shown and line.number}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What staff change: a published brief and its easy read draft, if it has one."""

    found: PublishedBrief
    easy: EasyRead | None

    @property
    def state(self) -> EasyReadState | None:
        """Return how it stands beside the brief of today."""
        return self.easy.state(self.found.brief) if self.easy else None


def table(services: Services) -> list[Sheet]:
    """Return the briefs that have one, in order of their titles."""
    with services.store.reading() as database:
        known = repository.everything(database)
        sheets = [Sheet(each, known[each.id]) for each in briefs.everything(database) if each.id in known]
    return sorted(sheets, key=lambda each: each.found.brief.title)


def sheet(services: Services, slug: str) -> Sheet:
    """Return what staff change; raise NoEasyRead."""
    with services.store.reading() as database:
        found = briefs.find(database, slug)
        if not isinstance(found, PublishedBrief):
            raise NoEasyRead(slug)
        return Sheet(found, repository.find(database, found.id))


def faults(brief: Brief, content: Content, lines: Mapping[str, str]) -> list[Fault]:
    """Return what is wrong with the words for a brief; `lines` are help lines with their numbers."""
    return list(rules.faults(content, pictures(), lines, known_figures([PUBLIC.dump(brief)])))


def save(services: Services, person: Person, opened: Sheet, content: Content) -> list[Fault]:
    """Keep what was typed, as made from the brief of today and tested by nobody; return what is wrong with it."""
    demand(person, Action.PUBLISH)
    brief = opened.found.brief
    with services.store.writing() as database:
        lines = {line.id: line.number for line in help_lines.read(database) if line.number}
        if wrong := faults(brief, content, lines):
            return wrong
        now = services.clock()
        repository.save(database, opened.found.id, content, english(brief), now)
        before = opened.easy.content.dump() if opened.easy else None
        audit.note(database, person.id, "change", _name(opened), now, before=before, after=content.dump())
    return []


def note_test(services: Services, person: Person, opened: Sheet, tested_with: str, on: date | None) -> list[Fault]:
    """Keep who tested it and when; return what is missing."""
    demand(person, Action.PUBLISH)
    wrong = [] if tested_with.strip() else [Fault("tested_with", WHO_TESTED)]
    if on is None or on > services.today():
        wrong.append(Fault("tested_on", NOT_YET if on else WHEN_TESTED))
    if wrong or opened.easy is None:
        return wrong
    with services.store.writing() as database:
        repository.note_test(database, opened.found.id, tested_with.strip()[:300], on, person.id)
        after = {"tested_with": tested_with.strip()[:300], "tested_on": str(on)}
        audit.note(database, person.id, "test", _name(opened), services.clock(), after=after)
    return []


def _name(sheet: Sheet) -> str:
    return f"easy read of brief {sheet.found.id}"


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many are behind their brief."""
    if not may(person, Action.PUBLISH):
        return []
    known = repository.everything(database)
    found = briefs.everything(database) if known else []
    behind = [each for each in found if each.id in known and known[each.id].state(each.brief) is EasyReadState.BEHIND]
    comes = marked("Easy read drafts of briefs that have changed since.")
    return [ToDo(marked("Easy read: behind"), services.links.easy_read_desk(), len(behind), comes=comes)]
