"""Excerpts: the part of a brief's text that speaks to a question, with the question's words marked."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from library.search.engine.words import Word, stems, words

LENGTH = 240
"""Characters, about."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt; `marked` when it is a word of the question."""

    text: str
    marked: bool = False


def excerpt(text: str, wanted: Collection[str]) -> tuple[Piece, ...]:
    """Cut the passage that holds most of the wanted stems, and mark them; the beginning when none is there."""
    chunks = text.split()
    text, found = " ".join(chunks), _found(chunks, frozenset(wanted)) if wanted else []
    start = _best_start(text, found) if len(text) > LENGTH else 0
    end = min(len(text), start + LENGTH)
    if end < len(text) and (space := text.rfind(" ", start, end)) > start + LENGTH // 2:
        end = space
    pieces = [Piece("… ")] if start else []
    here = start
    for word in (word for word in found if word.start >= start and word.end <= end):
        pieces += [Piece(text[here : word.start]), Piece(text[word.start : word.end], True)]
        here = word.end
    pieces.append(Piece(text[here:end] + (" …" if end < len(text) else "")))
    return tuple(piece for piece in pieces if piece.text)


def _found(chunks: list[str], wanted: frozenset[str]) -> list[Word]:
    """Return the wanted words of a text that is split at spaces; what a chunk says is looked up, once for a text."""
    telling = {chunk for chunk in set(chunks) if not wanted.isdisjoint(_stems(chunk))}
    lengths = accumulate(map(len, chunks), initial=0)
    return [
        Word(word.text, word.stem, before + number + word.start, before + number + word.end)
        for number, (before, chunk) in enumerate(zip(lengths, chunks, strict=False))
        if chunk in telling
        for word in words(chunk)
        if word.stem in wanted
    ]


@lru_cache(maxsize=100_000)
def _stems(chunk: str) -> frozenset[str]:
    return frozenset(stems(chunk))


def _best_start(text: str, found: list[Word]) -> int:
    """Find where to cut: at the start of the sentence from which most different words are in reach."""
    best, most = 0, 0
    for word in found:
        sentence = max(text.rfind(". ", 0, word.start) + 2, 0) if ". " in text[: word.start] else 0
        start = sentence if word.start - sentence < LENGTH // 2 else text.rfind(" ", 0, max(word.start - 40, 0)) + 1
        reach = len({other.stem for other in found if start <= other.start and other.end <= start + LENGTH})
        if reach > most:
            best, most = start, reach
    return best
