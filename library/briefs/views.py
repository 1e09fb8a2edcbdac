"""A brief and its twins."""

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs import service as briefs
from library.briefs.formats import service as formats
from library.briefs.ratings import Role
from library.briefs.service import Page
from library.briefs.states import Moved, Withdrawn
from library.briefs.usage import counting as usage
from library.briefs.usage.models import Way
from library.http.context import services
from library.http.errors import answer
from library.http.guards import SAFE, open_to_all
from library.http.headers import MAIL_POLICY

blueprint = Blueprint("briefs", __name__)


def page_or_answer(slug: str) -> Page | ResponseReturnValue:
    """Find a brief's page; for one that moved, was withdrawn or never was, give what to answer instead."""
    found = briefs.page(services(), slug)
    if isinstance(found, Moved):
        address = url_for(request.endpoint or "briefs.brief", **{**(request.view_args or {}), "slug": found.slug})
        return redirect(address, 301 if request.method in SAFE else 308)
    if isinstance(found, Withdrawn):
        return render_template("briefs/withdrawn.html", withdrawn=found), 410
    return found or answer(404)


@blueprint.get("/briefs/<slug>")
@open_to_all
def brief(slug: str) -> ResponseReturnValue:
    """Show a brief."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    usage.count(Way.READ, [page.found.id])
    role = _role()
    unknown = request.args.get("for", "")[:60] if role is None else ""
    return render_template("briefs/brief.html", page=page, role=role, unknown_role=unknown)


def _role() -> Role | None:
    """Return the role that the address names, None where it names none that we know."""
    asked = request.args.get("for", "")
    return next((role for role in Role if role.value == asked.replace("-", "_")), None)


@blueprint.get("/briefs/<slug>/email")
@open_to_all
def brief_email(slug: str) -> ResponseReturnValue:
    """Show the very mail of a brief."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    response = make_response(formats.mail(services(), page, full=request.args.get("full") == "1").html)
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    return response


@blueprint.get("/briefs/<slug>.txt")
@open_to_all
def brief_text(slug: str) -> ResponseReturnValue:
    """Give a brief as plain text."""
    page = page_or_answer(slug)
    return (
        Response(formats.mail(services(), page, full=True).text, mimetype="text/plain")
        if isinstance(page, Page)
        else page
    )


@blueprint.get("/briefs/<slug>.eml")
@open_to_all
def brief_message(slug: str) -> ResponseReturnValue:
    """Give a brief as a message that opens ready to be sent."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    usage.count(Way.SENT, [page.found.id])
    headers = {"Content-Disposition": f'attachment; filename="{page.found.brief.slug}.eml"'}
    return Response(formats.draft(services(), page), mimetype="message/rfc822", headers=headers)


@blueprint.get("/briefs/<slug>.json")
@open_to_all
def brief_data(slug: str) -> ResponseReturnValue:
    """Return a brief's exact data."""
    page = page_or_answer(slug)
    return jsonify(formats.data(services(), page)) if isinstance(page, Page) else page


@blueprint.get("/briefs/<slug>.pdf")
@open_to_all
def brief_sheet(slug: str) -> ResponseReturnValue:
    """Return a brief on one A4 side."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    headers = {"Content-Disposition": f'inline; filename="{page.found.brief.slug}.pdf"'}
    return Response(formats.sheet(services(), page), mimetype="application/pdf", headers=headers)


@blueprint.get("/briefs/<slug>/message")
@open_to_all
def brief_short_message(slug: str) -> ResponseReturnValue:
    """Show a brief as a message for a phone, with ways to send it."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    return render_template("briefs/message.html", page=page, message=formats.message(services(), page))


@blueprint.get("/briefs/<slug>/message.txt")
@open_to_all
def brief_short_text(slug: str) -> ResponseReturnValue:
    """Return the message for a phone as plain text."""
    page = page_or_answer(slug)
    return Response(formats.message(services(), page), mimetype="text/plain") if isinstance(page, Page) else page


@blueprint.get("/briefs/<slug>/large-print")
@open_to_all
def brief_large_print(slug: str) -> ResponseReturnValue:
    """Show a brief in large print."""
    page = page_or_answer(slug)
    return render_template("briefs/large_print.html", page=page) if isinstance(page, Page) else page


@blueprint.get("/briefs/<slug>/large-print.pdf")
@open_to_all
def brief_large_sheet(slug: str) -> ResponseReturnValue:
    """Return the whole of a brief in large print, for paper."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    headers = {"Content-Disposition": f'inline; filename="{page.found.brief.slug}-large-print.pdf"'}
    return Response(formats.large_print(services(), page), mimetype="application/pdf", headers=headers)
