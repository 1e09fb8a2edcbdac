"""Keeping the lists that newsletters go to. A topic leads to those subscribers only who chose it, or everything new."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from library.briefs.vocabulary import repository as vocabulary
from library.db import audit_log as audit
from library.db.store import Database
from library.errors import NotFound
from library.forms.loading import load
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.mail import repository as mail_rows
from library.newsletters.audiences import repository, sheets
from library.newsletters.audiences.models import Audience, AudienceKind, Segment
from library.newsletters.audiences.schemas import IMPORT
from library.newsletters.subscriptions import repository as subscriptions
from library.newsletters.subscriptions.models import EVERYTHING, MOST_TOPICS, Subscription, read_topics
from library.security.permissions import Action, Person, demand
from library.services import Services

LONGEST_NAME = 80
TAKEN = Fault("name", marked("There is a list with this name. Choose another name."))


class NoSuchAudience(NotFound):
    """There is no list with this id."""


def everything(services: Services, person: Person) -> list[Audience]:
    """Return all lists, with how many each has today."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.reading() as database:
        return counted(database)


def counted(database: Database) -> list[Audience]:
    """Return all lists; of those of subscribers too with how many they have today."""
    active = subscriptions.all_active(database)
    return [
        replace(each, count=len(subscribers(each, active))) if each.kind is AudienceKind.SUBSCRIBERS else each
        for each in repository.everything(database)
    ]


def subscribers(audience: Audience, active: Iterable[Subscription]) -> list[Subscription]:
    """Return the subscribers who chose one of the topics of a list, or everything new."""
    wanted = {*audience.topics, EVERYTHING}
    return [each for each in active if wanted & set(each.choice.topics)]


def find(services: Services, person: Person, audience_id: int) -> Audience:
    """Return a list; raise NoSuchAudience."""
    found = next((each for each in everything(services, person) if each.id == audience_id), None)
    if found is None:
        raise NoSuchAudience(audience_id)
    return found


def keep_segment(services: Services, person: Person, name: str, topics: list[str]) -> list[Fault]:
    """Keep a list of subscribers by topic; return what is wrong with it."""
    demand(person, Action.SEND_NEWSLETTER)
    name, faults = " ".join(name.split()), []
    with services.store.writing() as database:
        found, unknown = read_topics(topics, vocabulary.read(database))
        if not name or len(name) > LONGEST_NAME:
            faults.append(Fault("name", marked("Enter a name of 80 characters or fewer.")))
        elif repository.named(database, name):
            faults.append(TAKEN)
        if not found or unknown or len(found) > MOST_TOPICS:
            faults.append(Fault("topics", marked("Select 1 to 40 topics from the list.")))
        if not faults:
            made = repository.add_segment(database, Segment(name, found), person.id, services.clock())
            audit.note(database, person.id, "make list", f"audience {made}", services.clock())
    return faults


def bring_in(services: Services, person: Person, words: dict[str, Any], content: bytes) -> int | list[Fault]:
    """Keep the addresses of a sheet as a list; return its id, or what is wrong. Rows that are none are left out."""
    demand(person, Action.SEND_NEWSLETTER)
    brought, faults = load(IMPORT, words)
    try:
        rows = sheets.read(content)
    except sheets.NotAList as wrong:
        return [*faults, Fault("file", wrong.args[0])]
    if not rows.addresses:
        faults.append(Fault("file", marked("No row of this file holds an e-mail address we can use.")))
    with services.store.writing() as database:
        if brought and repository.named(database, brought.name):
            faults.append(TAKEN)
        if faults:
            return faults
        now = services.clock()
        made = repository.add_import(database, brought, rows.left_out, person.id, now)
        repository.put_on(database, made, rows.addresses, now)
        audit.note(database, person.id, "import list", f"audience {made}", now, after=IMPORT.dump(brought))
    return made


def remove(services: Services, person: Person, audience_id: int) -> None:
    """Delete a list and its addresses; people who wait for a newsletter through it get none."""
    demand(person, Action.SEND_NEWSLETTER)
    with services.store.writing() as database:
        mail_rows.call_back(database, f"audience-{audience_id}", services.clock())
        repository.remove(database, audience_id)
        audit.note(database, person.id, "delete list", f"audience {audience_id}", services.clock())
