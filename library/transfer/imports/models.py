"""What an import would do, row by row."""

from dataclasses import dataclass

from library.forms.problems import Fault
from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Deed(LabelledEnum):
    """What becomes of one row."""

    NEW = "new", marked("New")
    CHANGED = "changed", marked("Changed")
    SAME = "same", marked("Same already")
    REFUSED = "refused", marked("Refused")


TAKEN = frozenset({Deed.NEW, Deed.CHANGED})
"""What becomes of rows that change something."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: which brief it is, what becomes of it, which fields change (in words), and why it is refused.

    `brief_id` is the brief that is there already, 0 for none; `lock` names the save of it that was looked at.
    """

    number: int
    slug: str
    title: str
    deed: Deed
    fields: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    brief_id: int = 0
    lock: int = 0

    @property
    def name(self) -> str:
        """Return what the row is called in a report."""
        return f"row {self.number} ({self.slug or self.title or 'no name'})"


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows; `seal` stands for what was looked at, so that an import does what was shown or nothing."""

    lines: tuple[Line, ...]
    seal: str

    def of(self, deed: Deed) -> tuple[Line, ...]:
        """Return the rows of which one thing becomes."""
        return tuple(line for line in self.lines if line.deed is deed)

    def to_take(self) -> tuple[Line, ...]:
        """Return the rows that change something."""
        return tuple(line for line in self.lines if line.deed in TAKEN)
