"""What the children that read strangers' files can see and do, asked from inside them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from library.security import sandbox
from tests.documents.inside import acts

SECRETS = {"LIBRARY_SECRET_KEY": "a" * 64, "LIBRARY_SMTP_URL": "smtp://user:password@example.org", "HOME": "/root"}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Give a file that is none of a reader's business."""
    path = tmp_path / "secret_key"
    path.write_text("as it was")
    return path


def told(secret: Path, typed: str = "") -> Any:
    """Start a child as the library does, and give what it says."""
    ended = subprocess.run(**sandbox.started("tests.documents.inside", str(secret)), input=typed.encode(), check=True)
    return json.loads(ended.stdout)


def test_a_child_gets_no_setting_of_the_library_and_no_open_file_of_it(
    secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    with secret.open() as file:
        file.fileno()
        seen = told(secret)
    own = {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "TOKENIZERS_PARALLELISM"}
    assert set(seen["environment"]) - own <= {"LC_CTYPE"}
    assert (seen["folder"], seen["open"]) == ("/", [0, 1, 2])


def test_a_child_can_read_modules_and_do_nothing_else(secret: Path) -> None:
    assert told(secret)["done"] == ["read a module"]
    assert secret.read_text() == "as it was"
    assert [path.name for path in secret.parent.iterdir()] == ["secret_key"]
    assert told(secret, "free")["done"] == [*acts(secret)]


def test_where_the_kernel_offers_it_native_code_in_a_child_is_held_too(secret: Path) -> None:
    seen = told(secret, "kernel")
    everything = ["delete", "read", "read a module", "write", "write again"]
    assert seen["native"] == (["read a module"] if seen["held"] else everything)
