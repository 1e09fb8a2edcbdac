"""What the pages of others show of this feature: templates call these, and they read only when a template does."""

from collections.abc import Callable
from typing import Any

from library.briefs.models import Brief
from library.http.context import services
from library.involve.asks import service as asks
from library.involve.asks.models import Shown as Ask
from library.involve.challenges import service as challenges
from library.involve.field_notes import service as field_notes
from library.involve.field_notes.models import Published as FieldNote
from library.involve.opportunities import service as opportunities
from library.involve.opportunities.models import Published
from library.involve.submissions.rules import ANSWERED_ARE_KEPT, DRAFTS_ARE_KEPT, SETTLED_ARE_KEPT
from library.involve.voice import showing

MOST_ON_HOME, MOST_BESIDE = 3, 5


def closing_first() -> list[Published]:
    """Return the opportunities that the front page shows."""
    return opportunities.shown(services())[:MOST_ON_HOME]


def opportunities_for(brief: Brief) -> list[Published]:
    """Return the opportunities that belong to a brief."""
    return opportunities.about(services(), slug=brief.slug, approaches=brief.approaches)[:MOST_BESIDE]


def opportunities_on(approach: str) -> list[Published]:
    """Return the opportunities that belong to a topic."""
    return opportunities.about(services(), approaches=(approach,))[:MOST_BESIDE]


def notes_for(brief: Brief) -> list[FieldNote]:
    """Return the field notes that belong to a brief."""
    return field_notes.about(services(), slug=brief.slug, approaches=brief.approaches)[:MOST_BESIDE]


def notes_on(approach: str) -> list[FieldNote]:
    """Return the field notes that belong to a topic."""
    return field_notes.about(services(), approaches=(approach,))[:MOST_BESIDE]


def asks_about(brief: Brief) -> list[Ask]:
    """Return the asks that rest on a brief."""
    return asks.about(services(), brief.slug)[:MOST_BESIDE]


HELPERS: dict[str, Callable[..., Any]] = {
    "asks_about": asks_about,
    "challenges_to": lambda brief_id: challenges.shown(services(), brief_id),
    "closing_first": closing_first,
    "days_submissions_are_kept": lambda: {
        "answered": ANSWERED_ARE_KEPT.days,
        "drafts": DRAFTS_ARE_KEPT.days,
        "settled": SETTLED_ARE_KEPT.days,
    },
    "notes_for": notes_for,
    "notes_on": notes_on,
    "opportunities_for": opportunities_for,
    "opportunities_on": opportunities_on,
    "voices_of_brief": lambda brief_id: showing.of_brief(services(), brief_id),
    "voices_of_note": lambda note_id: showing.of_note(services(), note_id),
    "who_spoke": showing.who,
    "standing": lambda published: opportunities.how(services(), published),
}
"""What every page may call."""
