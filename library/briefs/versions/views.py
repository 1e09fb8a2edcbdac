"""The public history of a brief."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from library.briefs.service import Page
from library.briefs.versions import service as versions
from library.briefs.views import page_or_answer
from library.http.context import services
from library.http.errors import answer
from library.http.guards import open_to_all

blueprint = Blueprint("versions", __name__)


@blueprint.get("/briefs/<slug>/versions")
@open_to_all
def brief_versions(slug: str) -> ResponseReturnValue:
    """List what readers were shown, and when."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    return render_template("briefs/versions/history.html", page=page, history=versions.history(services(), page.found))


@blueprint.get("/briefs/<slug>/versions/<id:number>")
@open_to_all
def brief_version(slug: str, number: int) -> ResponseReturnValue:
    """Show one version as it stood, or what changed between it and another."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    history, other = versions.history(services(), page.found), request.args.get("with", number, int)
    version, beside = history.find(number), history.find(other)
    if version is None or beside is None:
        return answer(404)
    if beside is version:
        old = versions.as_it_was(services(), page, version)
        return render_template("briefs/versions/version.html", page=old, now=page, history=history, version=version)
    older, newer = sorted((version, beside), key=lambda each: each.number)
    changed, shared = versions.changes(older, newer, page.terms)
    return render_template(
        "briefs/versions/changes.html", page=page, older=older, newer=newer, changed=changed, shared=shared
    )
