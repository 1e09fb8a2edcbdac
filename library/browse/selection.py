"""Briefs picked by a reader and kept in an address: which of them are there, and what else could be picked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from library.briefs import repository as briefs
from library.briefs.models import LONGEST_SLUG
from library.briefs.states import Listed, Moved, PublishedBrief, Withdrawn
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.db.store import Database
from library.search import service as searches
from library.search.models import Query
from library.services import Services

MOST_READ = 100
"""Slugs of one address that are looked at."""
MOST_NEAR, MOST_FOUND = 6, 10
"""Briefs that are offered because they stand near, and because they were looked for."""
SLUG = re.compile(rf"[a-z0-9-]{{1,{LONGEST_SLUG}}}")


@dataclass(frozen=True, slots=True)
class Picked:
    """What an address picks, in its order, each once: the first `most` briefs, and all that has to be said about."""

    found: tuple[PublishedBrief, ...]
    left_out: tuple[PublishedBrief, ...]
    withdrawn: tuple[Withdrawn, ...]
    unknown: tuple[str, ...]
    repeated: bool
    most: int
    terms: Vocabulary

    @property
    def slugs(self) -> list[str]:
        """Return the slugs of the briefs."""
        return [found.brief.slug for found in self.found]

    @property
    def full(self) -> bool:
        """Return whether there is no room for another."""
        return len(self.found) >= self.most

    def without(self, slug: str) -> list[str]:
        """Return the slugs without one."""
        return [other for other in self.slugs if other != slug]

    def moved(self, place: int, by: int) -> list[str]:
        """Return the slugs with the one at `place` moved up (-1) or down (1)."""
        slugs = self.slugs
        slugs[place], slugs[place + by] = slugs[place + by], slugs[place]
        return slugs


def pick(services: Services, asked: Sequence[str], most: int) -> Picked:
    """Read the briefs with some slugs; those that moved are followed, and what cannot be had is told apart."""
    wanted = [slug.strip() for slug in asked if slug.strip()][:MOST_READ]
    with services.store.reading() as database:
        terms = vocabulary.read(database)
        if not wanted:
            return Picked((), (), (), (), False, most, terms)
        got = _read(database, list(dict.fromkeys(wanted)))
    there = {each.id: each for each in got.values() if isinstance(each, PublishedBrief)}
    withdrawn = {each.slug: each for each in got.values() if isinstance(each, Withdrawn)}
    whole = tuple(there.values())
    named = sum(isinstance(got[slug], PublishedBrief) for slug in wanted)
    unknown = tuple(slug for slug, each in got.items() if each is None)
    return Picked(whole[:most], whole[most:], tuple(withdrawn.values()), unknown, named > len(whole), most, terms)


def _read(database: Database, slugs: Sequence[str]) -> dict[str, PublishedBrief | Withdrawn | None]:
    published = briefs.by_slugs(database, [slug for slug in slugs if SLUG.fullmatch(slug)])
    return {slug: published.get(slug) or _elsewhere(database, slug) for slug in slugs}


def _elsewhere(database: Database, slug: str) -> PublishedBrief | Withdrawn | None:
    """Find what became of a brief that is not published at a slug."""
    found = briefs.find(database, slug) if SLUG.fullmatch(slug) else None
    if isinstance(found, Moved):
        found = briefs.find(database, found.slug)
    return None if isinstance(found, Moved) else found


@dataclass(frozen=True, slots=True)
class Offer:
    """Briefs that could be picked too: those a search found, or those near what is picked."""

    asked: str
    lines: tuple[Listed, ...]


def offer(services: Services, picked: Picked, asked: str) -> Offer:
    """Offer briefs to pick besides."""
    words = " ".join(asked.replace("\0", " ").split())[:300]
    near: list[str] = []
    if words:
        near = _found(services, Query(words))
    elif picked.found:
        shared = tuple(dict.fromkeys(term for found in picked.found for term in found.brief.approaches))
        related = [slug for found in picked.found for slug in found.brief.related]
        near = related + (_found(services, Query(filters={"approach": shared})) if shared else [])
    wanted = [slug for slug in dict.fromkeys(near) if slug not in picked.slugs]
    with services.store.reading() as database:
        lines = {line.slug: line for line in briefs.listed(database, slugs=wanted)} if wanted else {}
    return Offer(words, tuple(lines[slug] for slug in wanted if slug in lines)[: MOST_FOUND if words else MOST_NEAR])


def _found(services: Services, query: Query) -> list[str]:
    return [result.found.brief.slug for result in searches.search(services, query).results]
