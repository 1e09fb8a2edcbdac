"""Starting a demo as people do, with make, and keeping it and a library in service apart."""

import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.demo import place
from library.demo import repository as demos
from library.settings import ROOT, SettingsError

MADE = ("-o", ".venv/.run", "-o", "static/build/.made")
"""What make takes for made, so that a test fetches no packages."""


def make(target: str, folder: Path, **settings: str) -> list[str]:
    given = {"BIN": str(Path(sys.executable).parent), "DEMO_FOLDER": str(folder)} | settings
    return ["make", "--no-print-directory", *MADE, target, *(f"{name}={value}" for name, value in given.items())]


def environment(tmp_path: Path) -> dict[str, str]:
    """Return settings that would lead to another library, if a demo followed them."""
    elsewhere = {name: str(tmp_path / "elsewhere") for name in ("LIBRARY_INSTANCE", "LIBRARY_INDEX")}
    return os.environ | elsewhere | {"LIBRARY_DATABASE_URL": f"sqlite:///{tmp_path}/elsewhere.sqlite3", "PORT": "1"}


@pytest.fixture
def started(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Start a demo with make, one that is filled already or one from nothing; return its address, and what it said."""
    if request.param == "filled":
        shutil.copytree(request.getfixturevalue("filled"), tmp_path / "demo")
        (tmp_path / "demo" / place.SIGN).write_text(place.WORDS)
        place.finish(tmp_path / "demo")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    process = subprocess.Popen(
        make("demo", tmp_path / "demo", DEMO_PORT=port),
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said = ""
    try:
        while (line := process.stdout.readline()) and "is open at" not in line:
            said += line
        yield f"http://127.0.0.1:{port}", said + line
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate()


def listing(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*")) if folder.exists() else []


def the_library() -> list[list[tuple[str, int]]]:
    return [listing(ROOT / "instance"), listing(ROOT / "index")]


@pytest.mark.slow("starts the site and its worker in processes of their own")
@pytest.mark.parametrize("started", ["filled", pytest.param("from nothing", marks=pytest.mark.deep)], indirect=True)
def test_make_demo_opens_a_copy_with_links_that_sign_in_and_leaves_the_library_alone(tmp_path, started):
    before = the_library()
    address, said = started
    assert f"The library is open at {address}" in said
    links = re.findall(rf"{address}/demo/sign-in/\S+", said)
    assert len(links) == 4
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(links[3], timeout=30).read().decode()
    token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
    desk = browser.open(links[3], urllib.parse.urlencode({"form_token": token}).encode(), timeout=30).read().decode()
    assert "Sign out Example Admin" in desk
    assert "Example accounts, example reports, example e-mails." in desk
    assert "Example: a brief that waits for a reviewer" in desk
    refused = subprocess.run(make("demo-clean", tmp_path / "demo"), cwd=ROOT, capture_output=True, text=True)
    assert "the demo is open" in refused.stderr
    assert place.is_whole(tmp_path / "demo")
    assert the_library() == before
    assert not (tmp_path / "elsewhere").exists()
    assert not (tmp_path / "elsewhere.sqlite3").exists()


@pytest.mark.slow("two commands are started as people start them")
def test_make_demo_clean_deletes_a_demo_and_nothing_else(tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / place.SIGN).write_text("")
    (folder / "index").mkdir()
    assert subprocess.run(make("demo-clean", folder), cwd=ROOT, capture_output=True, text=True).returncode == 0
    assert not folder.exists()
    (tmp_path / "theirs").write_text("")
    refused = subprocess.run(make("demo-clean", tmp_path), cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode != 0
    assert "does not hold a demo, so nothing was deleted" in refused.stderr
    assert (tmp_path / "theirs").exists()


@pytest.fixture
def own_environment(monkeypatch):
    """Let a test take settings out of the environment and put others in."""
    for name in [name for name in os.environ if name.startswith("LIBRARY_")]:
        monkeypatch.delenv(name)
    for name in ("LIBRARY_INSTANCE", "LIBRARY_INDEX", "LIBRARY_DEMO", "PORT"):
        monkeypatch.setenv(name, "1")


def test_a_demo_is_made_in_a_folder_of_its_own_only(tmp_path, own_environment):
    (tmp_path / "theirs").write_text("")
    with pytest.raises(SettingsError, match="holds other files, so no demo was made in it"):
        place.enter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]


def test_a_demo_that_was_stopped_while_it_was_filled_is_begun_again_and_a_whole_one_is_kept(tmp_path, own_environment):
    place.enter(tmp_path / "demo")
    (tmp_path / "demo" / "half").write_text("")
    assert place.enter(tmp_path / "demo").instance == tmp_path / "demo" / "instance"
    assert not (tmp_path / "demo" / "half").exists()
    place.finish(tmp_path / "demo")
    (tmp_path / "demo" / "mine").write_text("")
    place.enter(tmp_path / "demo")
    assert (tmp_path / "demo" / "mine").exists()


@pytest.mark.parametrize("command", ["serve", "run", "work"])
def test_a_library_in_service_never_serves_the_data_of_a_demo(run, services, command):
    with services.store.writing() as database:
        demos.mark(database)
    refused = run(command)
    assert refused.returncode == 1
    assert "this database holds the example accounts of a demo" in refused.stderr
    assert "run `make demo`" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.slow("runs three commands")
def test_nor_what_was_restored_from_the_backup_of_a_demo(run, services, tmp_path):
    with services.store.writing() as database:
        demos.mark(database)
    kept, elsewhere = str(tmp_path / "kept"), {"LIBRARY_INSTANCE": str(tmp_path / "restored")}
    assert run("backup", kept).returncode == 0
    assert run("restore", kept, **elsewhere).returncode == 0
    assert "the example accounts of a demo" in run("serve", **elsewhere).stderr


def test_a_library_in_service_is_not_served_as_a_demo(run):
    refused = run("serve", LIBRARY_DEMO="on")
    assert refused.returncode == 1
    assert "LIBRARY_DEMO is on, but this database is not that of a demo" in refused.stderr


def test_the_folder_of_a_demo_is_kept_out_of_the_repository():
    assert "/demo/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert place.FOLDER == ROOT / "demo"
