"""What a draft would change for its readers, word by word, for the person who approves it."""

from typing import Any

from library.briefs.schemas.brief import BRIEF
from library.briefs.schemas.partial_brief import as_typed
from library.briefs.versions import service as versions
from library.briefs.versions.models import Version
from library.briefs.versions.service import Part
from library.briefs.vocabulary import repository as vocabulary
from library.editing.drafts import repository as reviews
from library.services import Services


def since_shown(services: Services, brief_id: int, content: dict[str, Any]) -> list[Part] | None:
    """Return the fields that differ from what readers last saw; None where they have never seen the brief."""
    with services.store.reading() as database:
        shown, terms = reviews.last_shown(database, brief_id), vocabulary.read(database)
    if shown is None:
        return None
    whole = (BRIEF.dump(as_typed(each)) for each in (shown, content))
    old, new = (Version(0, each, services.clock(), "", "") for each in whole)
    return versions.changes(old, new, terms)[0]
