"""Links that a command prints lead to the copy that runs, whatever port or address that was started with."""

import re
import shutil
import urllib.request

import pytest

from library.settings import Settings
from tests.machines.copies import serving

ADD = ("people", "add", "new@example.org", "--name", "New", "--role", "admin")
NOTHING_SET = {"PORT": "", "LIBRARY_PUBLIC_URL": ""}


def link(done):
    assert done.returncode == 0, done.stderr
    return re.search(r"^http\S+", done.stdout, re.MULTILINE)[0]


@pytest.mark.slow("the real site is started, and the real command six times")
def test_a_command_without_settings_prints_the_address_that_the_site_was_opened_at(run, tmp_path, fresh):
    shutil.copytree(fresh, tmp_path, dirs_exist_ok=True)
    assert link(run(*ADD, **NOTHING_SET)).startswith("http://127.0.0.1:8000/welcome/")
    with serving(Settings(instance=tmp_path / "instance", index=tmp_path / "index")) as copy:
        found = link(run(*ADD, **NOTHING_SET))
        assert found.startswith(f"{copy.address}/welcome/")
        with urllib.request.urlopen(found, timeout=30) as answer:
            assert answer.status == 200
            assert "New" in answer.read().decode()
    assert link(run(*ADD, **NOTHING_SET)).startswith(copy.address)
    assert link(run(*ADD, PORT="8099", LIBRARY_PUBLIC_URL="")).startswith("http://127.0.0.1:8099/")
    public = run(*ADD, PORT="8099", LIBRARY_PUBLIC_URL="https://library.example")
    assert link(public).startswith("https://library.example/")
