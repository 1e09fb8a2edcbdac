"""A real SMTP server that takes mail, or answers as it is told to."""

import asyncio
import email
import email.policy
import socket
import ssl
import subprocess
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

Answer = Callable[[str, int], str]
"""Given an address and how often it was tried, gives what the server says; "cut" and "slow" are deeds."""
TAKEN = "250 2.0.0 taken"


class Server:
    """Listens on a port of this machine. `rcpt` and `data` are how it answers; what it took is in `taken`."""

    def __init__(self, **options: Any) -> None:
        self.taken: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.sessions: list[Session] = []
        self.tries: Counter[str] = Counter()
        self.rcpt: Answer = lambda _, __: TAKEN
        self.data: Answer = lambda _, __: TAKEN
        self.options = options
        self.port = _free_port()
        self._controller: Controller | None = None

    def start(self) -> "Server":
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **self.options)
        self._controller.start()
        return self

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def address(self, scheme: str = "smtp", user: str = "", query: str = "") -> str:
        return f"{scheme}://{user}{'@' if user else ''}127.0.0.1:{self.port}{query}"

    def ids(self) -> Counter[str]:
        """Count what was taken by Message-ID."""
        return Counter(str(message["Message-ID"]) for message in self.taken)

    async def handle_RCPT(self, smtp: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]) -> str:  # noqa: N802
        self.tries[address] += 1
        answer = self.rcpt(address, self.tries[address])
        if answer == "cut":
            _cut(smtp)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        answer = self.data(address, self.tries[address])
        if answer == "slow":
            await asyncio.sleep(0.3)
            answer = TAKEN
        if answer.startswith("2") or answer == "taken, then cut":
            content = (envelope.original_content or b"").replace(b"\r\n", b"\n")
            self.taken.append(email.message_from_bytes(content, policy=email.policy.default))  # type: ignore[arg-type]
            self.envelopes.append(envelope)
            self.sessions.append(session)
        if answer.endswith("cut"):
            _cut(smtp)
        return answer


def _cut(smtp: SMTP) -> None:
    smtp.transport.abort()
    raise asyncio.CancelledError


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def knows_ann(_: SMTP, __: Session, ___: Envelope, mechanism: str, data: Any) -> AuthResult:
    """Accept one user and password."""
    known = (data.login, data.password) == (b"ann", b"a secret/word")
    return AuthResult(success=known, handled=known)


def certificate(folder: Path) -> ssl.SSLContext:
    """Make a certificate for 127.0.0.1 with openssl; its file is certificate.pem in the folder."""
    about = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", *about, "-addext", "subjectAltName=IP:127.0.0.1", *files],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context
