"""What searches find of briefs in other languages: those that are translated, by the words of their translation."""

from collections.abc import Iterator

from library.contributions import TRANSLATED, Contributions, Findable, SearchKind
from library.i18n.messages import marked
from library.services import Services
from library.translations import reading as translations
from library.translations.models import Kind


def in_other_languages(services: Services) -> Iterator[Findable]:
    """Return the briefs that readers are shown in the language that is spoken."""
    with services.store.reading() as database:
        found = translations.words_of_all(database, Kind.BRIEF)
    for slug, brief in found.items():
        title, line = brief.words.get("title", ""), brief.words.get("one_line", "")
        if title:
            yield Findable(title, line, "briefs.brief", (("slug", slug),), says="\n".join(brief.words.values()))


OTHER_LANGUAGES = SearchKind(TRANSLATED, marked("In your language"), in_other_languages, by_beginnings=True)
ADDED = Contributions(search_kinds=(OTHER_LANGUAGES,))
