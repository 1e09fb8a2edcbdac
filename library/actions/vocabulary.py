"""The vocabulary: read by every face, its words changed by admins."""

from dataclasses import replace
from typing import Any

from marshmallow import ValidationError

from library.domain.faults import Fault
from library.domain.people import Action, Person, demand
from library.domain.vocabulary import Term, Vocabulary
from library.parts import Parts
from library.schemas.briefs import flat_messages
from library.schemas.vocabulary import TERM_WORDS
from library.storage import audit, vocabulary


def read(parts: Parts) -> Vocabulary:
    """Give all terms."""
    with parts.store.reading() as database:
        return vocabulary.read(database)


def change(parts: Parts, person: Person, term: Term, words: dict[str, Any]) -> list[Fault]:
    """Keep new words for a term; give what is wrong with them."""
    demand(person, Action.EDIT_VOCABULARY)
    try:
        loaded = TERM_WORDS.load(words)
    except ValidationError as error:
        return [Fault(*pair) for pair in flat_messages(error.messages)]
    with parts.store.writing() as database:
        vocabulary.change(database, replace(term, **loaded))
        audit.note(database, person.id, "change words", f"term {term.scheme}/{term.id}", parts.clock(), after=words)
    return []
