"""Whom a newsletter is meant for, in the database. How a mail stands only the queue knows, so it is asked each time."""

from collections.abc import Iterable

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import mails, recipients
from library.mail.models import WAITING, MailState
from library.newsletters.campaigns.models import Recipient, Skip, Tally, Trial

ROWS_AT_ONCE = 5_000
WITH_MAILS = recipients.outerjoin(mails, mails.c.key == recipients.c.mail_key)
Who = tuple[int | None, int | None]
"""A subscription's id, or that of somebody on a list."""
NO_MAIL_YET = sa.and_(
    recipients.c.skipped == "", sa.or_(recipients.c.mail_key.is_(None), mails.c.state == MailState.SUPPRESSED)
)
"""Nobody has seen to them yet, or their mail was called back: they are seen to again."""


def freeze(database: Database, campaign_id: int, people: Iterable[Who]) -> None:
    """Keep whom a newsletter is meant for."""
    rows = [{"campaign_id": campaign_id, "subscription_id": one, "contact_id": other} for one, other in people]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        database.execute(sa.insert(recipients), rows[start : start + ROWS_AT_ONCE])


def to_see_to(database: Database, campaign_id: int, most: int, *, of_first: int = 0) -> list[Recipient]:
    """Return the next who have no mail, in order: of all, or of so many at the beginning."""
    query = sa.select(recipients).select_from(WITH_MAILS).where(recipients.c.campaign_id == campaign_id, NO_MAIL_YET)
    if of_first:
        query = query.where(recipients.c.id.in_(_first(campaign_id, of_first)))
    return [
        Recipient(row.id, row.subscription_id, row.contact_id, row.turn)
        for row in database.execute(query.order_by(recipients.c.id).limit(most))
    ]


def queued(database: Database, recipient: Recipient, key: str) -> None:
    """Keep which mail is theirs."""
    mine = recipients.c.id == recipient.id
    database.execute(sa.update(recipients).where(mine).values(mail_key=key, turn=recipient.turn + 1))


def skip(database: Database, recipient: Recipient, why: Skip) -> None:
    """Keep why somebody gets none."""
    database.execute(sa.update(recipients).where(recipients.c.id == recipient.id).values(skipped=why))


def skip_rest(database: Database, campaign_id: int) -> None:
    """Keep that a newsletter was stopped before the turn of all who have no mail."""
    ids = sa.select(recipients.c.id).select_from(WITH_MAILS).where(recipients.c.campaign_id == campaign_id, NO_MAIL_YET)
    query = sa.update(recipients).where(recipients.c.id.in_(ids))
    database.execute(query.values(skipped=Skip.STOPPED))


def take_up_rest(database: Database, campaign_id: int) -> None:
    """Let those have their turn again whom a stopped newsletter did not come to."""
    mine = (recipients.c.campaign_id == campaign_id, recipients.c.skipped == Skip.STOPPED)
    database.execute(sa.update(recipients).where(*mine).values(skipped=""))


def tally(database: Database, campaign_id: int) -> Tally:
    """Count what became of all."""
    counts: dict[str, int] = dict.fromkeys(("sent", "failed", "waiting"), 0)
    skipped: dict[Skip, int] = {}
    query = (
        sa.select(recipients.c.skipped, mails.c.state, sa.func.count().label("many"))
        .select_from(WITH_MAILS)
        .where(recipients.c.campaign_id == campaign_id)
        .group_by(recipients.c.skipped, mails.c.state)
    )
    ended = {MailState.SENT: "sent", MailState.FAILED_FOR_GOOD: "failed"}
    for row in database.execute(query):
        if row.skipped:
            why = Skip(row.skipped)  # type: ignore[call-arg]
            skipped[why] = skipped.get(why, 0) + row.many
        else:
            counts[ended.get(row.state, "waiting")] += row.many
    chosen = sa.select(sa.func.count()).where(recipients.c.campaign_id == campaign_id)
    return Tally(database.scalar(chosen) or 0, counts["sent"], counts["failed"], counts["waiting"], skipped)


def trial(database: Database, campaign_id: int, most: int) -> Trial:
    """Return how the first fared."""
    query = sa.select(mails.c.state).select_from(WITH_MAILS).where(recipients.c.id.in_(_first(campaign_id, most)))
    states = [state for state in database.scalars(query) if state is not None]
    untried = sum(state in {MailState.QUEUED, MailState.SENDING} for state in states)
    refused = sum(state == MailState.FAILED_FOR_GOOD for state in states)
    return Trial(len(states), untried, sum(state not in WAITING for state in states), refused)


def _first(campaign_id: int, most: int) -> sa.Select[tuple[int]]:
    mine = sa.select(recipients.c.id).where(recipients.c.campaign_id == campaign_id)
    return mine.order_by(recipients.c.id).limit(most)


def got_it(database: Database, campaign_id: int) -> list[Who]:
    """Return those who got a newsletter and are still known."""
    known = sa.or_(recipients.c.subscription_id.is_not(None), recipients.c.contact_id.is_not(None))
    query = (
        sa.select(recipients.c.subscription_id, recipients.c.contact_id)
        .select_from(WITH_MAILS)
        .where(recipients.c.campaign_id == campaign_id, mails.c.state == MailState.SENT, known)
        .order_by(recipients.c.id)
    )
    return [(row.subscription_id, row.contact_id) for row in database.execute(query)]
