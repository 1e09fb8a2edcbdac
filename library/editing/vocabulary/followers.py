"""What carries terms besides briefs: features above offer how theirs follow when one term is merged into another."""

from collections.abc import Callable
from typing import Any

from library.db.store import Database

Changed = tuple[str, Any, Any]
"""What followed, such as “opportunity 3”, with its content before and after."""
Follow = Callable[[Database, str, str, str], list[Changed]]
"""Gives what carries a term of a scheme another in its place, in a transaction that is open."""
_followers: dict[str, Follow] = {}


def offer(name: str, follow: Follow) -> None:
    """Let what a feature keeps follow; called when the parts of the library are put together."""
    _followers[name] = follow


def follow(database: Database, scheme: str, old: str, new: str) -> list[Changed]:
    """Let everything follow; return what did."""
    return [changed for each in _followers.values() for changed in each(database, scheme, old, new)]
