"""An easy read draft as it is kept, and how it stands beside the brief it was made from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from library.briefs.models import Brief
from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked

MADE_FROM = ("title", "short_answer", "main_caution")
"""The texts of a brief that an easy read draft is made from."""


class EasyReadState(LabelledEnum):
    """How an easy read draft stands, the gravest first: old words come before everything, even a test."""

    BEHIND = "behind", marked("Behind the brief")
    DRAFT = "draft", marked("Draft, not tested")
    TESTED = "tested", marked("Tested")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, what it shows in plain words, and its drawing as SVG."""

    name: str
    means: str
    svg: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One idea. In `words`, the id of a help line in braces stands for its number, which is never typed."""

    words: str
    picture: str


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word that readers may not know, explained."""

    word: str
    means: str


@dataclass(frozen=True, slots=True)
class Content:
    """What an easy read draft says."""

    title: str
    sentences: tuple[Sentence, ...]
    hard_words: tuple[HardWord, ...] = ()

    @classmethod
    def load(cls, raw: Mapping[str, Any]) -> "Content":
        """Return it from its JSON."""
        sentences = tuple(Sentence(**each) for each in raw["sentences"])
        return cls(raw["title"], sentences, tuple(HardWord(**each) for each in raw["hard_words"]))

    def dump(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class EasyRead:
    """All that is kept: the words, the English they were made from, and who tested them, when."""

    content: Content
    made_from: Mapping[str, str]
    tested_with: str = ""
    tested_on: date | None = None
    changed_at: datetime | None = None

    def state(self, brief: Brief) -> EasyReadState:
        """Return how it stands beside the brief of today."""
        if dict(self.made_from) != english(brief):
            return EasyReadState.BEHIND
        return EasyReadState.TESTED if self.tested_on else EasyReadState.DRAFT


def english(brief: Brief) -> dict[str, str]:
    """Return the texts of a brief that an easy read draft is made from."""
    return {name: getattr(brief, name) for name in MADE_FROM}
