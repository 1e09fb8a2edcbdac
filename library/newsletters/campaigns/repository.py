"""Newsletters and their pictures in the database."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import campaigns, mails, pictures, recipients
from library.mail.models import MailState
from library.newsletters.campaigns.models import Campaign, CampaignState, Content, Picture
from library.newsletters.campaigns.schemas import CONTENT, ENTRY


def _campaign(row: sa.Row[Any]) -> Campaign:
    return Campaign(
        row.id,
        CampaignState(row.state),  # type: ignore[call-arg]
        CONTENT.load(row.content),
        tuple(ENTRY.load(each) for each in row.entries),
        row.lock,
        row.changed_at,
        row.corrects_id,
        row.send_at,
        row.started_at,
        row.ended_at,
        row.stopped_because,
        bool(row.trusted),
    )


def add(database: Database, content: Content, person_id: int, now: datetime, corrects_id: int | None = None) -> int:
    """Keep a new newsletter; return its id."""
    row = {"state": CampaignState.DRAFT, "content": CONTENT.dump(content), "entries": [], "corrects_id": corrects_id}
    return inserted(database.execute(sa.insert(campaigns).values(**row, changed_at=now, changed_by=person_id)))


def everything(database: Database) -> list[Campaign]:
    """List all, the last changed first."""
    query = sa.select(campaigns).order_by(campaigns.c.changed_at.desc(), campaigns.c.id.desc())
    return [_campaign(row) for row in database.execute(query)]


def find(database: Database, campaign_id: int) -> Campaign | None:
    """Find one."""
    row = database.execute(sa.select(campaigns).where(campaigns.c.id == campaign_id)).first()
    return _campaign(row) if row else None


def in_state(database: Database, *states: CampaignState) -> list[Campaign]:
    """List those in some states, the oldest first."""
    query = sa.select(campaigns).where(campaigns.c.state.in_(states)).order_by(campaigns.c.id)
    return [_campaign(row) for row in database.execute(query)]


def correction_of(database: Database, campaign_id: int) -> list[Campaign]:
    """List the corrections of one."""
    query = sa.select(campaigns).where(campaigns.c.corrects_id == campaign_id).order_by(campaigns.c.id)
    return [_campaign(row) for row in database.execute(query)]


def save(database: Database, campaign_id: int, lock: int, content: Content, person_id: int, now: datetime) -> bool:
    """Keep what staff wrote; False if it was changed or sent meanwhile."""
    mine = (campaigns.c.id == campaign_id, campaigns.c.lock == lock, campaigns.c.state == CampaignState.DRAFT)
    row = {"content": CONTENT.dump(content), "lock": lock + 1, "changed_at": now, "changed_by": person_id}
    return bool(database.execute(sa.update(campaigns).where(*mine).values(**row)).rowcount)


def move(database: Database, campaign: Campaign, state: CampaignState, **more: Any) -> bool:
    """Put one in another state; False if it is no longer in the one it was read in, or was changed since."""
    mine = (campaigns.c.id == campaign.id, campaigns.c.state == campaign.state, campaigns.c.lock == campaign.lock)
    row = {"state": state, "lock": campaign.lock + 1, **more}
    if "entries" in row:
        row["entries"] = [ENTRY.dump(each) for each in row["entries"]]
    return bool(database.execute(sa.update(campaigns).where(*mine).values(**row)).rowcount)


def trust(database: Database, campaign_id: int) -> None:
    """Keep that the first went well."""
    database.execute(sa.update(campaigns).where(campaigns.c.id == campaign_id).values(trusted=1))


def remove(database: Database, campaign_id: int) -> bool:
    """Delete a draft; False if it is none."""
    mine = (campaigns.c.id == campaign_id, campaigns.c.state == CampaignState.DRAFT)
    return bool(database.execute(sa.delete(campaigns).where(*mine)).rowcount)


def public(database: Database) -> list[Campaign]:
    """List those that somebody got, the newest first."""
    came = (
        sa.select(recipients.c.campaign_id)
        .join(mails, mails.c.key == recipients.c.mail_key)
        .where(mails.c.state == MailState.SENT)
    )
    query = sa.select(campaigns).where(campaigns.c.id.in_(came))
    return [_campaign(row) for row in database.execute(query.order_by(campaigns.c.started_at.desc()))]


def keep_picture(database: Database, picture: Picture, now: datetime) -> None:
    """Keep a picture, once."""
    if find_picture(database, picture.digest) is None:
        row = {"digest": picture.digest, "content": picture.content, "width": picture.width, "height": picture.height}
        database.execute(sa.insert(pictures).values(**row, added_at=now))


def find_picture(database: Database, digest: str) -> Picture | None:
    """Find a picture by its hash."""
    row = database.execute(sa.select(pictures).where(pictures.c.digest == digest)).first()
    return Picture(row.digest, row.content, row.width, row.height) if row else None
