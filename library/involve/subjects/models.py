"""A subject that people ask about, and where it stands."""

from dataclasses import dataclass
from datetime import datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Standing(LabelledEnum):
    """Where a subject stands."""

    LOOKING = "looking", marked("We're looking into it")
    NOTHING = "nothing", marked("We know of no evidence anywhere")
    ANSWERED = "answered", marked("Answered")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject in words of ours, so that nothing of who asked stands in it; `brief` is the one that answers it."""

    subject: str
    standing: Standing
    brief: str = ""
    note: str = ""
    id: int = 0
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A subject with how often it was asked or searched for."""

    subject: Subject
    times: int
