"""The library's first stock: briefs, vocabulary and fact records read from seed_data/."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from library.briefs.models import Brief
from library.briefs.rules import evidence
from library.briefs.rules import plans as plan_rules
from library.briefs.schemas.brief import BRIEF
from library.forms.problems import Fault, flat_messages
from library.settings import ROOT

SEEDS = ROOT / "seed_data"
Records = dict[str, Any]


def brief_files() -> list[Path]:
    """Return the seed files of all briefs, in order of their slugs."""
    return sorted((SEEDS / "briefs").glob("*.json"))


def brief_file(name: str) -> Path:
    """Return the file of a seed brief by its slug, or the path itself if it names a file."""
    path = Path(name)
    return path if path.suffix else SEEDS / "briefs" / f"{name}.json"


@cache
def vocabulary() -> dict[str, list[dict[str, Any]]]:
    """Read the vocabulary: scheme -> terms with id, label, definition, group, lay_words."""
    terms: dict[str, list[dict[str, Any]]] = json.loads((SEEDS / "vocabulary.json").read_text("utf-8"))
    return terms


def help_lines() -> list[dict[str, Any]]:
    """Return the services that help people in trouble, as records."""
    lines: list[dict[str, Any]] = json.loads((SEEDS / "help_lines.json").read_text("utf-8"))
    return lines


def outside_topics() -> list[dict[str, Any]]:
    """Return what the library is not about, as records."""
    topics: list[dict[str, Any]] = json.loads((SEEDS / "outside_topics.json").read_text("utf-8"))
    return topics


def languages() -> list[str]:
    """Return the languages that the library comes with, in order."""
    return sorted(folder.name for folder in (SEEDS / "languages").iterdir() if folder.is_dir())


def translations(language: str, kind: str) -> dict[str, dict[str, list[str]]]:
    """Return what is translated of one kind: id -> segment -> (English, words); briefs by their slugs."""
    file = SEEDS / "languages" / language / f"{kind}.json"
    found: dict[str, dict[str, list[str]]] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return found


def easy_reads() -> dict[str, dict[str, Any]]:
    """Return the easy read drafts, by the slugs of their briefs."""
    files = sorted((SEEDS / "easy_read").glob("*.json"))
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files if file.stem != "pictures"}


@cache
def local_places() -> dict[str, list[str]]:
    """Return the names of smaller places, by the place of the vocabulary that they lie in."""
    places: dict[str, list[str]] = json.loads((SEEDS / "local_places.json").read_text("utf-8"))
    return places


@cache
def urgent_words() -> dict[str, Any]:
    """Return the words by which somebody in trouble is recognised, and the services for each need."""
    words: dict[str, Any] = json.loads((SEEDS / "urgent_words.json").read_text("utf-8"))
    return words


@cache
def urgent_languages() -> dict[str, Any]:
    """Return the words by which somebody in trouble is recognised in other languages, by language."""
    words: dict[str, Any] = json.loads((SEEDS / "urgent_languages.json").read_text("utf-8"))
    return {language: lines for language, lines in words.items() if language != "note"}


@cache
def urgent_meaning() -> dict[str, Any]:
    """Return what was learnt of the meaning of cries for help."""
    learnt: dict[str, Any] = json.loads((SEEDS / "urgent_meaning.json").read_text("utf-8"))
    return learnt


@cache
def urgent_beginnings() -> dict[str, Any]:
    """Return what was learnt of how cries for help begin their words in other languages."""
    learnt: dict[str, Any] = json.loads((SEEDS / "urgent_beginnings.json").read_text("utf-8"))
    return learnt


@cache
def records() -> Records:
    """Read all fact records, by the name that briefs use, such as yef:mentoring or context:surveys.0."""
    found: Records = {f"found:{slug}": record for slug, record in _one_a_file("found").items()}
    for name in ("yef", "reviews", "practice", "new", "corrections"):
        found |= {f"{name}:{record['slug']}": record for record in _facts(name)}
    for part, value in _facts("context").items():
        if isinstance(value, list):
            found |= {f"context:{part}.{number}": record for number, record in enumerate(value)}
        else:
            found[f"context:{part}"] = value
    return found


@cache
def _facts(name: str) -> Any:
    return json.loads((SEEDS / "facts" / f"{name}.json").read_text("utf-8"))


@cache
def _one_a_file(folder: str) -> Records:
    files = sorted((SEEDS / "facts" / folder).glob("*.json"))
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files}


def plans() -> Records:
    """Read the plan of every brief, by its slug: the records it draws on and the cautions it has to keep."""
    return _one_a_file("plan")


def records_of(brief: Brief) -> list[Any]:
    """Return the fact records a brief may take its figures from: its own, its plan's, and those of its conflicts."""
    plan: dict[str, Any] = plans().get(brief.slug, {})
    conflicts = [conflict for conflict in _facts("conflicts") if brief.slug in conflict["slugs"]]
    sides = [side for conflict in conflicts for side in conflict["sides"]]
    names = {*brief.facts, *plan.get("facts", ()), *(side["record"] for side in sides if side.get("record"))}
    return [*(records()[name] for name in sorted(names) if name in records()), *(side["says"] for side in sides)]


def check(files: list[Path]) -> Iterator[tuple[str, list[Fault]]]:
    """Return (name, faults) for each file, then for the set; links are held only when every brief is there."""
    known = {scheme: frozenset(term["id"] for term in terms) for scheme, terms in vocabulary().items()}
    briefs = []
    for file in files:
        try:
            brief = BRIEF.load(json.loads(file.read_text("utf-8")))
        except ValidationError as error:
            yield file.stem, [Fault(*pair) for pair in flat_messages(error.messages)]
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            yield file.stem, [Fault("", f"This is not JSON: {error}")]
        else:
            briefs.append(brief)
            yield file.stem, [*evidence.faults(brief, known, records_of(brief)), *_file_faults(file, brief)]
    together = list(evidence.repeated_sentences(briefs))
    if set(files) >= set(brief_files()):
        together += evidence.broken_links(briefs)
    yield "all briefs together", together


def _file_faults(file: Path, brief: Brief) -> Iterator[Fault]:
    if file.stem != brief.slug:
        yield Fault("slug", f"The file is called {file.stem}, the brief {brief.slug}")
    for name in brief.facts:
        if name not in records():
            yield Fault("facts", f"There is no fact record “{name}”")
    yield from plan_rules.faults(brief, plans().get(brief.slug, {}), _facts("conflicts"))
