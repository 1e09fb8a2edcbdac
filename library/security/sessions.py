"""Sessions of people who have signed in: how long they last, and how they are told apart."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from library.security.permissions import Person

LASTS = timedelta(hours=12)
LASTS_UNUSED = timedelta(hours=2)
FRESH = timedelta(minutes=15)
"""How long a sign-in confirms who it is, for a person who has no password here to confirm it with."""
HALF_LASTS = timedelta(minutes=10)
"""How long a person has for the second step."""
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Session:
    """One session. It opens nothing until it is `whole`, which takes both steps; `new_secret` is kept encrypted.

    `challenge` is what a passkey is asked to sign next.
    """

    id: int
    person: Person
    whole: bool
    has_authenticator: bool
    new_secret: str | None
    browser: str
    started_at: datetime
    seen_at: datetime
    has_password: bool = True
    passkeys: int = 0
    challenge: str | None = None

    @property
    def may_set_up(self) -> bool:
        """Return whether an authenticator may be set up in it: half signed in, only where there is none yet."""
        return self.whole or not self.has_authenticator


def browser_in_words(user_agent: str) -> str:
    """Say which browser it is, as far as it says so itself, such as “Firefox on Windows”."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    machine = next((name for mark, name in MACHINES if mark in user_agent), "")
    if browser and machine:
        return f"{browser} on {machine}"
    return browser or (f"A browser on {machine}" if machine else "A browser we do not know")
