"""Start the parts that compose.yaml names from the image's files, in namespaces of this process alone, and ask them.

Each container is a process shut in as the file says: a read-only root, the image's user, no capability, nothing new to
be gained, a /tmp of its own and its volumes. PostgreSQL and Caddy are the machine's, with the file's settings.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from library.settings import ROOT
from tests.deploy.saying import say

GIVEN = {"HOST_NAME": "localhost", "DATABASE_PASSWORD": "drill", "SECRET_KEY": "k" * 64}
USER = 10001
LONGEST_SETUP = 3600
"""Seconds; it takes two minutes of processor time."""
UNDER = "/library"
SHUT_IN = f"--reuid={USER} --regid={USER} --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs"
REQUEST_BUFFERS = [2, 6, 4]
"""The version of Caddy from which on the file's name for buffering is known."""
WRITES_WHERE_IT_MAY = "touch /tmp/x /data/x /index/x && ! touch /opt/library/x && ! touch /etc/x && ! touch /x"


def compose(under: str = "") -> dict[str, Any]:
    """Return the file with what .env would give put in."""
    env = GIVEN | {"UNDER": under}
    text = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    given = re.sub(r"\$\{(\w+)(:[-?][^}]*)?\}", lambda found: env.get(found[1], ""), text)
    read: dict[str, Any] = yaml.safe_load(given)
    return read


class Parts:
    """What runs."""

    def __init__(self, folder: Path, root: Path) -> None:
        """Lay out the root, and the hosts that the file names."""
        self.folder, self.root = folder, root
        self.services = compose()["services"]
        self.config = json.loads((folder / "config.json").read_text())
        (folder / "hosts").write_text(f"127.0.0.1 localhost {' '.join(self.services)}\n")
        (root / "etc" / "hosts").touch()
        _run("ip", "link", "set", "lo", "up")
        _run("mount", "--bind", str(folder / "hosts"), "/etc/hosts")
        _run("mount", "--bind", str(root), str(root))
        _run("mount", "-o", "remount,bind,ro", str(root))
        for place, there in (("/etc/hosts", "etc/hosts"), ("/dev", "dev"), ("/proc", "proc")):
            _run("mount", "--rbind", place, str(root / there))

    def container(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        """Start a service of the file from the image, or another command in its place."""
        service = self.services[name]
        mounts = [f"mount -t tmpfs tmpfs {self.root}{path}" for path in service["tmpfs"]]
        for volume in service["volumes"]:
            here, _, there = volume.partition(":")
            place = self.folder / "volumes" / here
            if not place.is_dir():
                place.mkdir(parents=True)
                place.chmod(0o700)
                os.chown(place, USER, USER)
            mounts.append(f"mount --bind {place} {self.root}{there}")
        as_it_is = (*self.config["Entrypoint"], *service.get("command", self.config["Cmd"]))
        words = command or service.get("entrypoint", as_it_is)
        told = [*self.config["Env"], *(f"{key}={value}" for key, value in service["environment"].items())]
        start = shlex.join(["env", "-i", *told, *words])
        shut_in = (
            f"exec chroot {self.root} /usr/bin/setpriv {SHUT_IN} sh -c {shlex.quote(f'cd /opt/library; exec {start}')}"
        )
        log = (self.folder / f"{name}.log").open("ab")
        return subprocess.Popen(
            ["unshare", "--mount", "sh", "-ec", "; ".join([*mounts, shut_in])], stdout=log, stderr=log
        )

    def database(self) -> None:
        """Start the machine's PostgreSQL as the file's settings say."""
        told = self.services["database"]["environment"]
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        data, password = self.folder / "database", self.folder / "password"
        data.mkdir()
        password.write_text(told["POSTGRES_PASSWORD"])
        self.folder.chmod(0o711)
        for path in (data, password):
            shutil.chown(path, "postgres")
        as_user = ("runuser", "-u", "postgres", "--")
        user = told["POSTGRES_USER"]
        _run(
            *as_user,
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            user,
            "-A",
            "scram-sha-256",
            "--pwfile",
            str(password),
        )
        listening = f"-c unix_socket_directories={data}"
        _run(
            *as_user, str(programs / "pg_ctl"), "-D", str(data), "-o", listening, "-w", "-l", str(data / "log"), "start"
        )
        made = {**os.environ, "PGPASSWORD": told["POSTGRES_PASSWORD"]}
        create = [str(programs / "createdb"), "-h", "127.0.0.1", "-U", user, told["POSTGRES_DB"]]
        subprocess.run(create, check=True, env=made)

    def proxy(self) -> subprocess.Popen[bytes]:
        """Start the machine's Caddy with the file's settings, or with what an older one calls them."""
        version = subprocess.run(["caddy", "version"], capture_output=True, text=True, check=True).stdout
        told = dict(self.services["proxy"]["environment"])
        if [int(part) for part in re.findall(r"\d+", version)[:3]] < REQUEST_BUFFERS:
            del told["BUFFERING"]
        text = (ROOT / "deploy" / "caddy" / "Caddyfile").read_text("utf-8")
        file = self.folder / "Caddyfile"
        file.write_text(text.replace("/etc/library", str(ROOT / "deploy")))
        home = {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder), "PATH": os.environ["PATH"]}
        command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(file)]
        log = (self.folder / "proxy.log").open("ab")
        return subprocess.Popen(command, env=home | told, stdout=log, stderr=log)


def _run(*words: str) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def ask(path: str, *words: str) -> tuple[int, str]:
    """Ask through the proxy; return status and text."""
    asked = ["curl", "-sk", "--noproxy", "*", "-w", "\n%{http_code}", *words, f"https://localhost{path}"]
    text, _, status = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.rpartition("\n")
    return int(status or 0), text


def main() -> int:
    """Start everything in the file's order; return 1 if anything is not as it should be."""
    parts = Parts(Path(sys.argv[1]), Path(sys.argv[2]))
    parts.database()
    setup = parts.container("setup")
    held = [
        say(
            "setup brings the database up to date, seeds it and ends",
            lambda: setup.wait(LONGEST_SETUP) == 0,
            soon=False,
        )
    ]
    site, worker, proxy = parts.container("site"), parts.container("worker"), parts.proxy()
    health = parts.config["Healthcheck"]["Test"][1:]
    held += [
        say("the site answers through the proxy, on https", lambda: ask("/healthz")[0] == 200),
        say("the image's own health check is content", lambda: parts.container("site", *health).wait() == 0),
        say("the worker was seen, and nothing is degraded", lambda: not json.loads(ask("/readyz")[1])["degraded"]),
        say("a search finds briefs", lambda: json.loads(ask("/api/v1/search?q=knife")[1])["total"] > 5),
        say("a page has its styles", lambda: ask(_styles(ask("/")[1]))[0] == 200),
        say(f"the site runs as {USER}, without a capability", lambda: _shut_in(site.pid)),
        say(
            "it can write to /tmp and its volumes, and nowhere else",
            lambda: parts.container("site", "sh", "-c", WRITES_WHERE_IT_MAY).wait() == 0,
        ),
    ]
    site.kill()
    site.wait()
    held.append(say("without the site, a page says that it is closed", lambda: "closed for a moment" in ask("/")[1]))
    again = parts.container("site")
    held.append(say("the site, killed, is started again and answers", lambda: ask("/search?q=knife")[0] == 200))
    again.terminate()
    again.wait()
    parts.services = compose(UNDER)["services"]
    again = parts.container("site")
    held += [
        say(f"with UNDER={UNDER}, a page is there", lambda: ask(f"{UNDER}/search?q=knife")[0] == 200),
        say("… it has its styles, and all its links stay there", lambda: _is_under(ask(f"{UNDER}/")[1])),
    ]
    if not all(held):
        for log in sorted(parts.folder.glob("*.log")):
            print(f"--- {log.name}\n{log.read_text()[-1500:]}")
    for process in (again, worker, proxy):
        process.terminate()
    return 0 if all(held) else 1


def _is_under(page: str) -> bool:
    links = re.findall(r'(?:href|src)="(/[^"]*)"', page)
    return len(links) > 10 and all(link.startswith(f"{UNDER}/") for link in links) and ask(_styles(page))[0] == 200


def _styles(page: str) -> str:
    found = re.search(r'href="([^"]+\.css[^"]*)"', page)
    return found[1] if found else "/no-styles"


def _shut_in(pid: int) -> bool:
    """Return whether the process, which began as ours, has given everything up."""
    told = Path(f"/proc/{pid}/status").read_text()
    wanted = (rf"Uid:\s+{USER}\s+{USER}", r"CapEff:\s+0+\n", r"CapBnd:\s+0+\n", r"NoNewPrivs:\s+1")
    return all(re.search(each, told) for each in wanted)


if __name__ == "__main__":
    sys.exit(main())
