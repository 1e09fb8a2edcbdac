"""Whether questions in other languages find the translation that answers them: `python -m tests.bench.languages`.

The questions are worded as a worried parent or partner might ask, and search is not tuned to any of them.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from library.app import create_app
from library.bootstrap import connect
from library.i18n import catalogues, messages
from library.search import indexing, views
from library.search import service as searches
from library.search.models import Query
from library.services import Services
from library.settings import LANGUAGES, Settings
from library.transfer import seeding

Questions = Mapping[str, Sequence[tuple[str, str]]]
QUESTIONS: Questions = json.loads(Path(__file__).with_name("questions_languages.json").read_text("utf-8"))
"""Questions by language, each with the slug of the brief that answers it."""
LATER: Questions = json.loads(Path(__file__).with_name("questions_languages_later.json").read_text("utf-8"))
"""Questions that were written after the search: nothing was made for them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, the brief that answers it, and the slugs that were found among translations, best first."""

    text: str
    answer: str
    found: tuple[str, ...]

    def among(self, first: int) -> bool:
        """Return whether the right brief is among the first so many."""
        return self.answer in self.found[:first]


def asked(folder: Path, meaning: str = "on", questions: Questions = QUESTIONS) -> Iterator[tuple[str, list[Asked]]]:
    """Ask all questions of a library in a folder, as the search page does; give language -> what was found.

    The library is made if the folder has none.
    """
    settings = Settings(folder / "instance", folder / "index", meaning=meaning, languages=str(LANGUAGES))
    made = settings.instance.exists()
    services = connect(settings)
    if not made:
        services.store.migrate()
        seeding.seed(services)
        indexing.reindex(services)
    app, known = create_app(services), catalogues.read(str(LANGUAGES))
    for code, lines in questions.items():
        with app.test_request_context("/search"), messages.speaking(known[code]):
            yield code, [Asked(text, answer, _found(services, text)) for text, answer in lines]
    services.store.close()


def _found(services: Services, text: str) -> tuple[str, ...]:
    other = views.besides(searches.search(services, Query(text)))
    return tuple(str(dict(each.values)["slug"]) for kind in other if kind.name == "translated" for each in kind.found)


def main() -> None:
    """Print the shares of each language, with -v the questions whose brief is not first; --later asks the later ones."""
    questions = LATER if "--later" in sys.argv else QUESTIONS
    with tempfile.TemporaryDirectory() as folder:
        for code, answers in asked(Path(folder), "off", questions):
            first, three = (sum(each.among(most) for each in answers) for most in (1, 3))
            print(f"{code}: of {len(answers)} questions the right brief is first for {first}, among three for {three}")
            for each in answers if "-v" in sys.argv else ():
                if not each.among(1):
                    print(f"   {each.text}: {each.answer} is not before {', '.join(each.found[:3]) or 'nothing'}")


if __name__ == "__main__":
    main()
