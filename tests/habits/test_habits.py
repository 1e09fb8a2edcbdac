"""Habits of the house that no single test would hold."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from flask import Flask

from library.app import create_app
from library.http.guards import access_of
from library.routes import BLUEPRINTS
from library.services import Services
from library.settings import ROOT, Settings, variable

MODULES = [path for path in sorted((ROOT / "library").rglob("*.py")) if path.parent.name != "versions"]
PAGES = {blueprint.name for blueprint in BLUEPRINTS}
LONGEST_FILE, LONGEST_FUNCTION = 320, 50
FOREIGN = re.compile(r"\b(registry\.npm" + r"js|py" + r"pi\.org|python" + r"hosted)|(/wo" + r"rk/|/ro" + r"ot/)")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines()]


def test_every_route_declares_who_may_open_it(app: Flask) -> None:
    ours = [endpoint for endpoint in app.view_functions if endpoint.partition(".")[0] in PAGES]
    assert ours
    assert [endpoint for endpoint in ours if access_of(app.view_functions[endpoint]) is None] == []


def test_every_other_route_belongs_to_the_api_or_is_a_file(app: Flask) -> None:
    others = {rule.endpoint.partition(".")[0] for rule in app.url_map.iter_rules()} - PAGES
    assert others == {"api", "api-docs", "static"}


def test_a_route_that_declares_nothing_is_refused(services: Services) -> None:
    app = create_app(services)
    app.add_url_rule("/undeclared", view_func=lambda: "secret")
    answer = app.test_client().get("/undeclared")
    assert answer.status_code == 403
    assert "secret" not in answer.text


def test_every_staff_page_leads_readers_to_the_sign_in(app: Flask) -> None:
    guarded = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/staff")]
    assert len(guarded) > 5
    assert [rule.rule for rule in guarded if access_of(app.view_functions[rule.endpoint]) != "staff"] == []


def test_every_setting_is_documented() -> None:
    told = (ROOT / "docs" / "settings.md").read_text("utf-8")
    known = {variable(field.name) for field in fields(Settings)}
    assert set(re.findall(r"^\| `(\w+)`", told, re.MULTILINE)) == known


def test_every_module_is_short_and_says_what_it_is_for() -> None:
    assert len(MODULES) > 500
    assert {str(path.relative_to(ROOT)): lacks for path in MODULES if (lacks := [*_lacking(path)])} == {}


def _lacking(path: Path) -> Iterator[str]:
    """Return what a module lacks: words on what it is for, functions of whose length one has a view, or words on those."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    if not ast.get_docstring(tree):
        yield "a docstring"
    if text.count("\n") > LONGEST_FILE:
        yield f"{LONGEST_FILE} lines or fewer"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
                yield f"fewer than {LONGEST_FUNCTION} lines of {node.name}"
            if not node.name.startswith("_") and _public(node, tree) and not ast.get_docstring(node):
                yield f"a docstring of {node.name}"


def _public(function: ast.FunctionDef, tree: ast.Module) -> bool:
    """Tell whether a function stands where others can reach it: in the module, or in a class with a public name."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    return any(function in parent.body for parent in [tree, *classes])


def test_the_layers_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_nothing_kept_names_a_registry_or_a_path_of_one_machine() -> None:
    text_files = [path for path in tracked() if path.is_file() and path.suffix not in {".png", ".woff2", ".xlsx"}]
    assert [str(path) for path in text_files if FOREIGN.search(path.read_text("utf-8", errors="replace"))] == []


KEPT_FOR_ALL = {"home.html"}
"""Pages that are the same for all readers: their forms lead to views that are declared `no_token`."""


def test_every_form_that_is_posted_carries_a_token() -> None:
    templates = {path: path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html")}
    assert sum('method="post"' in text for text in templates.values()) > 50
    assert [
        str(path)
        for path, text in templates.items()
        if path.name not in KEPT_FOR_ALL
        and ('name="form_token"' in text or text.count('method="post"') > text.count("{{ form_token_field() }}"))
    ] == []


def test_no_folder_of_the_library_has_more_than_twenty_modules() -> None:
    folders = {file.parent for file in (ROOT / "library").rglob("*.py")} - {ROOT / "library/db/migrations/versions"}
    counted = {folder: sum(file.name != "__init__.py" for file in folder.glob("*.py")) for folder in folders}
    assert [str(folder) for folder, count in counted.items() if count > 20] == []
