"""What machines expect: a feed, a sitemap, robots, OpenSearch, and whether we are alive and ready."""

import json
from datetime import timedelta

from flask import Blueprint, Response, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from library.browse.feeds import service as feeds
from library.browse.lists import service as lists
from library.http import contributions
from library.http.context import services
from library.http.guards import always_fresh, open_to_all
from library.http.paging import asked_page, hold_within
from library.paging import pages
from library.settings import ROOT
from library.upkeep import health

blueprint = Blueprint("machines", __name__)


@blueprint.get("/feed.atom")
@open_to_all
def feed() -> ResponseReturnValue:
    """Return the newest briefs as an Atom feed, a page at a time."""
    page = asked_page()
    total, written = feeds.atom(services(), page)
    hold_within(page, pages(total, lists.NEWEST))
    return Response(written, mimetype="application/atom+xml")


@blueprint.get("/newsletters.atom")
@open_to_all
def newsletters_feed() -> ResponseReturnValue:
    """Return the newsletters that were sent as an Atom feed."""
    return Response(feeds.newsletters(services()), mimetype="application/atom+xml")


@blueprint.get("/sitemap.xml")
@open_to_all
def sitemap() -> ResponseReturnValue:
    """List every public page."""
    return Response(
        render_template("browse/feeds/sitemap.xml", pages=contributions.public_pages(services())),
        mimetype="application/xml",
    )


@blueprint.get("/robots.txt")
@open_to_all
def robots() -> ResponseReturnValue:
    """Tell robots what to leave alone."""
    return Response(render_template("browse/feeds/robots.txt"), mimetype="text/plain")


@blueprint.get("/opensearch.xml")
@open_to_all
def opensearch() -> ResponseReturnValue:
    """Let browsers search the library from their address bar."""
    return Response(render_template("browse/feeds/opensearch.xml"), mimetype="application/opensearchdescription+xml")


@blueprint.get("/healthz")
@open_to_all
@always_fresh
def alive() -> ResponseReturnValue:
    """Say that the process answers."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
@open_to_all
@always_fresh
def ready() -> ResponseReturnValue:
    """Return whether the database can be read, what is degraded, and what staff still have to set."""
    state = health.ready(services())
    answer = {
        "ready": state.ready,
        "degraded": state.degraded,
        "warnings": contributions.warnings(services()),
        "oldest_unsent_mail_seconds": _seconds(state.oldest_unsent_mail),
        "worker_seen_seconds_ago": _seconds(state.worker_seen),
    }
    return jsonify(answer), 200 if state.ready else 503


def _seconds(age: timedelta | None) -> int | None:
    return None if age is None else int(age.total_seconds())


@blueprint.get("/manifest.webmanifest")
@open_to_all
def manifest() -> ResponseReturnValue:
    """Let a phone put the library on its home screen."""
    sign = {"src": url_for("static", filename="images/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    start = url_for("home.home")
    about = {"name": "What Works Library", "short_name": "What Works", "start_url": start, "scope": start}
    look = {"display": "standalone", "background_color": "#fbf8f1", "theme_color": "#0b4f4a", "icons": [sign]}
    return Response(json.dumps(about | look), mimetype="application/manifest+json")


@blueprint.get("/service-worker.js")
@open_to_all
def service_worker() -> ResponseReturnValue:
    """Return the script that gives pages a reader keeps on their device, from where it may look after all pages."""
    script = (ROOT / "static" / "js" / "worker.js").read_text("utf-8")
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@blueprint.get("/favicon.ico")
@open_to_all
def favicon() -> ResponseReturnValue:
    """Lead browsers that ask for the old name to the sign of the library."""
    return redirect(url_for("static", filename="images/mark.svg"))
