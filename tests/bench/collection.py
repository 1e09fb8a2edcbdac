"""Public test collections, read from a folder: BEIR's layout, or the classic one of Cranfield, CISI, MED and CACM."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RECORD = re.compile(r"^\.I\s+(\d+)\s*$", re.MULTILINE)
FIELD = re.compile(r"^\.([A-Z])\s*$", re.MULTILINE)
NO_INTEREST = "-1"
"""How Cranfield marks a reference of no interest. The others leave that column empty or fill it with 0."""


class NotACollection(ValueError):
    """A folder has neither of the layouts."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents as (title, text) by id, questions by id, and question -> document -> how relevant."""

    name: str
    documents: dict[str, tuple[str, str]]
    questions: dict[str, str]
    judged: dict[str, dict[str, int]]


def read(folder: Path) -> Collection:
    """Read a collection; raise NotACollection."""
    if (folder / "corpus.jsonl").exists():
        return _beir(folder)
    files = {file.name.casefold(): file for file in folder.iterdir() if file.is_file()}
    wanted = {
        "documents": r"\.all(\.\d+)?$",
        "questions": r"(\.qry|^query\.text)$",
        "judged": r"(^cranqrel|^qrels\.text|\.rel)$",
    }
    found = {part: _only(files, pattern) for part, pattern in wanted.items()}
    documents = {id: (services.get("T", ""), services.get("W", "")) for id, services in _records(found["documents"])}
    questions = {str(int(id)): services.get("W", "") for id, services in _records(found["questions"])}
    judged = _classic_judgements(found["judged"])
    if (
        not judged.keys() <= questions.keys()
    ):  # Cranfield's judgements count its questions, which are numbered with gaps.
        questions = {str(number): text for number, text in enumerate(questions.values(), 1)}
    return Collection(folder.name, documents, questions, judged)


def _only(files: dict[str, Path], pattern: str) -> Path:
    found = [file for name, file in files.items() if re.search(pattern, name)]
    if len(found) != 1:
        raise NotACollection(f"no one file matches {pattern} among {', '.join(sorted(files)) or 'no files'}")
    return found[0]


def _records(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    pieces = RECORD.split(file.read_text("latin-1"))[1:]
    for id, record in zip(pieces[::2], pieces[1::2], strict=True):
        fields = FIELD.split(record)[1:]
        yield id, {name: " ".join(text.split()) for name, text in zip(fields[::2], fields[1::2], strict=True)}


def _classic_judgements(file: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for row in map(str.split, file.read_text("latin-1").splitlines()):
        if len(row) >= 2 and row[2:3] != [NO_INTEREST]:
            judged[str(int(row[0]))][str(int(row[1]))] = 1
    return dict(judged)


def _beir(folder: Path) -> Collection:
    documents = {row["_id"]: (row.get("title", ""), row["text"]) for row in _lines(folder / "corpus.jsonl")}
    questions = {row["_id"]: row["text"] for row in _lines(folder / "queries.jsonl")}
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    tests = folder / "qrels" / "test.tsv"
    for file in [tests] if tests.exists() else sorted((folder / "qrels").glob("*.tsv")):
        for row in csv.reader(file.read_text("utf-8").splitlines()[1:], delimiter="\t"):
            judged[row[0]][row[1]] = int(row[2])
    return Collection(folder.name, documents, questions, dict(judged))


def _lines(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8") as opened:
        yield from map(json.loads, opened)
