"""Waits after wrong passwords grow, and end somewhere."""

from datetime import timedelta

from library.accounts.sign_in.rules import FREE_TRIES, LONGEST_WAIT, wait_after


def test_the_first_tries_are_free_and_then_each_wait_is_twice_as_long_up_to_an_hour() -> None:
    waits = [wait_after(tries) for tries in range(FREE_TRIES + 100)]
    assert set(waits[:FREE_TRIES]) == {timedelta(0)}
    assert waits[FREE_TRIES : FREE_TRIES + 3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT == timedelta(hours=1)
