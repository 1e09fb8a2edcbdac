"""Until when consent lasts, whether it covers a use now, and what it needs at each age. All of it holds in London."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from library.forms.problems import Fault
from library.i18n.formats import LONDON
from library.i18n.messages import marked
from library.involve.voice.models import AgeBand, Kept, Standing, Use

LASTS_MONTHS = 24
"""How long consent lasts if nobody says otherwise."""
LONGEST = timedelta(days=5 * 366)
ASK_AGAIN_WITHIN = timedelta(days=60)
HEARD_WITHIN = timedelta(days=90)
"""How long a voice may be shown before somebody with a say should have heard it."""
ENDED_ARE_KEPT = timedelta(days=30)
"""How long words are kept, hidden, after consent has ended: time to ask again."""


def ends_at(until: date) -> datetime:
    """Return the moment consent ends: midnight in London after its last day."""
    return datetime.combine(until + timedelta(days=1), time(), LONDON)


def standing(kept: Kept, now: datetime) -> Standing:
    """Return how a voice stands at a moment. It is worked out each time and never stored."""
    if kept.withdrawn_at or kept.voice is None:
        return Standing.WITHDRAWN if kept.withdrawn_at else Standing.ENDED
    if now >= ends_at(kept.consent.until):
        return Standing.ENDED
    return Standing.SHOWN if kept.published_at else Standing.WAITING


def covers(kept: Kept, use: Use, now: datetime) -> bool:
    """Return whether a voice may be used in a way at a moment."""
    return standing(kept, now) is Standing.SHOWN and use in kept.consent.uses


def unheard(kept: Kept, now: datetime) -> bool:
    """Return whether a voice that is shown has waited too long for somebody with a say to hear it."""
    waited = kept.published_at is not None and now - kept.published_at >= HEARD_WITHIN
    return waited and not kept.heard and standing(kept, now) is Standing.SHOWN


def ask_again(kept: Kept, now: datetime) -> bool:
    """Return whether consent is about to end, so that the young person has to be asked again."""
    left = ends_at(kept.consent.until) - now
    return standing(kept, now) in {Standing.SHOWN, Standing.WAITING} and left <= ASK_AGAIN_WITHIN


NEEDS_OWN = Fault("young_person", marked("The young person has to agree. If they haven't, we can't take their words."))
NEEDS_PARENT = Fault("parent", marked("Under 16, a parent or carer has to agree too."))
NEEDS_USE = Fault("web", marked("Select at least one use that they agreed to."))
NEEDS_CHECK = Fault("nobody_named", marked("Check that nothing shows who they are, then tick the box."))
OVER = Fault("until", marked("That day has passed. Enter the day their consent ends."))
TOO_LONG = Fault("until", marked("Consent can last up to five years. Enter an earlier day, then ask again."))
UNDER_16 = (AgeBand.UNDER_11, AgeBand.FROM_11)


def lacking(typed: Mapping[str, Any]) -> list[Fault]:
    """Return what is missing from consent, as far as it was typed."""
    wrong = {
        NEEDS_CHECK: not typed.get("nobody_named"),
        NEEDS_OWN: not typed.get("young_person"),
        NEEDS_PARENT: typed.get("age") in UNDER_16 and not typed.get("parent"),
        NEEDS_USE: not any(typed.get(use.value) for use in Use),
    }
    return [fault for fault, holds in wrong.items() if holds]


def out_of_time(until: date, today: date) -> list[Fault]:
    """Return what is wrong with the last day of consent."""
    return [OVER] if until < today else [TOO_LONG] if until > today + LONGEST else []
