"""Citing a brief: as a file for reference managers, and as a line to copy."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from library.briefs.citations import service as citations
from library.briefs.citations.rules import Citation, bibtex, ris
from library.briefs.service import Page
from library.briefs.versions import service as versions
from library.briefs.views import page_or_answer
from library.http.context import services
from library.http.errors import answer
from library.http.guards import open_to_all

blueprint = Blueprint("citations", __name__)

TYPES = {"ris": "application/x-research-info-systems", "bib": "application/x-bibtex", "txt": "text/plain"}


@blueprint.get("/briefs/<slug>.<any(ris,bib):kind>")
@open_to_all
def brief_citation(slug: str, kind: str) -> ResponseReturnValue:
    """Cite a brief as it stands."""
    page = page_or_answer(slug)
    return version_citation(slug, page.found.version, kind) if isinstance(page, Page) else page


@blueprint.get("/briefs/<slug>/versions/<id:number>/cite.<any(ris,bib,txt):kind>")
@open_to_all
def version_citation(slug: str, number: int, kind: str) -> ResponseReturnValue:
    """Cite the version of a brief that somebody read."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    citation = citations.of_version(services(), page, versions.history(services(), page.found), number)
    return written([citation], kind, f"{page.found.brief.slug}-v{number}") if citation else answer(404)


def written(cited: list[Citation], kind: str, name: str) -> Response:
    """Write citations as a file to keep, or as lines to read."""
    if kind == "txt":
        return Response("".join(f"{each.line()}\n" for each in cited), mimetype=TYPES[kind])
    body = ris(cited) if kind == "ris" else bibtex(cited)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return Response(body, content_type=f"{TYPES[kind]}; charset=utf-8", headers=headers)
