"""The recipe for one small server can be followed: `make drill-server` does, and takes its commands from the page itself."""

import re

from library.settings import ROOT
from tests.deploy.server import recipe

GIVEN = re.compile(r"(?<= )deploy/[\w./-]+")


def test_every_step_has_its_commands() -> None:
    steps = recipe.steps()
    needed = (*recipe.BEFORE_THE_PROXY, *recipe.PROXIES, *recipe.AFTERWARDS)
    assert [name for name in needed if not steps.get(name)] == []


def test_what_the_commands_copy_is_there() -> None:
    commands = [command for step in recipe.steps().values() for command in step]
    copied = {path for command in commands for path in GIVEN.findall(command)}
    assert len(copied) > 5
    assert [path for path in sorted(copied) if not (ROOT / path.rstrip("/")).exists()] == []
