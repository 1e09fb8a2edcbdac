"""The order in which the pieces of a page are read: columns one after the other, rows of a table across."""

from collections.abc import Iterable, Sequence
from statistics import median

from library.editing.documents.readers.layout.pieces import Line, Piece, line, overlap

LEAST_GUTTER = 0.8
"""How wide the empty strip between two columns is at least, in letter sizes."""
LEAST_LETTERS = 14
"""Letters that the lines of a column of text have, at the median; shorter ones are cells of a table."""
LEAST_SHARE = 0.18
"""How much of the width a column takes at least."""
LEAST_FULL = 0.4
"""The share of a column's lines that reach almost to its edge."""
Strip = tuple[float, float]


def flows(pieces: Sequence[Piece]) -> list[list[Line]]:
    """Return the lines of a page, those of each column together, in the order they are read."""
    found: list[list[Line]] = []
    rows = _rows(pieces)
    if not rows:
        return []
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    gutter = LEAST_GUTTER * median(piece.size for piece in pieces)
    at, single = 0, list[Line]()
    while at < len(rows):
        end, strips = _band(rows, at, left, right, gutter)
        beside = [piece for row in rows[at:end] for piece in row]
        parted = _columns(beside, strips, right - left) if strips else None
        if parted:
            found += [single] if single else []
            single = []
            found += [column for part in parted for column in flows(part)]
        else:
            end = end if strips and any(len(row) > 1 for row in rows[at:end]) else at + 1
            single += [line(row) for row in rows[at:end]]
        at = end
    return [*found, single] if single else found


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces by the height at which they stand, from the top."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.middle):
        first = rows[-1][0] if rows else None
        if first and overlap(first.bottom, first.top, piece.bottom, piece.top) > 0.5:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _band(rows: list[list[Piece]], at: int, left: float, right: float, gutter: float) -> tuple[int, list[Strip]]:
    """Return where a run of rows with common empty strips ends, and the strips that have pieces on both sides."""
    free: list[Strip] = [(left - 1, right + 1)]
    lowest, highest = right, left
    end = at
    between: list[Strip] = []
    for end in range(at, len(rows)):
        next_free = _without(free, rows[end], gutter)
        next_lowest = min(lowest, *(piece.right for piece in rows[end]))
        next_highest = max(highest, *(piece.left for piece in rows[end]))
        next_between = [strip for strip in next_free if next_lowest <= strip[0] + 1 and next_highest >= strip[1] - 1]
        inside = [strip for strip in next_free if strip[0] > left and strip[1] <= right + 1]
        if not inside or (between and not next_between):
            return max(end, at + 1), between
        free, lowest, highest, between = next_free, next_lowest, next_highest, next_between
    return len(rows), between


def _without(free: list[Strip], row: list[Piece], gutter: float) -> list[Strip]:
    for piece in row:
        free = [
            strip
            for start, stop in free
            for strip in ((start, min(stop, piece.left)), (max(start, piece.right), stop))
            if strip[1] - strip[0] >= gutter
        ]
    return list(dict.fromkeys(free))


def _columns(pieces: Sequence[Piece], strips: Iterable[Strip], width: float) -> tuple[list[Piece], list[Piece]] | None:
    """Return what stands on both sides of the widest strip between two columns of text; none if it is no such strip."""
    for start, stop in sorted(strips, key=lambda strip: strip[0] - strip[1]):
        sides = (
            [piece for piece in pieces if piece.right <= start + 1],
            [piece for piece in pieces if piece.left >= stop - 1],
        )
        if len(sides[0]) + len(sides[1]) == len(pieces) and all(_is_text(side, width) for side in sides):
            return sides
    return None


def _is_text(side: Sequence[Piece], width: float) -> bool:
    if len(side) < 2 or median(len(piece.text) for piece in side) < LEAST_LETTERS:
        return False
    left, right = min(piece.left for piece in side), max(piece.right for piece in side)
    full = sum(piece.right >= right - (right - left) * 0.3 for piece in side)
    return right - left >= width * LEAST_SHARE and full >= len(side) * LEAST_FULL
