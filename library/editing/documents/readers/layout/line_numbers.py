"""Numbers of lines, as manuscripts have them in the margin: small, above each other, each one more than the last."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from library.editing.documents.readers.layout.pieces import SMALL, Word

LEAST = 8
"""So many lines that are counted on end are numbered."""
BESIDE = 10.0
"""Points between the middles of numbers that stand above each other, with one digit or with several."""


def without(words: Sequence[Word]) -> list[Word]:
    """Return the words of a page without the numbers of its lines."""
    sizes = Counter[float]()
    for word in words:
        sizes[word.size] += len(word.text)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    small = [word for word in words if word.text.isdecimal() and word.size < usual * SMALL]
    left_out = {id(word) for margin in _margins(small) for word in _counted(margin)}
    return [word for word in words if id(word) not in left_out]


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def _margins(small: Sequence[Word]) -> Iterator[list[Word]]:
    """Return numbers that stand above each other, from the top."""
    margin: list[Word] = []
    for word in sorted(small, key=_middle):
        if margin and _middle(word) - _middle(margin[0]) > BESIDE:
            yield sorted(margin, key=lambda each: -each.top)
            margin = []
        margin.append(word)
    yield sorted(margin, key=lambda each: -each.top)


def _counted(margin: Sequence[Word]) -> Iterator[Word]:
    """Return the numbers that count on for long enough; they may begin again, as behind an abstract."""
    run: list[Word] = []
    runs = [run]
    for before, word in pairwise([*margin[:1], *margin]):
        if run and int(word.text) != int(before.text) + 1:
            run = []
            runs.append(run)
        run.append(word)
    if any(len(each) >= LEAST for each in runs):
        yield from (word for each in runs if len(each) > 1 for word in each)
