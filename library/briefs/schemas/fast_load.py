"""Reading back a brief that was checked when it was kept, without checking it again."""

from typing import Any

import msgspec

from library.briefs.models import Brief

_brief = msgspec.json.Decoder(Brief)


def read(content: dict[str, Any]) -> Brief:
    """Read what BRIEF dumped; what is not given has its default. Raise ValueError for what it cannot have dumped."""
    return msgspec.convert(content, Brief)


def read_text(text: str) -> Brief:
    """Read what BRIEF dumped, kept as JSON."""
    return _brief.decode(text)
