"""Makes as many briefs as wanted out of the words and tags of the real ones, always the same for a size.

Half the words of a brief come from one real brief, so that briefs have topics; most others from all real briefs together, as
often as they stand there; a few are made-up rare words, as names are in real texts. Both follow Zipf's law.
"""

import hashlib
import itertools
import json
import os
import random
import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from library.bootstrap import connect
from library.briefs import seed_files, texts
from library.briefs.models import Status
from library.briefs.schemas.brief import BRIEF
from library.db import tables
from library.search import indexing
from library.search.engine import embeddings
from library.search.engine.embeddings import Meaning, Vectors
from library.search.engine.port import Document
from library.search.engine.whoosh_index import LAYOUT
from library.search.engine.words import WORD
from library.services import Services
from library.settings import ROOT, Settings
from library.text import plain
from library.transfer import seeding

SEED = 20261122
PARTS = {"short_answer": 50, "what_it_is": 60, "does_it_work": 60, "who_for": 60, "how_to_do_it": 60, "cautions": 30}
"""Words of each part of a brief; with key points, title and outcomes about 600."""
TAGS = ("settings", "ages", "prevention_levels", "place", "places", "violence_types", "outcomes", "sources", "kind")
"""What a brief takes from a second real brief, so that the tags of 10,000 are not those of 129."""
RARE_WORDS = 20_000
OF_ITS_TOPIC, RARE = 0.5, 0.02
SENTENCE = 14
STOCKED, INDEXED = "stocked", "indexed"
BRIEFS_MADE_BY = ("tests/bench/corpus.py", "library/briefs/schemas/*.py")
"""What decides which briefs a library of the bench has: when one of these changes, they are made again.

The words are those that the real briefs had then; tables are brought up to date as those of any library.
"""
INDEX_MADE_BY = (
    "library/search/indexing.py",
    "library/search/one_spelling.py",
    "library/search/engine/closeness.py",
    "library/search/engine/documents.py",
    "library/search/engine/embeddings.py",
    "library/search/engine/words.py",
)
"""What decides, with its layout, how an index looks: when one of these changes, it is rebuilt over the same briefs.

What their lines mean is kept with the briefs, so that takes a minute at 10,000.
"""
MOST_REMEMBERED = 10_000
FIRST_DAY = datetime(2020, 1, 1, 12, tzinfo=UTC)
Content = dict[str, Any]


def seed_contents() -> list[Content]:
    """Read the briefs the library comes with, as they are kept."""
    return [json.loads(file.read_text("utf-8")) for file in seed_files.brief_files()]


class Maker:
    """Draws briefs, one after the other, from one stream of chance."""

    def __init__(self) -> None:
        """Gather the words of the real briefs."""
        self._chance = random.Random(SEED)
        self._real = seed_contents()
        self._topics = [_words(content) for content in self._real]
        self._all = [word for words in self._topics for word in words]
        self._rare = [_made_up(number) for number in range(RARE_WORDS)]
        self._how_rare = list(itertools.accumulate(1 / rank for rank in range(1, RARE_WORDS + 1)))

    def brief(self, number: int) -> Content:
        """Make the content of one brief."""
        about = number % len(self._real)
        tagged = self._chance.choice(self._real)
        tags = {name: tagged[name] for name in TAGS if name in tagged}
        made = {name: self._prose(about, count) for name, count in PARTS.items()}
        made["key_points"] = [self._prose(about, 20) for _ in range(4)]
        made["title"] = self._line(about, 5, 80)
        made["one_line"] = self._line(about, 16, 140)
        return self._real[about] | tags | made | {"slug": f"brief-{number}", "related": [], "facts": []}

    def _draw(self, about: int, count: int) -> list[str]:
        of_topic = sum(self._chance.random() < OF_ITS_TOPIC for _ in range(count))
        rare = sum(self._chance.random() < RARE for _ in range(count - of_topic))
        drawn = self._chance.choices(self._topics[about], k=of_topic)
        drawn += self._chance.choices(self._all, k=count - of_topic - rare)
        drawn += self._chance.choices(self._rare, cum_weights=self._how_rare, k=rare)
        self._chance.shuffle(drawn)
        return drawn

    def _prose(self, about: int, count: int) -> str:
        drawn = self._draw(about, count)
        sentences = [" ".join(drawn[start : start + SENTENCE]) for start in range(0, count, SENTENCE)]
        return " ".join(f"{each[0].upper()}{each[1:]}." for each in sentences)

    def _line(self, about: int, words: int, longest: int) -> str:
        line = " ".join(self._draw(about, words))[:longest]
        return line[0].upper() + line[1:].rstrip()


def _words(content: Content) -> list[str]:
    whole = texts.whole(BRIEF.load(content))
    return [word.casefold() for _, text in whole for word in WORD.findall(plain.plain(text))]


def _made_up(number: int) -> str:
    chance = random.Random(f"{SEED}-{number}")
    return "".join(chance.choice("bcdfghklmnprstvw") + chance.choice("aeiou") for _ in range(chance.randint(3, 5)))


class Remembering:
    """A model that works the meaning of a line out once: briefs of a corpus share the lines that they are asked by."""

    def __init__(self, model: Meaning) -> None:
        """Remember nothing yet."""
        self._model = model
        self._known: dict[str, NDArray[np.float32]] = {}

    def vectors(self, lines: Sequence[str]) -> Vectors:
        """Return a vector for each line."""
        fresh = [line for line in dict.fromkeys(lines) if line not in self._known]
        found = dict(zip(fresh, self._model.vectors(fresh), strict=True))
        if len(self._known) < MOST_REMEMBERED:
            self._known |= found
        return np.stack([found[line] if line in found else self._known[line] for line in lines])


def connected(folder: Path) -> Services:
    """Give parts whose data lives in a folder."""
    return connect(Settings(instance=folder / "instance", index=folder / "index", contact="library@example.org"))


def kept(folder: Path, size: int) -> Services:
    """Give parts over a copy, in a folder, of a library of some size and its index, which are built once and kept."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "what-works-library" / "bench"
    whole, index = cache / f"{size}-{_made_by(BRIEFS_MADE_BY)}", _made_by(INDEX_MADE_BY, embeddings.MODEL, LAYOUT)
    if not (whole / STOCKED).exists():
        shutil.rmtree(whole, ignore_errors=True)
        stocked(whole, size).store.close()
        (whole / STOCKED).touch()
    if not (whole / INDEXED).exists() or not (whole / INDEXED).read_text("utf-8").startswith(index):
        (whole / INDEXED).write_text(f"{index} {_indexed(whole)}", "utf-8")
    shutil.copytree(whole, folder, dirs_exist_ok=True)
    seconds = (whole / INDEXED).read_text("utf-8").split()[1]
    print(f"`library reindex` took {seconds} s of processor time when this was built: {whole}")
    services = connected(folder)
    services.store.migrate()
    return services


def _indexed(whole: Path) -> int:
    """Rebuild the index of a library, and nothing else in its place; return the seconds of processor time it took."""
    services, start = connected(whole), time.process_time()
    services.store.migrate()
    shutil.rmtree(services.settings.index, ignore_errors=True)
    indexing.reindex(replace(services, meaning=services.meaning and Remembering(services.meaning)))
    services.store.close()
    return round(time.process_time() - start)


def _made_by(patterns: Sequence[str], *more: str) -> str:
    """Return a mark of the files that something is made by."""
    made_by = hashlib.sha256(" ".join(more).encode())
    for path in (path for pattern in patterns for path in sorted(ROOT.glob(pattern))):
        made_by.update(path.read_bytes())
    return made_by.hexdigest()[:12]


def stocked(folder: Path, size: int) -> Services:
    """Publish briefs in a fresh library, all in one transaction and without an index yet."""
    services = connected(folder)
    services.store.migrate()
    seeding.load_vocabulary(services)
    maker = Maker()
    contents = [maker.brief(number) for number in range(1, size + 1)]
    with services.store.writing() as database:
        database.execute(sa.insert(tables.briefs), list(_briefs(contents)))
        database.execute(sa.insert(tables.versions), list(_versions(contents)))
        database.execute(sa.insert(tables.changes), list(_changes(size)))
    return services


def _at(number: int) -> datetime:
    return FIRST_DAY + timedelta(minutes=97 * number)


def _changes(size: int) -> Iterator[Content]:
    for number in range(1, size + 1):
        yield {"number": number, "brief_id": number, "at": _at(number)}


def _briefs(contents: list[Content]) -> Iterator[Content]:
    for number, content in enumerate(contents, 1):
        yield {
            "id": number,
            "slug": content["slug"],
            "published_version": number,
            "change": number,
            "stamp": secrets.token_hex(4),
            "created_at": _at(number),
        }


def _versions(contents: list[Content]) -> Iterator[Content]:
    for number, content in enumerate(contents, 1):
        brief = BRIEF.load(content)
        yield {
            "id": number,
            "brief_id": number,
            "number": 1,
            "status": Status.PUBLISHED,
            "content": content,
            "title": brief.title,
            "one_line": brief.one_line,
            "kind": brief.kind.value,
            "checked_on": brief.checked_on,
            "check_by": brief.check_by,
            "origin": "seed",
            "saved_at": _at(number),
            "published_at": _at(number),
        }


def documents(services: Services) -> list[Document]:
    """Give what an engine holds of every published brief."""
    return list(indexing.everything(services)[1])
