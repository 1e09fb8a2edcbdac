"""When a mail that failed is tried again."""

from datetime import timedelta

from library.mail.models import LONGEST_TRYING, MOST_TRIES, next_try
from tests.builders import NOW


def test_the_gaps_grow_and_the_mail_is_given_up_after_48_tries_or_72_hours() -> None:
    now, gaps = NOW, []
    for tries in range(1, MOST_TRIES + 2):
        again = next_try(tries, NOW, now)
        if again is None:
            break
        gaps.append(again - now)
        now = again
    assert gaps == sorted(gaps)
    assert gaps[0] == timedelta(seconds=10)
    assert gaps[-1] == timedelta(hours=2)
    assert tries <= MOST_TRIES
    assert timedelta(hours=70) < now - NOW < LONGEST_TRYING + timedelta(hours=2)


def test_the_48th_try_is_the_last() -> None:
    assert next_try(47, NOW, NOW) is not None
    assert next_try(48, NOW, NOW) is None
