"""Opportunities: read by everybody, published, changed, checked and withdrawn by staff. They close by themselves."""

from dataclasses import replace
from typing import Any

from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.involve.belonging import belongs, unknown
from library.involve.loading import load
from library.involve.opportunities import repository
from library.involve.opportunities.models import Opportunity, Published, Standing
from library.involve.opportunities.rules import SHOWN, in_calendars, other_days, standing
from library.involve.opportunities.schemas import OPPORTUNITY
from library.involve.submissions import moderation
from library.involve.submissions.models import Submission
from library.newsletters import offers
from library.newsletters.digests import repository as digests
from library.security.permissions import Action, Person, demand, may
from library.services import Services

Listing = dict[Standing, list[Published]]


class NoSuchOpportunity(LookupError):
    """There is no opportunity with this id."""


def everything(services: Services) -> Listing:
    """Return all opportunities by how they stand today; what closes first comes first, the archive newest first."""
    with services.store.reading() as database:
        found = repository.everything(database)
    today = services.today()
    by: Listing = {each: [one for one in found if standing(one, today) is each] for each in Standing}
    return by | {each: by[each][::-1] for each in (Standing.CLOSED, Standing.WITHDRAWN)}


def shown(services: Services) -> list[Published]:
    """Return what is open, closing soon or opening soon."""
    found = everything(services)
    return [one for each in SHOWN for one in found[each]]


def about(services: Services, *, slug: str = "", approaches: tuple[str, ...] = ()) -> list[Published]:
    """Return what is open and belongs to a brief or to one of some topics."""
    here = belongs(services, slug, approaches)
    return [one for one in shown(services) if here(one.opportunity)]


def find(services: Services, opportunity_id: int) -> Published:
    """Return one; raise NoSuchOpportunity."""
    with services.store.reading() as database:
        return _found(database, opportunity_id)


def _found(database: Database, opportunity_id: int) -> Published:
    found = repository.find(database, opportunity_id)
    if found is None:
        raise NoSuchOpportunity(opportunity_id)
    return found


def how(services: Services, published: Published) -> Standing:
    """Return how one stands today."""
    return standing(published, services.today())


def for_calendars(services: Services) -> list[Published]:
    """Return what calendars are told of."""
    with services.store.reading() as database:
        return [each for each in repository.everything(database) if in_calendars(each, services.today())]


def publish(
    services: Services, person: Person, words: dict[str, Any], submission: Submission | None = None
) -> int | list[Fault]:
    """Publish what somebody sent or staff write, or the change to it; return its id or what is wrong."""
    demand(person, Action.MODERATE)
    offered, faults = load(OPPORTUNITY, words)
    with services.store.writing() as database:
        faults += unknown(database, offered.approaches, offered.briefs) if offered else []
        if not isinstance(offered, Opportunity) or faults:
            return faults
        known = repository.of_submission(database, submission.id) if submission else None
        made = _keep(services, database, person, offered, known, submission)
        page = services.links.opportunity(made)
        if submission and not moderation.publish_within(services, database, person, submission, page):
            raise moderation.Answered
    return made


def _keep(
    services: Services,
    database: Database,
    person: Person,
    offered: Opportunity,
    known: Published | None,
    submission: Submission | None = None,
) -> int:
    """Write an opportunity in place of the one that is known, or as a new one; return its id."""
    now, today, dumped = services.clock(), services.today(), OPPORTUNITY.dump(offered)
    if known is None:
        made = repository.add(database, offered, person.id, now, today, submission.id if submission else None)
        audit.note(database, person.id, "publish", f"opportunity {made}", now, after=dumped)
        return made
    step = int(bool(known.withdrawn_at) or other_days(known.opportunity, offered))
    repository.change(database, known.id, offered, person.id, now, today, step)
    before = OPPORTUNITY.dump(known.opportunity)
    audit.note(database, person.id, "change", f"opportunity {known.id}", now, before=before, after=dumped)
    return known.id


def change(services: Services, person: Person, opportunity_id: int, words: dict[str, Any]) -> list[Fault]:
    """Change an opportunity; return what is wrong with it."""
    demand(person, Action.MODERATE)
    offered, faults = load(OPPORTUNITY, words)
    with services.store.writing() as database:
        known = _found(database, opportunity_id)
        faults += unknown(database, offered.approaches, offered.briefs) if offered else []
        if isinstance(offered, Opportunity) and not faults:
            _keep(services, database, person, offered, known)
    return faults


def withdraw(services: Services, person: Person, opportunity_id: int) -> None:
    """Take an opportunity off the lists; its page says that it was withdrawn."""
    demand(person, Action.MODERATE)
    now = services.clock()
    with services.store.writing() as database:
        known = _found(database, opportunity_id)
        if repository.withdraw(database, opportunity_id, person.id, now):
            digests.take_back(database, offers.ref_of(opportunity_id), now)
            audit.note(database, person.id, "withdraw", f"opportunity {opportunity_id}", now)
            if known.submission_id:
                moderation.take_down_within(services, database, known.submission_id)


def check(services: Services, person: Person, opportunity_id: int) -> None:
    """Keep that a person saw today that an opportunity is still open."""
    demand(person, Action.MODERATE)
    with services.store.writing() as database:
        _found(database, opportunity_id)
        repository.check(database, opportunity_id, services.today())
        audit.note(database, person.id, "check", f"opportunity {opportunity_id}", services.clock())


def bring_in(services: Services, person: Person, rows: list[dict[str, Any]]) -> tuple[int, list[Fault]]:
    """Publish the rows of a spreadsheet, all or none; return how many are new, and what is wrong in which row.

    A row with the title and link of one that is there changes it.
    """
    demand(person, Action.MODERATE)
    with services.store.writing() as database:
        known = {(one.opportunity.title, one.opportunity.link): one for one in repository.everything(database)}
        loaded, faults = [], []
        for number, row in enumerate(rows, 2):
            offered, wrong = load(OPPORTUNITY, row)
            wrong += unknown(database, offered.approaches, offered.briefs) if offered else []
            faults += [replace(each, field="file", message=_in_row(number, each)) for each in wrong]
            loaded.append(offered)
        if faults:
            return 0, faults
        fresh = [each for each in loaded if (each.title, each.link) not in known]
        for each in loaded:
            _keep(services, database, person, each, known.get((each.title, each.link)))
    return len(fresh), []


def _in_row(number: int, fault: Fault) -> Message:
    where = OPPORTUNITY.fields[fault.field].metadata["label"] if fault.field in OPPORTUNITY.fields else fault.field
    return Message("Row %(number)s, %(where)s: %(wrong)s", number=number, where=where, wrong=fault.message)


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many without a last day have to be looked at again."""
    if not may(person, Action.MODERATE):
        return []
    found = repository.open_ended(database)
    count = sum(standing(one, services.today()) is Standing.CHECKING for one in found)
    comes = marked("Opportunities without a closing date, once every 90 days.")
    return [ToDo(marked("Opportunities to check"), services.links.opportunity_desk(), count, comes=comes)]


def public_pages(services: Services) -> list[tuple[str, str]]:
    """Return the page of each opportunity that is open, and the day it last changed."""
    return [(services.links.opportunity(one.id), one.changed_at.date().isoformat()) for one in shown(services)]
