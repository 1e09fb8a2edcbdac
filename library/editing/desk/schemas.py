"""Reading from an address which briefs somebody wants to see at the desk; what makes no sense narrows nothing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from library.briefs.ratings import Kind
from library.editing.desk.models import Due, Order, Wanted, WorkState

LONGEST = 100
Choice = TypeVar("Choice", bound=StrEnum)


def wanted(asked: Mapping[str, str]) -> Wanted:
    """Return which briefs an address asks for."""
    return Wanted(
        " ".join(asked.get("words", "").split())[:LONGEST],
        asked.get("mine") == "yes",
        _one_of(Kind, asked.get("kind")),
        _one_of(WorkState, asked.get("state")),
        asked.get("topic", "")[:LONGEST],
        _one_of(Due, asked.get("due")),
        _one_of(Order, asked.get("order")) or Order.SAVED,
    )


def _one_of(choices: type[Choice], value: str | None) -> Choice | None:
    return next((each for each in choices if each.value == value), None)
