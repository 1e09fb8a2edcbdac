"""What has to be so on a machine that was set up by the recipe, asked of the running units and through the proxy."""

import html
import json
import re

from tests.deploy.proxies import HOST
from tests.deploy.saying import say
from tests.deploy.server.machine import Booted
from tests.deploy.test_units import MOST_OPEN

UNITS = ("library-site", "library-worker")
CURL = f"curl -sk --max-time 60 --resolve {HOST}:443:127.0.0.1 --resolve {HOST}:80:127.0.0.1 -b /tmp/jar -c /tmp/jar"
BACKUP = "find /var/backups/library -name '*.backup' -size +100k | grep ."
FROZEN = "test -s /var/backups/library/frozen/manifest-sha256.txt"
PASSWORD = "a password for a drill"
CODE = "/opt/library/.venv/bin/python -c 'import pyotp, sys; print(pyotp.parse_uri(sys.argv[1]).now())'"


def ask(machine: Booted, path: str, *words: str, scheme: str = "https") -> tuple[int, str]:
    """Ask through the proxy as a browser would; return status and text."""
    said = machine.run(f"{CURL} -w '\\n%{{http_code}}' {' '.join(words)} '{scheme}://{HOST}{path}'")
    text, _, status = said.rpartition("\n")
    return int(status), text


def is_well(machine: Booted) -> bool:
    """Say of the machine that has just been set up what holds; return whether all does."""
    figures = {unit: _openness(machine, unit) for unit in UNITS}
    held = [
        say(f"systemd-analyze security: {figures}", lambda: max(figures.values()) <= MOST_OPEN, soon=False),
        say("a page is there, over https", lambda: ask(machine, "/search?q=knife")[0] == 200),
        say("it has its styles", lambda: ask(machine, _styles(ask(machine, "/")[1]))[0] == 200),
        say("http is sent on to https", lambda: ask(machine, "/", scheme="http")[0] in {301, 308}),
        say("a search finds briefs", lambda: json.loads(ask(machine, "/api/v1/search?q=knife")[1])["total"] > 5),
        say("the worker is seen, and nothing waits", lambda: json.loads(ask(machine, "/readyz")[1])["ready"]),
        say("the firewall is on", lambda: "Status: active" in machine.run("ufw status"), soon=False),
        say(
            "a person signs in with two steps, and a document that is uploaded is read",
            lambda: _uploads(machine),
            soon=False,
        ),
        say("the worker makes a backup", lambda: machine.does(BACKUP)),
        say("the worker writes a frozen copy", lambda: machine.does(FROZEN)),
        say("library doctor finds nothing wrong", lambda: machine.does("library doctor"), soon=False),
    ]
    return all(held) or _tell(machine)


def goes_on(machine: Booted) -> bool:
    """Kill the site, stop it and start the machine's units again; return whether it is as it should be."""
    machine.run("kill -9 $(systemctl show -P MainPID library-site)")
    held = [say("the site, killed, is back", lambda: ask(machine, "/search?q=knife")[0] == 200)]
    machine.run("systemctl stop library-site")
    held += [
        say("it stops cleanly", lambda: not machine.does("systemctl is-failed library-site"), soon=False),
        say("while it is stopped, a page says so", lambda: _is_closed(ask(machine, "/")), soon=False),
    ]
    machine.run("systemctl start library-site")
    held.append(say("started again, it answers", lambda: ask(machine, "/")[0] == 200))
    return all(held) or _tell(machine)


def _openness(machine: Booted, unit: str) -> float:
    found = re.search(r"exposure level for \S+: ([\d.]+)", machine.run(f"systemd-analyze security {unit} --no-pager"))
    return float(found[1]) if found else 10


def _styles(page: str) -> str:
    found = re.search(r'href="([^"]+\.css[^"]*)"', page)
    return found[1] if found else "/no-styles"


def _is_closed(answer: tuple[int, str]) -> bool:
    return answer[0] == 503 and "The library is closed for a moment" in answer[1]


def _post(machine: Booted, path: str, *fields: str) -> tuple[int, str]:
    """Send the form of a page with its token, and follow where it leads."""
    found = re.search(r'name="form_token" value="([^"]+)"', ask(machine, path)[1])
    assert found, path
    words = " ".join(f"-F '{field}'" for field in (f"form_token={html.unescape(found[1])}", *fields))
    return ask(machine, path, "-L", words)


def _uploads(machine: Booted) -> bool:
    """Sign in and send a document: the process that reads it has to shut itself in within what the unit allows."""
    add = "library people add drill@example.org --name Drill --role reviewer --password-stdin --totp"
    address = machine.run(f"echo '{PASSWORD}' | {add}").strip().splitlines()[-1]
    _post(machine, "/sign-in", "email=drill@example.org", f"password={PASSWORD}")
    code = machine.run(f"{CODE} '{address}'").strip()
    _post(machine, "/sign-in", f"code={code}")
    machine.run(
        "printf '# Street games\\n\\nYoung people played football together on Friday nights.\\n' >/tmp/games.md"
    )
    status, page = _post(machine, "/staff/upload", "file=@/tmp/games.md;type=text/markdown")
    return status == 200 and "football" in page


def _tell(machine: Booted) -> bool:
    """Show what the services said, since something is not as it should be."""
    print(
        machine.run("systemctl --failed --no-pager; journalctl -u 'library-*' --no-pager -n 30; library doctor || true")
    )
    return False
