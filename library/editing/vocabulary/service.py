"""The vocabulary: read by every face; admins change its words, add terms and merge two that mean the same."""

from dataclasses import replace
from typing import Any

from marshmallow import ValidationError

from library.briefs.models import slug_from
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import GROUPS, Term, Vocabulary
from library.briefs.vocabulary.schemas import MOST_LAY_WORDS, TERM_WORDS
from library.db import audit_log as audit
from library.editing.vocabulary import followers
from library.editing.vocabulary import repository as term_rows
from library.editing.vocabulary.term_merge import SCHEMES
from library.forms.problems import Fault, flat_messages
from library.i18n.messages import marked
from library.newsletters.subscriptions import repository as subscriptions
from library.search import indexing
from library.security.permissions import Action, Person, demand
from library.services import Services


def change(services: Services, person: Person, term: Term, words: dict[str, Any]) -> list[Fault]:
    """Keep new words for a term; return what is wrong with them."""
    demand(person, Action.EDIT_VOCABULARY)
    try:
        loaded = TERM_WORDS.load(words)
    except ValidationError as error:
        return [Fault(*pair) for pair in flat_messages(error.messages)]
    with services.store.writing() as database:
        vocabulary.change(database, replace(term, **loaded))
        audit.note(database, person.id, "change words", f"term {term.scheme}/{term.id}", services.clock(), after=words)
    return []


def add(services: Services, person: Person, scheme: str, group: str, words: dict[str, Any]) -> Term | list[Fault]:
    """Add a term, named after its label; an approach needs a group."""
    demand(person, Action.EDIT_VOCABULARY)
    try:
        loaded = TERM_WORDS.load(words)
    except ValidationError as error:
        return [Fault(*pair) for pair in flat_messages(error.messages)]
    with services.store.writing() as database:
        known = vocabulary.read(database)
        term = Term(scheme, slug_from(loaded["label"]), group=group if scheme == "approach" else None, **loaded)
        if faults := _new_term_faults(term, known):
            return faults
        vocabulary.add(database, term)
        audit.note(database, person.id, "add term", f"term {scheme}/{term.id}", services.clock(), after=words)
    return term


def _new_term_faults(term: Term, known: Vocabulary) -> list[Fault]:
    if term.scheme not in SCHEMES:
        return [Fault("scheme", marked("Choose what kind of term this is."))]
    if term.scheme == "approach" and not known.find(GROUPS, term.group or ""):
        return [Fault("group", marked("Choose the group that this approach belongs to."))]
    if not term.id:
        return [Fault("label", marked("Use letters or digits: the address of the term is made from them."))]
    if known.find(term.scheme, known.now(term.scheme, term.id)):
        return [
            Fault("label", marked("There is a term with this name, or there was one that was merged. Choose another."))
        ]
    return []


def used_by(services: Services, person: Person, term: Term) -> tuple[int, int]:
    """Count the published briefs and the drafts that are tagged with a term."""
    demand(person, Action.EDIT_VOCABULARY)
    with services.store.reading() as database:
        return term_rows.count(database, term.scheme, term.id)


def merge(services: Services, person: Person, scheme: str, old_id: str, into_id: str) -> list[Fault]:
    """Merge a term into another of its scheme: briefs, drafts, subscriptions, old addresses and the rest follow.

    The audit log names everything that was tagged. The same form sent twice does it once.
    """
    demand(person, Action.EDIT_VOCABULARY)
    now = services.clock()
    with services.store.writing() as database:
        known = vocabulary.read(database)
        old, into = known.find(scheme, old_id), known.find(scheme, into_id)
        if old is None and into and known.now(scheme, old_id) == into_id:
            return []
        if scheme not in SCHEMES or old is None or into is None or old == into:
            return [Fault("into", marked("Choose another term of the same kind to merge this one into."))]
        words = tuple(dict.fromkeys((*into.lay_words, old.label, *old.lay_words)))[:MOST_LAY_WORDS]
        vocabulary.merge(database, old, replace(into, lay_words=words))
        for brief_id, before, after in term_rows.retag(database, scheme, old_id, into_id, now):
            audit.note(database, person.id, "retag", f"brief {brief_id}", now, before=before, after=after)
        for thing, before, after in followers.follow(database, scheme, old_id, into_id):
            audit.note(database, person.id, "retag", thing, now, before=before, after=after)
        subscriptions.retag(database, f"{scheme}:{old_id}", f"{scheme}:{into_id}")
        audit.note(database, person.id, "merge term", f"term {scheme}/{old_id} > {into_id}"[:120], now)
    indexing.after_commit(services)
    return []
