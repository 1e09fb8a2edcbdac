"""The parts the form of a brief is in: the ten fields every brief needs, then the rest, folded by subject."""

from dataclasses import dataclass
from typing import Any

from library.i18n.messages import marked


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand together on the form; the first section is always open."""

    id: str
    label: str
    fields: tuple[str, ...]

    def filled(self, content: dict[str, Any]) -> int:
        """Return how many of its fields hold something."""
        return sum(bool(_holds(content.get(name))) for name in self.fields)


def _holds(value: Any) -> bool:
    """Return whether a value, or a part of it, is more than nothing."""
    if isinstance(value, dict):
        return any(map(_holds, value.values()))
    return any(map(_holds, value)) if isinstance(value, list) else value not in (None, "", False)


NEEDED = Section(
    "needed",
    marked("What every brief needs"),
    (
        *("kind", "title", "one_line", "short_answer", "main_caution"),
        *("key_points", "what_it_is", "actions", "approaches", "sources"),
    ),
)
FOLDED = (
    Section(
        "dates", marked("Place and dates"), ("nearness", "place", "places", "checked_on", "check_by", "owner_role")
    ),
    Section(
        "results",
        marked("Results and confidence"),
        (
            *("does_it_work", "outcomes", "figures", "source_ratings"),
            *("what_we_dont_know", "why_it_works", "thin"),
        ),
    ),
    Section(
        "practice",
        marked("Putting it into practice"),
        ("who_for", "how_to_do_it", "cautions", "how_to_refer", "what_has_changed", "lenses"),
    ),
    Section("spending", marked("Costs"), ("costs", "cost_band", "cost_note")),
    Section("project", marked("Local project"), ("status", "contacts")),
    Section("bids", marked("Bids and measuring"), ("claim", "dont_claim", "measures")),
    Section(
        "finding",
        marked("How people find it"),
        (
            *("lead_for", "settings", "ages", "prevention_levels"),
            *("violence_types", "artforms", "asked", "related"),
        ),
    ),
    Section(
        "records",
        marked("Records and address"),
        ("facts", "open_questions", "read_by", "language", "translation_of", "licence", "slug"),
    ),
)
SECTIONS = (NEEDED, *FOLDED)
