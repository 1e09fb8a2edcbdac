"""Notes each request when it was answered: in the log and in the numbers of /metrics, where either is asked for."""

import time

from flask import Flask, Response, g, request

from library.http import logs
from library.settings import Settings

VERBS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
NO_ROUTE = "none"
METRICS = "metrics"


def set_up(app: Flask, settings: Settings) -> None:
    """Note requests if the settings say so; to be set up before all parts that answer or change an answer."""
    if settings.metrics_token:
        from library.http.metrics import Metrics  # Kept out of sites that measure nothing.

        app.extensions[METRICS] = Metrics()
    if not settings.metrics_token and not settings.log:
        return
    app.before_request(_begin)
    app.after_request(lambda response: _note(app, settings, response))


def _begin() -> None:
    g.began = time.perf_counter()


def _note(app: Flask, settings: Settings, response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    route = request.endpoint or NO_ROUTE
    method = request.method if request.method in VERBS else "other"
    if settings.log:
        logs.note_request(route, method, response.status_code, seconds)
    if metrics := app.extensions.get(METRICS):
        metrics.note(route, method, response.status_code, seconds)
    return response
