"""Sending a brief: by a reader to a colleague, and by staff to a list of addresses."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from library.actions import mails, reading_lists, stops, twins
from library.actions.briefs import Page
from library.actions.people import TooManyTries, attempt_key
from library.actions.picks import Picked
from library.domain import addresses
from library.domain.addresses import NotAnAddress
from library.domain.faults import Fault
from library.domain.people import Action, Person, demand
from library.mail.messages import Mail
from library.parts import Parts
from library.storage import attempts, audit
from library.storage.store import Database
from library.wording import Message, marked

LONGEST_NAME, LONGEST_NOTE = 80, 500
MOST_ADDRESSES = 500
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
MOST_FROM_ONE, MOST_TO_ONE, MOST_OF_ALL = 10, 3, 300
"""Mails that one place asks for in an hour, that one address gets in a day, and that all ask for in an hour."""
WEB_ADDRESS = re.compile(
    r"https?:|www\.|[a-z0-9-]\.(?:com|org|net|uk|co|info|biz|ru|cn|xyz|top|io|me)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks for, as typed. `form_id` is given out with the form, so that a second click sends nothing."""

    to: str = ""
    name: str = ""
    note: str = ""
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


def send(parts: Parts, page: Page, wish: Wish, key: str) -> list[Fault]:
    """Send a brief to a reader's colleague; `key` is what wishes are counted by. Their address is erased once sent."""
    made = partial(twins.mail, parts, page)
    letter = _Letter(made, "this brief", page.found.brief.title, f"brief-{page.found.id}")
    return _send_once(parts, letter, wish, key)


def send_reading_list(parts: Parts, picked: Picked, wish: Wish, key: str) -> list[Fault]:
    """Send a reading list to a reader's colleague, counted as a brief is."""
    count = len(picked.found)
    what = "1 brief to read" if count == 1 else f"{count} briefs to read"
    about = " ".join(f"brief-{found.id}" for found in picked.found)
    letter = _Letter(partial(reading_lists.mail, parts, picked), "this reading list", what, about)
    return _send_once(parts, letter, wish, key)


@dataclass(frozen=True, slots=True)
class _Letter:
    """What a reader has sent: how its mail is made, what it is called, its subject, and what it is about."""

    made: Callable[..., Mail]
    called: str
    subject: str
    about: str


def _send_once(parts: Parts, letter: _Letter, wish: Wish, key: str) -> list[Fault]:
    faults = _faults(wish)
    if faults:
        return faults
    address, now = addresses.read(wish.to), parts.clock()
    mail = stops.offered(parts, _to_a_colleague(letter, wish), address)
    with parts.store.writing() as database:
        unique = _key("colleague", wish.form_id, address, wish.note)
        if mails.queue(database, unique, address, mail, now, about=letter.about):
            _count(parts, database, address, key)
    return []


def _faults(wish: Wish) -> list[Fault]:
    faults = []
    try:
        addresses.read(wish.to)
    except NotAnAddress as wrong:
        faults.append(Fault("to", str(wrong)))
    if not wish.name.strip():
        faults.append(Fault("name", marked("Write your name, so that they know who it is from.")))
    elif len(wish.name) > LONGEST_NAME or not wish.name.strip().isprintable() or WEB_ADDRESS.search(wish.name):
        faults.append(
            Fault(
                "name",
                Message(
                    "Write your name alone, on one line, in %(longest_name)s characters or fewer.",
                    longest_name=LONGEST_NAME,
                ),
            )
        )
    if len(wish.note) > LONGEST_NOTE:
        faults.append(
            Fault(
                "note",
                Message(
                    "Use %(longest_note)s characters or fewer. It has %(count)s.",
                    longest_note=LONGEST_NOTE,
                    count=len(wish.note),
                ),
            )
        )
    elif WEB_ADDRESS.search(wish.note):
        faults.append(Fault("note", marked("Leave web addresses out of your note. The mail links to the brief.")))
    return faults


def _count(parts: Parts, database: Database, address: str, key: str) -> None:
    """Count a mail by who asks, who gets it, and all together; raise TooManyTries beyond what is sensible."""
    now = parts.clock()
    limits = (
        (attempt_key(parts, "send from", key), MOST_FROM_ONE, HOUR),
        (attempt_key(parts, "send to", addresses.same(address)), MOST_TO_ONE, DAY),
        (attempt_key(parts, "send", "everybody"), MOST_OF_ALL, HOUR),
    )
    for counted, most, within in limits:
        if attempts.count(database, counted, now - within) >= most:
            raise TooManyTries
        attempts.keep(database, counted, now)


def _to_a_colleague(letter: _Letter, wish: Wish) -> Mail:
    name, note = " ".join(wish.name.split()), " ".join(wish.note.split())
    opening = [f"{name} asked the What Works Library to send you {letter.called}."]
    closing = [
        f"You get this one mail because {name} gave us your address for it. We delete your address once it is sent."
    ]
    words = [*opening, f"{name} wrote: “{note}”"] if note else opening
    made = letter.made(opening=words, closing=closing, stop=stops.PLACE)
    return Mail(f"From {name}: {letter.subject}", made.html, made.text)


def _key(what: str, *about: str) -> str:
    return f"{what}-{hashlib.sha256(chr(31).join(about).encode('utf-8', 'replace')).hexdigest()[:40]}"


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
                    "Send it to %(most_addresses)s addresses or fewer at once. There are %(count)s.",
                    most_addresses=MOST_ADDRESSES,
                    count=len(good),
                ),
            )
        )
    return ReadList(list(good.values()), faults)


def list_mail(parts: Parts, person: Person, page: Page, wish: ListWish) -> Mail:
    """Render the mail that a list gets."""
    demand(person, Action.MANAGE_MAIL)
    opening = [" ".join(wish.opening.split())] if wish.opening.strip() else []
    closing = [f"The {parts.settings.organisation} sends you this because you work with us."]
    return twins.mail(parts, page, opening=opening, closing=closing, stop=stops.PLACE)


def send_to_list(parts: Parts, person: Person, page: Page, wish: ListWish) -> tuple[int, list[Fault]]:
    """Send a brief to a pasted list; give how many mails were queued, or what is wrong with the list."""
    demand(person, Action.MANAGE_MAIL)
    wanted = read_list(wish.addresses)
    if len(wish.opening) > LONGEST_NOTE:
        wanted.faults.append(
            Fault(
                "opening",
                Message(
                    "Use %(longest_note)s characters or fewer. It has %(count)s.",
                    longest_note=LONGEST_NOTE,
                    count=len(wish.opening),
                ),
            )
        )
    if wanted.faults:
        return 0, wanted.faults
    mail, now = list_mail(parts, person, page, wish), parts.clock()
    letters = [(address, stops.offered(parts, mail, address)) for address in wanted.good]
    about = f"brief-{page.found.id}"
    with parts.store.writing() as database:
        queued = sum(
            mails.queue(
                database,
                _key("list", wish.form_id, addresses.same(address)),
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
