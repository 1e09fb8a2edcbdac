"""What was typed, as readers would see it: in a frame beside the form, by the very templates of page and mail."""

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from library.briefs.formats import service as formats
from library.briefs.service import Page
from library.editing.desk.edit_page import typed
from library.editing.drafts import service as desk
from library.editing.preview import service as previews
from library.http.context import services, staff
from library.http.guards import staff_only
from library.http.headers import FRAMED_POLICY, MAIL_POLICY
from library.security.permissions import Action, demand

blueprint = Blueprint("previews", __name__)


@blueprint.post("/staff/briefs/preview")
@staff_only
def preview() -> ResponseReturnValue:
    """Show what stands in the form now; nothing is saved."""
    demand(staff(), Action.WRITE)
    return _shown(previews.page(services(), typed("")), request.form.get("as", ""))


@blueprint.get("/staff/briefs/<id:brief_id>/preview")
@staff_only
def preview_draft(brief_id: int) -> ResponseReturnValue:
    """Show what is saved."""
    draft = desk.open_draft(services(), staff(), brief_id)
    return _shown(previews.page(services(), draft.content, brief_id), request.args.get("as", ""))


def _shown(page: Page, kind: str) -> Response:
    """Draw it as a page or as any of its twins."""
    if kind == "pdf":
        return Response(formats.sheet(services(), page), mimetype="application/pdf")
    if kind in {"text", "message"}:
        text = (
            formats.message(services(), page) if kind == "message" else formats.mail(services(), page, full=True).text
        )
        response = Response(text, mimetype="text/plain")
    else:
        html = (
            formats.mail(services(), page).html
            if kind == "email"
            else render_template("editing/desk/preview.html", page=page)
        )
        response = make_response(html)
    response.headers["Content-Security-Policy"] = MAIL_POLICY if kind == "email" else FRAMED_POLICY
    return response
