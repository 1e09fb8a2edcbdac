"""Works out seed_data/urgent_beginnings.json again: run it when seed_data/urgent_sentences_languages.json changes.

    python -m tools.urgent_beginnings

Logistic regression of cries for help against ordinary questions, the titles and lines of translated briefs, and English
lines, so that English questions are left to what reads English. Cries weigh as much as all the rest.
"""

import base64
import hashlib
import json
import sys
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from library.briefs import seed_files
from library.search.urgency.beginnings import SIZE, places
from library.search.urgency.shapes import in_plain_form

SENTENCES = seed_files.SEEDS / "urgent_sentences_languages.json"
LEARNT = seed_files.SEEDS / "urgent_beginnings.json"
ROUNDS, STEP, SIMPLER = 400, 8.0, 1e-4
EVERY = 6
"""Of the English lines one in so many."""
Numbers = npt.NDArray[np.float32]


def main() -> int:
    """Learn, write what was learnt, and say how many of the sentences it gets right."""
    sentences = {code: lines for code, lines in json.loads(SENTENCES.read_text("utf-8")).items() if code != "note"}
    cries = [line for lines in sentences.values() for line in lines["cries"]]
    others = [line for lines in sentences.values() for line in lines["ordinary"]] + _translated() + _english()
    rows, are = _rows([*cries, *others]), np.array([1.0] * len(cries) + [0.0] * len(others), np.float32)
    weights, bias = _learn(rows, are)
    kept = {
        "sentences": hashlib.sha256(SENTENCES.read_bytes()).hexdigest(),
        "bias": round(float(bias), 4),
        "weights": base64.b64encode(weights.astype(np.float16).tobytes()).decode(),
    }
    LEARNT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    right = float(((rows @ weights + bias > 0) == (are > 0)).mean())
    sys.stdout.write(f"{len(cries)} cries, {len(others)} others, {right:.1%} told apart\n")
    return 0


def _learn(rows: Numbers, are: Numbers) -> tuple[Numbers, float]:
    weigh = np.where(are > 0, len(are) / (2 * are.sum()), len(are) / (2 * (len(are) - are.sum())))
    weights, bias = np.zeros(SIZE, np.float32), 0.0
    for _ in range(ROUNDS):
        wrong = (1 / (1 + np.exp(-(rows @ weights + bias))) - are) * weigh
        weights -= STEP * (rows.T @ wrong / len(are) + SIMPLER * weights).astype(np.float32)
        bias -= STEP * float(wrong.mean())
    return weights, bias


def _rows(lines: Sequence[str]) -> Numbers:
    rows = np.zeros((len(lines), SIZE), np.float32)
    for row, line in zip(rows, lines, strict=True):
        found = places(in_plain_form(line))
        row[found] = 1 / np.sqrt(len(found))
    return rows


def _translated() -> list[str]:
    files = sorted(seed_files.SEEDS.glob("languages/*/brief.json"))
    briefs = [brief for file in files for brief in json.loads(file.read_text("utf-8")).values()]
    return [brief[part][1] for brief in briefs for part in ("title", "one_line") if part in brief]


def _english() -> list[str]:
    briefs = (json.loads(file.read_text("utf-8")) for file in sorted(seed_files.brief_files()))
    return [line for brief in briefs for line in brief.get("asked", [])][::EVERY]


if __name__ == "__main__":
    sys.exit(main())
