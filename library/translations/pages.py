"""What templates ask of translations, read once for each request."""

from flask import g

from library.http.context import services
from library.i18n import messages
from library.translations import reading
from library.translations.models import IN_ENGLISH, Kind, Reading


def translated(kind: str, id: str) -> Reading:
    """Return a service by its id, or a brief by its slug, in the language of the page."""
    if messages.spoken() is None:
        return IN_ENGLISH
    kept: dict[str, dict[str, Reading]] = g.setdefault("translated", {})
    if kind not in kept:
        with services().store.reading() as database:
            kept[kind] = reading.words_of_all(database, Kind(kind))
    return kept[kind].get(id, IN_ENGLISH)


HELPERS = {"translated": translated}
"""What templates of pages may call."""
