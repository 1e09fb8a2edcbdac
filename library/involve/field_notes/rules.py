"""What a field note gives a draft of a brief: every answer has its place, and says that nobody has tested it."""

from datetime import date
from typing import Any

from library.briefs.models import slug_from
from library.involve.field_notes.models import FieldNote

UNTESTED = "A local account. Nobody has tested it."


def draft_of(note: FieldNote, address: str, organisation: str, published: date, today: date) -> dict[str, Any]:
    """Return the content of a draft that carries a whole field note over, with the note as its source."""
    how = [note.steps, _part("Who with", note.partners), _part("Differently next time", note.differently)]
    return {
        "slug": slug_from(note.title),
        "kind": "early_learning",
        "title": note.title[:80],
        "main_caution": UNTESTED,
        "what_it_is": _joined(note.did, _part("The problem", note.problem), _part("When", note.dates)),
        "does_it_work": _joined(f"{UNTESTED} {note.upshot.words} [a].", note.changed, _part("Basis", note.basis.words)),
        "how_to_do_it": _joined(*how, _part("Advice", note.advice)),
        "costs": note.cost,
        "cautions": UNTESTED,
        "nearness": "llr",
        "approaches": list(note.approaches),
        "place": "llr",
        "related": list(note.briefs),
        "sources": [
            {
                "key": "a",
                "title": f"Field note: {note.title}",
                "authors": note.group,
                "publisher": organisation,
                "year": published.year,
                "url": address,
                "checked_on": today.isoformat(),
                "type": "page",
                "independent": False,
                "limitations": UNTESTED,
            }
        ],
    }


def _part(name: str, words: str) -> str:
    return f"**{name}**: {words}" if words else ""


def _joined(*parts: str) -> str:
    return "\n\n".join(filter(None, parts))
