"""What counts as a word, for the index, for questions and for marking excerpts alike."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from library.search.one_spelling import MARKS, PLAIN, as_one, parts_of, without_marks

SIGNS = "\u0900-\u0963\u0966-\u0dff"
"""The vowels and signs of South Asian scripts, which stand inside words and which Python calls no letters."""
WORD = re.compile(rf"[^\W_]+(?:(?:['’&]|[{MARKS}{SIGNS}]+)[^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$|['’](?=\w)")
STOP_WORDS = frozenset(
    """
    a about actually after again all also am an and any anyone anything are aren't around as at be because
    been before being but by can can't cannot come could did didn't do does doesn't doing don't done each else
    even ever every few for from get gets getting give go goes going good got had has have haven't having he
    her here hers him his how i i'm i've if in into is isn't it it's its itself just keep keeps know known let
    like lot made make makes making many may me might mine more most much must my need needs never no nobody
    nor not nothing now of off ok on once one only onto or other our out over own please put really same say
    says see she should shouldn't so some somebody someone something still such sure take tell than that
    that's the their them then there there's these they thing things think this those though through to too
    try trying under until up upon us use used using very want wants was wasn't way we we're well were weren't
    what what's when where whether which while who who's whom whose why will with within without won't work
    working works would wouldn't yes yet you you're your yours
    """.split()  # noqa: SIM905
)
"""Words too common to tell briefs apart, those that only make a question included; they do tell how one is put."""

IRREGULAR = {
    "knives": "knife",
    "lives": "life",
    "wives": "wife",
    "halves": "half",
    "children": "child",
    "men": "man",
    "women": "woman",
    "behavior": "behaviour",
    "behaviors": "behaviours",
    "behavioral": "behavioural",
    "center": "centre",
    "centers": "centres",
    "counseling": "counselling",
    "counselor": "counsellor",
    "neighborhood": "neighbourhood",
    "neighborhoods": "neighbourhoods",
    "offense": "offence",
    "offenses": "offences",
    "program": "programme",
    "programs": "programmes",
    "programe": "programme",
    "programes": "programmes",
}
"""Plurals that the stemmer does not bring together with their singulars, and spellings from elsewhere."""

MOST_WRITTEN = 64
"""Texts whose words are kept, until they have been looked at in each way."""
LONGEST_WORD = 100
"""Letters of a word that tell it apart; what is longer is no word, and is not worth the memory."""

_stemmer = snowballstemmer.stemmer("english")
_stemming = threading.Lock()
"""The stemmer works on one word at a time; two threads in it at once give wrong stems or an error."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, its stem, and where it stands."""

    text: str
    stem: str
    start: int
    end: int


def stem(word: str) -> str:
    """Return the stem of one word, without accents, capitals or a possessive."""
    return _stemmed(word[:LONGEST_WORD])


def folded(word: str) -> str:
    """Return a word in small letters without accents, each letter as the one that it passes for."""
    apart = unicodedata.normalize("NFKD", without_marks(word).casefold())
    letters = (letter for letter in apart if not unicodedata.combining(letter) and not letter.isspace())
    return "".join(letters).translate(PLAIN)


@lru_cache(maxsize=100_000)
def _stemmed(word: str) -> str:
    plain = POSSESSIVE.sub("", folded(word))
    with _stemming:
        return str(_stemmer.stemWord(IRREGULAR.get(plain, plain)))


@lru_cache(maxsize=100_000)
def _cut(word: str) -> tuple[tuple[str, str], ...]:
    """Return a word in small letters and its stem, and those of its parts where it is also written in two.

    What carries no meaning is left out.
    """
    small = without_marks(word).casefold().replace("’", "'")
    said = ((each, stem(each)) for each in (small, *parts_of(small)) if each not in STOP_WORDS)
    return tuple((each, stemmed) for each, stemmed in said if stemmed)


def words(text: str) -> Iterator[Word]:
    """Return the words of a text that carry meaning, in order, as they stand in it."""
    for match in WORD.finditer(text):
        for _, stemmed in _cut(match.group()[:LONGEST_WORD])[:1]:
            yield Word(match.group(), stemmed, match.start(), match.end())


@lru_cache(maxsize=MOST_WRITTEN)
def _written(text: str) -> list[str]:
    """Return all words of a text; the same text is asked for what it means and for how it is put."""
    found: list[str] = WORD.findall(as_one(text))
    return found


def cut(text: str) -> list[tuple[str, str]]:
    """Return the words of a text that carry meaning, each as it is written, in small letters, and its stem.

    Each idea is spelt in one way, and a word of two parts is given with them.
    """
    return [both for word in _written(text) for both in _cut(word[:LONGEST_WORD])]


def common(text: str) -> list[str]:
    """Return the stems of the words of a text that carry no meaning, in order: how it is put."""
    said = (word.casefold().replace("’", "'") for word in _written(text))
    return [stem(word) for word in said if word in STOP_WORDS]


def spoken(text: str) -> Iterator[str]:
    """Return the words that carry meaning as they are written, in small letters."""
    return (small for small, _ in cut(text))


def stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order."""
    return [stemmed for _, stemmed in cut(text)]
