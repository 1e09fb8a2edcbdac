"""Serves the library under a path of its own, as in https://example.gov.uk/library: the path of LIBRARY_PUBLIC_URL."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Mounted:
    """An application that knows which part of a path is the prefix, whether or not the proxy before it keeps it."""

    def __init__(self, application: "WSGIApplication", prefix: str) -> None:
        """Keep the application, and the prefix without a slash at its end."""
        self.application, self.prefix = application, prefix

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer with addresses that start with the prefix."""
        path = environ.get("PATH_INFO", "")
        if path == self.prefix or path.startswith(f"{self.prefix}/"):
            path = path[len(self.prefix) :]
        return self.application(environ | {"SCRIPT_NAME": self.prefix, "PATH_INFO": path or "/"}, start_response)


def set_up(app: Flask, prefix: str) -> None:
    """Put the application under its prefix, if it has one."""
    if prefix:
        app.wsgi_app = Mounted(app.wsgi_app, prefix)  # type: ignore[method-assign]
