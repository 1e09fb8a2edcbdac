"""Short forms spelt out: "yr 5", "YOT", "£5k". What they stand for is in seed_data/short_forms.json.

They widen what is looked for, in words and in meaning. They are no slips of spelling, so nobody is told of them.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache

from library.settings import ROOT

NUMBER = r"(\d{1,3})"
"""What # stands for in a short form; what it stands for in the words is the number that was found."""


class ShortForms:
    """Spells out short forms, whatever their capitals."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        """Take in short forms and what they stand for."""
        self._words = {re.sub("#", "0", form): words for form, words in forms.items()}
        either = "|".join(_pattern(form) for form in sorted(forms, key=len, reverse=True))
        self._shape = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)

    def spelt_out(self, text: str, unless: Callable[[str], bool] = lambda form: False) -> str:
        """Return a text with its short forms spelt out, unless they are to stay as they are."""
        return self._shape.sub(lambda found: found.group() if unless(found.group()) else self._word(found), text)

    def _word(self, match: re.Match[str]) -> str:
        number = "".join(re.findall(r"\d+", match.group()))
        form = re.sub(r"\s+", " ", match.group().casefold())
        words = self._words.get(form) or self._words[re.sub(r"\d+", "0", form)]
        return words.replace("#", number)


def _pattern(form: str) -> str:
    return r"\s+".join(re.escape(part).replace(r"\#", NUMBER) for part in form.split(" "))


@cache
def kept() -> ShortForms:
    """Return the short forms that the library comes with."""
    groups = json.loads((ROOT / "seed_data" / "short_forms.json").read_text("utf-8"))
    return ShortForms({form: words for forms in groups.values() for form, words in forms.items()})
