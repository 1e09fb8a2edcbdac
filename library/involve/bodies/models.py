"""A body that can be asked, and what took over from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """A council, board or commissioner. `inbox` belongs to a role; `succeeded_by` is the slug of what it became."""

    name: str
    inbox: str = ""
    link: str = ""
    succeeded_by: str = ""
    slug: str = ""
    id: int = 0
