"""Questions the library cannot answer: kept without personal data, answered by staff with a brief.

A question that was answered leads to its brief from then on, as if the brief had been asked for in those words.
A search without an answer is written at once, and those of the next half minute together at its end: each commit costs
readers all pages that are kept. A process that is killed loses those that wait.
"""

import hashlib
import logging
import threading
from datetime import timedelta

from library.briefs import repository as briefs
from library.briefs.slug_in import slug_in
from library.briefs.states import PublishedBrief
from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database, StoreUnavailable
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.search import indexing
from library.search.engine.words import stems
from library.search.questions import repository as questions
from library.search.questions.models import LONGEST, Question, without_personal_data
from library.security.permissions import Action, Person, demand, may
from library.security.rate_limit import repository as attempts
from library.security.rate_limit.service import TooManyTries, attempt_key
from library.services import Services

MOST_WAITING = 2_000
"""Searches without an answer that wait for staff; a question that is put to us is kept beyond it."""
MOST_PUT, WITHIN = 10, timedelta(hours=1)
MOST_PUT_BY_ALL = 300
KEPT = timedelta(days=365)
SECONDS_BETWEEN = 30.0
log = logging.getLogger(__name__)


def _key(words: str) -> str:
    """Return what makes two questions the same: their words that carry meaning, in any order."""
    return hashlib.sha256(" ".join(sorted(set(stems(words)))).encode()).hexdigest()


def note(services: Services, text: str) -> None:
    """Note a search that found nothing; it is written now, or a little later with others."""
    words = without_personal_data(text)
    if stems(words) and services.backlog.put(words):
        write(services)
        timer = threading.Timer(SECONDS_BETWEEN, _write_others, (services,))
        timer.daemon = True
        timer.start()


def _write_others(services: Services) -> None:
    services.backlog.wait_no_longer()
    write(services)


def write(services: Services) -> None:
    """Write what was noted; what cannot be written now is left, as no reader waits for it."""
    noted = services.backlog.take()
    if not noted:
        return
    try:
        with services.store.writing() as database:
            for words in noted:
                questions.keep(database, _key(words), words, services.clock(), put=False, most=MOST_WAITING)
    except StoreUnavailable as trouble:
        if services.settings.instance.exists():  # A library that was deleted meanwhile needs none.
            log.warning("questions without an answer were not noted: %s", trouble)


def put(services: Services, text: str, key: str) -> list[Fault]:
    """Keep a question that a reader puts to us; `key` is what they are counted by."""
    if not stems(text) and len(text.split()) < 3:
        return [Fault("question", marked("Enter your question. A full sentence works best."))]
    if len(text) > LONGEST:
        return [
            Fault(
                "question",
                Message("Use %(longest)s characters or fewer. It has %(count)s.", longest=LONGEST, count=len(text)),
            )
        ]
    words, now = without_personal_data(text), services.clock()
    counted = (attempt_key(services, "question", key), attempt_key(services, "question", "everybody"))
    with services.store.writing() as database:
        for each, most in zip(counted, (MOST_PUT, MOST_PUT_BY_ALL), strict=True):
            if attempts.count(database, each, now - WITHIN) >= most:
                raise TooManyTries
            attempts.keep(database, each, now)
        questions.keep(database, _key(words), words, now, put=True, most=MOST_WAITING)
    return []


def waiting(services: Services, person: Person, page: int, size: int) -> tuple[int, list[Question]]:
    """Return how many questions wait for an answer, and one page of them."""
    demand(person, Action.ANSWER_QUESTION)
    with services.store.reading() as database:
        return questions.waiting(database, (page - 1) * size, size)


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many questions wait."""
    if not may(person, Action.ANSWER_QUESTION):
        return []
    comes = marked("Searches that found nothing, and questions that readers put to us without asking for a reply.")
    count = questions.count(database)
    return [ToDo(marked("Searches without an answer"), services.links.unanswered(), count, comes=comes)]


def answer(services: Services, person: Person, question_id: int, slug: str) -> list[Fault]:
    """Answer a question with a published brief, which is found by its words from now on."""
    demand(person, Action.ANSWER_QUESTION)
    now = services.clock()
    with services.store.writing() as database:
        found = briefs.find(database, slug_in(slug))
        if not isinstance(found, PublishedBrief):
            return [Fault("slug", marked("There is no published brief at that address. Choose one from the list."))]
        if questions.settle(database, question_id, found.id, person.id, now):
            briefs.note_change(database, found.id, now)
            audit.note(database, person.id, "answer", f"question {question_id}", now)
    indexing.after_commit(services)
    return []


def drop(services: Services, person: Person, question_id: int) -> None:
    """Take a question off the list without an answer."""
    demand(person, Action.ANSWER_QUESTION)
    now = services.clock()
    with services.store.writing() as database:
        if questions.settle(database, question_id, None, person.id, now):
            audit.note(database, person.id, "drop", f"question {question_id}", now)


def forget_old(services: Services) -> None:
    """Forget the questions nobody has asked for a year."""
    with services.store.writing() as database:
        questions.forget(database, services.clock() - KEPT)
