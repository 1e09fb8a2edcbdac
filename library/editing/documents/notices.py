"""What of a document was not read, or read and set apart: always said, so that nobody takes a part for the whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from library.i18n.messages import gettext, ngettext

MOST_RANGES = 12


class Unread(StrEnum):
    """What of a document was not read as text."""

    PICTURES = "pictures"
    COMMENTS = "comments"
    HIDDEN = "hidden"
    TRACKED = "tracked"
    IMAGES = "images"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True)
class Notice:
    """What was not read, how many there are, and on which pages, out of how many."""

    what: Unread
    count: int
    pages: tuple[int, ...] = ()
    of: int = 0

    @property
    def words(self) -> str:
        """Return what people are told."""
        if self.what is Unread.PICTURES:
            return self._pictures()
        said = {
            Unread.COMMENTS: ngettext(
                "It has %(count)s comment, which we left out.",
                "It has %(count)s comments, which we left out.",
                self.count,
            ),
            Unread.HIDDEN: ngettext(
                "It has %(count)s hidden passage, which we left out.",
                "It has %(count)s hidden passages, which we left out.",
                self.count,
            ),
            Unread.TRACKED: ngettext(
                "It has %(count)s tracked change. We read the text as if the change was accepted.",
                "It has %(count)s tracked changes. We read the text as if the changes were accepted.",
                self.count,
            ),
            Unread.IMAGES: ngettext(
                "It has %(count)s picture or chart. We cannot read the words in it.",
                "It has %(count)s pictures or charts. We cannot read the words in them.",
                self.count,
            ),
            Unread.ATTACHMENTS: ngettext(
                "It has %(count)s attachment, which we did not read. Send it by itself.",
                "It has %(count)s attachments, which we did not read. Send each by itself.",
                self.count,
            ),
        }
        return said[self.what] % {"count": self.count}

    def _pictures(self) -> str:
        pages = ", ".join(ranges(self.pages))
        several = ngettext(
            "Page %(pages)s is a picture: we found no words on it.",
            "Pages %(pages)s are pictures: on %(count)s of %(of)s pages we found no words.",
            self.count,
        ) % {"pages": pages, "count": self.count, "of": self.of}
        return f"{several} {gettext('Ask the author for a copy with real text.')}"


def ranges(pages: Iterable[int]) -> Iterator[str]:
    """Return page numbers as people write them: 2–4, 7."""
    runs = groupby(enumerate(sorted(pages)), key=lambda pair: pair[1] - pair[0])
    for number, (_, run) in enumerate(runs):
        if number == MOST_RANGES:
            yield "…"
            return
        numbers = [page for _, page in run]
        yield str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
