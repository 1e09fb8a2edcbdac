"""Figures on the need in our area that bids quote, read from the seed data once, and those still to be found."""

import json
from functools import cache
from typing import Any

from library.funding.models import Line, Need, Section
from library.funding.schemas import NEED
from library.i18n.messages import gettext
from library.settings import ROOT

FILE = ROOT / "seed_data" / "need.json"
WHOLE_AREA = "llr"


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return read


@cache
def every() -> tuple[Need, ...]:
    """Return all figures."""
    return tuple(NEED.load(_read()["figures"], many=True))


def still_open() -> list[str]:
    """Return what bids ask for and nobody has found yet."""
    return list(_read()["open"])


def by_topic() -> dict[str, list[Need]]:
    """Return the figures under their topics."""
    topics = dict.fromkeys(need.topic for need in every())
    return {topic: [need for need in every() if need.topic == topic] for topic in topics}


def section(place: str) -> Section:
    """Return the figures of a place and of the whole area; all where no place is named."""
    wanted = [need for need in every() if not place or place == WHOLE_AREA or need.place in {place, WHOLE_AREA}]
    lines = (
        Line(f"{need.caution} {need.source}, {need.url}", need.words, item=True, address=need.url) for need in wanted
    )
    return Section("need", gettext("Need in this area"), tuple(lines))
