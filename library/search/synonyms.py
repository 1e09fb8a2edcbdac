"""Widening a question by the words people use: "casualty" leads to hospitals, "gone country" to exploitation.

The words stand in the vocabulary, where staff can change them. What a question is widened by is always told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from library.briefs.vocabulary.models import Term, Vocabulary
from library.search.engine.words import WORD, stem
from library.search.models import Lead
from library.search.one_spelling import as_one

GROUP_OF = {"prevention_level": "level"}
"""The filter group of a scheme, where it is not called the same."""
LEADING = ("approach", "setting", "age", "place", "outcome", "violence_type", "artform")
"""The schemes whose words may widen a question."""
LONGEST_TEXT = 2_000
"""Characters of a question that are looked at."""
Phrase = tuple[str, ...]
Meant = TypeVar("Meant")


class PhraseBook(Generic[Meant]):
    """Words and phrases, common words included, and what each means."""

    def __init__(self, entries: Iterable[tuple[str, Meant]]) -> None:
        """Lay out every phrase by its first stem."""
        self._by_first: dict[str, list[tuple[Phrase, Meant]]] = defaultdict(list)
        for words, meant in entries:
            if phrase := tuple(stem(match.group()) for match in WORD.finditer(as_one(words))):
                self._by_first[phrase[0]].append((phrase, meant))

    def found(self, text: str) -> Iterator[tuple[Meant, Phrase, str]]:
        """Return what each phrase of a text means, its stems, and the words as they were said."""
        said = [(match.group(), stem(match.group())) for match in WORD.finditer(as_one(text[:LONGEST_TEXT]))]
        for start, (_, first) in enumerate(said):
            for phrase, meant in self._by_first.get(first, ()):
                here = said[start : start + len(phrase)]
                if tuple(stemmed for _, stemmed in here) == phrase:
                    yield meant, phrase, " ".join(word for word, _ in here)


class Widener:
    """Finds the terms that the words of a question lead to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Take in every label and lay word."""
        self._book: PhraseBook[Term] = PhraseBook(
            (words, term)
            for scheme in LEADING
            for term in vocabulary.terms(scheme)
            for words in (term.label, *term.lay_words)
        )

    def leads(self, text: str) -> tuple[Lead, ...]:
        """Return each term that some words of a text lead to, once, by the longest words that lead there."""
        found: dict[tuple[str, str], Lead] = {}
        for term, phrase, said in self._book.found(text):
            lead = Lead(GROUP_OF.get(term.scheme, term.scheme), term.id, phrase, said)
            known = found.get((lead.group, lead.term))
            if known is None or len(known.words) < len(phrase):
                found[lead.group, lead.term] = lead
        return tuple(found.values())
