"""How the domain's values read to people: dates, Markdown, headings, ratings. Used by pages and mails alike."""

import re
import textwrap
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import nh3
from jinja2 import Environment
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from library import wording
from library.domain import known, texts
from library.domain.bars import Figure, Unit
from library.domain.brief_parts import Outcome, Source
from library.domain.briefs import Brief
from library.domain.ratings import CONFIDENCE_WORDS, Effect, Reader
from library.domain.vocabulary import Vocabulary
from library.schemas.briefs import BRIEF
from library.settings import ROOT
from library.wording import Message, gettext, marked

LONDON = ZoneInfo("Europe/London")
TOKENS = ROOT / "static" / "scss" / "_tokens.scss"
SHAPES = {
    Effect.LARGE_BENEFIT: "▲▲",
    Effect.SOME_BENEFIT: "▲",
    Effect.MIXED: "◆",
    Effect.NO_CLEAR_CHANGE: "▬",
    Effect.HARM: "▼",
    Effect.NOT_MEASURED: "?",
}
"""One shape to each effect, so that no rating is told by colour alone."""
COUNTED = {
    Unit.PERCENT: marked("%(number)s%%"),
    Unit.PER_HUNDRED: marked("%(number)s in 100"),
    Unit.PER_THOUSAND: marked("%(number)s in 1,000"),
    Unit.PER_HUNDRED_THOUSAND: marked("%(number)s in 100,000"),
    Unit.COUNT: marked("%(number)s"),
}
"""How a figure is said with what it counts in."""
TAGS = {"a", "p", "ul", "ol", "li", "em", "strong", "blockquote", "h3", "h4", "br", "code", "hr"}
SCHEMES = {"http", "https", "mailto", "tel"}
PLAIN_WIDTH = 72


def put_into_words(environment: Environment) -> None:
    """Give templates `_`, `trans`, and `worded` for words that come from Python: labels, hints, what is wrong."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(wording.gettext, wording.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["worded"] = gettext
    environment.filters["lower_first"] = lower_first


def _citing(_renderer: RendererHTML, tokens: list[Token], number: int, _options: Any, env: Any) -> str:
    """Draw text with its citations as links to the sources, where the page has them."""
    text = str(escape(tokens[number].content))
    if not (env or {}).get("cite"):
        return text
    return re.sub(r"\[([a-z]{1,2})\]", r'<a class="cite" href="#source-\1" title="Source \1">[\1]</a>', text)


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False})
    markdown.add_render_rule("text", _citing)
    return markdown


_MARKDOWN = _markdown()


def _clean(html: str) -> Markup:
    attributes = {"a": {"href", "class", "title"}}
    return Markup(nh3.clean(html, tags=TAGS, attributes=attributes, url_schemes=SCHEMES))  # noqa: S704 (cleaned)


def markdown(text: str, *, cite: bool = True) -> Markup:
    """Turn Markdown into clean HTML; with `cite`, [a] leads to #source-a."""
    return _clean(_MARKDOWN.render(text, {"cite": cite}))


def inline(text: str, *, cite: bool = True) -> Markup:
    """Turn one line of Markdown into clean HTML without a paragraph around it."""
    return _clean(_MARKDOWN.renderInline(text, {"cite": cite}))


def unmarked(text: str) -> str:
    """Take the marks of Markdown out of a line; citations stay."""
    return re.sub(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)", "", texts.LINK.sub(r"\1", text)).strip()


def uncited(text: str) -> str:
    """Take the citations out of a text that stands where its sources do not."""
    return texts.CITATION.sub("", text)


def _lines(text: str) -> Iterator[tuple[bool, str]]:
    """Give (is an item of a list, words) for each line of Markdown."""
    for line in text.splitlines():
        bullet = re.match(r"\s*(?:[-*+]|\d+\.) +", line)
        yield bool(bullet), unmarked(line[bullet.end() :] if bullet else line)


def blocks(text: str) -> list[tuple[bool, str]]:
    """Give (is an item of a list, words) for each paragraph and list item of Markdown."""
    return [(item, words) for item, words in _lines(text) if words]


def wrapped(text: str, indent: str = "") -> str:
    """Lay Markdown out as plain text of readable width; list items hang, citations stay."""
    lines = []
    for item, body in _lines(text):
        first = indent + ("- " if item else "")
        rest = indent + ("  " if item else "")
        lines.append(
            textwrap.fill(
                body,
                PLAIN_WIDTH,
                initial_indent=first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    return "\n".join(lines)


def hanging(line: str, depth: int) -> str:
    """Lay a line out as plain text of readable width, all but its first line set in by `depth`."""
    return wrapped(line, " " * depth).lstrip()


def day(value: date | datetime | None) -> str:
    """Write a date as 22 November 2026; a time is shown in London's date."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(LONDON)
    language = wording.spoken()
    return language.day(value) if language else f"{value.day} {value:%B %Y}"


def month(value: date) -> str:
    """Return the month of a date, such as November 2026."""
    return day(value).partition(" ")[2]


def moment(value: datetime) -> str:
    """Write a time as 22 November 2026, 23:05 in London."""
    return f"{day(value)}, {value.astimezone(LONDON):%H:%M}"


def as_written(language: str = "en-GB") -> Markup:
    """Mark an element whose words are content, in the language they were written in, on a page in another."""
    spoken = wording.spoken()
    return Markup(f' lang="{escape(language or "en")}" dir="auto"' if spoken else "")  # noqa: S704 (escaped)


def heading(section: str) -> str:
    """Give the heading of a section: the label of its field."""
    return gettext(str(BRIEF.fields[section].metadata["label"]))


def lens_heading(lens: str) -> str:
    """Give the name of the reader a lens speaks to."""
    return Reader(lens).label  # type: ignore[call-arg]


def shape(effect: Effect) -> str:
    """Give the shape that stands for an effect."""
    return SHAPES[effect]


def lower_first(text: str) -> str:
    """Return a text with a small first letter, unless it starts with an acronym or a name."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def outcome_name(outcome: Outcome, terms: Vocabulary) -> str:
    """Return what an outcome is called: its own label, or that of its term."""
    return outcome.label or terms.label("outcome", outcome.outcome)


def confidence(outcome: Outcome) -> str:
    """Return the confidence in an outcome as a word and a number, "" where nothing was measured."""
    if outcome.confidence is None:
        return ""
    word = gettext(CONFIDENCE_WORDS[outcome.confidence])
    return gettext(Message("%(word)s, %(number)s of 5", word=word, number=outcome.confidence))


def dots(outcome: Outcome) -> str:
    """Return the confidence in an outcome as five dots."""
    return "" if outcome.confidence is None else "●" * outcome.confidence + "○" * (5 - outcome.confidence)


def counted(value: float, unit: Unit) -> str:
    """Say a figure with what it counts in, such as 55% or 14 in 1,000."""
    return gettext(COUNTED[unit]) % {"number": f"{value:,.10g}"}


def bars_in_words(figure: Figure) -> str:
    """Say two figures side by side in a line, with their source and the caution that goes with them."""
    (label, value), (other_label, other_value) = figure.values()
    words = {
        "measure": figure.measure,
        "label": label,
        "value": counted(value, figure.unit),
        "other_label": other_label,
        "other_value": counted(other_value, figure.unit),
        "source": figure.source,
        "note": figure.note,
    }
    said = gettext("%(measure)s. %(label)s: %(value)s. %(other_label)s: %(other_value)s [%(source)s]. %(note)s")
    return said % words


def in_short(brief: Brief) -> str:
    """Say in one line what happened, for a list: the outcomes that were measured, or that none was."""
    measured = [outcome for outcome in brief.outcomes if outcome.effect is not Effect.NOT_MEASURED]
    if not measured:
        return gettext("Not measured") if brief.outcomes else ""
    return "; ".join(dict.fromkeys(outcome.effect.label for outcome in measured))


def is_copy(source: Source) -> bool:
    """Tell whether a source is a copy on another site, which is named and not linked."""
    return not source.url or "copy on another site" in source.limitations.lower()


@cache
def colours(scheme: str) -> dict[str, str]:
    """Give the site's colours of `light` or `dark` for mails and paper, which know no variables; names have _ for -."""
    block = TOKENS.read_text("utf-8").partition(f"@mixin {scheme} {{")[2].partition("}")[0]
    return {key.replace("-", "_"): value for key, value in re.findall(r"--([a-z-]+): (#[0-9a-fA-F]{6});", block)}


HELPERS: dict[str, Callable[..., Any]] = {
    "markdown": markdown,
    "inline": inline,
    "uncited": uncited,
    "wrapped": wrapped,
    "hanging": hanging,
    "day": day,
    "month": month,
    "moment": moment,
    "heading": heading,
    "as_written": as_written,
    "lens_heading": lens_heading,
    "shape": shape,
    "outcome_name": outcome_name,
    "confidence": confidence,
    "dots": dots,
    "counted": counted,
    "bars_in_words": bars_in_words,
    "in_short": in_short,
    "known_parts": known.parts,
    "is_copy": is_copy,
}
"""What every template may call, on pages and in mails alike."""
