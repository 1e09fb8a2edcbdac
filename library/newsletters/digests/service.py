"""Digests: made when they are due from what is new, and told to those who asked, each once.

A run has a name, its rhythm and local date, and is kept before anything is sent. Then the subscribers are seen to in
batches. How far a digest has come commits with the mails of the batch: a worker that dies leaves the rest to the next.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.db.store import Database
from library.i18n.formats import LONDON
from library.i18n.messages import gettext
from library.mail import messages
from library.mail import queue as mails
from library.mail.messages import Mail
from library.newsletters import offers
from library.newsletters.digests import closed, items, news, offer_news
from library.newsletters.digests import models as rules
from library.newsletters.digests import repository as digests
from library.newsletters.digests.models import Digest, DigestState, News, Told, What
from library.newsletters.digests.offer_news import OfferNews
from library.newsletters.offers import Offer
from library.newsletters.subscriptions import repository as rows
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Rhythm, Subscription, searched_for
from library.newsletters.subscriptions.models import label as topic_label
from library.search import service as searches
from library.search.models import Match, Query
from library.services import Services

BATCH = 100
MOST_ANSWERS = 50
LINK = "LINK-OF-THIS-SUBSCRIPTION"
"""Stands for the link of a subscription in a mail that is rendered once and goes to many."""
MOST_PUBLIC = 200
OVERLAP = timedelta(hours=1)
"""A change is dated a little before it commits, so news are looked for from a while before the last digest."""
BY_DAY = (rules.USUAL_TIME, time(20, 0))
"""When those who want to hear straight away are told of opportunities, by London's clocks."""
Picked = list[tuple[News, tuple[str, ...]]]
Offered = list[tuple[OfferNews, tuple[str, ...]]]
Heard = tuple[list[News], list[OfferNews]]


def queue_due(services: Services) -> bool:
    """Make the digests that are due, and queue the mails of all that are on their way."""
    closed.call_back(services)
    for rhythm in Rhythm:
        _run(services, rhythm)
    with services.store.reading() as database:
        under_way = digests.sending(database)
    for digest in under_way:
        while _next_batch(services, digest.id):
            pass
    return True


def _run(services: Services, rhythm: Rhythm) -> None:
    """Make a digest of a rhythm if one is due; the first run of all only marks where news begin."""
    now = services.clock()
    with services.store.reading() as database:
        last = digests.last_run(database, rhythm)
        if last and not _due(database, rhythm, last, now):
            return
    with services.store.writing() as database:
        last = digests.last_run(database, rhythm)
        seen = offers_on(database, _london(now))
        keys = tuple(each.key for each in seen)
        if last is None:
            change = news.newest_change(database)
            begin = Digest(0, rhythm, _london(now), DigestState.EMPTY, now, change=change, offers_seen=keys)
            digests.keep(database, f"{rhythm} begins", begin)
        elif due := _due(database, rhythm, last, now):
            found = rules.in_order(unheard(database, last), due.first)
            fresh = tuple(each for each in seen if each.key not in last.offers_seen)
            state = DigestState.SENDING if found or fresh else DigestState.EMPTY
            change = news.newest_change(database)
            run = f"{rhythm} {change} {now:%Y%m%d%H%M%S}" if rhythm is Rhythm.NOW else rules.run_key(rhythm, due.day)
            about = replace(due, items=tuple(found), change=change, offers=fresh, offers_seen=keys)
            digests.keep(database, run, replace(about, state=state, send_at=now))


def offers_on(database: Database, today: date) -> tuple[OfferNews, ...]:
    """Return all there is to tell of opportunities on a day."""
    return tuple(offer_news.news_of(offer, today) for offer in offers.open_on(database, today))


def unheard(database: Database, last: Digest) -> list[News]:
    """Return the news since the last digest of a rhythm: of each brief that changed, the newest."""
    found = news.since(database, last.send_at - OVERLAP, after=last.change)
    return list({each.brief_id: each for each in found}.values())


def _london(now: datetime) -> date:
    return now.astimezone(LONDON).date()


def _due(database: Database, rhythm: Rhythm, last: Digest, now: datetime) -> Digest | None:
    """Return the digest to run now, as staff planned it or as usual, or None."""
    today = _london(now)
    if rhythm is Rhythm.NOW:
        fresh = news.newest_change(database) > last.change or _new_offers(database, last, now)
        return Digest(0, rhythm, today, DigestState.PLANNED, now) if fresh else None
    day = rules.last_day(rhythm, today)
    known = digests.by_run(database, rules.run_key(rhythm, day))
    due = known or Digest(0, rhythm, day, DigestState.PLANNED, rules.usual_time(day))
    waits = due.state is DigestState.PLANNED and due.send_at <= now and last.send_at < due.send_at
    return due if waits else None


def _new_offers(database: Database, last: Digest, now: datetime) -> bool:
    """Return whether there is something new to tell of opportunities, by day: nobody is told at midnight."""
    local = now.astimezone(LONDON)
    seen = (each.key for each in offers_on(database, local.date()))
    return BY_DAY[0] <= local.time() < BY_DAY[1] and any(key not in last.offers_seen for key in seen)


def _next_batch(services: Services, digest_id: int) -> bool:
    """Queue the mails of the next subscribers; False when there are none left, or another worker is at it."""
    now = services.clock()
    with services.store.reading() as database:
        digest = digests.by_id(database, digest_id)
        if digest is None or digest.state is not DigestState.SENDING:
            return False
        batch = rows.active(database, digest.rhythm, digest.reached, BATCH)
        terms = vocabulary.read(database)
        fresh = news.since(database, now - rules.LOOKED_BACK)
        told = digests.told_to(database, [each.id for each in batch])
        open_now = offers.open_on(database, services.today())
    made = Maker(services, digest, terms, open_now)
    mailed = []
    for each in batch:
        picked, offered = made.pick(each, fresh, told.get(each.id)), made.pick_offers(each, told.get(each.id))
        if picked or offered:
            heard = _all_about(picked, fresh), [news for news, _ in offered]
            mailed.append((each, heard, made.mail(each, picked, offered)))
    with services.store.writing() as database:
        if not digests.reach(database, digest, batch[-1].id if batch else digest.reached):
            return False
        if not batch:
            digests.finish(database, digest.id, now)
            return False
        still = {each.id for each in rows.active(database, digest.rhythm, digest.reached, BATCH)}
        for each, heard, mail in mailed:
            if each.id in still:
                _queue(database, digest, each, heard, mail, now)
    return True


def _all_about(picked: Picked, fresh: tuple[News, ...]) -> list[News]:
    """Return all news of the briefs that are sent: a subscriber who gets the newest gets nothing older later."""
    briefs = {each.brief_id for each, _ in picked}
    return [each for each in fresh if each.brief_id in briefs]


def _queue(
    database: Database, digest: Digest, subscription: Subscription, heard: Heard, mail: Mail, now: datetime
) -> None:
    of_briefs, of_offers = heard
    about = " ".join(
        [
            f"digest-{digest.id}",
            f"subscription-{subscription.id}",
            *sorted({f"brief-{each.brief_id}" for each in of_briefs} | {each.ref for each in of_offers}),
        ]
    )
    key = f"digest-{digest.id}-{subscription.id}"
    if mails.queue(database, key, subscription.address, mail, now, about=about, bulk=True):
        digests.tell(database, subscription.id, digest.id, of_briefs)
        digests.tell_offers(database, subscription.id, digest.id, of_offers)


class Maker:
    """Makes the mails of one digest; those who are told the same for the same reasons share one rendering."""

    def __init__(self, services: Services, digest: Digest, terms: Vocabulary, open_now: list[Offer]) -> None:
        self.services, self.digest, self.terms, self.open_now = services, digest, terms, open_now
        self.made: dict[tuple[object, ...], Mail] = {}
        self.answers: dict[str, frozenset[int]] = {}

    def pick(self, subscription: Subscription, fresh: tuple[News, ...], told: Told | None) -> Picked:
        """Pick what one subscriber is told, in the order of the digest."""
        found = rules.for_subscriber(subscription, fresh, told or Told(), self._answering(subscription.choice.search))
        why = {each.key: reasons for each, reasons in found}
        ordered = rules.in_order([each for each, _ in found], self.digest.first)
        return [(each, why[each.key]) for each in ordered]

    def pick_offers(self, subscription: Subscription, told: Told | None) -> Offered:
        """Pick what one subscriber is told of opportunities."""
        known = (told or Told()).offers
        return offer_news.for_subscriber(subscription, self.open_now, known, self.terms, self.services.today())

    def _answering(self, words: str) -> frozenset[int]:
        """Find the briefs that answer the words of a subscriber, if the library knows about them."""
        if words and words not in self.answers:
            found = searches.search(self.services, Query(words, size=MOST_ANSWERS))
            ids = (each.found.id for each in found.results) if found.match is Match.GOOD else ()
            self.answers[words] = frozenset(ids)
        return self.answers.get(words, frozenset())

    def mail(self, subscription: Subscription, picked: Picked, offered: Offered) -> Mail:
        """Make the mail of one subscriber, in the language they asked for it in."""
        with subscriptions.speaking(self.services, subscription):
            return self._mail(subscription, picked, offered)

    def _mail(self, subscription: Subscription, picked: Picked, offered: Offered) -> Mail:
        why = self._why(subscription, [*(each for _, each in picked), *(each for _, each in offered)])
        named = [each for each, _ in picked], [each for each, _ in offered]
        kind = (*(tuple(each.key for each in found) for found in named), why, subscription.language)
        if kind not in self.made:
            self.made[kind] = rendered(self.services, self.digest, named, why, self.terms)
        shared, mine = self.made[kind], subscriptions.link(self.services, subscription)
        html, text = shared.html.replace(LINK, mine), shared.text.replace(LINK, mine)
        return Mail(shared.subject, html, text, subscriptions.headers(self.services, subscription))

    def _why(self, subscription: Subscription, whys: list[tuple[str, ...]]) -> str:
        """Say why somebody gets this: for which of their topics, or because they were told an earlier version."""
        reasons = dict.fromkeys(reason for each in whys for reason in each)
        search = searched_for(subscription.choice.search)
        words = {"search": search, "told": gettext("briefs we've sent you before")}
        return "; ".join(words.get(reason) or topic_label(reason, self.terms) for reason in reasons)


def rendered(services: Services, digest: Digest, heard: Heard, why: str, terms: Vocabulary) -> Mail:
    """Render a digest, with LINK in the place of its recipient's link."""
    named, offered = heard
    made, language = items.items(services, named, terms), messages.language_words()
    return messages.render(
        "digest",
        subject=offer_news.subject(rules.subject([each.news for each in made]) if made else "", offered),
        offers=offered,
        items=made,
        language_asked="" if language["language"] == "en" else language["language"],
        **language,
        opening=digest.opening,
        why=why,
        links=services.links,
        digest=digest,
        What=What,
        manage=LINK,
        organisation=services.settings.organisation,
    )


def public(services: Services) -> list[Digest]:
    """List the digests that were sent."""
    with services.store.reading() as database:
        return digests.public(database, MOST_PUBLIC)


def shown(services: Services, digest_id: int) -> Digest | None:
    """Return a digest that was sent."""
    with services.store.reading() as database:
        found = digests.by_id(database, digest_id)
    return found if found and found.state in {DigestState.SENDING, DigestState.SENT} else None
