"""A document by its paragraphs: where some words stand in it, and which terms its own words lead to."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from library.domain.documents import Block, told
from library.domain.uploads import FIELD_OF, TagSuggestion
from library.domain.vocabulary import Vocabulary
from library.search.excerpts import Piece
from library.search.widening import Widener
from library.search.words import words

MOST_FOUND = 200
LETTERS_FOR_TAGS = 400_000
"""Letters of a document that tags are looked for in; what it is about, it says before that."""
MOST_TAGS = {"approach": 4, "setting": 3, "age": 3, "place": 2, "violence_type": 3, "artform": 2}
LEAST_TIMES, LEAST_SHARE = 2, 0.2
"""A term is suggested if it is met at least so often, and so often beside the term of its scheme met most."""
HEADING_WEIGHS = 3
MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a document with the words that were looked for marked; `number` is its place in the document."""

    number: int
    block: Block
    pieces: tuple[Piece, ...]


def find(blocks: tuple[Block, ...], wanted: str) -> list[Passage]:
    """Find the blocks that hold all the words that are looked for, or a figure as it is typed, and mark them."""
    wanted = wanted.strip()
    stems = {word.stem for word in words(wanted)}
    as_typed = not stems or not wanted.replace(" ", "").isalpha()
    found = []
    for number, block in enumerate(blocks):
        if places := _as_typed(block.text, wanted) if as_typed else _by_words(block.text, stems):
            found.append(Passage(number, block, tuple(_marked(block.text, places))))
        if len(found) >= MOST_FOUND:
            break
    return found


def _as_typed(text: str, wanted: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(wanted), text, re.IGNORECASE)] if wanted else []


def _by_words(text: str, stems: set[str]) -> list[tuple[int, int]]:
    here = [word for word in words(text) if word.stem in stems]
    return [(word.start, word.end) for word in here] if {word.stem for word in here} == stems else []


def _marked(text: str, places: list[tuple[int, int]]) -> Iterator[Piece]:
    here = 0
    for start, end in places:
        yield Piece(text[here:start])
        yield Piece(text[start:end], True)
        here = end
    yield Piece(text[here:])


def likely_tags(blocks: tuple[Block, ...], terms: Vocabulary) -> Iterator[TagSuggestion]:
    """Give the terms that a document's own words lead to again and again, those met most first."""
    widener, weights = Widener(terms), Counter[tuple[str, str]]()
    times: Counter[tuple[str, str]] = Counter()
    said: dict[tuple[str, str], Counter[str]] = {}
    for block in _first(blocks):
        for lead in widener.leads(block.text):
            key = (lead.group, lead.term)
            weights[key] += HEADING_WEIGHS if block.level else 1
            times[key] += 1
            said.setdefault(key, Counter())[lead.said.casefold()] += 1
    for scheme in FIELD_OF:
        ranked = [(key, weight) for key, weight in weights.most_common() if key[0] == scheme][: MOST_TAGS[scheme]]
        for key, weight in ranked:
            if weight >= max(LEAST_TIMES, ranked[0][1] * LEAST_SHARE):
                often = tuple(words for words, _ in said[key].most_common(MOST_WORDS))
                yield TagSuggestion(*key, often, times[key])


def _first(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Give headings and what the document tells, up to where it is long enough to know what it is about."""
    letters = 0
    telling = {id(block) for block in told(blocks)}
    for block in blocks:
        if letters > LETTERS_FOR_TAGS:
            return
        if block.level or id(block) in telling:
            letters += len(block.text)
            yield block
