"""Static files, whose addresses carry a hash of their content so that browsers may keep them for ever."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request


def set_up(app: Flask) -> None:
    """Put the hash into every static address, and let what was asked for by its hash be kept."""

    @app.url_defaults
    def add_hash(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values.update(hashed(app, values))

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def hashed(app: Flask, values: dict[str, Any]) -> dict[str, Any]:
    """Return what the address of a static file is built with: its name, and the hash of what it holds now, if any."""
    path = Path(f"{app.static_folder}/{values['filename']}")
    if "v" in values or not path.is_file():
        return values
    return values | {"v": _hash(path, path.stat().st_mtime_ns)}


@lru_cache(maxsize=256)
def _hash(path: Path, _changed: int) -> str:
    return content_hash(path.read_bytes())


def content_hash(content: bytes) -> str:
    """Return what the address of a static file carries."""
    return hashlib.sha256(content).hexdigest()[:12]
