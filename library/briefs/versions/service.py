"""The public history of a brief: its versions, one of them as it stood, and what changed between two."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from library.briefs import repository as briefs
from library.briefs.schemas.as_text import label, plainly, widget
from library.briefs.schemas.brief import BRIEF, STAFF_ONLY
from library.briefs.service import Page
from library.briefs.states import PublishedBrief
from library.briefs.versions import repository as versions
from library.briefs.versions.models import LINE, Piece, Version, Withdrawal, line_pieces, pieces
from library.briefs.vocabulary.models import Vocabulary
from library.services import Services

WAYS: dict[str, Callable[[str, str], Iterator[Piece]]] = {
    "rows": line_pieces,
    "group": line_pieces,
    "tags": partial(pieces, units=LINE),
}
"""How the fields of a widget are compared, where not word by word throughout."""


@dataclass(frozen=True, slots=True)
class History:
    """Every version of a brief, the newest first, and the withdrawals between them."""

    versions: tuple[Version, ...]
    withdrawals: tuple[Withdrawal, ...]

    def events(self) -> list[Version | Withdrawal]:
        """Return all that happened, the newest first."""
        return sorted([*self.versions, *self.withdrawals], key=lambda event: event.at, reverse=True)

    def find(self, number: int) -> Version | None:
        """Return a version by its number, or None."""
        return next((version for version in self.versions if version.number == number), None)

    def before(self, version: Version) -> Version | None:
        """Return the version that readers were shown before another, or None for the first."""
        return next((older for older in self.versions if older.number < version.number), None)


@dataclass(frozen=True, slots=True)
class Part:
    """One field of two texts: what it is called, and its pieces; one that did not change has one piece."""

    name: str
    label: str
    pieces: tuple[Piece, ...]


def history(services: Services, found: PublishedBrief) -> History:
    """Return the history of a brief that readers see."""
    with services.store.reading() as database:
        return History(tuple(versions.shown(database, found.id)), tuple(versions.withdrawn(database, found.id)))


def as_it_was(services: Services, page: Page, version: Version) -> Page:
    """Return the page of a brief as a version had it, with the related briefs that are there now."""
    brief = BRIEF.load(version.content)
    found = replace(page.found, brief=brief, version=version.number, published_at=version.at)
    with services.store.reading() as database:
        related = briefs.listed(database, slugs=brief.related)
    return Page(found, tuple(related), page.terms)


def changes(old: Version, new: Version, terms: Vocabulary) -> tuple[list[Part], list[Part]]:
    """Return the fields that two versions have in different words, and those they share."""
    services = list(_parts(old, new, terms))
    changed = [part for part in services if any(piece.kind != "same" for piece in part.pieces)]
    return changed, [part for part in services if part not in changed]


def _parts(old: Version, new: Version, terms: Vocabulary) -> Iterator[Part]:
    for name in (name for name in BRIEF.fields if name not in STAFF_ONLY):
        before, after = plainly(name, old.content, terms), plainly(name, new.content, terms)
        if before or after:
            yield Part(name, label(name), tuple(WAYS.get(widget(name), pieces)(before, after)))
