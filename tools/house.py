"""Draws the house from the code: the floors as import-linter holds them, and what each room says it is for.

`python -m tools.house` puts the picture into docs/architecture.md, where a test compares it with the code.
"""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
START, END = "<!-- drawn by tools/house.py -->\n", "<!-- end -->"


def floors() -> list[list[str]]:
    """Return the floors of `library`, the highest first: the modules and packages of each."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = [each["layers"] for each in contracts if each["type"] == "layers" and each["containers"] == ["library"]]
    return [[name.strip() for name in floor.split("|")] for floor in layers]


def purpose(name: str) -> str:
    """Return the first sentence of a module's docstring."""
    folder = ROOT / "library" / name
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return text.split("\n")[0]


def rooms(name: str) -> str:
    """Return the packages inside a package, in a line."""
    folder = ROOT / "library" / name
    inside = sorted(each.parent.name for each in folder.glob("*/__init__.py"))
    return ", ".join(inside)


def drawn() -> str:
    """Return the picture: one row for each part of the house, the highest floor first."""
    rows = ["| floor | what it is for | rooms |", "| --- | --- | --- |"]
    for floor in floors():
        rows += [f"| `{name}` | {purpose(name)} | {rooms(name)} |" for name in floor]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Put the picture into the page."""
    before, _, rest = PAGE.read_text("utf-8").partition(START)
    PAGE.write_text(before + START + drawn() + END + rest.partition(END)[2], "utf-8")


if __name__ == "__main__":
    main()
