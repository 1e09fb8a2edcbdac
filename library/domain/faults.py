"""A fault: one thing wrong with what somebody gave us, said so that they can fix it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong (`message`, a sentence), where (`field`, as named in the form) and with which words, if any."""

    field: str
    message: str
    sentence: str = ""

    def __str__(self) -> str:
        """Write the fault on one line."""
        where = f"{self.field}: " if self.field else ""
        quoted = f" “{self.sentence}”" if self.sentence else ""
        return f"{where}{self.message}{quoted}"
