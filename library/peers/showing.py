"""What readers see of briefs that were adopted from other libraries: as that library wrote and rated them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from library.briefs.parts import SourceRating
from library.briefs.presentation import confidence, outcome_name
from library.briefs.schemas import fast_load
from library.briefs.schemas.brief import BRIEF
from library.briefs.service import Page
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.i18n.messages import Message, gettext
from library.peers import brief_repository as shared_rows
from library.peers.models import Offer, Shared, Standing
from library.services import Services

LONGEST_SCHEME = 120
NOT_OURS = ("related", "facts", "owner_role")
"""Fields that name what only their library has."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A brief of another library as readers see it."""

    shared: Shared
    offer: Offer
    page: Page
    ratings: tuple[SourceRating, ...]


def shown(services: Services) -> list[Shown]:
    """Return the briefs that were adopted, by title."""
    with services.store.reading() as database:
        found, terms = shared_rows.listed(database, shared_rows.ADOPTED), vocabulary.read(database)
    pages = [_shown(each, each.taken, terms) for each in found if each.taken]
    return sorted(pages, key=lambda each: each.page.found.brief.title.casefold())


def one(services: Services, shared_id: int) -> Shown | None:
    """Return a brief that was adopted, None where there is none."""
    with services.store.reading() as database:
        found, terms = shared_rows.find(database, shared_id), vocabulary.read(database)
    if found is None or found.standing is not Standing.ADOPTED or found.taken is None:
        return None
    return _shown(found, found.taken, terms)


def _shown(shared: Shared, offer: Offer, terms: Vocabulary) -> Shown:
    brief = fast_load.read(settled(offer.content, terms))
    ratings = ratings_of(shared, offer, terms)
    brief = replace(brief, slug="", outcomes=(), source_ratings=(*ratings, *brief.source_ratings))
    found = PublishedBrief(0, brief, offer.version, offer.day, "")
    return Shown(shared, offer, Page(found, (), terms), ratings)


def settled(content: Mapping[str, Any], terms: Vocabulary) -> dict[str, Any]:
    """Return a content without terms that our vocabulary lacks and without what only its library has."""
    kept = {name: value for name, value in content.items() if name not in NOT_OURS}
    for name, field in BRIEF.fields.items():
        scheme, value = field.metadata.get("scheme"), kept.get(name)
        if scheme and value:
            listed = value if isinstance(value, list) else [value]
            known = [each for each in listed if terms.find(str(scheme), each)]
            kept[name] = known if isinstance(value, list) else "".join(known)
    return kept


def ratings_of(shared: Shared, offer: Offer, terms: Vocabulary) -> tuple[SourceRating, ...]:
    """Return how its library rates a brief: as ratings of another body, which are never merged with ours."""
    return tuple(
        SourceRating(
            f"{shared.whose}: {outcome_name(outcome, terms)}"[:LONGEST_SCHEME],
            _rated(gettext(outcome.effect.label), confidence(outcome)),
            outcome.why,
            address=offer.url,
        )
        for outcome in offer.brief.ordered()
    )


def _rated(effect: str, sure: str) -> str:
    return gettext(Message("%(effect)s (confidence: %(sure)s)", effect=effect, sure=sure)) if sure else effect


def records(adopted: Iterable[Shared]) -> list[dict[str, Any]]:
    """Return the briefs that were adopted as data for others, each with the origin that it has for ever."""
    return [_record(each, each.taken) for each in adopted if each.taken]


def _record(shared: Shared, offer: Offer) -> dict[str, Any]:
    return {
        **offer.content,
        "url": offer.url,
        "version": offer.version,
        "published_at": offer.published_at,
        "licence": offer.licence,
        "origin": {"library": shared.key.library, "id": shared.key.item},
    }
