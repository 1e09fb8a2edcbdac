"""The e-mail addresses of people who aren't staff, wherever one is held."""

from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import contacts, mails, mistakes, submissions, subscriptions
from library.mail.addresses import same

HELD = (
    (subscriptions.c.address, subscriptions.c.asked_at),
    (contacts.c.address, contacts.c.added_at),
    (submissions.c.address, submissions.c.started_at),
    (mistakes.c.reply_to, mistakes.c.at),
    (mails.c.address, mails.c.queued_at),
)
"""Where an address is held, and since when."""


def oldest(database: Database) -> dict[str, datetime]:
    """Return each address with the moment since which the library has held it."""
    found: dict[str, datetime] = {}
    for address, since in HELD:
        query = sa.select(address, sa.func.min(since, type_=since.type)).where(address != "").group_by(address)
        for held, at in database.execute(query):
            found[same(held)] = min(at, found.get(same(held), at))
    return found
