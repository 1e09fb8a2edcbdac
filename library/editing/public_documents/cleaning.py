"""Making a clean copy of a document in a process of its own, which is watched and ended when it takes too long."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from library.editing.documents.models import LARGEST
from library.editing.public_documents.models import NotCleaned
from library.security import sandbox

CHILD = "library.editing.public_documents.cleaning_child"
ENDINGS = {"pdf": b"%PDF-", "docx": b"PK"}


@dataclass(frozen=True, slots=True)
class Copy:
    """A clean copy."""

    ending: str
    pages: int
    content: bytes


def clean(path: Path) -> Copy | NotCleaned:
    """Return a clean copy of a file, or why there can be none. What the child says is not taken on trust."""
    with path.open("rb") as file, subprocess.Popen(**sandbox.started(CHILD, "document"), stdin=file) as child:
        try:
            said: bytes = child.communicate(timeout=sandbox.WALL_SECONDS)[0]
        except subprocess.TimeoutExpired:
            child.kill()
            return NotCleaned.TOO_HARD
    head, _, content = said.partition(b"\n")
    ending, _, detail = head.decode("ascii", "replace").partition(" ")
    if ending == "no" and detail in NotCleaned.__members__:
        return NotCleaned[detail]
    whole = ending in ENDINGS and content.startswith(ENDINGS[ending]) and len(content) <= 2 * LARGEST
    return Copy(ending, int(detail), content) if whole and detail.isdecimal() else NotCleaned.TOO_HARD
