"""Sets pages as tagged PDFs (PDF/UA-1) with their fonts inside.

Typst does the setting. What a brief says goes in as data and is never read as markup.
"""

import json
import re
import string
from datetime import datetime
from functools import cache
from threading import Lock
from typing import Any

import typst

from library import design_tokens
from library.settings import ROOT

TEMPLATES = ROOT / "templates" / "paper"
FONTS = ROOT / "static" / "build" / "paper"
STAND_IN = "□"
NO_FONT = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
KEPT = set(string.printable) | {STAND_IN}
UNUSUAL = re.compile("[^\x20-\u024f\u2010-\u2027\u20ac□▲▼◆▬]")
MOST_UNKNOWN = 8
"""Different letters without a font that are looked for one by one; after that, all that are unusual go."""
_one_at_a_time = Lock()


@cache
def _compiler(template: str) -> typst.Compiler:
    """Return a compiler, which keeps fonts and its template at hand; nothing of this machine gets into a PDF."""
    return typst.Compiler(
        str(TEMPLATES / f"{template}.typ"), root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def pdf(template: str, words: dict[str, Any], made_at: datetime) -> bytes:
    """Set what a template makes of some words, which it finds as JSON under "words", the site's colours among them."""
    text = json.dumps(words | {"colours": design_tokens.colours("light")}, ensure_ascii=False)
    at = int(made_at.timestamp())
    with _one_at_a_time:
        for _ in range(MOST_UNKNOWN):
            try:
                return _compiled(template, text, at)
            except typst.TypstError as error:
                text = _without_unknown(text, error)
        return _compiled(template, UNUSUAL.sub(STAND_IN, text), at)


def _compiled(template: str, text: str, at: int) -> bytes:
    compiler = _compiler(template)
    made = compiler.compile(format="pdf", sys_inputs={"words": text}, pdf_standards="ua-1", timestamp=at)
    assert isinstance(made, bytes)
    return made


def _without_unknown(text: str, error: typst.TypstError) -> str:
    """Put a box in the place of letters that no font has, such as emoji: a sheet that is read aloud may have no gap."""
    unknown = NO_FONT.search(str(error))
    if unknown is None:
        raise error
    return "".join(STAND_IN if letter in set(unknown[1]) - KEPT else letter for letter in text)
