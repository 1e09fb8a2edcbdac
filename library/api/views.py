"""Briefs and searches as JSON, described by OpenAPI."""

from typing import Any

from flask import Flask, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_smorest import Api, Blueprint, abort
from marshmallow import fields, validate

from library.api.schemas import BriefListSchema, SearchAnswerSchema
from library.briefs import service as briefs
from library.briefs.models import Brief
from library.briefs.schemas.brief import PublicBriefSchema
from library.briefs.states import Listed, Moved, PublishedBrief, Withdrawn
from library.contributions import Findable
from library.forms.parameters import Parameters
from library.http.cache import page_cache
from library.http.context import services
from library.http.paging import hold_within
from library.i18n.messages import gettext
from library.links import API
from library.search import service as searches
from library.search.kinds import Kind
from library.search.models import Match, Query
from library.search.outside_topics.models import OutsideTopic
from library.search.schemas import SearchSchema
from library.search.service import Answer
from library.search.urgency.service import Help
from library.search.views import besides

api = Blueprint("api", __name__, url_prefix=f"{API}v1", description="Briefs on what works to prevent violence")


LIMIT = (
    "Each process of the library answers one network {most} requests a minute. `RateLimit` says how many are left and "
    "in how many seconds there are more. One too many is a 429, and `Retry-After` says how many seconds to wait."
)


def set_up(app: Flask) -> None:
    """Add the API and its description to the application."""
    most = app.extensions["services"].settings.requests_per_minute
    about = {"info": {"description": LIMIT.format(most=most)}} if most else {}
    app.config.update(
        API_TITLE="What Works Library",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=f"{API}v1",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={"servers": [{"url": app.extensions["services"].links.base}], **about},
    )
    served = Api(app)
    served.register_blueprint(api)


class PageSchema(Parameters):
    """Which page of a list, and how long a page is."""

    page = fields.Integer(
        load_default=1,
        validate=validate.Range(1, 1_000_000, error="page: enter a number, 1 or more."),
        error_messages={"invalid": "page: enter a number, 1 or more."},
    )
    page_size = fields.Integer(
        load_default=20,
        validate=validate.Range(1, 100, error="page_size: enter a number from 1 to 100."),
        error_messages={"invalid": "page_size: enter a number from 1 to 100."},
    )


class ListSchema(PageSchema):
    """Which briefs of a list: all, or those published or changed on a day or later."""

    since = fields.Date(
        load_default=None,
        error_messages={"invalid": "since: enter a date such as 2026-11-01."},
    )


@api.get("/briefs")
@api.arguments(ListSchema, location="query", error_status_code=400)
@api.response(200, BriefListSchema)
def list_briefs(asked: dict[str, Any]) -> dict[str, Any]:
    """List all published briefs, or those published or changed since a day; a page past the last is a 404."""
    listing = briefs.listing(services(), asked["page"], asked["page_size"], since=asked["since"])
    hold_within(listing.page, listing.pages)
    return {
        "total": listing.total,
        "page": listing.page,
        "pages": listing.pages,
        "briefs": [_line(line) for line in listing.briefs],
    }


def _line(line: Listed) -> dict[str, Any]:
    return {
        "slug": line.slug,
        "title": line.title,
        "one_line": line.one_line,
        "kind": line.kind.value,
        "url": services().links.brief(line.slug),
        "published_at": line.published_at,
        "checked_on": line.checked_on,
    }


@api.get("/briefs/<slug>")
@api.response(200, PublicBriefSchema)
def one_brief(slug: str) -> Brief | ResponseReturnValue:
    """Return one brief's exact data; a moved one redirects, a withdrawn one answers 410."""
    found = briefs.find(services(), slug)
    if isinstance(found, Moved):
        return redirect(url_for("api.one_brief", slug=found.slug), 301)
    if isinstance(found, Withdrawn):
        abort(410, message=f"This brief has been withdrawn: {found.reason}")
    if found is None:
        abort(404, message="There is no such brief.")
    assert isinstance(found, PublishedBrief)
    return found.brief


@api.get("/search")
@api.arguments(SearchSchema, location="query", error_status_code=400)
@api.response(200, SearchAnswerSchema)
def search(query: Query) -> dict[str, Any]:
    """Search the briefs, as the search page does."""
    page_cache.while_same(services().index.state)
    found = searches.search(services(), query)
    hold_within(query.page, found.pages)
    return _answer(found)


def _answer(found: Answer) -> dict[str, Any]:
    return {
        "query": found.asked,
        "total": found.total,
        "page": found.query.page,
        "pages": found.pages,
        "match": found.match.value,
        "corrected": found.corrected,
        "signpost": _signpost(found.elsewhere) if found.elsewhere and not found.urgent else None,
        "ask": _absolute("questions.ask") if found.match is not Match.GOOD else None,
        "kinds": [_kind(kind) for kind in besides(found)],
        "urgent": found.urgent,
        "help": _help(found.help) if found.help else [],
        "notices": list(found.notices),
        "results": [_result(result) for result in found.results],
        "facets": {
            group: [{"id": each.id, "label": each.label, "count": each.gives} for each in choices]
            for group, choices in found.facets.items()
        },
    }


def _signpost(topic: OutsideTopic) -> dict[str, str]:
    return {"about": topic.name, "turn_to": topic.turn_to, "web": topic.web, "number": topic.number}


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "name": kind.name,
        "label": gettext(kind.label),
        "note": gettext(kind.note) if kind.note else "",
        "found": [_findable(each) for each in kind.found],
    }


def _findable(found: Findable) -> dict[str, Any]:
    return {
        "title": gettext(found.title),
        "line": gettext(found.line),
        "url": _absolute(found.view, **dict(found.values)),
        "foot": found.foot,
        "on": found.on,
    }


def _absolute(view: str, **values: Any) -> str:
    return services().links.absolute(url_for(view, **values))


def _help(help: Help) -> list[dict[str, str]]:
    """Return the services that are shown, the emergency number first."""
    lines = filter(None, (help.emergency, *help.services))
    return [{"name": line.name, "number": line.reach, "for": line.who} for line in lines]


def _result(result: searches.Result) -> dict[str, Any]:
    brief = result.found.brief
    return {
        "slug": brief.slug,
        "title": brief.title,
        "one_line": brief.one_line,
        "kind": brief.kind.value,
        "url": services().links.brief(brief.slug),
        "excerpt": "".join(piece.text for piece in result.excerpt),
        "why": result.why,
    }
