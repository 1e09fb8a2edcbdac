"""What stands on the paper of a reading list: an entry for each brief, never without its caution."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from library.briefs import presentation
from library.briefs.formats import typst as typst_document
from library.briefs.models import Brief
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary.models import Vocabulary
from library.i18n import formats
from library.links import Links
from library.text import markdown

MOST_OUTCOMES = 3


def cover(
    found: Sequence[PublishedBrief],
    terms: Vocabulary,
    *,
    links: Links,
    today: date,
    address: str,
    organisation: str,
) -> bytes:
    """Set a list of published briefs as a PDF."""
    entries = [_entry(each.brief, terms, links, today) for each in found]
    words = {"entries": entries, "address": address, "organisation": organisation, "day": formats.day(today)}
    return typst_document.pdf("reading_list", words, max(each.published_at for each in found))


def _entry(brief: Brief, terms: Vocabulary, links: Links, today: date) -> dict[str, Any]:
    return {
        "title": brief.title,
        "kind": brief.kind.label,
        "one_line": markdown.unmarked(brief.one_line),
        "ratings": _ratings(brief, terms),
        "caution": brief.main_caution,
        "late": f"Overdue for checking since {formats.day(brief.check_by)}." if brief.overdue(today) else "",
        "checked": f"Checked {formats.day(brief.checked_on)}.",
        "address": links.brief(brief.slug),
    }


def _ratings(brief: Brief, terms: Vocabulary) -> list[dict[str, str]]:
    """Return the outcomes to tell first, in words."""
    return [
        {
            "effect": each.effect.value,
            "words": each.effect.label,
            "shape": presentation.shape(each.effect),
            "outcome": presentation.outcome_name(each, terms),
            "sure": f"confidence {each.confidence} of 5" if each.confidence is not None else "",
        }
        for each in brief.told_first()[:MOST_OUTCOMES]
    ]
