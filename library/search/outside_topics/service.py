"""What the library is not about: staff see it, admins change it, and no line may hide what a brief answers."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from marshmallow import ValidationError

from library.briefs.models import slug_from
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault, flat_messages
from library.i18n.messages import Message, marked
from library.search import indexing
from library.search.engine import embeddings
from library.search.engine.words import stems
from library.search.models import Query
from library.search.outside_topics import repository as outside_topics
from library.search.outside_topics.models import OutsideTopic
from library.search.outside_topics.rules import has_words
from library.search.outside_topics.schemas import OUTSIDE_TOPIC
from library.security.permissions import Action, Person, demand
from library.services import Services

TOO_CLOSE, NEAR = 0.8, 0.7
"""How close a line may not come to a line of a brief, as questions that the brief answers would be sent away; and how
close it is worth a second look at the desk.
"""


def every(services: Services) -> list[OutsideTopic]:
    """Return all topics."""
    with services.store.reading() as database:
        return outside_topics.read(database)


def wanted(services: Services, words: str, used: bool | None) -> dict[str, list[OutsideTopic]]:
    """Return the topics that have some words, in use or not, by the service that people are sent to."""
    found = [each for each in every(services) if used in {None, each.used} and has_words(each, words)]
    services_named = sorted({each.turn_to for each in found}, key=lambda name: (not name, name.lower()))
    by_name = sorted(found, key=lambda each: each.name.lower())
    return {name: [each for each in by_name if each.turn_to == name] for name in services_named}


def near_briefs(services: Services, topics: Iterable[OutsideTopic]) -> dict[str, list[str]]:
    """Return the lines, by topic, of those that staff changed, which come near to what a brief is asked."""
    changed = [topic for topic in topics if topic.changed_at and topic.used]
    with services.store.reading() as database:
        near = {
            each.id: [line for line, how in _closeness(services, database, each.lines) if how >= NEAR]
            for each in changed
        }
    return {id: lines for id, lines in near.items() if lines}


def find(services: Services, id: str) -> OutsideTopic | None:
    """Return one topic; None if there is none."""
    return next((topic for topic in every(services) if topic.id == id), None)


def words_of(topic: OutsideTopic) -> dict[str, Any]:
    """Return what can be changed of a topic, as the form holds it."""
    return {name: value for name, value in asdict(topic).items() if name in OUTSIDE_TOPIC.fields}


def use(services: Services, person: Person, id: str, *, used: bool) -> bool:
    """Keep whether a topic counts; False if there is none."""
    demand(person, Action.EDIT_VOCABULARY)
    with services.store.writing() as database:
        done = outside_topics.change(database, id, services.clock(), used=used)
        if done:
            audit.note(database, person.id, "use" if used else "stop using", f"outside topic {id}", services.clock())
        return done


def change(services: Services, person: Person, id: str, words: dict[str, Any]) -> list[Fault]:
    """Change a topic; return what is wrong with the words."""
    demand(person, Action.EDIT_VOCABULARY)
    loaded = _loaded(services, words)
    if isinstance(loaded, list):
        return loaded
    with services.store.writing() as database:
        outside_topics.change(database, id, services.clock(), **loaded | {"lines": list(loaded["lines"])})
        audit.note(database, person.id, "change", f"outside topic {id}", services.clock(), after=words)
    return []


def add(services: Services, person: Person, words: dict[str, Any]) -> OutsideTopic | list[Fault]:
    """Add a topic; return it, or what is wrong with the words."""
    demand(person, Action.EDIT_VOCABULARY)
    loaded = _loaded(services, words)
    if isinstance(loaded, list):
        return loaded
    topic = OutsideTopic(slug_from(loaded["name"]), **loaded, changed_at=services.clock())
    with services.store.writing() as database:
        known = outside_topics.read(database)
        if not topic.id or any(other.id == topic.id for other in known):
            return [Fault("name", marked("There is a topic with this name already. Enter another name."))]
        outside_topics.add(database, topic, len(known))
        audit.note(database, person.id, "add", f"outside topic {topic.id}", services.clock(), after=words)
    return topic


def _loaded(services: Services, words: dict[str, Any]) -> dict[str, Any] | list[Fault]:
    try:
        loaded: dict[str, Any] = OUTSIDE_TOPIC.load(words)
    except ValidationError as error:
        return [Fault(*pair) for pair in flat_messages(error.messages)]
    with services.store.reading() as database:
        close = list(_too_close(services, database, loaded["lines"]))
    return close or loaded


def _too_close(services: Services, database: Database, lines: tuple[str, ...]) -> Iterator[Fault]:
    """Return a fault for each line that says what people ask a brief, or nothing."""
    for number, line in enumerate(lines):
        if not any(stems(line)):
            message = Message("“%(line)s” has no word that means anything. Write it as people ask.", line=line)
            yield Fault(f"lines.{number}", message)
    for number, (line, how) in enumerate(_closeness(services, database, lines)):
        if how >= TOO_CLOSE:
            why = Message("“%(line)s” is what our briefs are about. Take it out or say it in other words.", line=line)
            yield Fault(f"lines.{number}", why)


def _closeness(services: Services, database: Database, lines: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """Return each line with how close the nearest line of any brief is to it."""
    truth = indexing.Published(database)
    for line in lines:
        query = Query(line, meant=embeddings.of_question(services.meaning, line))
        found, _ = services.exact.ask(truth, line, lambda state, query=query: state.search(query))  # type: ignore[misc]
        yield line, found.nearest
