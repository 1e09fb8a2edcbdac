"""Widening a question by the words people use: "casualty" leads to hospitals, "gone country" to exploitation.

The words stand in the vocabulary, where staff can change them. What a question is widened by is always told.
"""

from collections import defaultdict

from library.domain.searches import Lead
from library.domain.vocabulary import Term, Vocabulary
from library.search.words import WORD, stem

GROUP_OF = {"prevention_level": "level"}
"""The filter group of a scheme, where it is not called the same."""
LEADING = ("approach", "setting", "age", "place", "outcome", "violence_type", "artform")
"""The schemes whose words may widen a question."""
LONGEST_TEXT = 2_000
"""Characters of a question that are looked at."""
Phrase = tuple[str, ...]


class Widener:
    """Finds the terms that the words of a question lead to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Lay out every label and lay word by its first stem."""
        self._by_first: dict[str, list[tuple[Phrase, Term]]] = defaultdict(list)
        for scheme in LEADING:
            for term in vocabulary.terms(scheme):
                for phrase in {_stems(words) for words in (term.label, *term.lay_words)} - {()}:
                    self._by_first[phrase[0]].append((phrase, term))

    def leads(self, text: str) -> tuple[Lead, ...]:
        """Give each term that some words of a text lead to, once."""
        said = [(match.group(), stem(match.group())) for match in WORD.finditer(text[:LONGEST_TEXT])]
        found: dict[tuple[str, str], Lead] = {}
        for start, (_, first) in enumerate(said):
            for phrase, term in self._by_first.get(first, ()):
                here = said[start : start + len(phrase)]
                if tuple(stemmed for _, stemmed in here) == phrase:
                    lead = Lead(
                        GROUP_OF.get(term.scheme, term.scheme), term.id, phrase, " ".join(word for word, _ in here)
                    )
                    known = found.get((lead.group, lead.term))
                    if known is None or len(known.words) < len(phrase):
                        found[lead.group, lead.term] = lead
        return tuple(found.values())


def _stems(words: str) -> Phrase:
    return tuple(stem(match.group()) for match in WORD.finditer(words))
