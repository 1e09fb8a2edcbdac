"""Reading a moment that somebody typed, as London's clocks tell it."""

import re
from datetime import UTC, datetime

from marshmallow import ValidationError

from library.i18n.formats import LONDON
from library.i18n.messages import marked

FORM = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})(?::\d{2})?")


def read_moment(text: str) -> datetime | None:
    """Read “2026-11-30T09:00”, or nothing; of an hour that comes twice, the first.

    Raises ValidationError for what is no time, and for the hour that is left out when the clocks go forward.
    """
    if not text.strip():
        return None
    match = FORM.fullmatch(text.strip())
    try:
        local = datetime.fromisoformat(f"{match[1]}T{match[2]:0>2}:{match[3]}") if match else None
        there = local.replace(tzinfo=LONDON).astimezone(UTC) if local else None
    except (ValueError, OverflowError):
        local = there = None
    if local is None or there is None:
        raise ValidationError(marked("Write a day and a time, such as 2026-11-30 09:00."))
    if there.astimezone(LONDON).replace(tzinfo=None) != local:
        raise ValidationError(
            marked("The clocks go forward in that hour, so this time does not exist. Choose another.")
        )
    return there
