"""Excerpts: the part of a brief's text that speaks to a question, with the question's words marked."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.search.engine.words import Word, words

LENGTH = 240
"""Characters, about."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt; `marked` when it is a word of the question."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read once: where each word that carries meaning begins and ends, and the hash of its stem."""

    text: str
    places: NDArray[np.int32]
    stems: NDArray[np.int64]


def read(text: str) -> Reading:
    """Read a text, so that excerpts for many questions can be cut from it."""
    text = " ".join(text.split())
    found = list(words(text))
    places = np.array([(word.start, word.end) for word in found], np.int32).reshape(-1, 2)
    return Reading(text, places, np.array([hash(word.stem) for word in found], np.int64))


def excerpt(reading: Reading, wanted: Collection[str]) -> tuple[Piece, ...]:
    """Cut the passage that holds most of the wanted stems, and mark them; the beginning when none is there."""
    text, found = reading.text, _found(reading, wanted)
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


def _found(reading: Reading, wanted: Collection[str]) -> list[Word]:
    """Return the words of a text whose stem is wanted."""
    hashed = {hash(stem): stem for stem in wanted}
    numbers = np.flatnonzero(np.isin(reading.stems, list(hashed)))
    found = zip(reading.stems[numbers].tolist(), reading.places[numbers].tolist(), strict=True)
    return [Word(reading.text[start:end], hashed[stem], start, end) for stem, (start, end) in found]


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
