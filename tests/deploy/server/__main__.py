"""Follow the recipe for one small server, with Caddy and with nginx: `make drill-server`, as root, a quarter of an hour.

Needs Debian's systemd-container and debootstrap. What fetches something is done first, with the network of this machine;
everything else on the booted machine, whose network is its own. Done in another way than the recipe says: who works at
this machine answers the questions, nothing is changed in the editor, and certificates are signed by nobody.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from library.settings import ROOT
from tests.deploy.server import recipe, service
from tests.deploy.server.machine import SOURCE, Booted, Machine, bare

FETCHES = ("apt-get", "git clone", "make install")
CERTIFICATE = "/etc/letsencrypt/live/library.example.org"
CADDYS_OWN = r"printf '{\n\tlocal_certs\n\tskip_install_trust\n}\n' | cat - /etc/caddy/Caddyfile >/tmp/Caddyfile && mv /tmp/Caddyfile /etc/caddy/Caddyfile"
INSTEAD = {
    r"<where you got it>": SOURCE,
    r"<the (new|old) version>": "HEAD",
    r"^apt-get install": "apt-get update -qq && apt-get install -qq -y",
    r"^certbot .*": f"mkdir -p {CERTIFICATE} && cd {CERTIFICATE} && openssl req -x509 -newkey rsa:2048 -nodes "
    "-subj /CN=library.example.org -days 2 -keyout privkey.pem -out fullchain.pem",
    r"^editor /etc/caddy/Caddyfile": CADDYS_OWN,
    r"^editor .*": ":",
    r"^library upgrade --undo --yes": "library upgrade --undo --yes 2>&1 | grep 'no upgrade to undo'",
    r"^journalctl": "journalctl --no-pager -n 20",
}
"""What the drill does in the place of what the recipe says."""


def main() -> None:
    """Follow it with each proxy; say how long each command took, and exit 1 if anything is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.deploy.server", description=__doc__)
    parser.add_argument("proxies", nargs="*", choices=[*recipe.PROXIES, []], default=recipe.PROXIES)
    parser.add_argument("--base", type=Path, help="the folder of a bare Debian; made there if it is empty")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="library-server-") as name:
        folder = Path(name)
        base, repository = wanted.base or folder / "base", folder / "library.git"
        timed("a bare Debian", lambda: bare(base))
        subprocess.run(["git", "clone", "--quiet", "--bare", str(ROOT), str(repository)], check=True)
        held = [_follow(folder / proxy, base, repository, proxy) for proxy in wanted.proxies]
    sys.exit(0 if all(held) else 1)


def timed(what: str, act: Callable[[], object]) -> object:
    """Do something; say how long it took."""
    start = time.monotonic()
    try:
        return act()
    finally:
        print(f"{time.monotonic() - start:6.1f} s  {what}", flush=True)


def _follow(folder: Path, base: Path, repository: Path, proxy: str) -> bool:
    print(f"\nWith {proxy}", flush=True)
    start = time.monotonic()
    root, steps = folder / "root", recipe.steps()
    folder.mkdir()
    subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(root)], check=True)
    machine = Machine(root, repository)
    before, after = [[each for step in names for each in steps[step]] for names in _order(proxy)]
    try:
        for command in filter(_fetches, before):
            line = command.replace(" caddy", "") if proxy == "nginx" else command
            timed(line, lambda line=line: machine.fetch(_instead(line)))  # type: ignore[misc]
        with machine.booted() as booted:
            for command in before:
                if not _fetches(command):
                    _type(booted, command)
            held = service.is_well(booted)
            for command in after:
                _type(booted, command)
            held = service.goes_on(booted) and held
    except AssertionError as failed:
        print(f"NO: {failed}", flush=True)
        return False
    finally:
        shutil.rmtree(root, ignore_errors=True)
    print(f"{(time.monotonic() - start) / 60:.1f} minutes with {proxy}", flush=True)
    return held


def _order(proxy: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (*recipe.BEFORE_THE_PROXY, proxy), recipe.AFTERWARDS


def _fetches(command: str) -> bool:
    return command.startswith(FETCHES)


def _instead(command: str) -> str:
    for pattern, ours in INSTEAD.items():
        command = re.sub(pattern, lambda _, ours=ours: ours, command)  # type: ignore[misc]
    return command if command.startswith(("mkdir", "apt", "git")) else f"cd /opt/library; {command}"


def _type(booted: Booted, command: str) -> None:
    said = timed(command, lambda: booted.run(_instead(command)))
    if command.startswith(("library", "curl", "systemd-analyze")):
        print("".join(f"          | {line[:150]}\n" for line in str(said).splitlines()[:12]), end="", flush=True)


if __name__ == "__main__":
    main()
