"""Moments as staff type them, by London's clocks."""

from datetime import UTC, datetime

import pytest
from marshmallow import ValidationError

from library.forms.moments import read_moment


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2026-11-30T09:00", (2026, 11, 30, 9)),
        (" 2026-11-30 9:00 ", (2026, 11, 30, 9)),
        ("2026-07-01T09:00:30", (2026, 7, 1, 8)),
        ("2027-03-28T02:00", (2027, 3, 28, 1)),
        ("2026-10-25T01:30", (2026, 10, 25, 0, 30)),
    ],
    ids=["winter", "as typed", "summer", "just after the clocks go forward", "the first of the doubled hour"],
)
def test_a_time_is_read_as_london_tells_it(typed, utc):
    assert read_moment(typed) == datetime(*utc, tzinfo=UTC)


def test_nothing_typed_is_no_time():
    assert read_moment("  ") is None


@pytest.mark.parametrize("typed", ["soon", "2026-02-30T09:00", "2026-11-30", "0000-01-01T00:00", "9999-99-99T99:99"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValidationError, match="Write a day and a time"):
        read_moment(typed)


def test_the_hour_that_is_left_out_in_spring_is_refused():
    with pytest.raises(ValidationError, match="The clocks go forward"):
        read_moment("2027-03-28T01:30")
