"""Opportunities as news of their own kind: that one is open, and once that it closes soon. Nothing that is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from library.briefs.vocabulary.models import Vocabulary
from library.i18n.labels import LabelledEnum
from library.i18n.messages import Message, gettext, marked, ngettext
from library.newsletters.offers import Offer, ref_of
from library.newsletters.subscriptions.models import EVERYTHING, Subscription

CLOSING = timedelta(days=7)
FUNDING_FIRST, FUNDING_LAST = timedelta(days=14), timedelta(days=3)
"""When people who look for money are reminded, beside what is told of everything a week before it closes."""


class Stage(LabelledEnum):
    """What there is to tell of an opportunity on a day."""

    OPEN = "open", marked("New opportunity")
    FORTNIGHT = "fortnight", marked("Closes in two weeks")
    CLOSING = "closing", marked("Closes within 7 days")
    LAST = "last", marked("Closes within 3 days")


@dataclass(frozen=True, slots=True)
class OfferNews:
    """One thing to tell of an opportunity."""

    offer_id: int
    stage: Stage
    title: str
    summary: str
    facts: tuple[str, ...]
    closes: str = ""

    @property
    def ref(self) -> str:
        """Name the opportunity, as mails about it are called back by."""
        return ref_of(self.offer_id)

    @property
    def key(self) -> str:
        """Name the news, so that nobody is told it twice; one whose last day was moved may be told of again."""
        return f"{self.ref}-{self.stage}" + (f"-{self.closes}" if self.stage is not Stage.OPEN else "")


def stage(offer: Offer, today: date) -> Stage:
    """Return what there is to tell of an opportunity that is open."""
    left = offer.closes - today if offer.closes else None
    if left is None:
        return Stage.OPEN
    if offer.is_funding and left <= FUNDING_LAST:
        return Stage.LAST
    if left <= CLOSING:
        return Stage.CLOSING
    return Stage.FORTNIGHT if offer.is_funding and left <= FUNDING_FIRST else Stage.OPEN


def news_of(offer: Offer, today: date) -> OfferNews:
    """Return what there is to tell of an opportunity."""
    closes = offer.closes.isoformat() if offer.closes else ""
    return OfferNews(offer.id, stage(offer, today), offer.title, offer.summary, offer.facts, closes)


def for_subscriber(
    subscription: Subscription, open_now: Iterable[Offer], told: frozenset[str], terms: Vocabulary, today: date
) -> list[tuple[OfferNews, tuple[str, ...]]]:
    """Return what to tell a subscriber of opportunities, each with the topics why."""
    found = []
    for offer in open_now:
        news, why = news_of(offer, today), _why(subscription, offer, terms)
        late = news.stage is Stage.OPEN and offer.published_at <= subscription.told_from
        if why and not late and news.key not in told:
            found.append((news, why))
    return found


def _why(subscription: Subscription, offer: Offer, terms: Vocabulary) -> tuple[str, ...]:
    """Return the topics of a subscriber that an opportunity is about; a place counts where its area names it."""
    return tuple(
        topic
        for topic in subscription.choice.topics
        if topic == EVERYTHING
        or topic in offer.topics
        or (topic.startswith("place:") and _in_area(topic, offer, terms))
    )


def _in_area(topic: str, offer: Offer, terms: Vocabulary) -> bool:
    return terms.label("place", topic.partition(":")[2]).lower() in offer.area.lower()


def subject(first: str, offers: list[OfferNews]) -> str:
    """Return the subject of a digest, of which `first` tells the briefs, with its opportunities."""
    if not offers:
        return first
    many = ngettext("%(count)s opportunity", "%(count)s opportunities", len(offers)) % {"count": len(offers)}
    if first:
        return gettext(Message("%(briefs)s, and %(opportunities)s", briefs=first, opportunities=many))
    if len(offers) == 1:
        return f"{offers[0].stage.label}: {offers[0].title}"
    return gettext(Message("What works: %(news)s", news=many))
