"""What features above add to a brief where it is given out: asked again each time, so that nothing stays by mistake."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from library.services import Services


class Face(StrEnum):
    """Where a brief is given out."""

    WEB = "web"
    MAIL = "mail"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words beside a brief, kept apart from its ratings: what they said, who they are, how it was asked."""

    words: str
    who: str
    how: str


Source = Callable[[Services, int, Face], list[Quote]]
"""Returns the quotes that may stand beside the brief with this id, in this face, now."""
_sources: dict[str, Source] = {}


def offer(name: str, source: Source) -> None:
    """Let a feature add quotes; called when the parts of the library are put together."""
    _sources[name] = source


def quotes(services: Services, brief_id: int, face: Face) -> list[Quote]:
    """Return all quotes that may stand beside a brief now."""
    return [quote for source in _sources.values() for quote in source(services, brief_id, face)]
