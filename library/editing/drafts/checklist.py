"""What is still to do before a brief can be published: one complete list for every page, button and clock.

Every rule is applied to what is typed so far, even where some of it cannot be read yet. So a writer who fixes what is
listed meets nothing afterwards that could have been said before.
"""

from dataclasses import dataclass, replace
from typing import Any

from marshmallow import ValidationError

from library.briefs import draft_repository as drafts
from library.briefs.models import Brief, Status, slug_from
from library.briefs.rules import publishing
from library.briefs.schemas.brief import BRIEF, same
from library.briefs.schemas.form_fields import ADDRESS, REVIEW, in_order
from library.briefs.schemas.partial_brief import as_typed
from library.briefs.states import Draft
from library.briefs.vocabulary import repository as vocabulary
from library.db.store import Database
from library.editing.documents import suggestions
from library.editing.drafts import repository as reviews
from library.editing.drafts.advice import advice
from library.editing.drafts.models import moved, one_hand
from library.forms.problems import Fault, flat_messages
from library.forms.reading import as_saved
from library.i18n.messages import marked
from library.security.permissions import Action, Person, may
from library.services import Services

Content = dict[str, Any]
TAKEN = marked("Another brief has this address, or had it once. Choose another.")
UNEXPLAINED = marked("An effect or a confidence has moved. Say in a sentence what changed and why.")
ALONE = marked(
    "Someone else must publish this: you alone changed it, and it has a rating, or another headline, answer or caution "
    "than readers see. Send it for review."
)
WAITING = marked(
    "Someone else must publish this: you alone changed it, and it has a rating, or another headline, answer or caution "
    "than readers see. It is waiting for them."
)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is still to do before a person can publish a content, in the order of the form.

    `faults` have to be fixed before a review too. `second` asks for a second person. `advice` stops nobody.
    """

    brief: Brief | None
    faults: tuple[Fault, ...]
    second: tuple[Fault, ...] = ()
    alone: bool = False
    edited: bool = True
    advice: tuple[Fault, ...] = ()

    @property
    def missing(self) -> list[Fault]:
        """Return all that stops this person from publishing it."""
        return in_order([*self.faults, *self.second])


def addressed(content: Content) -> Content:
    """Return a content with an address made from its title, if it has a title but no address."""
    made = slug_from(str(content.get("title") or ""))
    return content if content.get("slug") or not made else {**content, "slug": made}


def check(database: Database, content: Content, brief_id: int) -> tuple[Brief | None, list[Fault]]:
    """Return the brief that a content makes, if it can be read, and everything that is wrong with the content."""
    brief, faults = _read(content)
    typed = brief or as_typed(content)
    if all(fault.field != ADDRESS for fault in faults) and drafts.slug_taken(database, typed.slug, brief_id):
        faults.append(Fault(ADDRESS, TAKEN))
    faults += publishing.faults(typed, vocabulary.read(database).ids())
    return brief, in_order([*faults, *suggestions.unsettled(database, brief_id, content)])


def _read(content: Content) -> tuple[Brief | None, list[Fault]]:
    try:
        return BRIEF.load(content), []
    except ValidationError as error:
        return None, [Fault(*pair) for pair in flat_messages(error.messages)]


def readiness(database: Database, person: Person, content: Content, brief_id: int = 0, note: str = "") -> Readiness:
    """Return what is still to do before a person can publish what is typed; `note` says what changed and why."""
    content = addressed(as_saved(BRIEF, content))
    brief, faults = check(database, content, brief_id)
    if not content.get("title") and not content.get(ADDRESS):
        faults = [fault for fault in faults if fault.field != ADDRESS]
    draft = drafts.read(database, brief_id) if brief_id else None
    if draft and not _edited(draft, content):
        return Readiness(brief, tuple(faults), edited=False)
    typed, shown = brief or as_typed(content), reviews.last_shown(database, brief_id)
    before = None if shown is None else as_typed(shown)
    if before is not None and moved(typed, before) and not note.strip():
        faults = in_order([*faults, Fault("change_note", UNEXPLAINED)])
    writers = (reviews.writers_of(database, brief_id, whole=whole) for whole in (False, True))
    alone = one_hand(typed, before, person.id, *writers)
    sent = draft is not None and draft.status is Status.IN_REVIEW
    return Readiness(brief, tuple(faults), _second(person, sent=sent) if alone else (), alone)


def _edited(draft: Draft, content: Content) -> bool:
    """Return whether publishing would show readers something else than they see now."""
    return draft.working or draft.withdrawn or not same(draft.content, content)


def _second(person: Person, *, sent: bool) -> tuple[Fault, ...]:
    """Return that a second person is needed; a contributor never publishes and needs no telling."""
    if not may(person, Action.PUBLISH) or may(person, Action.PUBLISH_ALONE):
        return ()
    return (Fault(REVIEW, WAITING if sent else ALONE),)


def of_saved(database: Database, person: Person, brief_id: int) -> Readiness:
    """Return what is still to do before a person can publish what is saved of a brief."""
    draft = drafts.read(database, brief_id)
    return readiness(database, person, draft.content if draft else {}, brief_id, draft.note if draft else "")


def of_typed(services: Services, person: Person, content: Content, brief_id: int = 0, note: str = "") -> Readiness:
    """Return what is still to do to what is typed, saved or not, with advice on its words."""
    with services.store.reading() as database:
        found = readiness(database, person, content, brief_id, note)
    return replace(found, advice=tuple(in_order(advice(services, content, brief_id))))
