"""A site that is stopped: its processes end by themselves, whatever the libraries in them have built."""

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from library.bootstrap import connect
from library.search import indexing
from library.settings import ROOT, Settings
from tests import builders
from tests.machines.copies import comes, environment, free_port, with_one_brief


def answers(address: str) -> bool:
    """Return whether a page is there."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.deep
def test_a_site_whose_port_is_taken_says_so_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        at = "{}:{}".format(*other.getsockname())
        settings = with_one_brief(Settings(instance=tmp_path / "instance", index=tmp_path / "index", meaning="off"))
        told = os.environ | environment(settings) | {"PORT": at.rpartition(":")[2], "LIBRARY_MEANING": "off"}
        command = [sys.executable, "-m", "library.cli", "serve"]
        ended = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert f"library: something listens at {at} already, perhaps this site itself. Stop it, or set PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


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
