"""The boxes of the filters of a search: two hundred on each page of results, so they are put together by Python."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from library.i18n.formats import as_written
from library.search.filters import WITHOUT_SCHEME, Choice

BOX = Markup(
    '<label class="choice"><input type="checkbox" name="{}" value="{}" form="find"{}> <span{}>{}</span> '
    '<span class="count">'
)
OURS = {"kind", *WITHOUT_SCHEME}
"""Groups whose labels are words of the interface; those of the others are content."""
MOST_KEPT = 4_000


def filter_boxes(group: str, choices: Iterable[Choice]) -> Markup:
    """Return a box for each choice of a filter group."""
    written = "" if group in OURS else as_written()
    boxes = (
        f"{_begun(group, id, label, chosen, written)}{gives:d}</span></label>" for id, label, gives, chosen in choices
    )
    return Markup("".join(boxes))  # noqa: S704 (what is not escaped is a number)


@lru_cache(maxsize=MOST_KEPT)
def _begun(group: str, id: str, label: str, chosen: bool, written: str) -> str:
    """Return a box up to how many briefs it gives, which is all that differs from page to page."""
    return str(BOX.format(group, id, " checked" if chosen else "", written, label))
