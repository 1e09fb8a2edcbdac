"""Sets a brief on one A4 side: its front, short sources and the link. A tagged PDF (PDF/UA-1) with its fonts inside.

Typst does the setting. What a brief says goes in as data and is never read as markup.
"""

import json
import re
import string
from functools import cache
from threading import Lock
from typing import Any

import typst

from library import present
from library.domain.briefs import Outcome, Source
from library.domain.records import PublishedBrief
from library.domain.vocabulary import Vocabulary
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
def _compiler() -> typst.Compiler:
    """Give the compiler, which keeps fonts and templates at hand; nothing of this machine gets into a PDF."""
    return typst.Compiler(
        str(TEMPLATES / "brief.typ"), root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def a4(found: PublishedBrief, terms: Vocabulary, *, overdue: bool, address: str, organisation: str) -> bytes:
    """Set a published brief as a PDF of one page."""
    words = _words(found, terms, overdue) | {"address": address, "organisation": organisation}
    text = json.dumps(words, ensure_ascii=False)
    at = int(found.published_at.timestamp())
    with _one_at_a_time:
        for _ in range(MOST_UNKNOWN):
            try:
                return _compiled(text, at)
            except typst.TypstError as error:
                text = _without_unknown(text, error)
        return _compiled(UNUSUAL.sub(STAND_IN, text), at)


def _compiled(text: str, at: int) -> bytes:
    made = _compiler().compile(format="pdf", sys_inputs={"brief": text}, pdf_standards="ua-1", timestamp=at)
    assert isinstance(made, bytes)
    return made


def _without_unknown(text: str, error: typst.TypstError) -> str:
    """Put a box in the place of letters that no font has, such as emoji: a sheet that is read aloud may have no gap."""
    unknown = NO_FONT.search(str(error))
    if unknown is None:
        raise error
    return "".join(STAND_IN if letter in set(unknown[1]) - KEPT else letter for letter in text)


def _words(found: PublishedBrief, terms: Vocabulary, overdue: bool) -> dict[str, Any]:
    """Give everything that stands on the sheet, apart from where it comes from."""
    brief = found.brief
    late = f"Overdue for checking: it was to be checked again by {present.day(brief.check_by)}." if overdue else ""
    thin = "Little is known about this yet." if brief.thin else ""
    return {
        "title": brief.title,
        "kind": brief.kind.label,
        "language": language[0] if (language := re.match("[a-z]{2,3}(?=$|-)", brief.language)) else "en",
        "notices": [notice for notice in (late, thin) if notice],
        "one_line": present.unmarked(brief.one_line),
        "short_answer": present.unmarked(brief.short_answer),
        "key_points": [present.unmarked(point) for point in brief.key_points],
        "outcomes": [_outcome(outcome, terms) for outcome in brief.outcomes],
        "cautions": [{"item": item, "text": text} for item, text in present.blocks(brief.cautions)],
        "sources": [_source(source) for source in brief.sources],
        "dates": f"Checked {present.day(brief.checked_on)}; check again by {present.day(brief.check_by)}. "
        f"{brief.nearness.label}.",
    }


def _outcome(outcome: Outcome, terms: Vocabulary) -> dict[str, str]:
    sure = present.sureness(outcome)
    return {
        "label": terms.label("outcome", outcome.outcome),
        "effect": outcome.effect.value,
        "words": outcome.effect.label,
        "shape": present.shape(outcome.effect),
        "sure": f"How sure: {sure}" if sure else "",
        "why": " ".join([present.unmarked(outcome.why), *(f"[{key}]" for key in outcome.sources)]),
    }


def _source(source: Source) -> str:
    by = f"{source.authors}. " if source.authors else ""
    year = f", {source.year}" if source.year else ""
    return f"[{source.key}] {by}{source.title}. {source.publisher}{year}."
