"""Uploading a document, its text to read and search, and starting a draft from it."""

import secrets
from io import BytesIO
from typing import IO

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from library.briefs.states import Draft
from library.editing.documents import service as uploads
from library.editing.documents import suggestions
from library.editing.documents.document_search import find
from library.editing.documents.models import LARGEST, Block, Document, Refusal, Refused
from library.editing.documents.uploads import Upload, UploadState
from library.editing.drafts import service as desk
from library.editing.uploads import further as further_documents
from library.forms.problems import Fault
from library.http import context
from library.http.context import services, staff
from library.http.guards import staff_only, takes
from library.http.paging import asked_page, hold_within
from library.i18n.messages import marked
from library.security.permissions import Action, demand

blueprint = Blueprint("uploads", __name__)

AROUND = 3_000_000
"""Bytes of the rest of the form, pasted text included."""
LETTERS_ON_A_PAGE = 100_000
LONGEST_WANTED = 200
SECONDS_BETWEEN_LOOKS = "2"
FILE_POLICY = "default-src 'none'; sandbox"
NEITHER = marked("Choose a file, or paste the text of the document.")
BOTH = marked(
    "Send either a file or pasted text. To send the file, empty the box below; to send the text, leave the file out."
)


@blueprint.route("/staff/upload", methods=["GET", "POST"])
@staff_only
@takes(LARGEST + AROUND, str(Refusal.TOO_LARGE))
def upload() -> ResponseReturnValue:
    """Show the form, and start a draft from the document that comes back."""
    demand(staff(), Action.UPLOAD)
    if request.method != "POST":
        return _form()
    file, text = request.files.get("file"), request.form.get("text", "").strip()
    if not (file and file.filename):
        if not text:
            return _form(NEITHER), 400
        return _taken("Pasted text", BytesIO(text.encode("utf-8", "replace")))
    return (_form(BOTH), 400) if text else _taken(file.filename, file.stream)


def _form(wrong: str = "") -> str:
    """Draw the form with what was pasted, and with what is wrong."""
    return render_template(
        "editing/uploads/new.html",
        brief=_brief(),
        text=request.form.get("text", ""),
        faults=[Fault("file", wrong)] if wrong else [],
        form_id=secrets.token_urlsafe(16),
        recent=uploads.listed(services(), staff())[:5],
        largest=LARGEST,
    )


def _brief() -> Draft | None:
    """Return the brief that a document is to be added to, if the request names one."""
    brief_id = request.values.get("brief", 0, int)
    return desk.open_draft(services(), staff(), brief_id) if brief_id else None


def _taken(name: str, stream: IO[bytes]) -> ResponseReturnValue:
    """Keep and read what was sent; lead to a draft of what is new, and to the document where it was known."""
    brief = _brief()
    form_id = request.form.get("form_id", "")[:64] or secrets.token_urlsafe(16)
    try:
        sent, fresh = uploads.take(services(), staff(), name, stream, form_id)
        done = uploads.read(services(), staff(), sent.id)
    except Refused as refused:
        return _form(refused.why), 400
    if brief:
        return _added(sent.id, brief.brief_id)
    earlier = uploads.sent_by(services(), staff(), form_id)
    ours = fresh or (earlier is not None and earlier.id == sent.id)
    if ours and done.state is UploadState.READ:
        return _draft(sent.id, form_id)
    return redirect(url_for("uploads.one_upload", upload_id=sent.id, again=None if ours else 1), 303)


def _added(upload_id: int, brief_id: int) -> ResponseReturnValue:
    """Put a document beside a brief; while it waits to be read, lead to where it can be added later."""
    if not further_documents.add(services(), staff(), brief_id, upload_id):
        return redirect(url_for("uploads.one_upload", upload_id=upload_id, brief=brief_id), 303)
    place = f"source-{upload_id}"
    return redirect(url_for("desk.edit_brief", brief_id=brief_id, done="document", _anchor=place), 303)


def _draft(upload_id: int, form_id: str) -> ResponseReturnValue:
    brief_id = suggestions.start(services(), staff(), upload_id, form_id)
    if brief_id is None:
        return redirect(url_for("uploads.one_upload", upload_id=upload_id), 303)
    return redirect(url_for("desk.edit_brief", brief_id=brief_id, done="upload"), 303)


@blueprint.get("/staff/uploads/progress/<form_id>")
@staff_only
def upload_progress(form_id: str) -> ResponseReturnValue:
    """Return how far reading is of what a form sent."""
    sent = uploads.sent_by(services(), staff(), form_id[:64])
    return jsonify(state=sent.state if sent else "", page=sent.page if sent else 0, pages=sent.pages if sent else 0)


@blueprint.get("/staff/uploads")
@staff_only
def all_uploads() -> ResponseReturnValue:
    """List what was uploaded."""
    days = services().settings.keep_uploads_days
    return render_template("editing/uploads/all.html", uploads=uploads.listed(services(), staff()), days=days)


@blueprint.get("/staff/uploads/<id:upload_id>")
@staff_only
def one_upload(upload_id: int) -> ResponseReturnValue:
    """Show the text of a document and what stands in it; one that waits is read now, if a turn is free."""
    opened = uploads.open_one(services(), staff(), upload_id)
    if opened.document is None and not context.only_looks():
        try:
            uploads.read(services(), staff(), upload_id)
        except Refused as refused:
            return _form(refused.why), 400
        opened = uploads.open_one(services(), staff(), upload_id)
    if opened.document is None:
        page = render_template("editing/uploads/waiting.html", upload=opened.upload)
        return page, 200, {"Refresh": SECONDS_BETWEEN_LOOKS}
    return _text(opened, opened.document)


def _text(opened: uploads.Opened, document: Document) -> str:
    wanted = request.args.get("q", "")[:LONGEST_WANTED]
    leaves = _leaves(document)
    leaf = asked_page("part")
    hold_within(leaf, len(leaves))
    return render_template(
        "editing/uploads/one.html",
        upload=opened.upload,
        drafts=opened.drafts,
        brief=_brief(),
        document=document,
        wanted=wanted,
        found=find(document.blocks, wanted) if wanted.strip() else [],
        leaf=leaf,
        leaves=len(leaves),
        blocks=leaves[leaf - 1],
        leaf_of={number: at for at, blocks in enumerate(leaves, 1) for number, _ in blocks},
        form_id=secrets.token_urlsafe(16),
    )


def _leaves(document: Document) -> list[list[tuple[int, Block]]]:
    """Part a long document into what one page can show: blocks with their numbers."""
    leaves: list[list[tuple[int, Block]]] = [[]]
    letters = 0
    for number, block in enumerate(document.blocks):
        if letters > LETTERS_ON_A_PAGE:
            leaves.append([])
            letters = 0
        leaves[-1].append((number, block))
        letters += len(block.text)
    return leaves


@blueprint.post("/staff/uploads/<id:upload_id>/draft")
@staff_only
def draft_from_upload(upload_id: int) -> ResponseReturnValue:
    """Start another draft from a document."""
    return _draft(upload_id, request.form.get("form_id", "")[:64] or secrets.token_urlsafe(16))


@blueprint.post("/staff/uploads/<id:upload_id>/add")
@staff_only
def add_upload(upload_id: int) -> ResponseReturnValue:
    """Put a document beside a brief that is there already."""
    brief = _brief()
    return _added(upload_id, brief.brief_id) if brief else abort(404)


@blueprint.post("/staff/uploads/<id:upload_id>/delete")
@staff_only
def delete_upload(upload_id: int) -> ResponseReturnValue:
    """Delete a document."""
    uploads.delete(services(), staff(), upload_id)
    return redirect(url_for("uploads.all_uploads", deleted=1), 303)


@blueprint.get("/staff/uploads/<id:upload_id>/file")
@staff_only
def upload_file(upload_id: int) -> ResponseReturnValue:
    """Send the file as it came: to keep, never to open here."""
    upload, path = uploads.file_of(services(), staff(), upload_id)
    response: Response = send_file(
        path, "application/octet-stream", as_attachment=True, download_name=_download_name(upload)
    )
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


ENDINGS = {
    "pdf": ".pdf",
    "word": ".docx",
    "slides": ".pptx",
    "open_document": ".odt",
    "web_page": ".html",
    "markdown": ".md",
    "text": ".txt",
    "email": ".eml",
}
OTHER_ENDINGS = {"email": (".msg",), "web_page": (".mht", ".mhtml", ".htm")}
"""What else files of a kind may be called."""


def _download_name(upload: Upload) -> str:
    """Return a name that ends as the content is, whatever the name said that it came with."""
    if upload.name.lower().endswith(OTHER_ENDINGS.get(upload.kind or "", "\0")):
        return upload.name
    stem = upload.name.rpartition(".")[0] or upload.name
    return stem + ENDINGS.get(upload.kind or "", "")
