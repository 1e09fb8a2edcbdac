"""What every service function works with, put together once (library/bootstrap.py) and passed on explicitly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from library.i18n.formats import LONDON

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from library.briefs.usage.models import Tally
    from library.db.store import Store
    from library.editing.documents.file_store import Files
    from library.links import Links
    from library.search.engine.embeddings import Meaning
    from library.search.engine.overlay import ExactIndex
    from library.search.engine.port import SearchIndex
    from library.search.questions.models import Backlog
    from library.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """Everything from outside that actions need. `clock` returns the time now, with its zone."""

    settings: Settings
    store: Store
    index: SearchIndex
    exact: ExactIndex
    files: Files
    links: Links
    meaning: Meaning | None
    clock: Callable[[], datetime]
    tally: Tally
    backlog: Backlog

    def today(self) -> date:
        """Return the date in London."""
        return self.clock().astimezone(LONDON).date()
