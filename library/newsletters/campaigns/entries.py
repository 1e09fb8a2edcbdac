"""What a newsletter holds of briefs and openings: only what readers can see, with the verdict whatever staff write."""

from collections.abc import Iterable
from dataclasses import dataclass

from library.briefs import repository as briefs
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.db.store import Database
from library.newsletters import offers
from library.newsletters.campaigns.models import Entry, Item
from library.newsletters.digests.items import verdict
from library.newsletters.offers import Offer
from library.services import Services
from library.text.plain import plain

BRIEF, OFFER = "brief", "opportunity"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen for a newsletter."""

    ref: str
    label: str
    title: str
    about: str


def brief_ref(brief_id: int) -> str:
    """Return the name of a brief, as mails about it are called back by."""
    return f"{BRIEF}-{brief_id}"


def made(services: Services, database: Database, items: Iterable[Item]) -> list[Entry]:
    """Return the items that readers can see now, as a newsletter shows them."""
    items, terms = list(items), vocabulary.read(database)
    shown = briefs.by_ids(database, _ids(items, BRIEF))
    known = {brief_ref(id): found for id, found in shown.items()}
    open_now = {offer.ref: offer for offer in offers.open_on(database, services.today())}
    entries = []
    for item in items:
        if item.ref in known:
            entries.append(_of_brief(item, known[item.ref], terms))
        elif item.ref in open_now:
            entries.append(_of_offer(item, open_now[item.ref]))
    return entries


def _ids(items: Iterable[Item], kind: str) -> list[int]:
    parts = (item.ref.rpartition("-") for item in items)
    return [int(number) for name, _, number in parts if name == kind and number.isdecimal()]


def _of_brief(item: Item, found: PublishedBrief, terms: Vocabulary) -> Entry:
    brief = found.brief
    words = item.words or plain(brief.one_line)
    return Entry(item.ref, brief.slug, brief.kind.words, brief.title, words, verdict(brief, terms))


def _of_offer(item: Item, offer: Offer) -> Entry:
    return Entry(item.ref, "", offer.label, offer.title, item.words or offer.summary, "", offer.facts)


def still_public(services: Services, database: Database, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return those of what was sent that readers can still see: nothing withdrawn, nothing closed."""
    entries = tuple(entries)
    shown = briefs.by_ids(database, [each.number for each in entries if each.ref.startswith(BRIEF)])
    public = {brief_ref(id) for id in shown}
    public |= {offer.ref for offer in offers.open_on(database, services.today())}
    return tuple(each for each in entries if each.ref in public)


def choices(services: Services, slugs: list[str] | None, most: int) -> tuple[list[Choice], list[Choice]]:
    """Return what can be chosen: briefs, the last published first or those with some slugs, and what is open."""
    with services.store.reading() as database:
        listed = briefs.listed(database, slugs=slugs, order="published", size=most)
        ids = {found.brief.slug: id for id, found in _by_slug(database, [line.slug for line in listed])}
        open_now = offers.open_on(database, services.today())
    found = [Choice(brief_ref(ids[line.slug]), line.kind.words, line.title, line.one_line) for line in listed]
    if slugs is not None:
        wanted = [brief_ref(ids[slug]) for slug in slugs if slug in ids]
        found.sort(key=lambda each: wanted.index(each.ref))
    return found, [Choice(offer.ref, offer.label, offer.title, offer.summary) for offer in open_now]


def _by_slug(database: Database, slugs: list[str]) -> list[tuple[int, PublishedBrief]]:
    return [(found.id, found) for found in briefs.by_slugs(database, slugs).values()]
