"""A document as plain text."""

from collections.abc import Iterator

from library.funding.models import Document, Line
from library.text import markdown


def text(document: Document) -> str:
    """Return a document as plain text of readable width; what is to be pasted has no line breaks of its own."""
    return "\n".join(_written(document)) + "\n"


def _written(document: Document) -> Iterator[str]:
    yield from (document.title.upper(), "")
    for notice in document.notices:
        yield from (markdown.wrapped(f"! {notice}"), "")
    for section in document.sections:
        yield from (section.heading.upper(), "")
        if section.paragraph:
            yield from (section.paragraph.text, "")
        for line in section.lines:
            yield markdown.wrapped(_line(line))
        yield ""
    yield from (markdown.wrapped(document.foot), document.address)


def _line(line: Line) -> str:
    words = " ".join(part for part in (line.lead, line.words) if part)
    address = f" {line.address}" if line.address and line.address not in words else ""
    return f"{'- ' if line.item else ''}{words}{address}"
