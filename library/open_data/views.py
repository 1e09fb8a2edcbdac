"""Open data: a page that says what there is, the files, the harvest, and cards for other sites."""

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from library.briefs.service import Page
from library.briefs.views import page_or_answer
from library.http.context import services
from library.http.guards import for_programs, open_to_all
from library.http.headers import CARD_POLICY
from library.open_data import harvest, service

blueprint = Blueprint("open_data", __name__)


@blueprint.get("/data")
@open_to_all
def data() -> ResponseReturnValue:
    """Say what can be taken, how, and under which licence."""
    return render_template("open_data/data.html", files=service.everything(services()), checksums=service.CHECKSUMS)


@blueprint.get("/data/<name>")
@open_to_all
@for_programs
def data_file(name: str) -> ResponseReturnValue:
    """Return one file, or the checksums of all."""
    if name == service.CHECKSUMS:
        return Response(service.checksums(services()), mimetype="text/plain")
    found = service.one(services(), name) or abort(404)
    response = Response(found.content, content_type=f"{found.file.media}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("/oai")
@open_to_all
@for_programs
def oai() -> ResponseReturnValue:
    """Answer a harvester (OAI-PMH 2.0)."""
    return Response(harvest.answer(services(), request.args), mimetype="text/xml")


@blueprint.get("/embed/briefs/<slug>")
@open_to_all
def card(slug: str) -> ResponseReturnValue:
    """Show a brief as a card that other sites can frame."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    response = make_response(render_template("open_data/card.html", page=page, brief=page.first_part))
    response.headers["Content-Security-Policy"] = CARD_POLICY
    return response


@blueprint.get("/embed/briefs/<slug>/code")
@open_to_all
def card_code(slug: str) -> ResponseReturnValue:
    """Show what to copy to put a brief on another site: a frame, or plain HTML."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    return render_template("open_data/code.html", page=page, brief=page.found.brief)
