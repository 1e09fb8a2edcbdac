"""Notes each request when it was answered: in the log and in the numbers of /metrics, where either is asked for."""

import time

from flask import Flask, Response, current_app, g, request

from library.http import context, logs
from library.settings import Settings

VERBS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
NO_ROUTE = "none"
METRICS = "metrics"


def set_up(app: Flask, settings: Settings) -> None:
    """Note requests; to be set up before all parts that answer or change an answer."""
    if settings.metrics_token:
        from library.http.metrics import Metrics  # Kept out of sites that measure nothing.

        app.extensions[METRICS] = Metrics()
    app.before_request(begin)
    app.after_request(note)


def begin() -> None:
    """Note when this request came, unless that is known."""
    g.setdefault("began", time.perf_counter())


def note(response: Response) -> Response:
    """Note how this request was answered, if the settings say so."""
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    route = request.endpoint or NO_ROUTE
    method = request.method if request.method in VERBS else "other"
    if context.services().settings.log:
        logs.note_request(route, method, response.status_code, seconds)
    if metrics := current_app.extensions.get(METRICS):
        metrics.note(route, method, response.status_code, seconds)
    return response
