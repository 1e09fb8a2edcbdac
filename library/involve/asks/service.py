"""Asks as everybody reads them: how each stands today, what a body answered, and what is late."""

from collections.abc import Iterable

from library.briefs import repository as briefs
from library.contributions import Pages, ToDo
from library.db.store import Database
from library.i18n.messages import marked
from library.involve.asks import reply_repository, repository
from library.involve.asks.models import Count, Kept, Received, Shown
from library.involve.asks.rules import counts, standing
from library.involve.bodies import repository as body_rows
from library.involve.bodies.models import Body
from library.involve.bodies.rules import lineage, today_s
from library.involve.two_people import may_publish
from library.security.permissions import Action, Person, demand, may
from library.services import Services


class NoSuchAsk(LookupError):
    """There is no ask at this address or with this id."""


def shown(services: Services) -> list[Shown]:
    """Return all asks that readers see: those that wait first, by the day of the reply, then the last changed."""
    with services.store.reading() as database:
        found = shown_within(services, database)
    waiting = sorted((each for each in found if each.standing.open), key=lambda each: each.standing.reply_by)
    others = [each for each in found if not each.standing.open]
    return waiting + sorted(others, key=lambda each: each.last_at, reverse=True)


def shown_within(services: Services, database: Database) -> list[Shown]:
    """Return all asks that readers see, in a transaction that is open."""
    bodies = body_rows.everything(database)
    return [_shown(services, kept, bodies) for kept in repository.published(database)]


def _shown(services: Services, kept: Kept, bodies: dict[str, Body]) -> Shown:
    assert kept.asked_on
    how = standing(kept.ask, kept.asked_on, kept.history, services.today())
    named = bodies.get(kept.ask.body) or Body(kept.ask.body, slug=kept.ask.body)
    return Shown(kept, how, named, bodies.get(today_s(bodies, named.slug), named))


def find(services: Services, slug: str) -> Shown:
    """Return the ask at an address; raise NoSuchAsk."""
    with services.store.reading() as database:
        kept = repository.at(database, slug)
        if kept is None:
            raise NoSuchAsk(slug)
        return _shown(services, kept, body_rows.everything(database))


def with_standing(services: Services, kept: Kept) -> Shown:
    """Return an ask that is published with how it stands."""
    with services.store.reading() as database:
        return _shown(services, kept, body_rows.everything(database))


def replies(services: Services, kept: Kept) -> dict[int, Received]:
    """Return the replies to an ask that readers see, by id."""
    with services.store.reading() as database:
        found = reply_repository.of(database, kept.id)
    return {each.id: each for each in found if each.state == "published"}


def titles(services: Services, slugs: Iterable[str]) -> dict[str, str]:
    """Return the titles of the briefs that an ask rests on; of one that is no longer published, its slug."""
    with services.store.reading() as database:
        found = briefs.by_slugs(database, tuple(slugs))
    return {slug: found[slug].brief.title if slug in found else slug for slug in slugs}


def last_replies(services: Services) -> dict[int, Received]:
    """Return the last reply that readers see to each ask that has one, by the ask's id."""
    with services.store.reading() as database:
        return {each.ask_id: each for each in reply_repository.published(database)}


def late(services: Services) -> list[Shown]:
    """Return the asks whose reply is late, the latest first."""
    found = [each for each in shown(services) if each.standing.late_by]
    return sorted(found, key=lambda each: -each.standing.late_by)


def about(services: Services, slug: str) -> list[Shown]:
    """Return the asks that rest on a brief, leaving out those taken back."""
    return [each for each in shown(services) if slug in each.ask.briefs and not each.standing.ended]


def of_body(services: Services, slug: str) -> tuple[Body, list[Shown]] | str:
    """Return a body with what it and all that became part of it were asked, or the slug of what it is now.

    Raise NoSuchAsk where there is no such body.
    """
    with services.store.reading() as database:
        bodies = body_rows.everything(database)
    if slug not in bodies:
        raise NoSuchAsk(slug)
    if (now := today_s(bodies, slug)) != slug:
        return now
    family = lineage(bodies, slug)
    return bodies[slug], [each for each in shown(services) if each.ask.body in family]


def by_body(found: list[Shown]) -> list[Count]:
    """Return how many asks each body answered, counted with what became part of it."""
    bodies = {each.now.slug: each.now for each in found}
    counted = [Count(body, *counts(each for each in found if each.now.slug == slug)) for slug, body in bodies.items()]
    return sorted(counted, key=lambda count: count.body.name)


def public_pages(services: Services) -> Pages:
    """Return the page of each ask and of each body that was asked, with the day it last changed."""
    found, links = shown(services), services.links
    bodies = {each.now.slug for each in found}
    return [
        *((links.ask(each.kept.slug), each.last_at.date().isoformat()) for each in found),
        *((links.asks_of(slug), "") for slug in sorted(bodies)),
    ]


def all_kept(services: Services, person: Person) -> list[Kept]:
    """Return all asks for staff, drafts too, the newest first."""
    demand(person, Action.MODERATE)
    with services.store.reading() as database:
        return repository.everything(database)[::-1]


def kept(services: Services, person: Person, ask_id: int) -> Kept:
    """Return one for staff; raise NoSuchAsk."""
    demand(person, Action.MODERATE)
    with services.store.reading() as database:
        found = repository.find(database, ask_id)
    if found is None:
        raise NoSuchAsk(ask_id)
    return found


def received(services: Services, person: Person) -> list[Received]:
    """Return the replies that two people have to read before they are published."""
    demand(person, Action.MODERATE)
    with services.store.reading() as database:
        return reply_repository.waiting(database)


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return what waits for a person: asks and replies to publish, late replies, and what to look at again."""
    if not may(person, Action.MODERATE):
        return []
    found, desk, today = repository.everything(database), services.links.ask_desk(), services.today()
    alone = may(person, Action.PUBLISH_ALONE)
    proposed = [each for each in found if each.status == "proposed" and may_publish(person, each.changed_by)]
    replies = [each for each in reply_repository.waiting(database) if alone or each.checked_by != person.id]
    stand = [standing(each.ask, each.asked_on, each.history, today) for each in found if each.asked_on]
    overdue = [each for each in stand if each.late_by]
    again = [each.look_again_on for each in found if each.look_again_on and each.look_again_on <= today]
    first_late = min((each.reply_by for each in overdue), default=None)
    return [
        ToDo(
            marked("Replies to publish"), desk, len(replies), comes=marked("What bodies replied, to read and publish.")
        ),
        ToDo(marked("Asks to publish"), desk, len(proposed), comes=marked("Asks that a second person has to publish.")),
        ToDo(
            marked("Asks whose reply is late"),
            desk,
            len(overdue),
            first_late,
            comes=marked("Asks that nobody has replied to by the day they were given."),
        ),
        ToDo(
            marked("Asks to look at again"),
            desk,
            len(again),
            min(again, default=None),
            comes=marked("Asks whose day to look again has come."),
        ),
    ]
