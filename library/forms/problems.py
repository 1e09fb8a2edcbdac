"""A fault: one thing wrong with what somebody gave us, said so that they can fix it."""

from dataclasses import dataclass
from typing import Any


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


def flat_messages(messages: Any, field: str = "") -> list[tuple[str, str]]:
    """Turn marshmallow's nested messages into (field name as in the form, sentence)."""
    if isinstance(messages, dict):
        return [
            pair
            for name, inner in messages.items()
            for pair in flat_messages(inner, field if name == "_schema" else f"{field}-{name}" if field else str(name))
        ]
    if isinstance(messages, list):
        return [pair for message in messages for pair in flat_messages(message, field)]
    return [(field, str(messages))]
