"""Fills a demo: example accounts, documents, drafts on their way, what partners say, and a digest with its mails.

All of it comes from seed_data/demo, is made by the services that people use, and says “Example” wherever it is shown.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from library.accounts import repository as accounts
from library.accounts.passwords import service as passwords
from library.briefs import service as briefs
from library.briefs.rules.publishing import months_after
from library.briefs.seed_files import SEEDS
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary import service as vocabulary
from library.demo import asking, documents, involved, newsletters, partners, use
from library.demo import repository as demos
from library.editing.documents import service as uploads
from library.editing.documents import suggestions
from library.editing.drafts import review as reviews
from library.editing.drafts import service as drafts
from library.editing.drafts.service import Published, Saved
from library.editing.review_dates import service as review_dates
from library.mail import queue as mails
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import repository as subscription_rows
from library.newsletters.subscriptions import service as subscriptions
from library.search import indexing
from library.search.unanswered import service as unanswered
from library.security.permissions import Person, Role
from library.security.tokens import token_hash
from library.services import Services
from library.transfer import seeding
from library.transfer.seeding import Progress
from library.upkeep.corrections import service as corrections

FOLDER = SEEDS / "demo"
FROM = "demo"
"""Where the reports and questions of a demo are said to come from."""
MONTHS_TO_CHECK = 6
HALF_A_YEAR = timedelta(days=180)
Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Team:
    """The example accounts: one writes, one reviews, another reviewer seconds; an admin is there to be tried."""

    writer: Person
    reviewer: Person
    second: Person
    admin: Person


def emails() -> list[str]:
    """Return the addresses of the example accounts."""
    return [each["email"] for each in _read()["people"]]


def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "examples.json").read_text("utf-8"))
    return found


def fill(services: Services, progress: Progress) -> None:
    """Mark the database as a demo, and put in it everything that a library in use has."""
    services.store.migrate()
    with services.store.writing() as database:
        demos.mark(database)
    seeding.seed(services, progress)
    indexing.after_commit(services)
    examples = _read()
    team = _hire(services, examples["people"])
    _fall_due(services, team, examples["published"] | examples["due"])
    digests.queue_due(services)  # News begin here, so that the next run tells of the example alone.
    _subscribe(services, examples["subscribers"])
    _upload(services, team)
    brief_id = _publish(services, team, examples["published"])
    _work_on(services, team, examples)
    _hear(services, examples)
    involved.fill(services, team.writer, team.reviewer, examples)
    partners.send(services, team.admin, examples)
    asking.fill(services, team.reviewer, team.second, examples["published"]["slug"])
    digests.queue_due(services)
    mails.send_due(services)
    newsletters.fill(services, team.reviewer, brief_id)
    documents.fill(services, team.writer, team.reviewer)
    use.fill(services)


def _hire(services: Services, people: list[dict[str, str]]) -> Team:
    """Add the accounts, each with a password that nobody knows."""
    unknown, now = passwords.hashed(token_hash(services.settings.secret_key)), services.clock()
    with services.store.writing() as database:
        for each in people:
            role = Role(each["role"])  # type: ignore[call-arg]
            accounts.set_password(database, accounts.add(database, each["email"], each["name"], role, now), unknown)
        everyone = accounts.active(database)
    first = {person.role: person for person in reversed(everyone)}
    last = {person.role: person for person in everyone}
    return Team(first[Role.CONTRIBUTOR], first[Role.REVIEWER], last[Role.REVIEWER], first[Role.ADMIN])


def _subscribe(services: Services, subscribers: list[dict[str, Any]]) -> None:
    terms = vocabulary.read(services)
    for each in subscribers:
        choice, _ = subscriptions.read_choice(each["topics"], each["search"], each["rhythm"], terms)
        subscriptions.ask(services, each["email"], choice, FROM, FROM)
        with services.store.reading() as database:
            asked = subscription_rows.of(database, each["email"])
        assert asked is not None
        subscriptions.agree(services, asked)


def _upload(services: Services, team: Team) -> None:
    """Send the example documents, and start a draft from the first."""
    for number, path in enumerate(sorted(FOLDER.glob("*.txt"))):
        sent, _ = uploads.take(services, team.writer, path.name, BytesIO(path.read_bytes()), path.stem)
        uploads.read(services, team.writer, sent.id)
        if not number:
            suggestions.start(services, team.writer, sent.id, path.stem)


def _fall_due(services: Services, team: Team, content: Content) -> None:
    """Publish a brief that was checked half a year ago, and let the reviewer look after it."""
    _publish(services, team, content, services.today() - HALF_A_YEAR)
    assert not review_dates.set_duty(services, team.admin, content["owner_role"], team.reviewer.id, None)


def _publish(services: Services, team: Team, content: Content, checked: date | None = None) -> int:
    brief_id = _start(services, team, content, checked)
    draft = drafts.open_draft(services, team.reviewer, brief_id)
    done = drafts.publish(services, team.reviewer, brief_id, draft.content, draft.lock)
    assert isinstance(done, Published), done
    return brief_id


def _start(services: Services, team: Team, content: Content, checked: date | None = None) -> int:
    """Save a brief as its writer would, checked today unless another day is given."""
    today = checked or services.today()
    days = {"checked_on": today.isoformat(), "check_by": months_after(today, MONTHS_TO_CHECK).isoformat()}
    sources = [source | {"checked_on": today.isoformat()} for source in content["sources"]]
    saved = drafts.start(services, team.writer, content | days | {"sources": sources}, content["slug"])
    assert isinstance(saved, Saved), saved
    return saved.brief_id


def _work_on(services: Services, team: Team, examples: dict[str, Any]) -> None:
    """Send one brief for review, and send another back with a sentence to its writer."""
    for name in ("in_review", "sent_back"):
        brief_id = _start(services, team, examples["published"] | examples[name])
        draft = drafts.open_draft(services, team.writer, brief_id)
        sent = reviews.send(services, team.writer, brief_id, draft.content, draft.lock)
        assert isinstance(sent, Saved), sent
        assert not sent.faults, sent.faults
    draft = drafts.open_draft(services, team.reviewer, brief_id)
    reviews.send_back(services, team.reviewer, brief_id, draft.content, draft.lock, examples["sent_back_because"])


def _hear(services: Services, examples: dict[str, Any]) -> None:
    """Put the questions and the reports of readers."""
    for question in examples["questions"]:
        unanswered.put(services, question, FROM)
    found = briefs.find(services, examples["published"]["slug"])
    assert isinstance(found, PublishedBrief)
    for words in examples["corrections"]:
        corrections.report(services, found, words, "", FROM)
