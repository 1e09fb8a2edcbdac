"""The two tiers of tests, `make test` and `make test-deep`, and the tests that take long: docs/tests.md explains them."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

import pytest
from _pytest.mark import ParameterSet

MOST_SECONDS = 2
"""Of processor time: by the clock on the wall everything is slow on a machine that is busy."""
LISTED = 20


def examples(few: int) -> int:
    """Return on how many examples a property is tried: on a few, and on many times as many in the deeper tests."""
    return few * int(os.environ.get("TIMES_AS_MANY_EXAMPLES", "1"))


def deeper(*values: Any) -> ParameterSet:
    """Return values of a parametrised test that are for the deeper tests."""
    return pytest.param(*values, marks=pytest.mark.deep)


def note_slow(items: list[pytest.Item]) -> None:
    """Send along with the result of a test why it may be slow."""
    for item in items:
        for mark in item.iter_markers("slow"):
            item.user_properties.append(("slow", mark.args[0]))
        if item.get_closest_marker("deep"):
            item.user_properties.append(("slow", "a deeper test"))


@contextmanager
def timed(item: pytest.Item) -> Iterator[None]:
    """Send along with the result of a test its processor time, and that of the programs it waited for."""
    before = _processor_time()
    yield
    item.user_properties.append(("seconds", _processor_time() - before))


def _processor_time() -> float:
    children = getrusage(RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def tell_slow(reporter: pytest.TerminalReporter) -> None:
    """List the tests that took long and do not say why. A busy machine is slower by itself, so that none of them fails."""
    ran = [(dict(each.user_properties), each.nodeid) for each in reporter.getreports("passed") if each.when == "call"]
    seconds = [(about["seconds"], test) for about, test in ran if "slow" not in about]
    slow = sorted((each for each in seconds if each[0] > MOST_SECONDS), reverse=True)
    for took, test in slow[:LISTED]:
        reporter.write_line(f"SLOW, and does not say why: {took:.1f} s {test}", yellow=True)
    if len(slow) > LISTED:
        reporter.write_line(f"SLOW, and does not say why: {len(slow) - LISTED} more", yellow=True)
