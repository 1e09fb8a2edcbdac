"""Writing an ask and publishing it, which takes two people: one writes, another has read the same words."""

from dataclasses import dataclass, replace
from typing import Any

from library.briefs.slug_in import slug_in
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.formats import day
from library.i18n.messages import marked
from library.involve.asks import mailing, repository, service
from library.involve.asks.models import Ask, Entry, Kept, Shown, Step
from library.involve.asks.rules import LINK_LASTS, MOST_OPEN, similar
from library.involve.asks.schemas import ASK
from library.involve.asks.service import NoSuchAsk
from library.involve.belonging import unknown
from library.involve.bodies import repository as body_rows
from library.involve.bodies.rules import lineage, slug_of, today_s
from library.involve.loading import load
from library.involve.submissions import repository as submission_rows
from library.involve.submissions.models import Submission, SubmissionState
from library.involve.two_people import ALONE, CHANGED, OWN_WORDS, may_publish
from library.security.permissions import Action, Person, demand
from library.services import Services

NOT_PROPOSED = Fault("", marked("This isn't waiting to be published. Propose it first."))
NO_BODY = Fault("body", marked("Select a body from the list. One that was renamed or merged can't be asked."))
NOT_YET = Fault("asked_on", marked("Enter today or a day in the past."))
RESERVED = {"late", "bodies", "house-rules", "suggest"}
"""Addresses of other pages, which no ask can have."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What somebody should see before a new ask: open asks to the same body that are like it, and how many are open."""

    similar: list[Shown]
    open: int

    @property
    def many(self) -> bool:
        """Return whether this would be the fifth open ask to the body, or a later one."""
        return self.open + 1 >= MOST_OPEN

    @property
    def found(self) -> bool:
        """Return whether there is something to see."""
        return bool(self.similar) or self.many


def alike(services: Services, words: dict[str, Any]) -> Alike:
    """Return the open asks that one should be held against before it is made."""
    body, role, title, text = (str(words.get(name) or "") for name in ("body", "role", "title", "text"))
    ask = Ask(body, role, title, text, tuple(map(slug_in, words.get("briefs") or ())))
    with services.store.reading() as database:
        bodies = body_rows.everything(database)
        family = lineage(bodies, today_s(bodies, ask.body))
        opened = [each for each in service.shown_within(services, database) if each.standing.open]
    mine = [each for each in opened if each.ask.body in family]
    return Alike(similar(ask, mine), len(mine))


def _unfit(services: Services, database: Database, ask: Ask) -> list[Fault]:
    bodies = body_rows.everything(database)
    faults = [replace(each, field="briefs") for each in unknown(database, (), ask.briefs)]
    if ask.body not in bodies or bodies[ask.body].succeeded_by:
        faults.append(NO_BODY)
    if ask.asked_on and ask.asked_on > services.today():
        faults.append(NOT_YET)
    return faults


def start(
    services: Services, person: Person, words: dict[str, Any], *, propose: bool, submission: Submission | None = None
) -> int | list[Fault]:
    """Keep a new ask, as a draft or for somebody else to publish; return its id or what is wrong.

    Somebody's suggestion is made into one ask: of two people at once, the second is led to what the first one made.
    """
    demand(person, Action.MODERATE)
    ask, faults = load(ASK, words)
    if not isinstance(ask, Ask):
        return faults
    with services.store.writing() as database:
        known = repository.of_submission(database, submission.id) if submission else None
        if known:
            return known.id
        if faults := _unfit(services, database, ask):
            return faults
        status, now = "proposed" if propose else "draft", services.clock()
        made = repository.add(database, ask, status, person.id, now, submission.id if submission else None)
        audit.note(database, person.id, "propose" if propose else "draft", f"ask {made}", now, after=ASK.dump(ask))
    return made


def save(
    services: Services, person: Person, ask_id: int, version: int, words: dict[str, Any], *, propose: bool
) -> list[Fault]:
    """Change an ask that isn't published; return what is wrong. Raise NoSuchAsk."""
    demand(person, Action.MODERATE)
    ask, faults = load(ASK, words)
    if not isinstance(ask, Ask):
        return faults
    with services.store.writing() as database:
        known, now = _found(database, ask_id), services.clock()
        if faults := _unfit(services, database, ask):
            return faults
        status = "proposed" if propose else "draft"
        if not repository.save(database, ask_id, version, ask, status, person.id, now):
            return [CHANGED]
        before, after = ASK.dump(known.ask), ASK.dump(ask)
        audit.note(database, person.id, "change", f"ask {ask_id}", now, before=before, after=after)
    return []


def _found(database: Database, ask_id: int) -> Kept:
    found = repository.find(database, ask_id)
    if found is None:
        raise NoSuchAsk(ask_id)
    return found


def publish(services: Services, person: Person, ask_id: int, version: int) -> list[Fault]:
    """Publish an ask that somebody else wrote, and send it to the body; return why not. Raise NoSuchAsk."""
    demand(person, Action.PUBLISH)
    now = services.clock()
    with services.store.writing() as database:
        known = _found(database, ask_id)
        if known.status != "proposed":
            return [NOT_PROPOSED if known.status == "draft" else CHANGED]
        if not may_publish(person, known.changed_by):
            return [OWN_WORDS]
        if faults := _unfit(services, database, known.ask):
            return faults
        slug = slug_of(known.ask.title, repository.slugs(database) | RESERVED)
        if not repository.publish(database, ask_id, version, slug, known.ask.asked_on or services.today()):
            return [CHANGED]
        alone = ALONE if known.changed_by == person.id else ""
        repository.note(database, ask_id, Entry(Step.ASKED, now, alone), person.id)
        repository.renew_link(database, ask_id, now + LINK_LASTS)
        audit.note(database, person.id, "publish", f"ask {ask_id}", now, after=ASK.dump(known.ask))
        _tell(services, database, person, _found(database, ask_id))
    return []


def _tell(services: Services, database: Database, person: Person, kept: Kept) -> None:
    """Send the ask to the body, and tell the person who suggested it."""
    shown = next(each for each in service.shown_within(services, database) if each.kept.id == kept.id)
    mailing.asked(database, services, shown)
    sent = submission_rows.by_id(database, kept.submission_id) if kept.submission_id else None
    if sent and submission_rows.settle(database, sent.id, SubmissionState.PUBLISHED, person.id, services.clock()):
        audit.note(database, person.id, "publish", f"submission {sent.id}", services.clock())
        lines = [f"We've asked the {kept.ask.role}, {shown.body.name}.", f"Reply by: {day(shown.standing.reply_by)}."]
        mailing.to_who_raised_it(database, services, kept, lines)


def discard(services: Services, person: Person, ask_id: int, version: int) -> list[Fault]:
    """Delete an ask that was never published; return why not."""
    demand(person, Action.MODERATE)
    with services.store.writing() as database:
        if not repository.drop(database, ask_id, version):
            return [CHANGED]
        audit.note(database, person.id, "discard", f"ask {ask_id}", services.clock())
    return []
