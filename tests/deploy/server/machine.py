"""A Debian of its own on this machine: first a folder that fetches packages, then booted, with no network but its own."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.saying import Failed
from tests.machines.copies import comes

SUITE = "bookworm"
INCLUDED = "systemd,systemd-sysv,dbus,ca-certificates,iproute2,procps"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
NSPAWN = ("systemd-nspawn", "--quiet", "--register=no", "--keep-unit")
SOURCE = "/srv/library.git"
TRUST = {"PIP_CERT": CERTIFICATES, "NODE_EXTRA_CA_CERTS": CERTIFICATES, "DEBIAN_FRONTEND": "noninteractive"}


def bare(folder: Path) -> None:
    """Make a Debian in a folder, which trusts whom this machine trusts, if there is none yet."""
    if not (folder / "usr").is_dir():
        words = ["debootstrap", "--variant=minbase", f"--include={INCLUDED}", SUITE, str(folder)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


@dataclass(frozen=True)
class Machine:
    """A Debian in a folder, and the library's repository as it sees it."""

    root: Path
    repository: Path

    def fetch(self, command: str) -> str:
        """Run a command that fetches something, before the machine is booted; return what it said."""
        (self.root / CERTIFICATES.relative_to("/")).write_bytes(CERTIFICATES.read_bytes())
        told = [f"--setenv={name}={value}" for name, value in TRUST.items()]
        words = [*NSPAWN, "-D", str(self.root), f"--bind-ro={self.repository}:{SOURCE}", *told]
        return _said([*words, "sh", "-ec", command])

    @contextmanager
    def booted(self) -> Iterator["Booted"]:
        """Boot it with its own systemd, on a network that nothing else is on, until the end of the block."""
        words = [*NSPAWN, "-D", str(self.root), f"--bind-ro={self.repository}:{SOURCE}", "--private-network", "--boot"]
        with (self.root.parent / "console.log").open("wb") as console:
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=console, stderr=console)
        try:
            comes(lambda: bool(_first_process(process.pid)))
            machine = Booted(_first_process(process.pid))
            comes(lambda: machine.does("systemctl is-system-running | grep -E 'running|degraded'"))
            yield machine
        finally:
            process.terminate()
            time.sleep(1)
            process.terminate()
            process.wait()


@dataclass(frozen=True)
class Booted:
    """A running machine, by the number of its first process."""

    pid: int

    def run(self, command: str) -> str:
        """Run a command as root would type it; return what it said."""
        inside = ["nsenter", "--target", str(self.pid), "--all", "env", "-i", "HOME=/root", "TERM=dumb"]
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return _said([*inside, path, "sh", "-ec", f"cd /; {command}"])

    def does(self, command: str) -> bool:
        """Return whether a command succeeds."""
        try:
            self.run(command)
        except Failed:
            return False
        return True


def _first_process(pid: int) -> int:
    """Return the number of the systemd that a process of systemd-nspawn has started; 0 before it has."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return next((int(each) for each in children if Path(f"/proc/{each}/comm").read_text() == "systemd\n"), 0)


def _said(words: list[str]) -> str:
    ended = subprocess.run(words, input="y\ny\n", capture_output=True, text=True, check=False)
    if ended.returncode:
        raise Failed((ended.stdout + ended.stderr)[-1500:])
    return ended.stdout
