"""Running heads and feet: what stands at the same height at the top or foot of several pages, apart from the text."""

import re
from collections import Counter
from collections.abc import Sequence

from library.editing.documents.readers.layout.pieces import Piece

AT_EDGE = 0.11
"""The share of a page's height, at the top and at the foot, in which running heads and feet stand."""
LEAST_EDGE = 50.0
"""Points."""
APART = 0.6
"""How far a head stands from what is next to it, in letter sizes, unless its letters are of another size."""
PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?)?(?:[-–—] ?)?(?:\d{1,4}|[ivxlc]{1,6})(?: ?(?:of|/|\|) ?\d{1,4})?(?: ?[-–—])?$", re.IGNORECASE
)
NUMBERS = re.compile(r"\d+|\b[ivxlc]{1,6}$")
LEAST_PAGES = 2
Key = tuple[str, int, int]


def without(pages: Sequence[tuple[list[Piece], float, float]]) -> list[list[Piece]]:
    """Return the pieces of each page without heads, feet and page numbers; a page comes with its foot and its top."""
    seen = Counter[Key]()
    for page, foot, top in pages:
        seen.update({key for piece in _at_edges(page, foot, top) for key in _keys(piece)})
    repeated = {key for key, times in seen.items() if times >= LEAST_PAGES}
    kept = [_kept(page, foot, top, repeated) for page, foot, top in pages]
    return kept if any(kept) else [page for page, _, _ in pages]


def _at_edges(page: Sequence[Piece], foot: float, top: float) -> list[Piece]:
    edge = max(AT_EDGE * (top - foot), LEAST_EDGE)
    return [piece for piece in page if piece.middle > top - edge or piece.middle < foot + edge]


def _kept(page: list[Piece], foot: float, top: float, repeated: set[Key]) -> list[Piece]:
    at_edges = _at_edges(page, foot, top)
    heads = [piece for piece in at_edges if any(key in repeated for key in _keys(piece))]
    numbers = [piece for piece in at_edges if PAGE_NUMBER.match(piece.text)]
    left_out = {id(piece) for piece in (*numbers, *(head for head in heads if _is_apart(head, page, heads, foot, top)))}
    return [piece for piece in page if id(piece) not in left_out]


def _is_apart(head: Piece, page: Sequence[Piece], heads: Sequence[Piece], foot: float, top: float) -> bool:
    """Return whether a head stands apart from the text, by a gap or its size; other heads may be between."""
    above = head.middle > (foot + top) / 2
    heads = [each for each in heads if each is not head]
    for piece in page:
        gap = head.bottom - piece.top if above else piece.bottom - head.top
        is_next = piece is not head and -0.5 * head.size < gap < APART * head.size
        if is_next and abs(piece.size - head.size) < 0.07 * head.size and not any(piece is each for each in heads):
            return False
    return True


def _keys(piece: Piece) -> list[Key]:
    """Return what makes two pieces the same head: words, size and height; both neighbours of a rounded height."""
    words, size = NUMBERS.sub("#", piece.text.casefold()), round(piece.size)
    return [(words, size, int(piece.middle // 4)), (words, size, int((piece.middle + 2) // 4) + 100_000)]
