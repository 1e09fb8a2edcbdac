"""When an answer is due, and when a forgotten draft is reminded of and deleted."""

from datetime import date, datetime, timedelta

DAYS_TO_ANSWER = 10
"""Working days within which staff mean to answer, where nothing is promised."""
REMIND_AFTER = (timedelta(days=3), timedelta(days=25))
DRAFTS_ARE_KEPT = timedelta(days=30)
SETTLED_ARE_KEPT = timedelta(days=90)
"""How long what was withdrawn or not published is kept, so that it can be changed and sent again."""

ANSWERED_ARE_KEPT = timedelta(days=30)
"""How long a question and the address it came from are kept after the answer; what was published of it stays."""


def due(sent: date, working_days: int | None) -> date:
    """Return the day by which an answer is due, leaving out Saturdays and Sundays."""
    day, left = sent, working_days or DAYS_TO_ANSWER
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def reminder_due(started_at: datetime, reminders: int, now: datetime) -> bool:
    """Return whether somebody is to be reminded of a draft that they have not sent."""
    return reminders < len(REMIND_AFTER) and now - started_at >= REMIND_AFTER[reminders]
