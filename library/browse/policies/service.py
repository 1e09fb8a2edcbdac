"""What the statements say of this library: how long things are kept and whom to write to, from what acts on it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from library.accounts.invitations import service as invitations
from library.accounts.sign_in import devices
from library.i18n.formats import LONDON
from library.mail import departures
from library.mail import queue as mails
from library.mail.models import LONGEST_TRYING
from library.newsletters.subscriptions import leaving
from library.newsletters.subscriptions.models import LINK_LASTS
from library.search.unanswered import service as unanswered
from library.security.rate_limit import repository as attempts
from library.security.sessions import LASTS, LASTS_UNUSED
from library.services import Services

WRITTEN, TESTED = date(2026, 11, 23), date(2026, 11, 23)
"""When the statement on accessibility was written, and when the library was last tested for it."""
SECURITY_HOLDS = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Kept:
    """How long things are kept; `uploads_days` is 0 where they are kept for ever."""

    trying_hours: int = LONGEST_TRYING // timedelta(hours=1)
    failed_mail_days: int = mails.FAILURES_ARE_KEPT.days
    question_days: int = unanswered.KEPT.days
    link_days: int = LINK_LASTS.days
    left_days: int = leaving.LEFT_ARE_KEPT.days
    departed_days: int = departures.KEPT.days
    attempt_hours: int = attempts.KEPT // timedelta(hours=1)
    session_hours: int = LASTS // timedelta(hours=1)
    unused_hours: int = LASTS_UNUSED // timedelta(hours=1)
    device_days: int = devices.LASTS.days
    invitation_hours: int = invitations.INVITATION_LASTS // timedelta(hours=1)
    uploads_days: int = 0


def kept(services: Services) -> Kept:
    """Say how long this library keeps things."""
    return Kept(uploads_days=services.settings.keep_uploads_days)


def security_expires(services: Services) -> datetime:
    """Say until when the way to report a weakness holds: always some months ahead, and the same for a whole day."""
    return datetime.combine(services.today() + SECURITY_HOLDS, time(0), LONDON)
