"""The two-way part of a demo: one example of each kind, sent by partners and answered by staff as people do it."""

from datetime import timedelta
from typing import Any

from library.briefs import service as briefs
from library.briefs.rules.publishing import months_after
from library.briefs.states import PublishedBrief
from library.involve.answers import service as answers
from library.involve.challenges import service as challenges
from library.involve.contact import service as contact
from library.involve.field_notes import service as field_notes
from library.involve.opportunities import service as opportunities
from library.involve.subjects import service as subjects
from library.involve.submissions import moderation
from library.involve.submissions import repository as submission_rows
from library.involve.submissions import service as submissions
from library.involve.submissions.models import Kind, Submission
from library.involve.voice import service as voices
from library.security.permissions import Person
from library.services import Services

Content = dict[str, Any]
FROM = "demo"
"""Where what partners of a demo send is said to come from."""
OPEN_FOR, MEET_IN = timedelta(days=40), timedelta(days=21)
VOICE_LASTS_MONTHS = 24


def fill(services: Services, writer: Person, reviewer: Person, examples: Content) -> None:
    """Put in one example of each kind; the opportunity, the meeting and consent last from today on."""
    today = services.today()
    _well(contact.change(services, reviewer, examples["contact"] | {"meeting_on": (today + MEET_IN).isoformat()}))
    closes = {"closes": (today + OPEN_FOR).isoformat()}
    _well(opportunities.publish(services, reviewer, examples["opportunity"] | closes))
    note = _sent(services, reviewer, Kind.FIELD_NOTE, examples["field_note"])
    _well(field_notes.publish(services, reviewer, note.content | examples["field_note"]["belongs"], note))
    asked = _sent(services, reviewer, Kind.QUESTION, examples["asked"])
    _well(answers.answer(services, reviewer, examples["asked"]["answer"], asked))
    challenge = _sent(services, reviewer, Kind.CHALLENGE, examples["challenge"])
    decision = challenge.content | examples["challenge"]["decision"]
    _well(challenges.decide(services, reviewer, decision, challenge))
    _well(subjects.keep(services, reviewer, examples["subject"]))
    _give_voice(services, writer, reviewer, examples)


def _sent(services: Services, person: Person, kind: Kind, example: Content) -> Submission:
    """Send something on a public form and by its link."""
    _well(submissions.start(services, kind, example["content"], example["email"], FROM, whole=True))
    with services.store.reading() as database:
        (started,) = submission_rows.of_address(database, example["email"])
    _well(submissions.send(services, started, started.content))
    return moderation.proposed(services, person, started.id, kind)


def _give_voice(services: Services, writer: Person, reviewer: Person, examples: Content) -> None:
    found = briefs.find(services, examples["published"]["slug"])
    assert isinstance(found, PublishedBrief)
    until = {"until": months_after(services.today(), VOICE_LASTS_MONTHS).isoformat()}
    brought = voices.bring(services, writer, examples["voice"] | until, FROM, brief_id=found.id)
    assert isinstance(brought, voices.Brought), brought
    _well(voices.add_heard(services, writer, brought.id, examples["heard"] | {"on": services.today().isoformat()}))
    _well(voices.keep_influence(services, writer, brought.id, examples["influence"]))
    seen = voices.seen(voices.find(services, reviewer, brought.id).kept)
    _well(voices.publish(services, reviewer, brought.id, seen))


def _well(done: object) -> None:
    """Hold that an example was taken: an example that is refused is a mistake in it."""
    assert not isinstance(done, list) or not done, done
