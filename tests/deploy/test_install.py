"""What `make install` and the image leave: a program that its services, which can write nothing there, start at once."""

import subprocess

import pytest

from library.settings import ROOT
from tests.deploy.proxies import DEPLOY

COMPILES = "python -m compileall -q library wsgi.py"


@pytest.mark.parametrize("how", ["make", "image"])
def test_the_program_is_compiled_where_it_is_installed(how: str) -> None:
    """Else each start compiles it again, for more than a second: its folder belongs to root."""
    asked = ["make", "--dry-run", "--always-make", "install"]
    makes = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert COMPILES in {"make": makes, "image": (DEPLOY / "Containerfile").read_text("utf-8")}[how]
