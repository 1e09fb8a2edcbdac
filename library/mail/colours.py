"""The colours of mails: those of the site, read from its design tokens, since mail programs know no variables."""

import re
from functools import cache

from library.settings import ROOT

TOKENS = ROOT / "static" / "scss" / "_tokens.scss"


@cache
def scheme(name: str) -> dict[str, str]:
    """Give the colours of the scheme `light` or `dark`, by their names on the site, with _ for -."""
    block = TOKENS.read_text("utf-8").partition(f"@mixin {name} {{")[2].partition("}")[0]
    return {key.replace("-", "_"): value for key, value in re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)}
