"""A service that helps people in trouble: who it is for, how to reach it, and whether readers are shown it."""

from dataclasses import dataclass
from datetime import datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked

HIGH, HIDDEN = "high", "hidden"
"""How sure we are of a line: shown at once, or taken off by an admin. All others wait until an admin confirms them."""

TRANSLATED = ("who", "does", "chat", "hours", "languages", "deaf")


class Group(LabelledEnum):
    """The groups that services are listed in, in order."""

    EMERGENCY = "emergency", marked("In danger now")
    ABUSE = "abuse", marked("Abuse at home or by a partner")
    SEXUAL = "sexual", marked("Rape and sexual assault")
    YOUNG = "young", marked("Children and young people")
    CHILD = "child", marked("Worried about a child")
    SUICIDE = "suicide", marked("Thoughts of suicide, or not coping")
    IMAGES = "images", marked("Intimate pictures")
    EXPLOITED = "exploited", marked("Exploitation and forced marriage")
    AFTER = "after", marked("After a crime")
    REPORT = "report", marked("Telling someone about a crime")
    OTHER = "other", marked("Other help")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One service. For staff only: `source` and `note` say how we know, `confirmed_at` when an admin last checked."""

    id: str
    group: Group
    name: str
    who: str
    number: str = ""
    does: str = ""
    chat: str = ""
    web: str = ""
    hours: str = ""
    languages: str = ""
    deaf: str = ""
    area: str = ""
    confidence: str = HIGH
    source: str = ""
    note: str = ""
    confirmed_at: datetime | None = None
    changed_at: datetime | None = None

    @property
    def shown(self) -> bool:
        """Return whether readers are shown it."""
        return self.confidence == HIGH or self.confirmed_at is not None

    @property
    def dialled(self) -> str:
        """Return the number as a telephone dials it."""
        return "".join(self.number.split())

    def segments(self) -> dict[str, str]:
        """Return what can be translated of it; its name, numbers and website are the same in every language."""
        return {name: text for name in TRANSLATED if (text := getattr(self, name))}

    @property
    def reach(self) -> str:
        """Return the shortest way to reach it in words: its number, or else its text, chat or website."""
        return self.number or self.chat or self.web
