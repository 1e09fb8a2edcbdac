"""What stands on a brief's paper: one A4 side with its front, or the whole of it in large print."""

import re
from collections.abc import Sequence
from typing import Any

from library.briefs import presentation
from library.briefs.formats import typst as typst_document
from library.briefs.formats.beside import Quote
from library.briefs.models import Brief
from library.briefs.parts import Outcome, Source
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary.models import Vocabulary
from library.i18n import formats
from library.text import markdown

QUOTES = "What young people say"
NO_EVIDENCE = "Their own words. They aren't evidence that something works."
MOST_QUOTED = 400
"""Letters of a quote that fits on one side with everything else."""


def a4(
    found: PublishedBrief,
    terms: Vocabulary,
    quotes: Sequence[Quote],
    *,
    overdue: bool,
    address: str,
    organisation: str,
) -> bytes:
    """Set a published brief as a PDF of one page, with one short quote where there is any."""
    short = sorted((len(each.words), each.words, each.who) for each in quotes if len(each.words) <= MOST_QUOTED)
    words = words_of(found, terms, overdue) | {"address": address, "organisation": organisation}
    words["quotes"] = [{"words": said, "who": who} for _, said, who in short[:1]]
    return typst_document.pdf("brief", words, found.published_at)


def large(
    found: PublishedBrief,
    terms: Vocabulary,
    quotes: Sequence[Quote],
    *,
    overdue: bool,
    address: str,
    organisation: str,
) -> bytes:
    """Set the whole of a published brief as a PDF in large print, 18 points and more in one column."""
    words = words_of(found, terms, overdue) | {"address": address, "organisation": organisation}
    return typst_document.pdf(
        "large_print", words | {"sections": _sections(found.brief) + _quoted(quotes)}, found.published_at
    )


def _sections(brief: Brief) -> list[dict[str, Any]]:
    """Return what follows the key points in large print: headings with their paragraphs and list items."""
    headed = [(presentation.heading(name), text) for name, text in brief.sections()]
    headed += [(f"What it means for: {presentation.lens_heading(lens)}", text) for lens, text in brief.lenses.filled()]
    if brief.cost_band or brief.cost_note:
        headed.append(("Cost", " ".join([_band(brief), brief.cost_note]).strip()))
    headed += [
        (heading, text)
        for heading, text in (("If you quote this in a bid", brief.claim), ("What not to claim", brief.dont_claim))
        if text
    ]
    return [{"heading": heading, "parts": parts(text)} for heading, text in headed]


def _quoted(quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    """Return what young people say as a section, apart from what was measured."""
    said = [{"item": False, "text": f"“{each.words}” {each.who}. {each.how}"} for each in quotes]
    return [{"heading": QUOTES, "parts": [{"item": False, "text": NO_EVIDENCE}, *said]}] if said else []


def _band(brief: Brief) -> str:
    return f"{brief.cost_band.label}." if brief.cost_band else ""


def parts(text: str) -> list[dict[str, Any]]:
    """Return the paragraphs and list items of Markdown, as data."""
    return [{"item": item, "text": words} for item, words in markdown.blocks(text)]


def words_of(found: PublishedBrief, terms: Vocabulary, overdue: bool) -> dict[str, Any]:
    """Return everything that stands on the sheet, apart from where it comes from."""
    brief = found.brief
    late = f"Overdue for checking: it was due to be checked by {formats.day(brief.check_by)}." if overdue else ""
    thin = "Little is known about this yet." if brief.thin else ""
    return {
        "title": brief.title,
        "kind": brief.kind.label,
        "language": language[0] if (language := re.match("[a-z]{2,3}(?=$|-)", brief.language)) else "en",
        "notices": [notice for notice in (late, thin) if notice],
        "one_line": markdown.unmarked(brief.one_line),
        "short_answer": markdown.unmarked(brief.short_answer),
        "verdict": [_outcome(outcome, terms) for outcome in brief.verdict()],
        "confidence": presentation.confidence(rated).capitalize() if (rated := brief.rated()) else "",
        "cost": f"{brief.cost_band.label} {brief.cost_band.sign}" if brief.cost_band else "Not known",
        "main_caution": markdown.unmarked(brief.main_caution),
        "actions": [
            {"role": role.label, "lines": [markdown.unmarked(line) for line in lines]}
            for role, lines in brief.actions.by_role()
        ],
        "key_points": [markdown.unmarked(point) for point in brief.key_points],
        "figures": [presentation.bars_in_words(figure) for figure in brief.figures],
        "outcomes": [_outcome(outcome, terms) for outcome in brief.ordered()],
        "sources": [_source(source) for source in brief.sources],
        "dates": f"Checked {formats.day(brief.checked_on)}; check again by {formats.day(brief.check_by)}. "
        f"{brief.nearness.label}.",
    }


def _outcome(outcome: Outcome, terms: Vocabulary) -> dict[str, str]:
    sure = presentation.confidence(outcome)
    return {
        "label": presentation.outcome_name(outcome, terms),
        "effect": outcome.effect.value,
        "words": outcome.effect.label,
        "shape": presentation.shape(outcome.effect),
        "sure": f"Confidence: {sure}" if sure else "",
        "why": " ".join([markdown.unmarked(outcome.why), *(f"[{key}]" for key in outcome.sources)]),
    }


def _source(source: Source) -> str:
    by = f"{source.authors}. " if source.authors else ""
    year = f", {source.year}" if source.year else ""
    return f"[{source.key}] {by}{source.title}. {source.publisher}{year}."
