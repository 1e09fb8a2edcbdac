"""What translators see: items with their segments, English beside the other language."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from library.briefs.models import Brief
from library.briefs.ratings import Role
from library.briefs.versions.models import Piece, pieces
from library.help_lines.models import HelpLine
from library.i18n.messages import Message, gettext, marked
from library.translations.models import English, Kind, Segment, Translation, TranslationState

LABELS = {
    "title": marked("Title"),
    "one_line": marked("The answer in one line"),
    "short_answer": marked("Short answer"),
    "main_caution": marked("Before you use this"),
    "who": marked("Who it's for"),
    "does": marked("What it does"),
    "chat": marked("Text or chat"),
    "hours": marked("Hours"),
    "languages": marked("Languages"),
    "deaf": marked("If you're deaf"),
}


@dataclass(frozen=True, slots=True)
class Translatable:
    """A brief or a service with the English that can be translated. `name` is its slug, or the id of the service."""

    kind: Kind
    id: str
    name: str
    title: str
    english: English

    @classmethod
    def brief(cls, id: int, brief: Brief, english: English) -> "Translatable":
        """Return a brief."""
        return cls(Kind.BRIEF, str(id), brief.slug, brief.title, english)

    @classmethod
    def help_line(cls, line: HelpLine) -> "Translatable":
        """Return a service."""
        return cls(Kind.HELP_LINE, line.id, line.id, line.name, line.segments())


@dataclass(frozen=True, slots=True)
class Row:
    """One segment as its form shows it: the English of today, and how that differs from what the words were made of."""

    segment: str
    english: str
    kept: Segment | None

    @property
    def label(self) -> str:
        """Return what the segment is called."""
        if self.segment in LABELS:
            return gettext(LABELS[self.segment])
        _, role, number = self.segment.split(".")
        words = Message("%(role)s: line %(number)s", role=Role(role).label, number=int(number) + 1)  # type: ignore[call-arg]
        return gettext(words)

    @property
    def is_behind(self) -> bool:
        """Return whether the words were made from another English."""
        return self.kept is not None and self.kept.english != self.english

    def changes(self) -> list[Piece]:
        """Return how the English has changed since the words were made, word by word."""
        return list(pieces(self.kept.english, self.english)) if self.kept else []


@dataclass(frozen=True, slots=True)
class Sheet:
    """One item in one language, as its form shows it."""

    item: Translatable
    translation: Translation

    @property
    def state(self) -> TranslationState | None:
        """Return how the translation stands."""
        return self.translation.state(self.item.english)

    @property
    def rows(self) -> list[Row]:
        """Return a row for each segment, in reading order."""
        kept = self.translation.segments
        return [Row(name, english, kept.get(name)) for name, english in self.item.english.items()]

    @property
    def words(self) -> Mapping[str, str]:
        """Return what is kept, as the form holds it."""
        return {name: segment.words for name, segment in self.translation.segments.items()}

    @property
    def mark(self) -> str:
        """Return what changes whenever a word does, so that of two people who translate at once the second is told."""
        return hashlib.sha256(repr(sorted(self.words.items())).encode()).hexdigest()[:16]
