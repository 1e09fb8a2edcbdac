"""Caddy and nginx as the recipes set them up, on ports of a test and with a certificate that nobody signed."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from library.settings import ROOT
from tests.machines.copies import comes, free_port

DEPLOY = ROOT / "deploy"
HOST = "library.example.org"


@dataclass(frozen=True)
class Ports:
    """Where a proxy listens, and where the library does."""

    http: int
    https: int
    library: int


Write = Callable[[Path, Ports, str], list[str]]


def caddy(folder: Path, ports: Ports, prefix: str) -> list[str]:
    """Write the configuration of Caddy to a folder; return the command that starts it."""
    text = (DEPLOY / "caddy" / "Caddyfile").read_text("utf-8")
    if prefix:
        own, path = text.index("{$HOST_NAME"), text.index("# www.example.org {")
        text = text[:own] + re.sub(r"^# ?", "", text[path:], flags=re.MULTILINE).replace("www.example.org", HOST)
    text = text.replace("/etc/library", str(DEPLOY))
    own_ports = f"http_port {ports.http}\nhttps_port {ports.https}\nadmin off\nlocal_certs\nskip_install_trust\n"
    (folder / "Caddyfile").write_text(f"{{\n{own_ports}}}\n{text}")
    words = ["--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    at = f"LIBRARY_AT=127.0.0.1:{ports.library}"
    subprocess.run(["env", at, "caddy", "validate", *words], check=True, capture_output=True, env=_home(folder))
    return ["env", at, "caddy", "run", *words]


def nginx(folder: Path, ports: Ports, prefix: str) -> list[str]:
    """Write the configuration of nginx to a folder; return the command that starts it."""
    text = (DEPLOY / "nginx" / "library.conf").read_text("utf-8")
    text = re.sub(r"listen \[::\]:\S+.*;\n", "", text)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{ports.http};")
    text = text.replace("listen 443", f"listen 127.0.0.1:{ports.https}")
    text = re.sub(r"/etc/letsencrypt/\S+/", f"{folder}/", text).replace("/etc/library", str(DEPLOY))
    text = text.replace("location / { include", f"location {prefix}/ {{ include")
    shared = (DEPLOY / "nginx" / "library-proxy.conf").read_text("utf-8")
    (folder / "library-proxy.conf").write_text(shared.replace("127.0.0.1:8000", f"127.0.0.1:{ports.library}"))
    (folder / "library.conf").write_text(text)
    (folder / "nginx.conf").write_text(
        f"{'user root; ' if os.geteuid() == 0 else ''}daemon off; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"include {folder}/library.conf; }}\n"
    )
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}", "-days", "2"]
    subprocess.run(
        [*new, "-keyout", "privkey.pem", "-out", "fullchain.pem"], cwd=folder, check=True, capture_output=True
    )
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    subprocess.run([program, "-t", "-c", str(folder / "nginx.conf")], check=True, capture_output=True)
    return [program, "-c", str(folder / "nginx.conf")]


def _home(folder: Path) -> dict[str, str]:
    return {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "PATH": "/usr/bin:/bin"}


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: str
    body: str


@dataclass(frozen=True)
class Proxy:
    """A running proxy."""

    ports: Ports

    def ask(self, path: str, *words: str, scheme: str = "https") -> Answer:
        """Ask as a browser elsewhere would; `words` are curl's."""
        port = self.ports.https if scheme == "https" else self.ports.http
        at = [word for old in (443, 80) for word in ("--connect-to", f"{HOST}:{old}:127.0.0.1:{port}")]
        asked = [
            "curl",
            "-sSki",
            "--noproxy",
            "*",
            "--max-time",
            "40",
            "-H",
            "Expect:",
            *at,
            *words,
            f"{scheme}://{HOST}{path}",
        ]
        ended = subprocess.run(asked, capture_output=True, text=True, check=False)
        head, _, body = ended.stdout.partition("\n\n")
        found = re.match(r"HTTP/\S+ (\d+)", head)
        return Answer(int(found[1]) if found else 0, head, body)


@contextmanager
def running(write: Write, folder: Path, library: int, prefix: str) -> Iterator[Proxy]:
    """Run a proxy before the library on a port, until the end of the block."""
    ports = Ports(free_port(), free_port(), library)
    process = subprocess.Popen(
        write(folder, ports, prefix), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_home(folder)
    )
    proxy = Proxy(ports)
    try:
        comes(lambda: proxy.ask(f"{prefix}/healthz").status in {200, 503})
        yield proxy
    finally:
        process.terminate()
        process.wait()
