"""What staff do with an ask that is published: pause it, give more time, keep what was done, end it, renew its link."""

from datetime import date
from typing import Any

from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.asks import mailing, repository, service
from library.involve.asks.models import AskState, Entry, Shown, Standing, Step
from library.involve.asks.rules import LINK_LASTS
from library.involve.asks.schemas import STEP, WHAT_STEPS_ASK
from library.involve.asks.service import NoSuchAsk
from library.involve.loading import load
from library.involve.submissions import repository as submission_rows
from library.security.permissions import Action, Person, demand
from library.services import Services

CHANGED = Fault("", marked("Something else happened to this ask while you had it open. Nothing of yours was saved."))
ENDS = {Step.SEEN, Step.SUPERSEDED, Step.WITHDRAWN}
"""After these, the person who suggested an ask gets no more mail about it."""
NOT_NOW = Fault("", marked("This can't be done with the ask as it stands now."))
PAST = Fault("until", marked("Enter a day that is still to come."))
SOONER = Fault("until", marked("Enter a day after the one they have to reply by now."))
NO_OTHER = Fault("other", marked("There is no other published ask at this address."))
NO_DAY = Fault("look_again_on", marked("Enter a date, such as 2027-03-31, or leave it blank."))


def possible(standing: Standing) -> list[Step]:
    """Return the steps that staff can take with an ask as it stands."""
    if standing.ended:
        return []
    steps = [Step.RESUMED] if standing.state is AskState.PAUSED else [Step.PAUSED] if standing.open else []
    more = Step.EXTENDED if standing.open else Step.SEEN
    return [*steps, more, Step.SUPERSEDED, Step.WITHDRAWN]


def _within(services: Services, database: Database, ask_id: int) -> Shown:
    found = next((each for each in service.shown_within(services, database) if each.kept.id == ask_id), None)
    if found is None:
        raise NoSuchAsk(ask_id)
    return found


def take(services: Services, person: Person, ask_id: int, last: int, words: dict[str, Any]) -> list[Fault]:
    """Add a step to the history of an ask, of which `last` was the last step somebody saw; return what is wrong.

    Raise NoSuchAsk.
    """
    demand(person, Action.MODERATE)
    step, faults = load(STEP, words)
    if faults:
        return faults
    asked = {name: value for name, value in step.items() if name in WHAT_STEPS_ASK.get(step["step"], ())}
    entry = Entry(step["step"], services.clock(), **asked)
    with services.store.writing() as database:
        shown = _within(services, database, ask_id)
        if faults := _unfit(services, database, shown, entry, last):
            return faults
        repository.note(database, ask_id, entry, person.id)
        mailing.call_reminder_back(database, services, ask_id)
        if entry.step is Step.SEEN:
            repository.look_again(database, ask_id, None)
        audit.note(database, person.id, entry.step.value, f"ask {ask_id}", entry.at, after=words)
        lines = [f"{entry.step.words}. {entry.words}".strip()]
        lines += [f"Until: {entry.until.isoformat()}"] if entry.until else []
        mailing.to_who_raised_it(database, services, shown.kept, lines)
        if entry.step in ENDS and shown.kept.submission_id:
            submission_rows.finish(database, shown.kept.submission_id, entry.at)
    return []


def _unfit(services: Services, database: Database, shown: Shown, entry: Entry, last: int) -> list[Fault]:
    if shown.kept.history[-1].id != last:
        return [CHANGED]
    if entry.step not in possible(shown.standing):
        return [NOT_NOW]
    if entry.until and entry.until < services.today():
        return [PAST]
    if entry.step is Step.EXTENDED and entry.until and entry.until <= shown.standing.reply_by:
        return [SOONER]
    if entry.step is Step.SUPERSEDED:
        other = repository.at(database, entry.other)
        return [NO_OTHER] if other is None or other.id == shown.kept.id else []
    return []


def look_again(services: Services, person: Person, ask_id: int, typed: str) -> list[Fault]:
    """Keep when an ask comes up on the desk again, or that it doesn't; return what is wrong with the day."""
    demand(person, Action.MODERATE)
    try:
        day = date.fromisoformat(typed) if typed else None
    except ValueError:
        return [NO_DAY]
    with services.store.writing() as database:
        _within(services, database, ask_id)
        repository.look_again(database, ask_id, day)
        audit.note(database, person.id, "look again", f"ask {ask_id}", services.clock(), after=typed)
    return []


def renew_link(services: Services, person: Person, ask_id: int, last_link: int) -> None:
    """Make a new link for replies, which stops the last one, and send it; pressing twice makes one."""
    demand(person, Action.MODERATE)
    now = services.clock()
    with services.store.writing() as database:
        shown = _within(services, database, ask_id)
        if shown.kept.link_number != last_link or shown.standing.ended:
            return
        mailing.call_reminder_back(database, services, ask_id)
        repository.renew_link(database, ask_id, now + LINK_LASTS)
        audit.note(database, person.id, "new link", f"ask {ask_id}", now)
        mailing.asked(database, services, _within(services, database, ask_id))
