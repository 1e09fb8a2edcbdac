"""Timing that is fair on a busy machine: engines take turns question by question, and ratios of medians are what counts."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Question = TypeVar("Question")
SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Times:
    """Median and 99th percentile, in milliseconds."""

    median: float
    worst: float

    @classmethod
    def of(cls, taken: Sequence[float]) -> "Times":
        """Sum up times in milliseconds."""
        return cls(statistics.median(taken), statistics.quantiles(taken, n=100)[-1] if len(taken) > 1 else taken[0])


def took(job: Callable[[], object]) -> float:
    """Do a job once; give the milliseconds it took."""
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000


def in_turns(
    jobs: dict[str, Callable[[Question], object]], asked: Sequence[Question], before: Sequence[Question] = ()
) -> dict[str, Times]:
    """Give each job each question, in any order; `before` are other questions that are asked first and not timed.

    A job that has used up SECONDS is asked no more, so that one slow engine does not hold up the run.
    """
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for timed, questions in ((False, before), (True, asked)):
        spent = dict.fromkeys(jobs, 0.0)
        for number, question in enumerate(questions):
            for name in _turned(list(jobs), number):
                if spent[name] < SECONDS * 1000:
                    times = took(lambda job=jobs[name], question=question: job(question))  # type: ignore[misc]
                    spent[name] += times
                    if timed:
                        taken[name].append(times)
    return {name: Times.of(times) for name, times in taken.items()}


def _turned(names: list[str], number: int) -> list[str]:
    first = number % len(names)
    return names[first:] + names[:first]
