"""One spelling for one idea: "well-being" is "wellbeing", "A and E" is "A&E", and unseen marks are no letters.

Both what is indexed and what is asked go through here, so they meet whichever way each was written.
"""

import re
from collections.abc import Iterable

MARKS = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphens, joiners and marks of direction, as a class of letters of a pattern: they stand inside pasted words."""
UNDECOMPOSED = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ı": "i", "ħ": "h"}
)
"""Small letters that Unicode does not take apart into a plain one and an accent."""
_VARIANTS = str.maketrans("يىكهھةۃںીૂੀੂ", "ییکہہہہنિુਿੁ", "ੱਂੰં")
"""Letters of Urdu, Gujarati and Punjabi that keyboards and people take for one another, and marks often left out."""
PLAIN = UNDECOMPOSED | _VARIANTS
"""What is left to do once accents are gone, so that letters which pass for the same are the same."""
TOGETHER = """
    after-school anti-bullying anti-racism anti-social body-worn co-design co-ordinator co-production cyber-bullying
    door-step drop-in ex-offender ex-prisoner face-painting fund-raising grass-roots half-term hot-spot in-reach
    inter-agency life-style multi-agency multi-systemic multi-disciplinary night-club night-life night-time
    non-attendance non-violence non-violent out-reach peer-led play-ground pre-natal pre-school pro-social re-offend
    safe-guarding school-based self-esteem self-harm self-injury socio-economic step-dad step-mum street-light
    street-lights sub-contract under-age under-privileged well-being wild-life youth-club youth-centre youth-work
"""
"""Words that are written in two, with a hyphen or as one; whatever ending follows, the same holds."""

_PAIRS = tuple((first, second) for first, _, second in (pair.partition("-") for pair in TOGETHER.split()))
_BOTH = {first + second: (first, second) for first, second in _PAIRS}
BEGINS = r"(?<![^\W_].)"
"""What stands behind the first letter of a word. With the letter before it a pattern skips all others twice as fast."""


def _apart(pairs: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """Return the shape of words that are written in two, looked for by their first letters."""
    rests: dict[str, list[str]] = {}
    for first, second in pairs:
        rests.setdefault(first[0], []).append(f"{first[1:]}[-‐‑ ]{second}")
    words = "|".join(f"(?<={letter})(?:{'|'.join(rest)})" for letter, rest in rests.items())
    return re.compile(f"[{''.join(rests)}]{BEGINS}(?:{words})", re.IGNORECASE | re.DOTALL)


_APART = _apart(_PAIRS)
_CASUALTY = re.compile(rf"a{BEGINS} ?(?:&|\+|and) ?e(?![^\W_])", re.IGNORECASE | re.DOTALL)
_MARK = re.compile(f"[{MARKS}]+")


def without_marks(text: str) -> str:
    """Return a text without marks that nobody sees."""
    return text if text.isascii() else _MARK.sub("", text)


def as_one(text: str) -> str:
    """Return a text with each word of two parts written as one."""
    together = _APART.sub(lambda match: re.sub("[-‐‑ ]", "", match.group()), without_marks(text))
    return _CASUALTY.sub("A&E", together)


def parts_of(word: str) -> tuple[str, ...]:
    """Return the two parts of a word in small letters that is also written in two; nothing for any other."""
    for together, (first, second) in _BOTH.items():
        if word.startswith(together):
            return first, second + word[len(together) :]
    return ()
