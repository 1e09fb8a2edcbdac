"""Puts the services together from the settings."""

import logging
import os
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from library.accounts.single_sign_on import rules as single_sign_on
from library.briefs import presentation
from library.briefs.formats import beside
from library.briefs.usage.models import Tally
from library.db import store
from library.db.store import Store
from library.editing.documents.file_store import Files
from library.editing.vocabulary import followers
from library.involve import kinds, term_repository
from library.involve.opportunities import offers as opportunity_offers
from library.involve.opportunities import repository as opportunities
from library.involve.voice import showing
from library.links import Links
from library.mail import messages
from library.newsletters import offers
from library.search.engine import embeddings
from library.search.engine.overlay import ExactIndex
from library.search.engine.whoosh_index import WhooshIndex
from library.search.questions.models import Backlog
from library.security import private_files
from library.security.private_files import ADDRESS, KEY
from library.services import Services
from library.settings import Settings
from library.upkeep.broken_links import citing

log = logging.getLogger(__name__)
KEY_WAS_GONE = (
    "The signing key, %s, was gone, and another was made: links in mails already sent stop working, and staff set up "
    "their second step again. To avoid that, put the file back from a backup and start everything again."
)
"""Said where the site was started before: its address is kept."""


def connect(settings: Settings, *, serving: bool = False) -> Services:
    """Put the parts together; the instance folder is made if it is missing, and closed to other users.

    The process that serves decides by its settings alone at which address the library is; the others follow it.
    """
    single_sign_on.check(settings)
    messages.offer(presentation.HELPERS)
    kinds.set_up()
    beside.offer("voice", showing.quotes)
    citing.offer("opportunities", opportunities.leads)
    followers.offer("involve", term_repository.follow)
    offers.come_from(opportunity_offers.open_on)
    private_files.keep(settings)
    settings = replace(settings, secret_key=settings.secret_key or _kept_key(settings))
    if not serving:
        settings = replace(settings, public_url=_address(settings))
    index = WhooshIndex(settings.index)
    return Services(
        settings,
        Store(settings.database),
        index,
        ExactIndex(index),
        Files(settings.instance / "uploads"),
        Links(settings.address),
        embeddings.find() if settings.meaning == "on" else None,
        lambda: datetime.now(UTC),
        Tally(),
        Backlog(),
    )


def refuse_newer(services: Services) -> None:
    """Raise StoreTooNew where a newer library has changed the tables. A database that is away holds nobody up."""
    try:
        with services.store.reading() as database:
            store.refuse_newer(database)
    except store.StoreTooNew:
        raise
    except store.StoreUnavailable:
        return


def remember_address(services: Services) -> None:
    """Keep the address that the site is open at, so that commands without these settings print links that work."""
    path = services.settings.instance / ADDRESS
    fresh = path.with_name(f"{ADDRESS}.{secrets.token_hex(4)}")
    fresh.write_text(services.settings.address, "utf-8")
    fresh.replace(path)


def _address(settings: Settings) -> str:
    """Return the address that is set, or the one where the site on this instance folder was last opened."""
    path = settings.instance / ADDRESS
    if settings.public_url or settings.port or not path.exists():
        return settings.address
    return path.read_text("utf-8").strip()


def _kept_key(settings: Settings) -> str:
    """Return the key that tokens are signed with, made at the first start and kept; the first process makes it."""
    path = settings.instance / KEY
    fresh = path.with_name(f"{KEY}.{secrets.token_hex(4)}")
    if not path.exists():
        with fresh.open("x", encoding="utf-8") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)
            if (settings.instance / ADDRESS).exists():
                log.warning(KEY_WAS_GONE, path)
        fresh.unlink()
    return private_files.kept_key(settings.instance)
