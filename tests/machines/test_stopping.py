"""A site that is stopped: its processes end by themselves, whatever the libraries in them have built."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from library.bootstrap import connect
from library.search import indexing
from library.settings import ROOT, Settings
from tests import builders
from tests.machines.copies import comes, environment, free_port


def answers(address: str) -> bool:
    """Return whether a page is there."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.slow("starts the site, with the sentence model too, which is loaded before its processes are forked")
@pytest.mark.parametrize("meaning", ["off", pytest.param("on", marks=pytest.mark.deep)])
def test_a_site_stops_without_a_complaint(tmp_path: Path, meaning: str) -> None:
    settings = Settings(instance=tmp_path / "instance", index=tmp_path / "index", meaning="off")
    services = connect(settings)
    services.store.migrate()
    builders.vocabulary(services)
    indexing.reindex(services)
    services.store.close()
    port, said = free_port(), tmp_path / "said"
    told = os.environ | environment(settings) | {"PORT": str(port), "LIBRARY_MEANING": meaning}
    with said.open("w") as file:
        command = [sys.executable, "-m", "library.cli", "serve"]
        site = subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.DEVNULL, stderr=file)
        try:
            comes(lambda: answers(f"http://127.0.0.1:{port}/search?q=knife"))
        finally:
            site.terminate()
            ended = site.wait()
    complaints = [line for line in said.read_text().splitlines() if "[WARNING]" in line or "terminate called" in line]
    assert (ended, complaints) == (0, [])
