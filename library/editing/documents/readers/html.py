"""Reads a saved web page: headings, paragraphs and table rows. Nothing it links to is fetched; nothing in it runs."""

import re
from html.parser import HTMLParser
from typing import BinaryIO

from library.editing.documents.models import Stated
from library.editing.documents.readers.encodings import decoded
from library.editing.documents.readers.output import Outgoing

LEFT_ASIDE = {"script", "style", "template", "noscript", "svg", "nav", "select", "iframe", "object"}
ENDS_A_BLOCK = {
    *("p", "div", "li", "ul", "ol", "table", "section", "article", "header", "footer", "main", "aside", "blockquote"),
    *("dt", "dd", "figcaption", "caption", "br", "hr", "pre", "body", "title", "tr"),
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
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


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read one page."""
    data = file.read()
    stated = CHARSET.search(data[:2_000])
    text = decoded(data, stated[1].decode("ascii") if stated else "")
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
        self.level, self.left_aside, self.in_title, self.in_cells = 0, "", False, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._say(about.get("name") or about.get("property") or "", about.get("content", ""))
        elif tag == "link" and about.get("rel") == "canonical":
            self._say("canonical", about.get("href", ""))
        elif tag in LEFT_ASIDE and not self.left_aside:
            self.left_aside = tag
        if tag in ENDS_A_BLOCK | HEADINGS and not (tag in {"p", "div", "br"} and self.in_cells):
            self.flush()
        if tag in {"td", "th"} and self.words:
            self.words.append(" | ")
        self.in_title, self.in_cells = tag == "title", tag in {"td", "th"} or (self.in_cells and tag != "tr")
        self.level = int(tag[1]) if tag in HEADINGS else self.level

    def _say(self, name: str, value: str) -> None:
        if value.strip() and len(self.said) < 200:
            self.said.setdefault(name.lower(), []).append(" ".join(value.split())[:1_000])

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self._say("title", data)
        elif not self.left_aside:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.left_aside:
            self.left_aside = ""
        if tag in {"table", "tr"}:
            self.in_cells = False
        if tag in ENDS_A_BLOCK | HEADINGS and not (tag in {"p", "div"} and self.in_cells):
            self.flush()
        self.in_title = False

    def flush(self) -> None:
        """Tell the block that was gathered."""
        self.out.block(0, self.level, "".join(self.words).strip(" |\n\t"))
        self.words, self.level = [], 0

    def stated(self) -> Stated:
        """Return what the page says of itself."""
        found = {
            field: next((self.said[name] for name in names if name in self.said), []) for field, names in ABOUT.items()
        }
        first = {field: values[0] if values else "" for field, values in found.items()}
        year = re.search(r"(?:19|20)\d\d", first["year"])
        url = first["url"] if first["url"].startswith(("http://", "https://")) else ""
        return Stated(first["title"], tuple(found["authors"]), year[0] if year else "", first["publisher"], url)
