"""Digests: what there is to tell, to whom, and when. Every date is one of London."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from library.i18n.formats import LONDON
from library.i18n.labels import LabelledEnum
from library.i18n.messages import Message, gettext, marked
from library.newsletters.digests.offer_news import OfferNews
from library.newsletters.subscriptions.models import EVERYTHING, Rhythm, Subscription

USUAL_TIME = time(8, 0)
LOOKED_BACK = timedelta(days=62)
"""How old news may be; older ones are told nobody any more."""


class What(LabelledEnum):
    """What happened to a brief."""

    NEW = "new", marked("New")
    CHANGED = "changed", marked("Rating changed")
    WITHDRAWN = "withdrawn", marked("Withdrawn")


class DigestState(StrEnum):
    """Where a digest stands."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: what happened to which version of which brief, and why, in words that readers see."""

    brief_id: int
    slug: str
    title: str
    one_line: str
    what: What
    note: str
    at: datetime
    version: int
    topics: tuple[str, ...] = ()
    first_at: datetime | None = None

    @property
    def key(self) -> str:
        """Name the news, so that nobody is told it twice."""
        return f"{self.brief_id}-{self.what}-{self.version}"


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest. `first` holds slugs in the order that staff want; `change` is the last change that it saw.

    `offers_seen` names all there was to tell of opportunities, by which the next knows what is new.
    """

    id: int
    rhythm: Rhythm
    day: date
    state: DigestState
    send_at: datetime
    opening: str = ""
    first: tuple[str, ...] = ()
    items: tuple[News, ...] = ()
    reached: int = 0
    sent_at: datetime | None = None
    change: int = 0
    offers: tuple[OfferNews, ...] = ()
    offers_seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What one subscriber has been told already: the news by their keys, and the briefs that these were about."""

    news: frozenset[str] = field(default_factory=frozenset)
    briefs: frozenset[int] = field(default_factory=frozenset)
    offers: frozenset[str] = field(default_factory=frozenset)


def run_key(rhythm: Rhythm, day: date) -> str:
    """Name the one run of a rhythm on a local date: the hour that comes twice in October sends nothing twice."""
    return f"{rhythm} {day.isoformat()}"


def last_day(rhythm: Rhythm, today: date) -> date:
    """Return the last day, today included, on which a digest of a rhythm goes out."""
    return today.replace(day=1) if rhythm is Rhythm.MONTHLY else today - timedelta(days=today.weekday())


def next_day(rhythm: Rhythm, today: date) -> date:
    """Return the first day after today on which a digest of a rhythm goes out."""
    if rhythm is Rhythm.MONTHLY:
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    return last_day(rhythm, today) + timedelta(days=7)


def usual_time(day: date) -> datetime:
    """Return the time at which a digest goes out if staff set no other."""
    return datetime.combine(day, USUAL_TIME, LONDON).astimezone(UTC)


def for_subscriber(
    subscription: Subscription, news: tuple[News, ...], told: Told, answering: frozenset[int]
) -> list[tuple[News, tuple[str, ...]]]:
    """Pick what to tell a subscriber, each with the topics why; `answering` are the briefs that answer their search."""
    chosen: dict[int, tuple[News, tuple[str, ...]]] = {}
    for each in sorted(news, key=lambda found: found.at):
        why = _why(subscription, each, told, answering)
        if not why or each.at <= subscription.told_from or each.key in told.news:
            continue
        if each.what is What.WITHDRAWN and not _could_know(subscription, each, told):
            chosen.pop(each.brief_id, None)
        elif each.what is What.CHANGED and each.brief_id in chosen:
            continue
        else:
            chosen[each.brief_id] = (each, why)
    return list(chosen.values())


def _why(subscription: Subscription, news: News, told: Told, answering: frozenset[int]) -> tuple[str, ...]:
    topics = subscription.choice.topics
    why = [topic for topic in topics if topic == EVERYTHING or topic in news.topics]
    if news.brief_id in answering:
        why.append("search")
    if not why and news.what is not What.NEW and news.brief_id in told.briefs:
        why.append("told")
    return tuple(why)


def _could_know(subscription: Subscription, news: News, told: Told) -> bool:
    """Return whether somebody can have met a withdrawn brief: we told them, or it stood before their news began."""
    return news.brief_id in told.briefs or (news.first_at is not None and news.first_at <= subscription.told_from)


def in_order(news: list[News], first: tuple[str, ...]) -> list[News]:
    """Put news in order: as staff want, then withdrawn and changed ones before new ones, then by title."""
    place = {slug: number for number, slug in enumerate(first)}
    weight = {What.WITHDRAWN: 0, What.CHANGED: 1, What.NEW: 2}
    return sorted(news, key=lambda each: (place.get(each.slug, len(place)), weight[each.what], each.title))


def subject(news: list[News]) -> str:
    """Say in one line what a digest tells."""
    if len(news) == 1:
        title = news[0].title
        return gettext(
            {
                What.NEW: Message("New: %(title)s", title=title),
                What.CHANGED: Message("Changed: %(title)s", title=title),
                What.WITHDRAWN: Message("Withdrawn: %(title)s", title=title),
            }[news[0].what]
        )
    counts = {what: sum(each.what is what for each in news) for what in What}
    words = {
        What.NEW: Message("%(count)s new", count=counts[What.NEW]),
        What.CHANGED: Message("%(count)s changed", count=counts[What.CHANGED]),
        What.WITHDRAWN: Message("%(count)s withdrawn", count=counts[What.WITHDRAWN]),
    }
    said = ", ".join(gettext(words[what]) for what in What if counts[what])
    return gettext(Message("What works: %(news)s", news=said))
