"""Replies: sent by the body through its link, read by two people, and published as they were sent.

They are kept from the pages for the listed reasons only, which is said in the history.
"""

from datetime import timedelta
from typing import Any

from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.asks import links, mailing, reply_repository, repository, service
from library.involve.asks.links import How, Opened
from library.involve.asks.models import Entry, Ground, Outcome, Received, Reply, Shown, Step
from library.involve.asks.rules import LOOK_AGAIN_AFTER
from library.involve.asks.schemas import REFUSAL, REPLY
from library.involve.loading import load
from library.involve.two_people import ALONE
from library.security.permissions import Action, Person, demand, may
from library.security.rate_limit import service as rate_limit
from library.security.rate_limit.service import Limit
from library.services import Services

MOST_FROM_ONE, HOUR = 10, timedelta(hours=1)
SETTLED = Fault("", marked("Someone else has dealt with this reply already. Nothing was changed."))
FIRST_READ = Fault("", marked("You read it first, so someone else has to publish it."))
READ_FIRST = Fault("", marked("Someone has to read it before you publish it."))


class NoSuchReply(LookupError):
    """There is no reply with this id."""


class Closed(Exception):
    """A link takes no reply any more; `opened` says why."""

    def __init__(self, opened: Opened) -> None:
        """Keep what the link opens now."""
        super().__init__()
        self.opened = opened


def send(services: Services, token: str, words: dict[str, Any], place: str) -> list[Fault]:
    """Keep a reply; return what is wrong with it. Raise Closed where the link takes none, and TooManyTries.

    The same words sent twice are kept once.
    """
    said, faults = load(REPLY, words)
    found = links.opened(services, token)
    if found.how is not How.OPEN or found.kept is None:
        if found.how is How.WAITING and found.reply and said == found.reply.said:
            return []
        raise Closed(found)
    if not isinstance(said, Reply):
        return faults
    with services.store.writing() as database:
        rate_limit.take(database, services, Limit("reply to ask", place, MOST_FROM_ONE, HOUR))
        _hold_open(services, database, token, found)
        now, kept = services.clock(), found.kept
        made = reply_repository.add(database, kept.id, said, kept.link_number, now)
        audit.note(database, None, "reply", f"ask {kept.id}", now, after={"reply": made})
        mailing.call_reminder_back(database, services, kept.id)
        mailing.got(database, services, _shown(services, database, kept.id), said)
    return []


def _hold_open(services: Services, database: Database, token: str, found: Opened) -> None:
    """Raise Closed if a reply came by the link, or the ask was changed, since it was looked at."""
    assert found.kept
    now = repository.find(database, found.kept.id)
    came = [each.link_number for each in reply_repository.of(database, found.kept.id) if each.state != "refused"]
    if now != found.kept or found.kept.link_number in came:
        raise Closed(links.opened(services, token))


def _shown(services: Services, database: Database, ask_id: int) -> Shown:
    return next(each for each in service.shown_within(services, database) if each.kept.id == ask_id)


def find(services: Services, person: Person, reply_id: int) -> Received:
    """Return a reply for staff; raise NoSuchReply."""
    demand(person, Action.MODERATE)
    with services.store.reading() as database:
        return _found(database, reply_id)


def _found(database: Database, reply_id: int) -> Received:
    found = reply_repository.find(database, reply_id)
    if found is None:
        raise NoSuchReply(reply_id)
    return found


def check(services: Services, person: Person, reply_id: int) -> list[Fault]:
    """Keep that a first person has read a reply; return why not."""
    demand(person, Action.MODERATE)
    with services.store.writing() as database:
        if not reply_repository.check(database, reply_id, person.id):
            return [SETTLED]
        audit.note(database, person.id, "check", f"reply {reply_id}", services.clock())
    return []


def publish(services: Services, person: Person, reply_id: int) -> list[Fault]:
    """Publish a reply as it was sent, after somebody else has read it; return why not. Raise NoSuchReply."""
    demand(person, Action.PUBLISH)
    now, alone = services.clock(), may(person, Action.PUBLISH_ALONE)
    with services.store.writing() as database:
        found = _found(database, reply_id)
        if found.state != "waiting" or found.said is None:
            return [SETTLED]
        if not alone and found.checked_by in {None, person.id}:
            return [READ_FIRST if found.checked_by is None else FIRST_READ]
        reply_repository.publish(database, reply_id, person.id, now)
        alone_words = ALONE if found.checked_by in {None, person.id} else ""
        entry = Entry(Step.REPLIED, now, alone_words, outcome=found.said.outcome, reply_id=reply_id)
        repository.note(database, found.ask_id, entry, person.id)
        audit.note(database, person.id, "publish", f"reply {reply_id}", now, after=REPLY.dump(found.said))
        shown = _shown(services, database, found.ask_id)
        if found.said.outcome is not Outcome.DECLINED and shown.kept.look_again_on is None:
            repository.look_again(database, found.ask_id, services.today() + LOOK_AGAIN_AFTER)
        lines = [f"{shown.now.name} replied: {found.said.outcome.words}.", found.said.summary]
        mailing.to_who_raised_it(database, services, shown.kept, lines)
        mailing.settled(database, services, shown, "We've published your reply, unedited.", again=False)
    return []


def refuse(services: Services, person: Person, reply_id: int, words: dict[str, Any]) -> list[Fault]:
    """Keep a reply from the pages, or take it down, for a listed reason that readers are told; return what is wrong.

    Its words are deleted, and the body can send another. Raise NoSuchReply.
    """
    demand(person, Action.MODERATE)
    loaded, faults = load(REFUSAL, words)
    if faults:
        return faults
    now, ground = services.clock(), loaded["ground"]
    with services.store.writing() as database:
        found = _found(database, reply_id)
        was_public = found.state == "published"
        settle = reply_repository.take_down if was_public else reply_repository.refuse
        if not settle(database, reply_id, person.id, now):
            return [SETTLED]
        entry = Entry(Step.REMOVED if was_public else Step.REFUSED, now, ground=ground, reply_id=reply_id)
        repository.note(database, found.ask_id, entry, person.id)
        audit.note(database, person.id, entry.step.value, f"reply {reply_id}", now, after=words)
        _tell(services, database, _shown(services, database, found.ask_id), ground, was_public=was_public)
    return []


def _tell(services: Services, database: Database, shown: Shown, ground: Ground, *, was_public: bool) -> None:
    did = "We've taken the reply down" if was_public else "A reply came. We can't publish it"
    words = f"{did}: {ground.words}. The house rules: {services.links.house_rules()}"
    mailing.to_who_raised_it(database, services, shown.kept, [words])
    mailing.settled(database, services, shown, words, again=not was_public)
