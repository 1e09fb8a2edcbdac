"""Reads a saved web page as a reader sees it: nothing in it runs or is fetched, and what it hides stays out."""

import re
from html.parser import HTMLParser
from typing import BinaryIO

from library.editing.documents.models import Stated
from library.editing.documents.notices import Unread
from library.editing.documents.readers.encodings import decoded
from library.editing.documents.readers.output import Outgoing

LEFT_ASIDE = {
    *("script", "style", "template", "noscript", "svg", "nav", "select", "iframe", "object", "button", "dialog"),
    *("audio", "video", "canvas", "del", "s"),
}
PICTURES = {"figure", "canvas", "iframe", "video"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ENDS_ITSELF = {"p", "li", "tr", "td", "th", "dt", "dd"}
"""Elements whose end may be left out: the next of their kind ends them."""
ENDS_A_BLOCK = {
    *("p", "div", "li", "ul", "ol", "table", "section", "article", "header", "footer", "main", "aside", "blockquote"),
    *("dt", "dd", "figcaption", "caption", "hr", "pre", "body", "title", "tr"),
}
WITHIN_CELLS = {"p", "div", "li", "ul", "ol", "pre"}
"""What does not end the row of a table that it stands in."""
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BANNER = re.compile(r"(?:^|[\s_-])(?:cookies?|gdpr|consent)(?:[\s_-]|$)", re.IGNORECASE)
NOTE_NUMBER = re.compile(r"\[?[\d*†‡,]{1,6}\]?$")
CHARSET = re.compile(rb"charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
CHUNK = 100_000
ABOUT = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "title"),
    "authors": ("citation_author", "dc.creator", "dcterms.creator", "author"),
    "year": ("citation_publication_date", "citation_date", "dc.date", "dcterms.issued", "article:published_time"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name"),
    "url": ("canonical", "og:url"),
}
"""What a page says of itself: the names it may be said under, the best first."""
SITE = re.compile(r"\s+[|·»]\s+[^|·»]{2,60}$")
"""The name of the site behind the title of a page."""


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read one page."""
    data = file.read()
    stated = CHARSET.search(data[:2_000])
    return read_text(decoded(data, stated[1].decode("ascii") if stated else ""), out)


def read_text(text: str, out: Outgoing) -> Stated:
    """Read the text of one page."""
    page = _Page(out)
    for start in range(0, len(text), CHUNK):
        if out.enough():
            break
        page.feed(text[start : start + CHUNK])
    page.flush()
    out.progress(1, 1)
    return page.stated()


class _Page(HTMLParser):
    """Tells blocks as they end, and keeps what the head says."""

    def __init__(self, out: Outgoing) -> None:
        super().__init__()
        self.out = out
        self.words: list[str] = []
        self.said: dict[str, list[str]] = {}
        self.level, self.hidden, self.deep, self.raised = 0, "", 0, -1
        self.in_title = self.in_cells = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._say(about.get("name") or about.get("property") or "", about.get("content", ""))
        elif tag == "link" and about.get("rel") == "canonical":
            self._say("canonical", about.get("href", ""))
        if self.hidden:
            self._hide_on(tag)
        if self.hidden:
            return
        if tag in PICTURES:
            self.out.left_out(Unread.IMAGES)
        if tag not in VOID and (tag in LEFT_ASIDE or _is_hidden(about)):
            self.hidden, self.deep = tag, 1
        self._begin(tag)

    def _hide_on(self, tag: str) -> None:
        """Follow how deep the hidden element goes; one whose end was left out ends with the next of its kind."""
        ended = tag == self.hidden and tag in ENDS_ITSELF
        if ended or (self.hidden == "p" and tag in ENDS_A_BLOCK):
            self.hidden = ""
        elif tag == self.hidden:
            self.deep += 1

    def _begin(self, tag: str) -> None:
        if tag == "br":
            self._break()
        elif self._ends_block(tag):
            self.flush()
        elif tag in WITHIN_CELLS and self.words and self.words[-1] != " | ":
            self.words.append(" | " if tag == "li" else " ")
        if tag in {"td", "th"} and self.words:
            self.words.append(" | ")
        if tag == "sup":
            self.raised = len(self.words)
        self.in_title, self.in_cells = tag == "title", tag in {"td", "th"} or (self.in_cells and tag != "tr")
        self.level = int(tag[1]) if tag in HEADINGS else self.level

    def _ends_block(self, tag: str) -> bool:
        return tag in ENDS_A_BLOCK | HEADINGS and not (tag in WITHIN_CELLS and self.in_cells)

    def _break(self) -> None:
        """Go on in the same block after one line break, and begin another after two."""
        if self.words and self.words[-1] == "\n" and not self.in_cells:
            self.flush()
        elif self.words:
            self.words.append("\n")

    def _say(self, name: str, value: str) -> None:
        if value.strip() and len(self.said) < 200:
            self.said.setdefault(name.lower(), []).append(" ".join(value.split())[:1_000])

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self._say("title", data)
        elif not self.hidden and (data.strip() or not (self.words and self.words[-1] == "\n")):
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            self.deep -= tag == self.hidden
            self.hidden = self.hidden if self.deep > 0 else ""
            return
        if tag == "sup" and self.raised >= 0:
            if NOTE_NUMBER.match("".join(self.words[self.raised :]).strip()):
                del self.words[self.raised :]
            self.raised = -1
        if tag in {"table", "tr"}:
            self.in_cells = False
        if self._ends_block(tag):
            self.flush()
        self.in_title = False

    def flush(self) -> None:
        """Tell the block that was gathered."""
        row = re.sub(r"(?:\s*\|\s*)+", " | ", "".join(self.words)).strip(" |\n\t")
        self.out.block(0, self.level, row)
        self.words, self.level, self.raised = [], 0, -1

    def stated(self) -> Stated:
        """Return what the page says of itself."""
        found = {
            field: next((self.said[name] for name in names if name in self.said), []) for field, names in ABOUT.items()
        }
        first = {field: values[0] if values else "" for field, values in found.items()}
        year = re.search(r"(?:19|20)\d\d", first["year"])
        url = first["url"] if first["url"].startswith(("http://", "https://")) else ""
        title = SITE.sub("", first["title"])
        return Stated(title, tuple(found["authors"]), year[0] if year else "", first["publisher"], url, shown=True)


def _is_hidden(about: dict[str, str]) -> bool:
    """Return whether an element is one that readers do not see, or that only asks about cookies."""
    named = f"{about.get('class', '')} {about.get('id', '')}"
    return (
        "hidden" in about
        or about.get("aria-hidden") == "true"
        or about.get("role") in {"dialog", "alertdialog"}
        or bool(HIDES.search(about.get("style", "")) or BANNER.search(named))
    )
