"""Deciding challenges to ratings, and showing how they were decided."""

from typing import Any

from library.briefs import repository as briefs
from library.briefs.states import PublishedBrief
from library.db import audit_log as audit
from library.editing.drafts import repository as reviews
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.challenges import repository
from library.involve.challenges.models import Decided, Decision
from library.involve.challenges.schemas import DECISION
from library.involve.loading import load
from library.involve.submissions import moderation
from library.involve.submissions.models import Submission
from library.security.permissions import Action, Person, demand
from library.services import Services

WROTE_IT = Fault("", marked("You wrote part of this brief, so somebody else has to decide."))
NO_BRIEF = Fault("", marked("This brief is no longer published. Refuse the challenge, and say so."))


def shown(services: Services, brief_id: int | None = None) -> list[Decided]:
    """Return the decisions that readers see, of one brief if it is named; the newest first."""
    with services.store.reading() as database:
        return repository.shown(database, brief_id)


def decide(services: Services, person: Person, words: dict[str, Any], submission: Submission) -> list[Fault]:
    """Decide a challenge, publish the decision and mail it; return what is wrong. Raise Answered."""
    demand(person, Action.PUBLISH)
    said, faults = load(DECISION, words | {"brief": submission.content.get("brief")})
    if not isinstance(said, Decision):
        return faults
    with services.store.writing() as database:
        found = briefs.find(database, said.brief)
        if not isinstance(found, PublishedBrief):
            return [NO_BRIEF]
        if person.id in reviews.writers_of(database, found.id, whole=True):
            return [WROTE_IT]
        now = services.clock()
        made = repository.add(database, found.id, said, person.id, now, submission.id)
        audit.note(database, person.id, "decide", f"challenge {made}", now, after=DECISION.dump(said))
        page = services.links.challenge(made)
        answer, more = f"{said.verdict.words}. {said.reason}", [services.links.brief(said.brief)]
        if not moderation.answer_within(services, database, person, submission, answer, more, page):
            raise moderation.Answered
    return []
