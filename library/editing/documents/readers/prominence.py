"""Lines that stand out as headings though no style says so: bold or large, short, and not the end of a sentence."""

import re
from collections import Counter

SIZES = ((1.8, 1), (1.35, 2), (1.12, 3))
"""How much larger than the text a heading of a level is, at least."""
BOLD_LEVEL, ENOUGH_LARGE = 4, 1.35
LONGEST = 120
KNOWN = 2_000
"""Letters after which the size that most of them have is taken for the usual one."""
NOT_AT_END = (".", ",", ";", "!")
CAPTION = re.compile(r"(?:table|figure|fig|box|chart|source|note)s?\b[ .:]", re.IGNORECASE)


class Prominence:
    """Knows how large the text of one document usually is, better the more of it was read."""

    def __init__(self, usual: float) -> None:
        """Begin with what the document says."""
        self.stated = usual
        self.seen: Counter[float] = Counter()

    def level(self, text: str, size: float, *, bold: bool) -> int:
        """Return the level of the heading that a paragraph is by its looks, 0 for none."""
        self.seen[size] += len(text)
        ratio = size / (self.usual or size or 1)
        text = text.strip()
        if not 2 < len(text) <= LONGEST or text.endswith(NOT_AT_END) or CAPTION.match(text):
            return 0
        if not any(map(str.isalpha, text)) or not (text[0].isupper() or text[0].isdigit()):
            return 0
        if not bold and ratio < ENOUGH_LARGE:
            return 0
        return next((level for larger, level in SIZES if ratio >= larger), BOLD_LEVEL)

    @property
    def usual(self) -> float:
        """Return the usual size."""
        known = self.seen.total() >= KNOWN
        return self.seen.most_common(1)[0][0] if known else self.stated
