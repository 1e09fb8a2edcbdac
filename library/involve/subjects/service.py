"""Counting what people ask about each subject, and letting staff say where it stands."""

from dataclasses import replace
from typing import Any

from library.db import audit_log as audit
from library.forms.problems import Fault
from library.involve.belonging import unknown
from library.involve.loading import load
from library.involve.subjects import repository
from library.involve.subjects.models import Asked, Subject
from library.involve.subjects.schemas import SUBJECT
from library.search.engine.words import stems
from library.security.permissions import Action, Person, demand
from library.services import Services


class NoSuchSubject(LookupError):
    """There is no subject with this id."""


def everything(services: Services) -> list[Asked]:
    """Return the subjects with how often each was asked about, the most asked first."""
    with services.store.reading() as database:
        subjects, questions = repository.everything(database), repository.asked(database)
    stemmed = [(set(stems(words)), times) for words, times in questions]
    found = [Asked(each, _times(each, stemmed)) for each in subjects]
    return sorted(found, key=lambda each: (-each.times, each.subject.subject))


def _times(subject: Subject, stemmed: list[tuple[set[str], int]]) -> int:
    wanted = set(stems(subject.subject))
    return sum(times for found, times in stemmed if wanted and wanted <= found)


def find(services: Services, person: Person, subject_id: int) -> Subject:
    """Return one for staff; raise NoSuchSubject."""
    demand(person, Action.MODERATE)
    found = next((each.subject for each in everything(services) if each.subject.id == subject_id), None)
    if found is None:
        raise NoSuchSubject(subject_id)
    return found


def keep(services: Services, person: Person, words: dict[str, Any], subject_id: int = 0) -> list[Fault]:
    """Keep a new subject, or change the one with this id; return what is wrong with it."""
    demand(person, Action.MODERATE)
    made, faults = load(SUBJECT, words)
    with services.store.writing() as database:
        missing = unknown(database, (), [made.brief]) if made and made.brief else []
        faults += [replace(each, field="brief") for each in missing]
        if isinstance(made, Subject) and not faults:
            repository.keep(database, replace(made, id=subject_id), person.id, services.clock())
            audit.note(
                database, person.id, "keep", f"subject {subject_id or ''}".strip(), services.clock(), after=words
            )
    return faults


def remove(services: Services, person: Person, subject_id: int) -> None:
    """Delete a subject; one that is gone already stays gone."""
    demand(person, Action.MODERATE)
    with services.store.writing() as database:
        if repository.remove(database, subject_id):
            audit.note(database, person.id, "remove", f"subject {subject_id}", services.clock())
