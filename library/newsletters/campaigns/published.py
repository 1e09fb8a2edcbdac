"""What anybody may read of newsletters: those that were sent, without a word about who got them."""

from dataclasses import dataclass

from library.newsletters.campaigns import entries, repository
from library.newsletters.campaigns.models import Campaign, Picture
from library.services import Services


@dataclass(frozen=True, slots=True)
class Shown:
    """A newsletter that was sent: what of it readers can still see, what it corrects, and what corrects it."""

    campaign: Campaign
    public: frozenset[str]
    corrects: Campaign | None
    corrections: list[Campaign]


def everything(services: Services) -> list[Campaign]:
    """List the newsletters that were sent, the newest first."""
    with services.store.reading() as database:
        return repository.public(database)


def find(services: Services, campaign_id: int) -> Shown | None:
    """Return a newsletter that was sent."""
    with services.store.reading() as database:
        sent = {each.id: each for each in repository.public(database)}
        found = sent.get(campaign_id)
        if found is None:
            return None
        public = entries.still_public(services, database, found.entries)
        corrections = [each for each in repository.correction_of(database, campaign_id) if each.id in sent]
    return Shown(found, frozenset(each.ref for each in public), sent.get(found.corrects_id or 0), corrections)


def picture(services: Services, digest: str) -> Picture | None:
    """Return a picture of a newsletter."""
    with services.store.reading() as database:
        return repository.find_picture(database, digest)


def public_pages(services: Services) -> list[tuple[str, str]]:
    """Return the page of each newsletter that was sent, and its day."""
    return [
        (services.links.newsletter(each.id), each.started_at.date().isoformat() if each.started_at else "")
        for each in everything(services)
    ]
