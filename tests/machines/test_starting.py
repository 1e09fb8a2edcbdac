"""A site that is started answers soon: what takes long to load, and few requests need, waits until it is needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from library.bootstrap import connect
from library.settings import ROOT, Settings
from tests import builders
from tests.machines.copies import environment

LOADED_LATE = {
    "alembic": "bringing the database up to date",
    "authlib": "an organisation's account",
    "dns": "library doctor",
    "docx": "a Word file",
    "icalendar": "a calendar",
    "onnxruntime": "a question",
    "openpyxl": "a spreadsheet",
    "PIL": "a picture",
    "pypdf": "cleaning a PDF",
    "pypdfium2": "reading a PDF",
    "readability": "an editor's text",
    "requests": "an organisation's account",
    "tokenizers": "a question",
    "webauthn": "a passkey",
    "zxcvbn": "a new password",
}
"""What is loaded late -> the first thing that needs it."""
FRONT_PAGE = """
import sys
import library.cli.commands
from wsgi import app
print(app.test_client().get("/").status_code, *{name.partition(".")[0] for name in sys.modules})
"""


@pytest.mark.slow("starts Python and loads the whole site")
def test_the_front_page_waits_for_nothing_that_only_other_pages_need(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path / "instance", index=tmp_path / "index")
    services = connect(settings)
    services.store.migrate()
    builders.vocabulary(services)
    services.store.close()
    told = subprocess.run(
        [sys.executable, "-c", FRONT_PAGE],
        cwd=ROOT,
        env=os.environ | environment(settings) | {"LIBRARY_MEANING": "on"},
        capture_output=True,
        text=True,
        check=True,
    )
    status, *loaded = told.stdout.split()
    assert (status, sorted(LOADED_LATE.keys() & set(loaded))) == ("200", [])
