"""What is kept of a translation, and how it stands beside the English it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from markupsafe import Markup

from library.i18n.formats import as_written
from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked

English = Mapping[str, str]
"""What a page says in English, by the name of each segment."""


class Kind(StrEnum):
    """What can be translated."""

    BRIEF = "brief"
    HELP_LINE = "help_line"


class Maker(LabelledEnum):
    """Who made a translation."""

    MACHINE = "machine", marked("Machine")
    PERSON = "person", marked("Person")


class TranslationState(LabelledEnum):
    """How a translation stands, the gravest first: whatever else is true of it, old words come before everything."""

    BEHIND = "behind", marked("Behind the English")
    PARTLY = "partly", marked("Partly translated")
    DRAFT = "draft", marked("Draft, not checked")
    CHECKED = "checked", marked("Checked")


@dataclass(frozen=True, slots=True)
class Item:
    """What is translated and into which language. `id` is a brief's number as text, or the id of a service."""

    kind: Kind
    id: str
    language: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One translated text, with the English it was made from."""

    english: str
    words: str
    made_by: Maker
    changed_at: datetime | None = None
    checked_by: int | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """All that is kept of one item in one language."""

    item: Item
    published: bool
    segments: Mapping[str, Segment]

    def state(self, english: English) -> TranslationState | None:
        """Return how it stands beside the English of today; None where nothing is translated."""
        kept = {name: self.segments[name] for name in english if name in self.segments}
        if not kept:
            return None
        if any(segment.english != english[name] for name, segment in kept.items()):
            return TranslationState.BEHIND
        if len(kept) < len(english):
            return TranslationState.PARTLY
        return (
            TranslationState.CHECKED if all(segment.checked_on for segment in kept.values()) else TranslationState.DRAFT
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What readers get: the words that are translated, by segment, and how the translation stands."""

    words: Mapping[str, str] = field(default_factory=dict)
    state: TranslationState | None = None
    by_machine: bool = False

    def say(self, segment: str, english: str) -> str:
        """Return a segment in the reader's language, or in English where it isn't translated."""
        return self.words.get(segment, english)

    def mark(self, segment: str, written_in: str = "en-GB") -> Markup:
        """Return the attributes of an element that shows a segment: its language, where that isn't the page's."""
        return Markup() if segment in self.words else as_written(written_in)


IN_ENGLISH = Reading()
"""A page that nobody has translated."""
