"""Markdown as clean HTML and as plain lines of a readable width."""

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from library.text.plain import LINK

TAGS = {"a", "p", "ul", "ol", "li", "em", "strong", "blockquote", "h3", "h4", "br", "code", "hr"}
SCHEMES = {"http", "https", "mailto", "tel"}
PLAIN_WIDTH = 72


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
    return re.sub(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)", "", LINK.sub(r"\1", text)).strip()


def _lines(text: str) -> Iterator[tuple[bool, str]]:
    """Return (is an item of a list, words) for each line of Markdown."""
    for line in text.splitlines():
        bullet = re.match(r"\s*(?:[-*+]|\d+\.) +", line)
        yield bool(bullet), unmarked(line[bullet.end() :] if bullet else line)


def blocks(text: str) -> list[tuple[bool, str]]:
    """Return (is an item of a list, words) for each paragraph and list item of Markdown."""
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
