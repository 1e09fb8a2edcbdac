"""Plain text: Markdown and citations taken out, words counted, sentences told apart."""

import re
from collections.abc import Iterator

CITATION = re.compile(r"\[([a-z]{1,2})\](?!\()")
"""A citation of a source by its letter, such as [a]; not a Markdown link."""
LIST_MARK = re.compile(r"^[^\S\n]*(?:[-*+]|\d+\.|#+)\s+", re.MULTILINE)
EMPHASIS = "*_`"
LINK = re.compile(r"\[([^\[\]]{1,500})\]\([^)]{0,500}\)")


def without_citations(text: str) -> str:
    """Take the citations out of a text, and the space before each."""
    *before, last = CITATION.split(text)[::2]
    return "".join([*(part.rstrip() for part in before), last])


def plain(text: str) -> str:
    """Take Markdown marks and citations out of a text, leaving what is read aloud."""
    if "[" in text:
        text = LINK.sub(r"\1", without_citations(text))
    text = LIST_MARK.sub("", text)
    for sign in EMPHASIS:
        text = text.replace(sign, "")
    return text


def word_count(text: str) -> int:
    """Count the words as a reader would."""
    return len(re.findall(r"[^\W_](?:[\w'’.,%/-]*\w)?%?", plain(text)))


def total_words(parts: Iterator[tuple[str, str]]) -> int:
    """Count the words of several parts together."""
    return sum(word_count(text) for _, text in parts)


def citations(text: str) -> set[str]:
    """Return the source letters that a text cites."""
    return set(CITATION.findall(text))


def sentences(text: str) -> list[str]:
    """Split a text into sentences; a line or a list item ends one too."""
    lines = [line.strip() for line in plain(text).splitlines() if line.strip()]
    return [part.strip() for line in lines for part in re.split(r"(?<=[.!?])[\"”')]*\s+(?=[\"“'(]?[A-Z0-9£])", line)]
