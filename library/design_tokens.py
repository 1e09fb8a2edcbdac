"""The colours of the site, for mails and paper, which know no style sheets."""

import re
from functools import cache

from library.settings import ROOT

TOKENS = ROOT / "static" / "scss" / "_tokens.scss"


@cache
def colours(scheme: str) -> dict[str, str]:
    """Return the site's colours of `light` or `dark` for mails and paper, with _ for - in their names."""
    block = TOKENS.read_text("utf-8").partition(f"@mixin {scheme} {{")[2].partition("}")[0]
    return {key.replace("-", "_"): value for key, value in re.findall(r"--([a-z-]+): (#[0-9a-fA-F]{6});", block)}
