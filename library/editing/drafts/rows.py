"""Merging what two people made of one list: a three-way merge of rows.

Of the list that both began with only the marks of its rows are known. A row that one of them changed, added or took
out is so in the merged list too; where both did something else with the same rows, there is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list as it is written, with its mark."""

    mark: str
    value: Any


@dataclass(frozen=True, slots=True)
class Hunk:
    """What stands instead of the rows from `start` up to `end` of the first list; none are between two rows."""

    start: int
    end: int
    rows: tuple[Row, ...]

    def marks(self) -> tuple[int, int, tuple[str, ...]]:
        """Return what tells whether two people did the same."""
        return self.start, self.end, tuple(row.mark for row in self.rows)

    def touches(self, other: "Hunk") -> bool:
        """Return whether both are about the same rows; rows added at the same place don't rule each other out."""
        return self.start < other.end and other.start < self.end


def merged(base: Sequence[str], mine: Sequence[Row], theirs: Sequence[Row]) -> list[Row] | None:
    """Return one list with what both changed, or None if they changed the same rows."""
    my_hunks, their_hunks = list(_hunks(base, mine)), list(_hunks(base, theirs))
    same = {hunk.marks() for hunk in their_hunks}
    my_own = [hunk for hunk in my_hunks if hunk.marks() not in same]
    if any(hunk.touches(other) for hunk in my_own for other in their_hunks):
        return None
    return _put_together(base, mine, sorted([*their_hunks, *my_own], key=lambda hunk: (hunk.start, hunk.end)))


def _put_together(base: Sequence[str], mine: Sequence[Row], hunks: list[Hunk]) -> list[Row]:
    """Return the first list with hunks in it; rows that nobody changed are written as in a list that has them."""
    written, at = {row.mark: row for row in mine}, 0
    out: list[Row] = []
    for hunk in hunks:
        out += [written[mark] for mark in base[at : hunk.start]]
        out += hunk.rows
        at = max(at, hunk.end)
    return out + [written[mark] for mark in base[at:]]


def _hunks(base: Sequence[str], rows: Sequence[Row]) -> Iterator[Hunk]:
    """Return what was done to a list, row by row where as many rows stand there as before."""
    now = [row.mark for row in rows]
    for what, start, end, first, last in SequenceMatcher(None, base, now, autojunk=False).get_opcodes():
        new = tuple(rows[first:last])
        if what == "equal":
            continue
        if what == "insert" or (new and len(new) != end - start):
            yield Hunk(start, end, new)
        else:
            yield from (
                Hunk(start + number, start + number + 1, new[number : number + 1]) for number in range(end - start)
            )
