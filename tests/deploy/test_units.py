"""The units of systemd: closed in as far as the recipe says."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from library.settings import ROOT
from tests import left_out

UNITS = ROOT / "deploy" / "systemd"
MOST_OPEN = 1.5
"""Of 10, which is a service that may do anything."""

pytestmark = pytest.mark.deep


@pytest.mark.parametrize("name", sorted(path.name for path in UNITS.glob("*.service")))
def test_a_service_is_closed_in(name: str, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip(left_out.tell("systemd-analyze"))
    shutil.copytree(UNITS, tmp_path / "etc" / "systemd" / "system")
    words = ["systemd-analyze", "security", "--offline=yes", f"--root={tmp_path}", name]
    ended = subprocess.run(words, capture_output=True, text=True, check=True)
    found = re.search(r"exposure level for \S+: ([\d.]+)", ended.stdout)
    assert found
    assert float(found[1]) <= MOST_OPEN
    assert "Unknown" not in ended.stderr
