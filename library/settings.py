"""Every setting of the library: its default, and the environment variable it is read from."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ROOT / "seed_data" / "languages"
"""The languages that the library comes with; LIBRARY_LANGUAGES names another folder, or none."""
NO_LANGUAGES = "none"
"""The folder of the project: seed data and templates live in it."""

USUAL_PORT = 8000
BEGINS = "LIBRARY_"
"""What the environment variables of all settings but PORT begin with."""
NUMBERS = {
    "port": (1, 65535),
    "mails_per_minute": (1, 100_000),
    "requests_per_minute": (0, 1_000_000),
    "keep_uploads_days": (0, 36_500),
    "backup_hour": (0, 23),
}
"""Settings that are whole numbers -> the lowest and the highest."""
SWITCHES = {"meaning", "demo", "oidc_trust_email", "oidc_trust_second_step", "private_libraries"}
LOGS = {"json", "text"}
SECRETS = {"backup_key": 20, "metrics_token": 20}
"""Settings that nobody may guess -> the fewest letters."""

SENDER = re.compile(r"[a-z0-9+_-]+(?:\.[a-z0-9+_-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.IGNORECASE)
ONE_ADDRESS = {"sender": SENDER, "contact": re.compile(r"[^\s@]+@[^\s@]+")}
WEB_ADDRESS = re.compile(r"https?://[!-~]+")
"""In letters that fit the headers of a mail: a host with others, such as ü, has a second name, xn--…"""
PUBLIC_ADDRESS = re.compile(r"https?://[^/?#]+(?:/[A-Za-z0-9._~-]+)*/?")
"""A host, and the path under which the library is, if it has one."""
ORGANISATION, WEBSITE = "Violence Reduction Network", "https://www.violencereductionnetwork.co.uk"
"""Who runs the library where nothing else is set, and their public website."""


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message says which and what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Each is read from LIBRARY_<NAME>, apart from PORT; docs/settings.md explains them."""

    instance: Path = ROOT / "instance"
    index: Path = ROOT / "index"
    database_url: str = ""
    public_url: str = ""
    secret_key: str = ""
    organisation: str = ORGANISATION
    website: str = ""
    contact: str = ""
    smtp_url: str = ""
    sender: str = ""
    mails_per_minute: int = 1200
    requests_per_minute: int = 300
    keep_uploads_days: int = 365
    meaning: str = "on"
    languages: str = ""
    demo: str = "off"
    backups: Path | None = None
    frozen_copy: Path | None = None
    backup_hour: int = 2
    backup_key: str = ""
    log: str = ""
    metrics_token: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = ""
    oidc_groups: str = ""
    oidc_groups_claim: str = "groups"
    oidc_acr: str = ""
    oidc_trust_second_step: str = "off"
    oidc_trust_email: str = "off"
    listen: str = "127.0.0.1"
    proxies: str = ""
    private_libraries: str = "off"
    port: int | None = None

    @property
    def here(self) -> str:
        """Return the host and port of this machine that the site is asked at from here."""
        return f"127.0.0.1:{self.port or USUAL_PORT}"

    @property
    def bound(self) -> str:
        """Return the address and port that the site listens on."""
        host = f"[{self.listen}]" if ":" in self.listen else self.listen
        return f"{host}:{self.port or USUAL_PORT}"

    @property
    def address(self) -> str:
        """Return the address readers use, without a slash at its end."""
        return (self.public_url or f"http://{self.here}").rstrip("/")

    @property
    def prefix(self) -> str:
        """Return the path of the address that readers use, without a slash at its end; "" where it has none."""
        return urlsplit(self.address).path

    @property
    def is_demo(self) -> bool:
        """Return whether this is a throwaway copy with example accounts, and not a library in service."""
        return self.demo == "on"

    @property
    def main_website(self) -> str:
        """Return the website of the organisation that runs the library, "" if it is not known."""
        return self.website or (WEBSITE if self.organisation == ORGANISATION else "")

    @property
    def database(self) -> str:
        """Return the address of the database: SQLite in the instance folder unless set."""
        return self.database_url or f"sqlite:///{self.instance / 'library.sqlite3'}"


def variable(name: str) -> str:
    """Return the environment variable that holds a setting."""
    return "PORT" if name == "port" else f"{BEGINS}{name.upper()}"


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read all settings; raise SettingsError for a value that cannot be used, or a name that is not one of ours."""
    _refuse_unknown(environment)
    given: dict[str, Any] = {
        field.name: environment.get(variable(field.name), "").strip() for field in fields(Settings)
    }
    given["languages"] = given["languages"] or str(LANGUAGES)
    return Settings(**{name: _converted(name, text) for name, text in given.items() if text})


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """Raise SettingsError for a setting that is misspelt: it would be left out, and nobody would notice."""
    known = {variable(field.name) for field in fields(Settings)}
    for name in sorted(environment):
        if name.startswith(BEGINS) and name not in known:
            near = get_close_matches(name, known, 1, cutoff=0.8)
            advice = f"perhaps you meant {near[0]}" if near else "docs/settings.md lists all of them"
            raise SettingsError(f"{name} is not a setting of the library; {advice}")


def _converted(name: str, text: str) -> Any:
    if name in {"instance", "index", "backups", "frozen_copy"}:
        return Path(text).expanduser().resolve()
    if name in NUMBERS:
        low, high = NUMBERS[name]
        if not (text.isascii() and text.isdecimal()) or not low <= int(text) <= high:
            raise SettingsError(f"{variable(name)} is “{text}”; give a number from {low} to {high}")
        return int(text)
    if name == "languages" and text == NO_LANGUAGES:
        return ""
    if name == "log" and text not in LOGS:
        raise SettingsError(f"{variable(name)} is “{text}”; give json or text")
    if name in SECRETS and len(text) < SECRETS[name]:
        raise SettingsError(f"{variable(name)} is too short; `openssl rand -base64 30` makes one that will do")
    if trouble := _trouble(name, text):
        raise SettingsError(trouble)
    return text


def _trouble(name: str, text: str) -> str | None:
    if name == "smtp_url" and not _is_mail_server(text):
        return f"{variable(name)} must be like smtp://user:password@host:587 or smtps://host"
    if name in ONE_ADDRESS and not ONE_ADDRESS[name].fullmatch(text):
        return f"{variable(name)} is “{text}”; give one e-mail address, such as library@example.org"
    if name in {"public_url", "website"} and not WEB_ADDRESS.fullmatch(text):
        return f"{variable(name)} is “{text}”; give an address in plain letters that starts with https:// or http://"
    if name == "public_url" and not PUBLIC_ADDRESS.fullmatch(text):
        return f"{variable(name)} is “{text}”; its path may have letters, digits, “-”, “.”, “_” and “~” only"
    if name == "database_url" and not text.startswith(("sqlite:///", "postgresql://")):
        return f"{variable(name)} must start with sqlite:/// or postgresql://"
    if name in SWITCHES and text not in {"on", "off"}:
        return f"{variable(name)} is “{text}”; give on or off"
    if name == "languages" and not Path(text).is_dir():
        return f"{variable(name)} is “{text}”; give a folder that holds catalogues, or none for English alone"
    return _trouble_with_network(name, text)


def _trouble_with_network(name: str, text: str) -> str | None:
    if name == "listen" and not _is_read(ip_address, text):
        return f"{variable(name)} is “{text}”; give the number of an address, such as 127.0.0.1 or 0.0.0.0"
    if name == "proxies" and not all(_is_read(ip_network, word) for word in text.split()):
        return f"{variable(name)} is “{text}”; give addresses or networks with spaces between, such as 10.89.0.0/24"
    if name == "proxies" and not all(ip_network(word).prefixlen for word in text.split()):
        return f"{variable(name)} is “{text}”, so anybody could say where they come from; name your proxies alone"
    return None


def _is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _is_mail_server(text: str) -> bool:
    try:
        parts = urlsplit(text)
        starttls = parse_qs(parts.query).get("starttls", [""])[0]
        known = parts.scheme in {"smtp", "smtps"} and starttls in {"", "always", "never"}
        return known and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
