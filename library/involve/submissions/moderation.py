"""What staff do with submissions: see what waits, take one on, refuse one with a reason; and what the clock does."""

from typing import Any

from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.loading import load
from library.involve.submissions import mailing, repository, service
from library.involve.submissions.kinds import KINDS
from library.involve.submissions.mailing import Note
from library.involve.submissions.models import Kind, Reason, Submission, SubmissionState
from library.involve.submissions.rules import ANSWERED_ARE_KEPT, DRAFTS_ARE_KEPT, SETTLED_ARE_KEPT, reminder_due
from library.involve.submissions.schemas import REFUSAL
from library.security.permissions import Action, Person, demand, may
from library.services import Services

ALREADY_ANSWERED = Fault(
    "", marked("Someone else has answered this already, or it was withdrawn. Nothing was changed.")
)


TO_ANSWER = {
    Kind.QUESTION: (marked("Questions to answer"), marked("Questions from partners who want a reply by e-mail.")),
    Kind.CHALLENGE: (marked("Challenges to decide"), marked("Reasons somebody gives why a rating is wrong.")),
    Kind.FIELD_NOTE: (marked("Field notes to check"), marked("What a group says it tried and what happened.")),
    Kind.OPPORTUNITY: (marked("Opportunities sent to us"), marked("Money, training or places that somebody knows of.")),
}
"""What staff are told waits, and what comes there when nothing does."""


class NoSuchSubmission(LookupError):
    """There is no submission with this id, or none any more."""


class Answered(Exception):
    """Somebody else has answered a submission, so that nothing of this is kept."""


def waiting(services: Services, person: Person, kind: Kind | None = None) -> list[Submission]:
    """Return what waits for an answer, of a kind or of all, what is due soonest first."""
    demand(person, Action.MODERATE)
    with services.store.reading() as database:
        return [each for each in repository.waiting(database) if kind in {None, each.kind}]


def find(services: Services, person: Person, submission_id: int) -> Submission:
    """Return a submission that was sent; raise NoSuchSubmission."""
    demand(person, Action.MODERATE)
    with services.store.reading() as database:
        found = repository.by_id(database, submission_id)
    if found is None or found.sent_at is None:
        raise NoSuchSubmission(submission_id)
    return found


def proposed(services: Services, person: Person, submission_id: int, kind: Kind) -> Submission:
    """Return a submission of a kind to publish; raise NoSuchSubmission unless it waits."""
    found = find(services, person, submission_id)
    if found.state is not SubmissionState.WAITING or found.kind is not kind:
        raise NoSuchSubmission(submission_id)
    return found


def take(services: Services, person: Person, submission_id: int) -> None:
    """Make a person the one who answers a submission."""
    demand(person, Action.MODERATE)
    with services.store.writing() as database:
        if repository.take(database, submission_id, person.id):
            audit.note(database, person.id, "take", f"submission {submission_id}", services.clock())


def refuse(services: Services, person: Person, submission_id: int, words: dict[str, Any]) -> list[Fault]:
    """Say why a submission is not published, and mail it; return what is wrong with the reason."""
    submission, (loaded, faults) = find(services, person, submission_id), load(REFUSAL, words)
    if faults:
        return faults
    now, reason = services.clock(), Reason(loaded["reason"])  # type: ignore[call-arg]
    with services.store.writing() as database:
        if not repository.settle(database, submission_id, SubmissionState.REFUSED, person.id, now):
            return [ALREADY_ANSWERED]
        repository.give_reason(database, submission_id, reason, loaded["reason_words"])
        audit.note(database, person.id, "refuse", f"submission {submission_id}", now, after=words)
        lines = [
            f"Thank you for sending us “{submission.title}”.",
            f"{KINDS[submission.kind].refused} {reason.words}.",
            loaded["reason_words"],
            "You can change it and send it again. If you do nothing, we delete it after 90 days.",
        ]
        link = service.link(services, submission)
        note = Note("refused", "About what you sent us", lines, link, "Change it")
        mailing.tell(database, services, submission, note)
    return []


def publish_within(services: Services, database: Database, person: Person, submission: Submission, page: str) -> bool:
    """Mark a submission as published at a page and mail it, in a transaction that is open.

    Return False if it waits no longer.
    """
    now = services.clock()
    if not repository.settle(database, submission.id, SubmissionState.PUBLISHED, person.id, now):
        return False
    audit.note(database, person.id, "publish", f"submission {submission.id}", now)
    lines = [
        f"Thank you. We've published “{submission.title}”: {page}",
        "With this link you can send us a change, or withdraw it straight away.",
    ]
    link = service.link(services, submission)
    note = Note("published", "We've published what you sent us", lines, link, "Change or withdraw it")
    mailing.tell(database, services, submission, note)
    return True


def answer_within(
    services: Services,
    database: Database,
    person: Person,
    submission: Submission,
    answer: str,
    more: list[str],
    page: str,
) -> bool:
    """Mark a question as answered and mail the answer, in a transaction that is open; `page` is where it is published.

    Return False if it waits no longer.
    """
    now, state = services.clock(), SubmissionState.PUBLISHED if page else SubmissionState.ANSWERED
    if not repository.settle(database, submission.id, state, person.id, now):
        return False
    audit.note(database, person.id, "answer", f"submission {submission.id}", now)
    lines = [f"You wrote: “{submission.title}”", *answer.split("\n\n")]
    lines += [f"Read more: {' '.join(more)}"] if more else []
    lines += [f"We've published this, without saying who asked: {page}"] if page else []
    lines.append("We delete what you sent and your address in 30 days. With this link you can do it now.")
    link = service.link(services, submission)
    mailing.tell(
        database, services, submission, Note("answer", "Our answer to what you sent us", lines, link, "See it")
    )
    return True


def take_down_within(services: Services, database: Database, submission_id: int) -> None:
    """Mark a submission as off the pages, and mail its sender, in a transaction that is open."""
    found = repository.by_id(database, submission_id)
    if found is None:
        return
    repository.withdraw(database, submission_id, services.clock())
    lines = [
        f"We've taken “{found.title}” off the library's pages.",
        "To ask why, write to us. With this link you can see what we hold, and delete it.",
    ]
    link = service.link(services, found)
    mailing.tell(
        database, services, found, Note("taken-down", "We've taken down what you sent us", lines, link, "See it")
    )


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how much waits for an answer, a line for each kind."""
    if not may(person, Action.MODERATE):
        return []
    found = repository.waiting_counts(database)
    return [
        ToDo(words, services.links.submissions_desk(kind.value), *found.get(kind, (0, None)), comes=comes)
        for kind, (words, comes) in TO_ANSWER.items()
    ]


def mind(services: Services) -> None:
    """Remind people who forgot a draft, and delete what is kept no longer."""
    now = services.clock()
    with services.store.writing() as database:
        for over in repository.over(database, now, DRAFTS_ARE_KEPT, SETTLED_ARE_KEPT):
            service.forget_within(services, database, over)
        for answered in repository.answered(database, now - ANSWERED_ARE_KEPT):
            service.drop_within(services, database, answered)
        for draft in repository.to_remind(database, now):
            if reminder_due(draft.started_at, draft.reminders, now):
                _remind(database, services, draft)


def _remind(database: Database, services: Services, draft: Submission) -> None:
    lines = [
        f"You started writing to us on the What Works Library{f': “{draft.title}”' if draft.title else ''}.",
        "We can't see it until you send it. We'll delete it 30 days after you started.",
        "If you don't want to go on, do nothing, or delete it with this link.",
    ]
    repository.reminded(database, draft.id, draft.reminders + 1)
    link = service.link(services, draft)
    mailing.tell(database, services, draft, Note("reminder", "You haven't sent us this yet", lines, link, "Finish it"))
