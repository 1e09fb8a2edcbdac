"""Which requests count as a use of a brief: those of people, not of programs, and not of staff at work."""

import atexit
import contextlib
import re
from collections.abc import Iterable

from flask import Flask, request

from library.briefs.usage import service as usage
from library.briefs.usage.models import Happening, Way
from library.http import context
from library.http.cache import page_cache

PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|monitor|scan|check|curl|wget|python|java|go-http|headless", re.IGNORECASE
)
"""What programs that read pages call themselves."""


def set_up(app: Flask) -> None:
    """Keep what was counted when the process ends."""
    services = app.extensions["services"]

    def last() -> None:
        with contextlib.suppress(Exception):
            usage.keep(services)

    atexit.register(last)


def count(way: Way, brief_ids: Iterable[int], times: int = 1) -> None:
    """Count some briefs as used by the reader who sent this request, and by each reader who gets the same page."""
    ids = tuple(brief_ids)
    page_cache.each_time(lambda: _count(way, ids, times))


def _count(way: Way, brief_ids: tuple[int, ...], times: int) -> None:
    if _counts(at_work=way is not Way.SENT and bool(context.session_token())):
        usage.count(context.services(), way, brief_ids, times)


def note(*happenings: Happening) -> None:
    """Count what happened with this request, and with each who is given the same page, and is about no brief."""
    page_cache.each_time(lambda: _note(happenings))


def _note(happenings: Iterable[Happening]) -> None:
    if _counts(at_work=bool(context.session_token())):
        for each in happenings:
            usage.note(context.services(), each)


def _counts(*, at_work: bool) -> bool:
    """Return whether this request is one of a person who reads."""
    agent = request.headers.get("User-Agent", "")
    return bool(agent) and not PROGRAMS.search(agent) and not context.only_looks() and not at_work
