"""Build the image and start the parts of compose.yaml from it: `make drill-containers`, as root, about ten minutes.

Needs Debian's buildah, debootstrap, caddy, curl and postgresql. The base is a small Debian made by debootstrap, since
no registry of images is asked. The parts run in namespaces of their own: nothing of them can reach the internet.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from library.settings import ROOT

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
BASE, IMAGE = "localhost/python:debian", "localhost/library:drill"
SUITE = "bookworm"
OWN = ("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc")


class Builder:
    """buildah with a store of its own."""

    def __init__(self, store: Path) -> None:
        """Keep where the store is."""
        self._words = ("buildah", "--root", str(store / "root"), "--runroot", str(store / "run"))

    def run(self, *words: str) -> str:
        """Run a command of buildah; return what it said, and show the end of what it said if it failed."""
        command = [*self._words, "--storage-driver", "vfs", *words]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        if ended.returncode:
            raise SystemExit(f"buildah {words[0]} failed:\n{(ended.stdout + ended.stderr)[-3000:]}")
        return ended.stdout.strip()

    def base(self, folder: Path) -> None:
        """Make the base: a Debian with Python, which trusts whom this machine trusts."""
        if not (folder / "usr").is_dir():
            words = ["debootstrap", "--variant=minbase", "--include=python3,python3-venv,ca-certificates"]
            subprocess.run([*words, SUITE, str(folder)], check=True, stdout=subprocess.DEVNULL)
        shutil.copyfile(CERTIFICATES, folder / CERTIFICATES.relative_to("/"))
        made = self.run("from", "scratch")
        self.run("add", "--quiet", made, str(folder), "/")
        trust = [word for name in ("PIP_CERT", "NODE_EXTRA_CA_CERTS") for word in ("--env", f"{name}={CERTIFICATES}")]
        self.run("config", *trust, made)
        self.run("commit", "--quiet", "--rm", made, BASE)

    def image(self) -> None:
        """Build the image by the Containerfile as it is."""
        words = ["bud", "--format", "docker", "--isolation", "chroot", "--build-arg", f"BASE={BASE}"]
        self.run(*words, "-f", str(ROOT / "deploy" / "Containerfile"), "-t", IMAGE, str(ROOT))

    def config(self) -> dict[str, object]:
        """Return what the image says of how it is run."""
        told: dict[str, object] = json.loads(self.run("inspect", "--type", "image", IMAGE))["Docker"]["config"]
        return told

    def mounted(self) -> str:
        """Return the folder in which the image's files are."""
        return self.run("mount", self.run("from", IMAGE))


def main() -> None:
    """Build, then start the parts in namespaces of their own; say how long each step took."""
    parser = argparse.ArgumentParser(prog="python -m tests.deploy.containers", description=__doc__)
    parser.add_argument("--base", type=Path, help="the folder of a Debian with Python; made there if it is empty")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="library-containers-") as name:
        folder, builder = Path(name), Builder(Path(name) / "store")
        _timed("a Debian with Python as the base", lambda: builder.base(wanted.base or folder / "base"))
        _timed("the image, by deploy/Containerfile", builder.image)
        (folder / "config.json").write_text(json.dumps(builder.config()))
        inside = [*OWN, sys.executable, "-m", "tests.deploy.containers.parts", str(folder), builder.mounted()]
        ended = subprocess.run(inside, cwd=ROOT, check=False).returncode
    raise SystemExit(ended)


def _timed(what: str, act: Callable[[], None]) -> None:
    start = time.monotonic()
    act()
    print(f"{time.monotonic() - start:6.0f} s  {what}", flush=True)


if __name__ == "__main__":
    main()
