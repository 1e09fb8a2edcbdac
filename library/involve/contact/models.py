"""How to reach the people who run the library, and when they next meet partners."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """What is public about us; any of it may be unknown. `reply_days` is a promise in working days, if we make one."""

    name: str = ""
    inbox: str = ""
    phone: str = ""
    hours: str = ""
    reply_days: int | None = None
    meeting_on: date | None = None
    meeting_time: str = ""
    meeting_place: str = ""
    meeting_for: str = ""
    meeting_link: str = ""

    @property
    def dialled(self) -> str:
        """Return the phone number as a telephone dials it."""
        return "".join(self.phone.split())

    @property
    def reachable(self) -> bool:
        """Return whether anybody can write to us or call us."""
        return bool(self.inbox or self.phone)

    def meeting_after(self, today: date) -> bool:
        """Return whether a meeting is known that isn't over."""
        return self.meeting_on is not None and self.meeting_on >= today
