"""Addresses of ours are written in the routes, and everything else asks for them."""

import re
from pathlib import Path

import pytest
from flask import Flask

from library.settings import ROOT

MAY_KNOW_PATHS = set((ROOT / "library" / "links").glob("*.py"))
ROUTE = re.compile(r"@(?:blueprint|api)\.(?:route|get|post)\((?:[^()]|\([^()]*\))*\)")
PATH = re.compile(r"""["'`=(>}]((?:/[a-z.][a-z0-9._-]*)+/?)(?=["'`?#{$<\s)/]|$)|(?:href|action|src)=["']/["'?#]""")
"""A path at the beginning of some text: of an attribute, a string, or what follows the base of an address."""
FIRST_PARTS_OF_OTHERS = {"lib", "usr", "etc", "proc", "tmp", "static"}


def sources() -> list[Path]:
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    scripts = list((ROOT / "static" / "js").rglob("*.js"))
    modules = [path for path in (ROOT / "library").rglob("*.py") if path not in MAY_KNOW_PATHS]
    return sorted(templates + scripts + modules)


def typed(text: str, known: set[str]) -> list[str]:
    """Return the addresses in some text that begin as one of ours does."""
    found = (match[1] or "/" for match in PATH.finditer(ROUTE.sub("", text)))
    return [path for path in found if path == "/" or begins(path) in known]


def begins(path: str) -> str:
    """Return the first part of a path, without what a file's name ends with."""
    return re.sub(r"(?<=.)\..*", "", path.split("/")[1])


@pytest.fixture
def known(app: Flask) -> set[str]:
    """Return how our addresses begin: "briefs", "staff" and so on."""
    return {begins(rule.rule) for rule in app.url_map.iter_rules()} - {""} - FIRST_PARTS_OF_OTHERS


def test_no_template_script_or_module_types_an_address_of_ours(known: set[str]) -> None:
    found = {str(path.relative_to(ROOT)): typed(path.read_text("utf-8"), known) for path in sources()}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}


@pytest.mark.parametrize(
    "text",
    [
        '<a href="/briefs/{{ slug }}">',
        '<a href="/">',
        "<form action='/search?q=x'>",
        'data-copy="/briefs/x.txt"',
        "fetch(`/suggest?q=${words}`)",
        'redirect("/staff/briefs", 303)',
        'f"{base}/briefs/{slug}"',
        'with_briefs("/compare", slugs)',
        '"/sitemap.xml"',
        '"/.well-known/security.txt"',
    ],
)
def test_a_typed_address_would_be_found(text: str, known: set[str]) -> None:
    assert typed(text, known)


@pytest.mark.parametrize(
    "text",
    [
        '@blueprint.get("/briefs/<slug>.<any(ris,bib):kind>")',
        '@blueprint.route("/search", methods=["GET", "POST"])',
        "<a href=\"{{ url_for('briefs.brief', slug=slug) }}\">",
        'href="https://example.org/briefs"',
        '{% include "briefs/brief.html" %}',
        '"/usr/lib"',
        "</a>",
    ],
)
def test_what_is_no_address_of_ours_is_not(text: str, known: set[str]) -> None:
    assert typed(text, known) == []
