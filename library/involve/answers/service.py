"""Answering a question by mail, and publishing the answer if the person who asked agreed."""

from typing import Any

from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.answers import repository
from library.involve.answers.models import Answer, Published
from library.involve.answers.schemas import ANSWER
from library.involve.belonging import unknown
from library.involve.loading import load
from library.involve.submissions import moderation
from library.involve.submissions.models import Submission
from library.security.permissions import Action, Person, demand
from library.services import Services

NOT_AGREED = Fault("publish", marked("They didn’t agree to publish it. Take the tick out, and answer by e-mail only."))


class NoSuchAnswer(LookupError):
    """There is no answer with this id, or its words are gone."""


def shown(services: Services) -> list[Published]:
    """Return all that readers see, the newest first."""
    with services.store.reading() as database:
        return repository.shown(database)


def find(services: Services, answer_id: int) -> Published:
    """Return one; raise NoSuchAnswer."""
    with services.store.reading() as database:
        return _found(database, answer_id)


def _found(database: Database, answer_id: int) -> Published:
    found = repository.find(database, answer_id)
    if found is None:
        raise NoSuchAnswer(answer_id)
    return found


def answer(services: Services, person: Person, words: dict[str, Any], submission: Submission) -> list[Fault]:
    """Answer a question by mail, and publish it if that is wanted; return what is wrong. Raise Answered."""
    demand(person, Action.MODERATE)
    said, faults = load(ANSWER, words)
    with services.store.writing() as database:
        faults += unknown(database, (), said.briefs) if said else []
        if said and said.publish and not submission.content.get("public"):
            faults.append(NOT_AGREED)
        if not isinstance(said, Answer) or faults:
            return faults
        made = repository.add(database, said, person.id, services.clock(), submission.id) if said.publish else None
        page = services.links.answer(made) if made else ""
        more = [services.links.brief(slug) for slug in said.briefs]
        if not moderation.answer_within(services, database, person, submission, said.answer, more, page):
            raise moderation.Answered
    return []


def change(services: Services, person: Person, answer_id: int, words: dict[str, Any]) -> list[Fault]:
    """Change a published answer; return what is wrong. Raise NoSuchAnswer for one that was withdrawn."""
    demand(person, Action.MODERATE)
    said, faults = load(ANSWER, words)
    with services.store.writing() as database:
        known = _found(database, answer_id)
        if known.said is None:
            raise NoSuchAnswer(answer_id)
        faults += unknown(database, (), said.briefs) if said else []
        if isinstance(said, Answer) and not faults:
            before, after, now = ANSWER.dump(known.said), ANSWER.dump(said), services.clock()
            repository.change(database, answer_id, said, person.id, now)
            audit.note(database, person.id, "change", f"answer {answer_id}", now, before=before, after=after)
    return faults


def withdraw(services: Services, person: Person, answer_id: int) -> None:
    """Take a published answer off the pages for good; its words are deleted."""
    demand(person, Action.MODERATE)
    now = services.clock()
    with services.store.writing() as database:
        _found(database, answer_id)
        if repository.withdraw(database, answer_id, person.id, now):
            audit.note(database, person.id, "withdraw", f"answer {answer_id}", now)


def public_pages(services: Services) -> list[tuple[str, str]]:
    """Return the page of each published answer, and the day it last changed."""
    return [(services.links.answer(each.id), each.changed_at.date().isoformat()) for each in shown(services)]
