"""The numbers of this site, for clients that know the token; nobody else learns that they are there."""

import hmac

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from library.http.context import services
from library.http.guards import always_fresh, open_to_all
from library.http.measuring import METRICS
from library.upkeep.metrics import service

blueprint = Blueprint("metrics", __name__)
WRITTEN = "text/plain; version=0.0.4; charset=utf-8"


@blueprint.get("/metrics")
@open_to_all
@always_fresh
def numbers() -> ResponseReturnValue:
    """Return the counts of requests and how the library does, as Prometheus reads them."""
    wanted, given = services().settings.metrics_token, request.headers.get("Authorization", "")
    if not wanted or not hmac.compare_digest(given.encode(), f"Bearer {wanted}".encode()):
        abort(404)
    written = current_app.extensions[METRICS].written(service.gauges(services()))
    return Response(written, content_type=WRITTEN, headers={"Cache-Control": "no-store"})
