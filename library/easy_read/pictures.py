"""The pictures of easy read drafts, most of them Health Icons, the rest drawn in the same plain style."""

import json
from functools import cache

from library.briefs.seed_files import SEEDS
from library.easy_read.models import Picture
from library.settings import ROOT

BUILT = ROOT / "static" / "build" / "easy"


@cache
def pictures() -> dict[str, Picture]:
    """Return all pictures by name, in order."""
    raw = json.loads((SEEDS / "easy_read" / "pictures.json").read_text("utf-8"))
    return {name: Picture(name, each["means"], _svg(name)) for name, each in sorted(raw.items())}


def _svg(name: str) -> str:
    return (BUILT / f"{name}.svg").read_text("utf-8").strip()
