"""Words cut at the end of a line: whether the hyphen was the line's or the word's own."""

import re
from collections.abc import Iterable, Set
from functools import cache

SOFT, CUT = "\u00ad", ("-", "\u2010", "\u00ad")
JOINED = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
FIRST_PARTS = frozenset(
    """
    self non well evidence school community co anti pre post long short high low full part one two three four five six
    seven eight nine ten mid multi inter semi cross face follow trauma place hospital police peer child family
    person user data risk cost quasi single double age gender knife gang street youth victim
    """.split()  # noqa: SIM905
)
LAST_PARTS = frozenset(
    """
    based led term related being wide year old up focused specific informed to in out off off-the effective making
    taking quality level risk income aged funded reported makers maker holders sectional world time one two centred
    """.split()  # noqa: SIM905
)
LEAST_KNOWN = 25_000
"""How far down the list of frequent words one is taken for a word that anybody uses."""


def ends_cut(text: str) -> bool:
    """Return whether a line ends within a word, or at the hyphen of one."""
    return len(text) > 1 and text.endswith(CUT) and text[-2].isalpha()


def joined(first: str, second: str, known: Set[str]) -> str:
    """Return two lines as one, the first of which ends with a hyphen; `known` are the document's own words."""
    before, after = JOINED.findall(first[:-1])[-1:], JOINED.match(second)
    if not before or not after or not second[0].islower():
        return f"{first[:-1]}-{second}"
    start, rest = before[0].casefold(), after[0].casefold()
    return f"{first[:-1]}{'-' if _keeps_hyphen(start, rest, known) else ''}{second}"


def _keeps_hyphen(start: str, rest: str, known: Set[str]) -> bool:
    if f"{start}-{rest}" in known:
        return True
    if f"{start}{rest}" in known or f"{start}{rest}" in frequent():
        return False
    last, first = start.rpartition("-")[2], rest.partition("-")[0]
    if last in FIRST_PARTS or first in LAST_PARTS:
        return True
    return len(last) > 3 and len(first) > 3 and {last, first} <= frequent()


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words of a document that stand within its lines, with the hyphens they have there."""
    return {word.casefold().replace("‐", "-") for text in texts for word in JOINED.findall(text)[:-1]}


@cache
def frequent() -> frozenset[str]:
    """Return frequent English words; read only when a document cuts one that it has nowhere whole."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["english_wikipedia"][:LEAST_KNOWN])
