"""The first part of a brief in another language, as paper; the rest of it is in English."""

from collections.abc import Sequence

from library.briefs.formats import typst
from library.briefs.formats.beside import Quote
from library.briefs.formats.pdf import words_of
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary.models import Vocabulary
from library.i18n import messages
from library.i18n.messages import Message, gettext, marked

DRAFT = marked("Draft. Nobody who speaks the language has checked it.")
CHECKED = marked("Checked by someone who speaks the language.")
FONTS = {"gu": ["Noto Sans Gujarati"], "pa": ["Noto Sans Gurmukhi"], "ur": ["Noto Nastaliq Urdu"]}
"""The fonts of languages whose letters are not ours; they come with the packages of the set-up."""


def a4(
    found: PublishedBrief,
    terms: Vocabulary,
    _quotes: Sequence[Quote],
    *,
    overdue: bool,
    address: str,
    organisation: str,
    checked: bool,
) -> bytes:
    """Set the first part in the language that is spoken, as a PDF of one page; quotes stay with the whole page."""
    words = words_of(found, terms, overdue) | {"address": address, "organisation": organisation}
    spoken = messages.spoken()
    assert spoken, "only a page in another language is translated"
    said = {"language": spoken.code, "direction": spoken.direction, "fonts": FONTS.get(spoken.code, [])}
    labels = _labels(organisation, checked=checked)
    return typst.pdf("translated", words | said | {"labels": labels}, found.published_at)


def _labels(organisation: str, *, checked: bool) -> dict[str, str]:
    return {
        "library": gettext("What Works Library"),
        "impact": gettext("Impact"),
        "confidence": gettext("Confidence"),
        "cost": gettext("Cost"),
        "before": gettext("Before you use this"),
        "do": gettext("What you can do"),
        "from": gettext(Message("From the What Works Library of the %(organisation)s.", organisation=organisation)),
        "whole": gettext("The whole page, in English:"),
        "state": gettext(CHECKED if checked else DRAFT),
    }
