"""What the main mail programs lack of what mails use, by Can I email's data: all of it is known and does no harm."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from library import design_tokens
from library.settings import ROOT
from tests import left_out
from tests.mail.mails import one_of_each

KNOWN = ROOT / "docs" / "mail.md"


def lacking() -> dict[str, set[str]]:
    """Give what some program lacks -> the mails that use it."""
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    node = shutil.which("node", path=places)
    if node is None or not (ROOT / "node_modules" / "caniemail").exists():
        pytest.skip(left_out.tell("Node and the packages that `make test` fetches"))
    made = one_of_each()
    done = subprocess.run(
        [node, str(Path(__file__).parent / "can_i_email.mjs")],
        input=json.dumps([mail.html for mail in made.values()]),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, set[str]] = {}
    for name, lacks in zip(made, json.loads(done.stdout), strict=True):
        for feature in lacks:
            found.setdefault(feature, set()).add(name)
    return found


def test_everything_that_a_main_mail_program_lacks_is_known_with_a_reason():
    rows = [line.split("|")[1] for line in KNOWN.read_text("utf-8").splitlines() if line.startswith("| `")]
    known = {feature for row in rows for feature in re.findall("`([^`]+)`", row)}
    assert set(lacking()) == known


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mails_have_the_colours_of_the_site(scheme):
    found = design_tokens.colours(scheme)
    assert {"paper", "sheet", "ink", "quiet", "brand", "brand_ink", "link", "harm", "harm_tint"} <= found.keys()
    assert all(
        found[name] in mail.html for mail in one_of_each().values() for name in ("paper", "sheet", "ink", "brand")
    )
