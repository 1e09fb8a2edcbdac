"""The child process that reads one picture and re-encodes it as a JPEG without metadata, and can do no more."""

import io
import sys

from PIL import Image, ImageOps

from library.security.sandbox import shut_in

KINDS = ("JPEG", "PNG", "GIF", "WEBP")
WIDEST, TALLEST = 1104, 1600
"""Pixels: twice what a mail shows it at, for sharp screens."""
MOST_PIXELS = 40_000_000
LARGEST = 250_000
"""Bytes of what is written; the quality goes down until it fits."""
QUALITIES = (82, 70, 55, 40, 25)


def run() -> None:
    """Read the picture that is the input, and say its size and what was written."""
    Image.init()
    shut_in()
    try:
        written, size = rewritten(sys.stdin.buffer.read())
    except Exception:
        sys.exit(1)
    sys.stdout.buffer.write(b"%d %d\n" % size + written)


def rewritten(content: bytes) -> tuple[bytes, tuple[int, int]]:
    """Return a picture as a JPEG that is small enough, turned as it was taken, and its size."""
    with Image.open(io.BytesIO(content), formats=KINDS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        opened.draft("RGB", (WIDEST, TALLEST))
        upright = ImageOps.exif_transpose(opened)
        layers = upright.convert("RGBA")
    layers.thumbnail((WIDEST, TALLEST))
    plain = Image.new("RGB", layers.size, "white")
    plain.paste(layers, mask=layers.getchannel("A"))
    for quality in QUALITIES:
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= LARGEST:
            break
    return out.getvalue(), plain.size
