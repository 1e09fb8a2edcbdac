"""Reads Markdown: its front matter as what it says of itself, its text without marks, pictures and addresses."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from markdown_it import MarkdownIt
from markdown_it.token import Token

from library.editing.documents.models import Stated
from library.editing.documents.notices import Unread
from library.editing.documents.readers.encodings import decoded
from library.editing.documents.readers.output import MOST_LETTERS, Outgoing

FRONT = re.compile(r"\A\ufeff?\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
LINE = re.compile(r"([A-Za-z_-]+)\s*:\s*(.*)")
DATA = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s]{100,}")
TAGS = re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]{0,1000}>", re.DOTALL)
NAMES = {
    "title": ("title",),
    "authors": ("author", "authors", "by"),
    "year": ("date", "year", "published"),
    "publisher": ("publisher", "organisation", "organization", "institution"),
}
MARKED = MarkdownIt("commonmark").enable("table")


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read one document."""
    text = decoded(file.read())
    front = FRONT.match(text)
    _tell(DATA.sub("", text[front.end() if front else 0 :])[:MOST_LETTERS], out)
    out.progress(1, 1)
    return _stated(front[1]) if front else Stated()


def _tell(text: str, out: Outgoing) -> None:
    teller = _Teller(out)
    for token in MARKED.parse(text):
        if out.enough():
            return
        teller.take(token)


class _Teller:
    """Tells blocks as the text goes on: headings, items of lists, and the rows of tables whole."""

    def __init__(self, out: Outgoing) -> None:
        self.out = out
        self.level, self.mark = 0, ""
        self.row: list[str] | None = None

    def take(self, token: Token) -> None:
        """Take the next piece of the text."""
        if token.type == "heading_open":
            self.level = int(token.tag[1])
        elif token.type == "list_item_open":
            self.mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_open":
            self.row = []
        elif token.type == "tr_close":
            self.out.block(0, 0, " | ".join(filter(None, self.row or ())))
            self.row = None
        else:
            self._text(token)

    def _text(self, token: Token) -> None:
        if token.type in {"code_block", "fence"}:
            self.out.block(0, 0, token.content)
        elif token.type == "html_block":
            self.out.block(0, 0, TAGS.sub(" ", token.content))
        elif token.type == "inline":
            words = "".join(_words(token.children or (), self.out)).strip()
            if self.row is None:
                self.out.block(0, self.level, self.mark + words)
                self.level, self.mark = 0, ""
            else:
                self.row.append(words)


def _words(tokens: Iterable[Token], out: Outgoing) -> Iterator[str]:
    """Return what a reader sees of a line: the words of a link, and no pictures."""
    for token in tokens:
        if token.type == "image":
            out.left_out(Unread.IMAGES)
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type in {"text", "code_inline"}:
            yield token.content


def _stated(front: str) -> Stated:
    """Return what the front matter says, which is written for readers."""
    said: dict[str, str] = {}
    key = ""
    for line in front.splitlines():
        if match := LINE.match(line):
            key, said[match[1].lower()] = match[1].lower(), match[2].strip(" \"'")
        elif key and line.lstrip().startswith("- "):
            said[key] = ", ".join(filter(None, (said[key], line.strip(" -\"'"))))
    found = {field: next((said[name] for name in names if said.get(name)), "") for field, names in NAMES.items()}
    year = re.search(r"(?:19|20)\d\d", found["year"])
    names = re.split(r"[;,]| and ", found["authors"].strip("[]"))
    authors = tuple(name.strip(" \"'") for name in names if name.strip(" \"'"))
    return Stated(found["title"], authors, year[0] if year else "", found["publisher"], shown=True)
