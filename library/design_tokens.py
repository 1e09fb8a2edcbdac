"""The colours of the site, for mails and paper, which know no style sheets."""

import json
from functools import cache

from library.settings import ROOT

TOKENS = ROOT / "static" / "build" / "tokens.json"
"""Written beside the styles by build_static.py, from the one place that holds the colours: _tokens.scss."""


@cache
def _schemes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(TOKENS.read_text("utf-8"))
    return found


def colours(scheme: str) -> dict[str, str]:
    """Return the site's colours of `light` or `dark` for mails and paper, with _ for - in their names."""
    return _schemes()[scheme]
