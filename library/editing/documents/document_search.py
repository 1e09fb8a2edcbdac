"""A document by its paragraphs: where some words stand in it, and which terms its own words lead to."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from library.briefs.vocabulary.models import Vocabulary
from library.editing.documents.draft_text import part_of
from library.editing.documents.models import Block, content_blocks
from library.editing.documents.uploads import FIELD_OF, TagSuggestion
from library.search.engine.words import words
from library.search.excerpts import Piece
from library.search.synonyms import Widener

MOST_FOUND = 200
LETTERS_FOR_TAGS = 400_000
"""Letters of a document that tags are looked for in; what it is about, it says before that."""
MOST_TAGS = {"approach": 4, "setting": 3, "age": 3, "place": 2, "violence_type": 3, "artform": 2, "outcome": 1}
LEAST_TIMES, LEAST_SHARE = 2, 0.2
"""A term is suggested if it is met at least so often, and so often beside the term of its scheme met most."""
APART, OFTEN = 2, 4
"""Blocks between the first and the last place of a term, or times it is met, that show it matters."""
HEADING_WEIGHS, RESULT_WEIGHS = 3, 2
RESULTS = ("key_points", "summary", "does_it_work")
BARE = (*RESULTS, "what_we_dont_know", "how_to_do_it", "costs")
"""Services whose headings say nothing of what a document is about."""
AGED = re.compile(r"\b(?:aged?|ages)(?: between)? (\d{1,2})(?:(?: to | and |\s?[–-]\s?)(\d{1,2}))?\b", re.IGNORECASE)
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
    """Return the terms that a document's own words lead to in several places, those met most first."""
    widener, weights = Widener(terms), Counter[tuple[str, str]]()
    listed = _listed(terms)
    met: dict[tuple[str, str], list[tuple[int, Block]]] = {}
    said: dict[tuple[str, str], Counter[str]] = {}
    for place, (block, part) in enumerate(_first(blocks)):
        for key, phrase in (*_led(widener, block.text, listed), *_ages(block.text, terms)):
            weights[key] += _weight(key[0], block, part)
            met.setdefault(key, []).append((place, block))
            said.setdefault(key, Counter())[phrase.casefold()] += 1
    for scheme in FIELD_OF:
        known = [
            (key, weight) for key, weight in weights.most_common() if key[0] == scheme and _matters(scheme, met[key])
        ]
        ranked = known[: MOST_TAGS[scheme]]
        for key, weight in ranked:
            if weight >= max(LEAST_TIMES, ranked[0][1] * LEAST_SHARE):
                often = tuple(words for words, _ in said[key].most_common(MOST_WORDS))
                yield TagSuggestion(*key, often, len(met[key]))


def _matters(scheme: str, met: list[tuple[int, Block]]) -> bool:
    """Return whether a term is met in a heading or in places that lie apart; ages and places are often stated once."""
    if scheme in {"age", "place"}:
        return True
    return any(block.level for _, block in met) or met[-1][0] - met[0][0] >= APART or len(met) >= OFTEN


def _listed(terms: Vocabulary) -> frozenset[str]:
    """Return the single words of the vocabulary as they are written there."""
    phrases = (words for scheme in FIELD_OF for term in terms.terms(scheme) for words in (term.label, *term.lay_words))
    return frozenset(phrase.casefold() for phrase in phrases if " " not in phrase)


def _led(widener: Widener, text: str, listed: frozenset[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Return each term that words of a text lead to; one word alone does so only as it is written in the vocabulary.

    Stems that suit a question ("acting", "carrying") would take the Act and what was carried out for terms.
    """
    for lead in widener.leads(text):
        word = lead.said.casefold()
        forms = {word, f"{word}s", word.removesuffix("s"), word.removesuffix("es")}
        if " " in word or forms & listed:
            yield (lead.group, lead.term), lead.said


def _weight(scheme: str, block: Block, part: str) -> int:
    """Say how much a block counts: a heading more; for an outcome, where results are told; ages, where stated."""
    if block.level:
        return HEADING_WEIGHS
    return RESULT_WEIGHS if scheme == "age" or (scheme == "outcome" and part in RESULTS) else 1


def _ages(text: str, terms: Vocabulary) -> Iterator[tuple[tuple[str, str], str]]:
    """Return each age group that stated ages reach into, such as “aged 11 to 16”."""
    for match in AGED.finditer(text):
        youngest, oldest = int(match[1]), int(match[2] or match[1])
        for term in terms.terms("age"):
            ends = re.fullmatch(r"(\d+)-(\d+)", term.id)
            if ends and youngest <= int(ends[2]) and oldest >= int(ends[1]):
                yield ("age", term.id), match.group()


def _first(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, str]]:
    """Return headings and what the document tells, each with the part it stands in, as far as tags are looked for.

    Headings that any report has are left out.
    """
    letters, part = 0, ""
    telling = {id(block) for block in content_blocks(blocks)}
    for block in blocks:
        if letters > LETTERS_FOR_TAGS:
            return
        if block.level:
            part = part_of(block.text)
        if id(block) in telling or (block.level and part not in BARE):
            letters += len(block.text)
            yield block, part
