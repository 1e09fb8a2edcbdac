"""A brief as others cite it: for reference managers (RIS, BibTeX) and as one formatted line.

Letters beyond ASCII stay as they are, since both formats are read as UTF-8; what TeX would act on is escaped.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LIBRARY = "What Works Library"
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "&%$#_"},
}
ALONE = TEX | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""For a text whose braces do not pair: BibTeX counts them even where they are escaped, so they go by name."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One version of a brief, by who published it; `checked` is its day in words, `address` the version's own."""

    slug: str
    title: str
    author: str
    published_on: date
    version: int
    checked: str
    address: str
    language: str = "en"

    @property
    def state(self) -> str:
        """Say which state of the text this is."""
        return f"version {self.version}, checked {self.checked}" if self.checked else f"version {self.version}"

    @property
    def note(self) -> str:
        """Say the same as a line of its own."""
        return self.state[:1].upper() + self.state[1:]

    def line(self) -> str:
        """Write the reference on one line, as Harvard style has it."""
        title = one_line(self.title)
        stop = "" if title.endswith((".", "?", "!")) else "."
        head = f"{one_line(self.author)} ({self.published_on.year}) {title}{stop}"
        return f"{head} {LIBRARY}, {self.state}. Available at: {self.address}"


def one_line(text: str) -> str:
    """Put a text on one line, without letters that cannot be printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def ris(citations: Iterable[Citation]) -> str:
    """Write citations as RIS."""
    return "".join(f"{name}  - {value}".rstrip(" ") + "\r\n" for each in citations for name, value in _ris(each))


def _ris(citation: Citation) -> list[tuple[str, str]]:
    return [
        ("TY", "RPRT"),
        ("TI", one_line(citation.title)),
        ("AU", _whole_name(citation.author)),
        ("PY", str(citation.published_on.year)),
        ("DA", f"{citation.published_on:%Y/%m/%d}/"),
        ("T2", LIBRARY),
        ("PB", one_line(citation.author)),
        ("ET", f"Version {citation.version}"),
        ("N1", citation.note),
        ("LA", citation.language),
        ("UR", citation.address),
        ("ER", ""),
    ]


def _whole_name(name: str) -> str:
    """Return an organisation's name without what RIS parts a person's names at; the publisher (PB) has it in full."""
    return one_line(re.sub("[,;]", " ", name))


def bibtex(citations: Iterable[Citation]) -> str:
    """Write citations as BibTeX. Double braces keep capitals, and an organisation whole."""
    return "\n".join(_bibtex(each) for each in citations)


def _bibtex(citation: Citation) -> str:
    fields = {
        "title": f"{{{_tex(citation.title)}}}",
        "author": f"{{{_tex(citation.author)}}}",
        "institution": _tex(citation.author),
        "type": "Evidence brief",
        "series": LIBRARY,
        "year": str(citation.published_on.year),
        "note": citation.note,
        "url": citation.address,
        "language": citation.language,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@techreport{{{citation.slug}-v{citation.version},\n{lines}}}\n"


def _tex(text: str) -> str:
    escaped = TEX if _paired(text) else ALONE
    return "".join(escaped.get(letter, letter) for letter in one_line(text))


def _paired(text: str) -> bool:
    """Return whether each brace has its partner."""
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0
