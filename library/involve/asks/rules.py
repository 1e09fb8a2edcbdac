"""How an ask stands on a day in London, and which open asks a new one is like.

The history decides all: days on which it was paused count neither as waiting nor towards the day of the reply.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from library.i18n.formats import LONDON
from library.involve import working_days
from library.involve.asks.models import Ask, AskState, Entry, Shown, Standing, Step
from library.search.engine.words import stems

LINK_LASTS = timedelta(days=180)
LOOK_AGAIN_AFTER = timedelta(days=90)
"""How long after a yes staff are asked to look whether it was done, unless they choose a day."""
REMIND_AFTER = 3
"""Working days after the day of the reply on which a body is reminded, once."""
NO_REPLY_AFTER = 10
"""Working days after the day of the reply from which readers are told that a body hasn't replied."""
MOST_OPEN = 5
"""The open ask to one body at which staff are warned: the more there are, the less each one is heard."""
LIKE = 0.3
"""The part of all words two asks have in common from which they are called similar."""
DAY = timedelta(days=1)


def in_london(moment: datetime) -> date:
    """Return the date of a moment in London."""
    return moment.astimezone(LONDON).date()


def standing(ask: Ask, asked_on: date, history: Sequence[Entry], today: date) -> Standing:
    """Return how an ask stands after its history."""
    now = Standing(AskState.WAITING, working_days.after(asked_on, ask.working_days), 0)
    pauses: list[tuple[date, date]] = []
    before, end = now.reply_by, today
    for entry in history:
        day = in_london(entry.at)
        if entry.step is Step.PAUSED and entry.until and now.open:
            before = now.reply_by
            pauses.append((day, entry.until))
            now = replace(now, reply_by=_later(before, pauses[-1]), paused_until=entry.until, paused_why=entry.words)
        elif entry.step is Step.RESUMED and pauses:
            pauses[-1] = (pauses[-1][0], min(pauses[-1][1], day - DAY))
            now = replace(now, reply_by=_later(before, pauses[-1]), paused_until=None)
        elif entry.step is Step.EXTENDED and entry.until:
            now = replace(now, reply_by=entry.until)
        else:
            now = _after(now, entry, day)
            end = end if now.open else min(end, _ended_on(now, day, end))
    if now.state is AskState.WAITING and now.paused_until and today <= now.paused_until:
        now = replace(now, state=AskState.PAUSED)
    late = (today - now.reply_by).days if now.state is AskState.WAITING else 0
    if late > 0 and _working_days_late(now, today) > NO_REPLY_AFTER:
        now = replace(now, state=AskState.NO_REPLY)
    return replace(now, days=_waited(asked_on, end, pauses), late_by=max(late, 0))


def _working_days_late(now: Standing, today: date) -> int:
    return working_days.between(now.reply_by + DAY, today)


def no_reply_from(now: Standing) -> date:
    """Return the day from which readers are told that a body hasn't replied, if nothing else happens."""
    return working_days.after(now.reply_by, NO_REPLY_AFTER + 1)


def reminder_due(now: Standing, history: Sequence[Entry], today: date) -> bool:
    """Return whether a body is to be reminded of an ask: once, and only while there is still time before NO_REPLY."""
    reminded = any(entry.step is Step.REMINDED for entry in history)
    return now.state is AskState.WAITING and not reminded and _working_days_late(now, today) >= REMIND_AFTER


def _later(day: date, pause: tuple[date, date]) -> date:
    return working_days.after(day, working_days.between(*pause))


def _after(now: Standing, entry: Entry, day: date) -> Standing:
    """Return how an ask stands after a step that answers or ends it; the first answer is when it was answered."""
    if now.ended:
        return now
    if entry.step is Step.REPLIED and entry.outcome:
        return replace(now, state=AskState(entry.outcome.value), answered_on=now.answered_on or day)  # type: ignore[call-arg]
    ends = {Step.SEEN: AskState.SEEN, Step.WITHDRAWN: AskState.WITHDRAWN, Step.SUPERSEDED: AskState.SUPERSEDED}
    return replace(now, state=ends.get(entry.step, now.state))


def _ended_on(now: Standing, day: date, end: date) -> date:
    return now.answered_on or min(day, end)


def _waited(first: date, end: date, pauses: Iterable[tuple[date, date]]) -> int:
    """Return the days from one day to another on which nothing was paused."""
    paused = {start + number * DAY for start, until in pauses for number in range((until - start).days + 1)}
    return max((end - first).days - sum(first < day <= end for day in paused), 0)


def counts(shown: Iterable[Shown]) -> tuple[int, int, int]:
    """Return how many asks were answered, how many there are, and how many are late; those taken back don't count."""
    counted = [each for each in shown if each.standing.answered_on or not each.standing.ended]
    answered = sum(each.standing.answered_on is not None for each in counted)
    return answered, len(counted), sum(each.standing.late_by > 0 for each in counted)


def similar(ask: Ask, others: Iterable[Shown]) -> list[Shown]:
    """Return the asks that have a brief, or many of their words, in common with one."""
    words = set(stems(f"{ask.title} {ask.text}"))
    return [each for each in others if set(ask.briefs) & set(each.ask.briefs) or _alike(words, each.ask)]


def _alike(words: set[str], other: Ask) -> bool:
    theirs = set(stems(f"{other.title} {other.text}"))
    return bool(words & theirs) and len(words & theirs) / len(words | theirs) >= LIKE
