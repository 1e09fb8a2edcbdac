"""Works out seed_data/urgent_meaning.json again: run it when the sentences of seed_data/urgent_sentences.json change.

    python -m tools.urgent_meaning

What a cry for help means is learnt from those sentences by ridge regression on the vectors of the sentence model: one
direction that tells them from ordinary questions (their own, and the lines that briefs are asked by), and one for each
need. The library then only multiplies, and needs none of the sentences while it runs.
"""

import base64
import hashlib
import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from library.briefs import seed_files
from library.search.engine import embeddings
from library.search.engine.embeddings import Vectors

SENTENCES, LEARNT = seed_files.SEEDS / "urgent_sentences.json", seed_files.SEEDS / "urgent_meaning.json"
ORDINARY = "ordinary"
STIFFNESS = 1.0
"""How little a direction follows single sentences."""
WEIGHT_OF_ASKED = 0.6
"""What a line that a brief is asked by counts beside a sentence: there are far more of them, and some are cries too."""
BATCH = 64


def main() -> None:
    """Learn the directions and keep them."""
    sentences: dict[str, list[str]] = json.loads(SENTENCES.read_text("utf-8"))
    needs = [need for need in sentences if need != ORDINARY]
    urgent = [(need, line) for need in needs for line in sentences[need]]
    asked = [line for file in seed_files.brief_files() for line in json.loads(file.read_text("utf-8")).get("asked", [])]
    cries = _vectors([line for _, line in urgent])
    others, lines = _vectors(sentences[ORDINARY]), _vectors(asked)
    alarm = _direction(
        np.concatenate([cries, others, lines]),
        np.concatenate([np.ones(len(cries)), -np.ones(len(others) + len(lines))]),
        np.concatenate([np.ones(len(cries) + len(others)), np.full(len(lines), WEIGHT_OF_ASKED)]),
    )
    kinds = [
        _direction(cries, np.array([1.0 if each == need else -1.0 for each, _ in urgent]), np.ones(len(cries)))
        for need in needs
    ]
    rows = np.array([alarm, *kinds], np.float16)
    kept = {
        "model": embeddings.MODEL,
        "sentences": hashlib.sha256(SENTENCES.read_bytes()).hexdigest(),
        "needs": needs,
        "weights": base64.b64encode(rows.tobytes()).decode(),
    }
    LEARNT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def _vectors(lines: Sequence[str]) -> Vectors:
    model = embeddings.find()
    assert model is not None
    return np.concatenate([model.vectors(lines[start : start + BATCH]) for start in range(0, len(lines), BATCH)])


def _direction(vectors: Vectors, wanted: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the direction, and last its offset, that comes nearest to the wanted values."""
    with_offset = np.concatenate([vectors, np.ones((len(vectors), 1))], axis=1)
    weighted = with_offset * weights[:, None]
    solved: NDArray[np.float64] = np.linalg.solve(
        with_offset.T @ weighted + STIFFNESS * np.eye(with_offset.shape[1]), weighted.T @ wanted
    )
    return solved


if __name__ == "__main__":
    main()
