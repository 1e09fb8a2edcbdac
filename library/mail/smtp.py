"""Sends letters: over SMTP, or, where no mail server is set, into a folder. The only module that knows smtplib."""

import os
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Timer
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from library.mail.letters import Sender, message_id, written
from library.mail.models import Letter

SECONDS_TO_WAIT = 120.0
"""For each answer of the mail server."""
LONGEST_SECONDS = 600.0
"""For one mail as a whole; then the line is cut from our side."""
NOT_OUR_TURN = {421, 530, 534, 535, 538}
"""Answers that are about us or the server and not about this mail: it is closing, or wants another sign-in."""


class TryLater(Exception):
    """The mail was not taken this time; the message says why, in words for staff."""


class ServerAway(TryLater):
    """No mail can be sent now, whichever it is."""


class Refused(Exception):
    """The mail will never be taken; the message says why, in words for staff."""


class Line(Protocol):
    """A way out for letters."""

    def send(self, letter: Letter, at: datetime) -> str:
        """Send one letter; return what was answered. Raise TryLater, ServerAway or Refused."""

    def close(self) -> None:
        """Let go of the connection, if there is one."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `starttls` is always, never, or "": whenever another machine offers it."""

    host: str
    port: int
    tls: bool = False
    starttls: str = ""
    user: str = ""
    password: str = ""


def server(address: str) -> Server:
    """Read the address of a mail server, such as smtp://user:password@host:587; raise ValueError where it is none."""
    parts = urlsplit(address)
    starttls = parse_qs(parts.query).get("starttls", [""])[0]
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or starttls not in {"", "always", "never"}:
        raise ValueError(address)
    tls, user = parts.scheme == "smtps", unquote(parts.username or "")
    port = parts.port or (465 if tls else 587 if user else 25)
    return Server(parts.hostname, port, tls, starttls, user, unquote(parts.password or ""))


@contextmanager
def line(address: str, sender: Sender, folder: Path) -> Iterator[Line]:
    """Open the way out: the mail server at an address, or without one a folder."""
    way: Line = SmtpLine(server(address), sender) if address else FolderLine(folder, sender)
    try:
        yield way
    finally:
        way.close()


class FolderLine:
    """Writes each letter to a file, whole or not at all; the same letter again makes no second one."""

    def __init__(self, folder: Path, sender: Sender) -> None:
        """Take the folder, which is made if it is missing."""
        self.folder, self.sender = folder, sender

    def send(self, letter: Letter, at: datetime) -> str:
        """Write one letter."""
        name = f"{at:%Y%m%d-%H%M%S}-{message_id(letter.key, '')[1:17]}.eml"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f".{name}.{os.getpid()}"
            with open(fresh, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
                file.write(written(letter, self.sender, at))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.folder / name)
        except OSError as error:
            raise ServerAway(f"The folder for mails could not be written: {error.strerror}.") from error
        return f"Kept as a file: {name}"

    def close(self) -> None:
        """There is nothing to let go of."""


class SmtpLine:
    """Sends letters over one connection, which is opened when first needed, and again after each failure."""

    def __init__(self, server: Server, sender: Sender) -> None:
        """Take the server; nothing is opened yet."""
        self.server, self.sender = server, sender
        self._smtp: smtplib.SMTP | None = None

    def send(self, letter: Letter, at: datetime) -> str:
        """Send one letter."""
        data = written(letter, self.sender, at)
        smtp = self._smtp = self._smtp or self._connected()
        watch = Timer(LONGEST_SECONDS, _cut, [smtp])
        watch.daemon = True
        watch.start()
        try:
            return self._said(smtp, letter.address, data)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise TryLater(f"The line to the mail server was lost: {_words(error)}") from error
        finally:
            watch.cancel()

    def _said(self, smtp: smtplib.SMTP, address: str, data: bytes) -> str:
        """Go through the steps for one letter; any answer but yes ends them."""
        self._expect(*smtp.mail(self.sender.address))
        self._expect(*smtp.rcpt(address))
        try:
            code, said = smtp.data(data)
        except smtplib.SMTPDataError as error:
            code, said = error.smtp_code, _bytes(error.smtp_error)
        self._expect(code, said)
        return _answer(code, said)

    def _expect(self, code: int, said: bytes) -> None:
        if 200 <= code < 300:
            return
        answer = f"The mail server said: {_answer(code, said)}"
        if code in NOT_OUR_TURN:
            self._drop()
            raise (TryLater if code == 421 else ServerAway)(answer)
        self._start_over()
        raise (Refused if 500 <= code < 600 else TryLater)(answer)

    def _start_over(self) -> None:
        """Make ready for the next letter; a server that has gone by now is asked again."""
        try:
            if self._smtp is not None:
                self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _connected(self) -> smtplib.SMTP:
        """Connect, with TLS and sign-in where wanted."""
        where = f"{self.server.host}:{self.server.port}"
        smtp: smtplib.SMTP | None = None
        try:
            smtp = self._opened()
            smtp.ehlo_or_helo_if_needed()
            if self._wants_starttls(smtp):
                smtp.starttls(context=ssl.create_default_context())
                smtp.ehlo()
            if self.server.user:
                smtp.login(self.server.user, self.server.password)
        except smtplib.SMTPAuthenticationError as error:
            _close(smtp)
            said = _answer(error.smtp_code, _bytes(error.smtp_error))
            raise ServerAway(f"The mail server {where} did not accept our user name and password: {said}") from error
        except (smtplib.SMTPException, OSError) as error:
            _close(smtp)
            raise ServerAway(f"The mail server {where} could not be reached: {_words(error)}") from error
        return smtp

    def _opened(self) -> smtplib.SMTP:
        host, port, name = self.server.host, self.server.port, socket.gethostname()
        if self.server.tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=SECONDS_TO_WAIT, context=context)
        return smtplib.SMTP(host, port, local_hostname=name, timeout=SECONDS_TO_WAIT)

    def _wants_starttls(self, smtp: smtplib.SMTP) -> bool:
        """Decide on TLS: a password never goes to another machine without it."""
        if self.server.tls or self.server.starttls == "never":
            return False
        here = self.server.host in {"localhost", "127.0.0.1", "::1"}
        needed = self.server.starttls == "always" or (bool(self.server.user) and not here)
        return needed or (not here and smtp.has_extn("starttls"))

    def _drop(self) -> None:
        _close(self._smtp)
        self._smtp = None

    def close(self) -> None:
        """Take leave of the server."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._drop()


def _cut(smtp: smtplib.SMTP) -> None:
    if smtp.sock is not None:
        with suppress(OSError):
            smtp.sock.shutdown(socket.SHUT_RDWR)


def _close(smtp: smtplib.SMTP | None) -> None:
    if smtp is not None:
        with suppress(OSError):
            smtp.close()


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _answer(code: int, said: bytes) -> str:
    return f"{code} {' '.join(said.decode('utf-8', 'replace').split())}"[:500]


def _words(error: Exception) -> str:
    """Say on one line what went wrong."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, _bytes(error.smtp_error))
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "it did not answer in time."
    return " ".join(str(getattr(error, "strerror", None) or error).split())[:300] or type(error).__name__
