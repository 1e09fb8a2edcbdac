"""The page that shows the look."""

import re

from build_static import TOKENS
from library.design_tokens import colours
from library.settings import ROOT


def test_every_colour_is_shown_in_its_own_colour(reader):
    page = reader.get("/about/design").text
    styles = (ROOT / "static" / "scss" / "_design.scss").read_text("utf-8")
    names = set(re.findall(r"--([a-z-]+):", TOKENS.read_text("utf-8")))
    assert set(re.findall(r"swatch--([a-z-]+)", page)) == names
    for scheme in ("light", "dark"):
        assert {name.replace("_", "-") for name in colours(scheme)} == names
    assert set(re.search(r"\$name in \(([^)]*)\)", styles)[1].split(", ")) == names


def test_a_library_without_briefs_shows_its_look_too(reader):
    assert "There are no briefs yet." in reader.get("/about/design").text
