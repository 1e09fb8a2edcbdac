"""Which passwords would be guessed from what is known of people and of us. There is no rule on kinds of letters."""

import re

SHORTEST, LONGEST = 15, 1000
FEWEST_GUESSES = 10**8
LETTERS_WEIGHED = 72
"""The estimate reads no further; what is hard to guess that far is hard to guess."""
LETTERS_OF_ITS_OWN = 5
WORDS_TRIED_FIRST = (
    *("what", "works", "library", "violence", "reduction", "network", "unit", "vrn", "vru", "evidence", "brief"),
    *(
        "leicester",
        "leicestershire",
        "leics",
        "rutland",
        "llr",
        "midlands",
        "police",
        "council",
        "nhs",
        "county",
        "city",
    ),
    *("password", "passphrase", "passcode", "welcome", "login", "staff", "admin", "contributor", "reviewer"),
    *("january", "february", "march", "april", "june", "july", "august", "september", "october", "november"),
    *("december", "spring", "summer", "autumn", "winter", "monday", "friday"),
)
"""What somebody who knows the library would try first; the organisation that is set, and the person's name and address,
come on top."""


def is_predictable(password: str, known_of_them: list[str]) -> bool:
    """Return whether somebody who knows about a person, and about us, would guess a password."""
    words = {word.lower() for text in known_of_them for word in re.split(r"[\W_]+", text) if len(word) > 2}
    words |= set(WORDS_TRIED_FIRST)
    return _guesses(password, sorted(words)) < FEWEST_GUESSES or _is_known_words_only(password, words)


def _guesses(password: str, words: list[str]) -> int:
    """Estimate how many guesses it takes, with and without what stands between its words."""
    from zxcvbn import zxcvbn

    ways = {password[:LETTERS_WEIGHED], re.sub(r"[\W_]+", "", password)[:LETTERS_WEIGHED]} - {""}
    return min(int(zxcvbn(way, user_inputs=words)["guesses"]) for way in ways)


def _is_known_words_only(password: str, words: set[str]) -> bool:
    """Return whether little is left once the words that are tried first, years and signs are taken out."""
    lower = password.lower()
    left = re.sub("|".join(sorted(map(re.escape, words), key=len, reverse=True)), "", lower)
    return left != lower and len(re.sub(r"[\W\d_]+", "", left)) < LETTERS_OF_ITS_OWN
