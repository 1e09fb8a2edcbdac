"""Easy read drafts: the page, its paper and the list for everybody, and the desk where staff keep them."""

from datetime import date

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.service import Page
from library.briefs.views import page_or_answer
from library.easy_read import paper, service
from library.easy_read.models import Content, EasyReadState, HardWord, Sentence
from library.easy_read.pictures import pictures
from library.forms.problems import Fault
from library.http.context import services, staff
from library.http.errors import answer
from library.http.guards import open_to_all, staff_only
from library.security.permissions import Action, demand

blueprint = Blueprint("easy_reads", __name__)
MORE_ROWS = 3
"""Empty rows at the end of the form."""


@blueprint.get("/easy-read")
@open_to_all
def easy_reads() -> ResponseReturnValue:
    """List the easy read drafts."""
    return render_template("easy_read/all.html", found=service.everything(services()))


@blueprint.get("/briefs/<slug>/easy-read")
@open_to_all
def easy_read(slug: str) -> ResponseReturnValue:
    """Show the easy read draft of a brief."""
    shown = _shown(slug)
    if not isinstance(shown, service.Shown):
        return shown
    return render_template("easy_read/one.html", shown=shown, EasyReadState=EasyReadState)


@blueprint.get("/briefs/<slug>/easy-read.pdf")
@open_to_all
def easy_read_sheet(slug: str) -> ResponseReturnValue:
    """Return the easy read draft of a brief for paper."""
    shown = _shown(slug)
    if not isinstance(shown, service.Shown):
        return shown
    made = paper.pdf(shown, services().links.easy_read(slug), services().settings.organisation)
    headers = {"Content-Disposition": f'inline; filename="{slug}-easy-read.pdf"'}
    return Response(made, mimetype="application/pdf", headers=headers)


def _shown(slug: str) -> service.Shown | ResponseReturnValue:
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    return service.of(services(), page.found) or answer(404)


@blueprint.get("/staff/easy-read")
@staff_only
def easy_read_desk() -> ResponseReturnValue:
    """List the easy read drafts and how each stands."""
    return render_template("easy_read/desk.html", sheets=service.table(services()))


@blueprint.route("/staff/easy-read/<slug>", methods=["GET", "POST"])
@staff_only
def edit_easy_read(slug: str) -> ResponseReturnValue:
    """Show an easy read draft to change, and keep the change or who tested it."""
    demand(staff(), Action.PUBLISH)
    sheet = _sheet(slug)
    if request.method != "POST":
        return _form(sheet, sheet.easy.content if sheet.easy else Content("", ()), [])
    if request.form.get("action") == "test":
        wrong = service.note_test(services(), staff(), sheet, request.form.get("tested_with", ""), _day())
        content = sheet.easy.content if sheet.easy else Content("", ())
    else:
        content = _typed()
        wrong = service.save(services(), staff(), sheet, content)
    return _form(sheet, content, wrong) if wrong else redirect(url_for("easy_reads.edit_easy_read", slug=slug), 303)


def _sheet(slug: str) -> service.Sheet:
    try:
        return service.sheet(services(), slug)
    except service.NoEasyRead:
        abort(404)


def _typed() -> Content:
    """Return what was typed; a row without words is left out."""
    words, shown = request.form.getlist("words"), request.form.getlist("picture")
    rows = zip((each.strip() for each in words), shown, strict=False)
    sentences = tuple(Sentence(said, picture) for said, picture in rows if said)
    lines = (line.partition(":") for line in request.form.get("hard_words", "").splitlines() if line.strip())
    hard_words = tuple(HardWord(word.strip(), means.strip()) for word, _, means in lines)
    return Content(request.form.get("title", "").strip(), sentences, hard_words)


def _day() -> date | None:
    try:
        return date.fromisoformat(request.form.get("tested_on", ""))
    except ValueError:
        return None


def _form(sheet: service.Sheet, content: Content, faults: list[Fault]) -> ResponseReturnValue:
    rows = [*content.sentences, *(Sentence("", "") for _ in range(MORE_ROWS))]
    about = {
        "sheet": sheet,
        "content": content,
        "rows": rows,
        "faults": faults,
        "pictures": pictures(),
        "EasyReadState": EasyReadState,
    }
    return render_template("easy_read/edit.html", **about), 400 if faults else 200
