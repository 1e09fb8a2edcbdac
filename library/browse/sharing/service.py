"""Sending a brief: by a reader to a colleague, and by staff to a list of addresses.

A reader is a stranger to the recipient, so it holds no word of theirs but a name, reduced to letters.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from library.briefs.formats import service as formats
from library.briefs.service import Page
from library.browse.selection import Picked
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.mail import addresses, given_names, suppressions, unsubscribe
from library.mail import queue as mails
from library.mail.addresses import NotAnAddress
from library.mail.messages import Mail
from library.security.permissions import Action, Person, demand
from library.security.rate_limit import service as rate_limit
from library.security.rate_limit.service import Limit, attempt_key
from library.services import Services

LONGEST_TYPED_NAME, LONGEST_OPENING = 200, 500
MOST_ADDRESSES = 500
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
MOST_FROM_ONE, MOST_OF_ALL = 10, 300
"""Mails that one network asks for in an hour, and that all ask for in an hour."""
MOST_TO_ONE_FROM_ONE, MOST_TO_ONE = 3, 12
"""Mails that one mailbox gets in a day: from one network, so that it leaves room for others, and from all."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks for, as typed. `form_id` is given out with the form, so that a second click sends nothing."""

    to: str = ""
    name: str = ""
    form_id: str = ""


@dataclass(frozen=True, slots=True)
class ListWish:
    """What staff ask for, as typed: addresses one to a line or parted by commas, and a line that comes first."""

    addresses: str = ""
    opening: str = ""
    form_id: str = ""


@dataclass(frozen=True, slots=True)
class ReadList:
    """A pasted list: the addresses in it, each once, and what is wrong with the others."""

    good: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def send(services: Services, page: Page, wish: Wish, key: str) -> list[Fault]:
    """Send a brief to a reader's colleague; `key` is what wishes are counted by. Their address is erased once sent."""
    made = partial(formats.mail, services, page)
    subject = f"Someone sent you a brief: {page.found.brief.title}"
    return _send_once(services, _Letter(made, "this brief", subject, f"brief-{page.found.id}"), wish, key)


def send_reading_list(
    services: Services, picked: Picked, made: Callable[..., Mail], wish: Wish, key: str
) -> list[Fault]:
    """Send a reading list, whose mail `made` renders, to a reader's colleague; it is counted as a brief is."""
    count = len(picked.found)
    subject = f"Someone sent you {'1 brief' if count == 1 else f'{count} briefs'} to read"
    about = " ".join(f"brief-{found.id}" for found in picked.found)
    letter = _Letter(made, "this reading list", subject, about)
    return _send_once(services, letter, wish, key)


@dataclass(frozen=True, slots=True)
class _Letter:
    """What a reader has sent: how its mail is made, what it is called, its subject, and what it is about."""

    made: Callable[..., Mail]
    called: str
    subject: str
    about: str


def _send_once(services: Services, letter: _Letter, wish: Wish, key: str) -> list[Fault]:
    faults = _faults(wish)
    if faults:
        return faults
    address, now = addresses.read(wish.to), services.clock()
    mailbox = addresses.mailbox(address)
    mail = unsubscribe.offered(services, _to_a_colleague(letter, given_names.as_letters(wish.name)), address)
    with services.store.writing() as database:
        unique = _key(services, "colleague", wish.form_id, address)
        stopped = suppressions.holds(database, mailbox)
        if stopped or mails.queue(database, unique, address, mail, now, about=letter.about):
            _count(services, database, mailbox, key)
    return []


def _faults(wish: Wish) -> list[Fault]:
    faults = []
    try:
        addresses.read(wish.to)
    except NotAnAddress as wrong:
        faults.append(Fault("to", str(wrong)))
    name = given_names.as_letters(wish.name[:LONGEST_TYPED_NAME])
    if not name:
        faults.append(Fault("name", marked("Enter your name in letters, so that they know who it is from.")))
    elif len(wish.name) > LONGEST_TYPED_NAME or len(name) > given_names.LONGEST:
        faults.append(
            Fault("name", Message("Enter your name in %(longest)s letters or fewer.", longest=given_names.LONGEST))
        )
    return faults


def _count(services: Services, database: Database, mailbox: str, key: str) -> None:
    """Count a mail by who asks, who gets it, both together, and all; raise TooManyTries beyond what is sensible."""
    rate_limit.take(
        database,
        services,
        Limit("send from", key, MOST_FROM_ONE, HOUR),
        Limit("send from to", f"{key}\n{mailbox}", MOST_TO_ONE_FROM_ONE, DAY),
        Limit("send to", mailbox, MOST_TO_ONE, DAY),
        Limit("send", "everybody", MOST_OF_ALL, HOUR),
    )


def _to_a_colleague(letter: _Letter, name: str) -> Mail:
    who = f"omeone who gave the name “{name}”"
    opening = [f"S{who} asked the What Works Library to send you {letter.called}."]
    closing = [
        f"You get this one e-mail because s{who} entered your address. We haven't checked who they are. "
        "We'll delete your address once the e-mail is sent."
    ]
    made = letter.made(opening=opening, closing=closing, stop=unsubscribe.PLACE)
    return Mail(letter.subject, made.html, made.text)


def _key(services: Services, what: str, *about: str) -> str:
    """Return the key of a mail, from which nobody without the secret key can tell the address."""
    return f"{what}-{attempt_key(services, what, chr(31).join(about))[:40]}"


def read_list(typed: str) -> ReadList:
    """Read a pasted list of addresses."""
    good: dict[str, str] = {}
    faults = []
    for each in filter(None, (part.strip() for part in re.split(r"[\n\r,;]+", typed))):
        try:
            address = addresses.read(re.sub(r"^[^<>]*<([^<>]+)>$", r"\1", each))
            good.setdefault(addresses.same(address), address)
        except NotAnAddress as wrong:
            faults.append(Fault("addresses", Message("“%(each)s”: %(wrong)s", each=each[:80], wrong=str(wrong))))
    if not good and not faults:
        faults.append(Fault("addresses", marked("Paste the addresses it goes to, one to a line.")))
    if len(good) > MOST_ADDRESSES:
        faults.append(
            Fault(
                "addresses",
                Message(
                    "Send it to %(most_addresses)s addresses or fewer at a time. There are %(count)s.",
                    most_addresses=MOST_ADDRESSES,
                    count=len(good),
                ),
            )
        )
    return ReadList(list(good.values()), faults)


def list_mail(services: Services, person: Person, page: Page, wish: ListWish) -> Mail:
    """Render the mail that a list gets."""
    demand(person, Action.MANAGE_MAIL)
    opening = [" ".join(wish.opening.split())] if wish.opening.strip() else []
    closing = [f"The {services.settings.organisation} sends you this because you work with us."]
    return formats.mail(services, page, opening=opening, closing=closing, stop=unsubscribe.PLACE)


def send_to_list(services: Services, person: Person, page: Page, wish: ListWish) -> tuple[int, list[Fault]]:
    """Send a brief to a pasted list; return how many mails were queued, or what is wrong with the list."""
    demand(person, Action.MANAGE_MAIL)
    wanted = read_list(wish.addresses)
    if len(wish.opening) > LONGEST_OPENING:
        wanted.faults.append(
            Fault(
                "opening",
                Message(
                    "Use %(longest_opening)s characters or fewer. It has %(count)s.",
                    longest_opening=LONGEST_OPENING,
                    count=len(wish.opening),
                ),
            )
        )
    if wanted.faults:
        return 0, wanted.faults
    mail, now = list_mail(services, person, page, wish), services.clock()
    letters = [(address, unsubscribe.offered(services, mail, address)) for address in wanted.good]
    about = f"brief-{page.found.id}"
    with services.store.writing() as database:
        queued = sum(
            mails.queue(
                database,
                _key(services, "list", wish.form_id, addresses.same(address)),
                address,
                each,
                now,
                about=about,
                bulk=True,
            )
            for address, each in letters
        )
        audit.note(database, person.id, "send to list", f"{about}, {queued} mails", now)
    return queued, []
