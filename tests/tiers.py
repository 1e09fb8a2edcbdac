"""The two tiers of tests, `make test` and `make test-deep`, and the tests that take long: docs/tests.md explains them."""

import os

import pytest

MOST_SECONDS = 2
LISTED = 20


def examples(few: int) -> int:
    """Return on how many examples a property is tried: on a few, and on many times as many in the deeper tests."""
    return few * int(os.environ.get("TIMES_AS_MANY_EXAMPLES", "1"))


def note_slow(items: list[pytest.Item]) -> None:
    """Send along with the result of a test why it may be slow."""
    for item in items:
        for mark in item.iter_markers("slow"):
            item.user_properties.append(("slow", mark.args[0]))
        if item.get_closest_marker("deep"):
            item.user_properties.append(("slow", "a deeper test"))


def tell_slow(reporter: pytest.TerminalReporter) -> None:
    """List the tests that took long and do not say why. A busy machine may be the reason, so that none of them fails."""
    ran = [each for each in reporter.getreports("passed") if each.when == "call"]
    slow = [each for each in ran if each.duration > MOST_SECONDS and "slow" not in dict(each.user_properties)]
    slow.sort(key=lambda each: each.duration, reverse=True)
    for each in slow[:LISTED]:
        reporter.write_line(f"SLOW, and does not say why: {each.duration:.1f} s {each.nodeid}", yellow=True)
    if len(slow) > LISTED:
        reporter.write_line(f"SLOW, and does not say why: {len(slow) - LISTED} more", yellow=True)
