"""Subscriptions: asked for on a page, agreed to by a link in a mail, changed and left by the same link.

Anyone who knows the link may act; it is made from a secret and 128 random bits, and is only in mails to the address.
"""

import base64
import hashlib
import hmac
import secrets
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n import catalogues
from library.i18n import messages as spoken_language
from library.i18n.messages import Message, gettext, marked
from library.mail import addresses, departures, messages, suppressions, unsubscribe
from library.mail import queue as mails
from library.mail import repository as mail_rows
from library.mail.addresses import NotAnAddress
from library.mail.departures import Departure
from library.mail.messages import Mail
from library.newsletters.subscriptions import repository as subscriptions
from library.newsletters.subscriptions.models import (
    LINK_LASTS,
    LONGEST_SEARCH,
    MOST_TOPICS,
    Choice,
    Consent,
    Rhythm,
    Subscription,
    read_topics,
    searched_for,
)
from library.newsletters.subscriptions.models import label as topic_label
from library.security.rate_limit import service as rate_limit
from library.security.rate_limit.service import Limit
from library.security.tokens import token_hash
from library.services import Services

COUNTED = "subscribers"
"""What the number of a day is kept as."""
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
MOST_FROM_ONE, MOST_OF_ALL = 20, 500
"""Questions that one network asks for in an hour, and that all ask for in an hour."""
MOST_TO_ONE_FROM_ONE, MOST_TO_ONE = 3, 9
"""Questions that one mailbox gets in a day: from one network, so that it leaves room for others, and from all."""
ASKED = marked("You, or someone using your address, asked for e-mail updates from the What Works Library.")
CONSENT = marked(
    "Send me e-mails about the topics and words I chose. "
    "I can change this or unsubscribe at any time, using the link in every e-mail."
)


def _token(services: Services, nonce: str) -> str:
    digest = hmac.new(services.settings.secret_key.encode(), f"subscription\n{nonce}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()


def link(services: Services, subscription: Subscription) -> str:
    """Return the address where a subscription is agreed to, changed and left."""
    return services.links.subscription(_token(services, subscription.nonce), subscription.language)


def speaking(services: Services, subscription: Subscription) -> AbstractContextManager[None]:
    """Speak the language of a subscriber for a while: English, where it is no longer offered."""
    return spoken_language.speaking(catalogues.read(services.settings.languages).get(subscription.language))


def _language() -> str:
    """Return the code of the language of the page, blank for English."""
    spoken = spoken_language.spoken()
    return spoken.code if spoken else ""


def headers(services: Services, subscription: Subscription) -> dict[str, str]:
    """Return the headers with which mail programs offer to leave with one click."""
    return unsubscribe.headers(services.links.leave(_token(services, subscription.nonce)))


def read_choice(topics: list[str], search: str, rhythm: str, terms: Vocabulary) -> tuple[Choice, list[Fault]]:
    """Read what somebody chose, and say what is wrong with it."""
    found, unknown = read_topics(topics, terms)
    wanted = next((each for each in Rhythm if each.value == rhythm), None)
    search = " ".join(search.replace("\0", " ").split())
    faults = []
    if unknown:
        faults.append(
            Fault(
                "topics", Message("There is no topic “%(value)s”. Select topics from the list.", value=unknown[0][:60])
            )
        )
    elif not found and not search:
        faults.append(Fault("topics", marked("Select at least one topic, or enter what you're looking for.")))
    elif len(found) > MOST_TOPICS:
        faults.append(
            Fault(
                "topics",
                Message("Select %(most_topics)s topics or fewer, or select “Everything new”.", most_topics=MOST_TOPICS),
            )
        )
    if len(search) > LONGEST_SEARCH:
        faults.append(
            Fault(
                "search",
                Message(
                    "Use %(longest_search)s characters or fewer. It has %(count)s.",
                    longest_search=LONGEST_SEARCH,
                    count=len(search),
                ),
            )
        )
    if wanted is None:
        faults.append(Fault("rhythm", marked("Select how often you want e-mails.")))
    return Choice(found, search, wanted or Rhythm.WEEKLY), faults


def ask(services: Services, typed: str, choice: Choice, place: str, key: str) -> list[Fault]:
    """Ask an address whether it wants this; nobody learns whether we know it. `key` is what asking is counted by."""
    try:
        address = addresses.read(typed)
    except NotAnAddress as wrong:
        return [Fault("email", str(wrong))]
    now = services.clock()
    with services.store.writing() as database:
        if not _may_ask(services, database, addresses.mailbox(address), key):
            return []
        known = subscriptions.of(database, address)
        if known and known.active:
            asked, make = known, _known_mail
        else:
            consent, nonce = Consent(gettext(CONSENT), place[:200], now), _nonce(known)
            if known:
                mail_rows.call_back(database, f"subscription-{known.id}", now)
                subscriptions.forget(database, known.id)
            hashed = token_hash(_token(services, nonce))
            asked = subscriptions.ask(database, address, choice, consent, nonce, hashed, _language())
            make = partial(_ask_mail, terms=vocabulary.read(database))
        with speaking(services, asked):
            mail = make(services, asked)
        key = f"subscribe-{secrets.token_urlsafe(16)}"
        mails.queue(database, key, address, mail, now, about=f"subscription-{asked.id}")
    return []


def _nonce(known: Subscription | None) -> str:
    """Return what the link is made from; while no answer has come, the link of the first mail stays good."""
    return known.nonce if known and known.consent.given_at is None else secrets.token_urlsafe(16)


def _may_ask(services: Services, database: Database, mailbox: str, key: str) -> bool:
    """Count a question to a mailbox, and tell whether it is sent; raise TooManyTries for who asks without end.

    A mailbox that has had several today gets no more, and the answer stays the same: the link it has is good, so a
    stranger who asks in somebody's name locks nobody out. Nor does one whose owner wants no mail get any.
    """
    rate_limit.take(
        database,
        services,
        Limit("subscribe from", key, MOST_FROM_ONE, HOUR),
        Limit("subscribe", "everybody", MOST_OF_ALL, HOUR),
    )
    to_one = (
        Limit("subscribe from to", f"{key}\n{mailbox}", MOST_TO_ONE_FROM_ONE, DAY),
        Limit("subscribe to", mailbox, MOST_TO_ONE, DAY),
    )
    if any(rate_limit.reached(database, services, each) for each in to_one) or suppressions.holds(database, mailbox):
        return False
    rate_limit.take(database, services, *to_one)
    return True


def _ask_mail(services: Services, asked: Subscription, terms: Vocabulary) -> Mail:
    lines = [
        gettext(ASKED),
        f"{_topics(asked.choice, terms)} {asked.choice.rhythm.label}.",
        gettext(
            "Your updates start once you confirm. "
            "If this wasn't you, do nothing. We'll delete your address after a week."
        ),
    ]
    organisation = services.settings.organisation
    words = {"link": link(services, asked), "link_words": gettext("Yes, send me updates")}
    subject = gettext("Confirm your e-mail updates from the What Works Library")
    mail = messages.note(subject, lines, organisation=organisation, translated=True, **words)
    return replace(mail, headers=unsubscribe.headers(unsubscribe.link(services, asked.address)))


def _topics(choice: Choice, terms: Vocabulary) -> str:
    """Say what was chosen in words of ours; words that somebody typed stand on the page of the link alone."""
    named = "; ".join(topic_label(topic, terms) for topic in choice.topics)
    searched = gettext("The link also shows the words you asked us to search for.") if choice.search else ""
    topics = gettext(Message("Topics: %(named)s.", named=named)) if named else ""
    return " ".join(filter(None, (topics, searched)))


def _known_mail(services: Services, known: Subscription) -> Mail:
    lines = [
        gettext(ASKED),
        gettext("You already get them. Use this link to change what you get, or to unsubscribe."),
    ]
    words = {"link": link(services, known), "link_words": gettext("See your updates")}
    subject = gettext("Your e-mail updates from the What Works Library")
    return messages.note(subject, lines, organisation=services.settings.organisation, translated=True, **words)


def in_words(choice: Choice, terms: Vocabulary) -> str:
    """Say in words what somebody chose."""
    named = [topic_label(topic, terms) for topic in choice.topics]
    return "; ".join([*named, *([searched_for(choice.search)] if choice.search else [])])


def opened(services: Services, token: str) -> Subscription | None:
    """Find the subscription that a link opens; one that was never agreed to in time opens nothing."""
    with services.store.reading() as database:
        found = subscriptions.by_token(database, token_hash(token))
    late = found and found.consent.given_at is None and services.clock() - found.consent.asked_at > LINK_LASTS
    return None if late else found


def agree(services: Services, subscription: Subscription) -> None:
    """Keep that somebody said yes; if they had stopped all mail before, they have it again."""
    now = services.clock()
    with services.store.writing() as database:
        subscriptions.agree(database, subscription.id, now)
        departures.back(services, database, subscription.address, Departure.UPDATES, Departure.ALL_MAIL)
        suppressions.allow_again(database, subscription.address, unsubscribe.ASKED)


def change(services: Services, subscription: Subscription, choice: Choice) -> None:
    """Keep a new choice; mails are in the language of the page that it was made on from now on."""
    with services.store.writing() as database:
        subscriptions.change(database, subscription.id, choice, _language())


def held(services: Services, subscription: Subscription) -> dict[str, Any]:
    """Return all that is held of an address, as data."""
    consent, choice = subscription.consent, subscription.choice
    with services.store.reading() as database:
        stopped = suppressions.holds(database, subscription.address)
        told_of = subscriptions.told_news(database, subscription.id)
        mails_kept = mail_rows.held(database, subscription.address)
    return {
        "address": subscription.address,
        "topics": list(choice.topics),
        "search": choice.search,
        "rhythm": choice.rhythm.value,
        "language": subscription.language or "en",
        "consent": {
            "words": consent.words,
            "from": consent.place,
            "asked_at": consent.asked_at.isoformat(),
            "given_at": consent.given_at.isoformat() if consent.given_at else None,
        },
        "left_at": subscription.left_at.isoformat() if subscription.left_at else None,
        "told": told_of,
        "mails": [
            {"subject": subject, "state": state.value, "queued_at": at.isoformat()} for subject, state, at in mails_kept
        ],
        "on_the_list_of_addresses_that_get_no_mail": stopped,
    }


def count_today(services: Services) -> None:
    """Keep once a day how many get our mail: a subscription that is deleted later leaves no other trace."""
    with services.store.writing() as database:
        subscriptions.keep_count(database, services.today(), COUNTED)
