"""What the child says while it reads: one line of JSON for each page, never more than a certain amount."""

import json
import time
from collections import Counter
from dataclasses import asdict
from typing import Any, TextIO

from library.editing.documents.models import Block, FigureFound, Suggestion, clean
from library.editing.documents.notices import Notice, Unread

SECONDS = 9.0
"""Of processor time: after this no further page is begun, and what was read until then is given."""
MOST_LETTERS = 3_000_000
LONGEST_BLOCK = 5_000
MOST_BLOCKS = 40_000


class Outgoing:
    """Collects blocks, page by page, and says them to the parent."""

    def __init__(self, stream: TextIO) -> None:
        """Take the stream; the time begins to run."""
        self.stream = stream
        self.blocks: list[Block] = []
        self.letters = self.said = 0
        self.whole = True
        self.notices: list[Notice] = []
        self.counted: Counter[Unread] = Counter()
        self.end = time.process_time() + SECONDS

    def enough(self, waiting: int = 0) -> bool:
        """Return whether nothing more should be read; `waiting` letters were read and are not told yet."""
        full = self._full() or self._noted(self.letters + waiting >= MOST_LETTERS)
        return full or self._noted(time.process_time() > self.end)

    def left_out(self, what: Unread) -> None:
        """Count something that is not read."""
        self.counted[what] += 1

    def notice(self, notice: Notice) -> None:
        """Note what of the document is not read."""
        self.notices.append(notice)

    def _full(self) -> bool:
        return self._noted(self.letters >= MOST_LETTERS or len(self.blocks) >= MOST_BLOCKS)

    def _noted(self, enough: bool) -> bool:
        self.whole = self.whole and not enough
        return enough

    def block(self, page: int, level: int, text: str) -> None:
        """Take a block; one without words is none, and a very long one becomes several."""
        start = 0
        while start < len(text) and not self._full():
            end = start + LONGEST_BLOCK
            end = end if end >= len(text) else text.rfind(" ", start, end) + 1 or end
            if words := clean(text[start:end]):
                self.letters += len(words)
                self.blocks.append(Block(page, level, words))
            start = end

    def progress(self, done: int, pages: int) -> None:
        """Say that a page is done, and what was on it."""
        fresh, self.said = self.blocks[self.said :], len(self.blocks)
        self._say({"done": done, "pages": pages, "blocks": [[*asdict(block).values()] for block in fresh]})

    def found(self, suggestions: tuple[Suggestion, ...], figures: tuple[FigureFound, ...]) -> None:
        """Say what was found in the text; nothing comes after this."""
        record = {
            "suggestions": [asdict(suggestion) for suggestion in suggestions],
            "figures": [asdict(figure) for figure in figures],
            "notices": [
                asdict(notice) for notice in (*self.notices, *map(Notice, self.counted, self.counted.values()))
            ],
        }
        self._say({**record, "whole": self.whole})

    def kind(self, kind: str) -> None:
        """Say what kind of document it is."""
        self._say({"kind": kind})

    def refused(self, why: str) -> None:
        """Say why the file is refused; nothing comes after this."""
        self._say({"refused": why})

    def _say(self, words: dict[str, Any]) -> None:
        self.stream.write(json.dumps(words, ensure_ascii=False) + "\n")
        self.stream.flush()
