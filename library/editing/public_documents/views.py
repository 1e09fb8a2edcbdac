"""The documents that readers may have, their files, and the page where staff let readers have one."""

from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from library.editing.documents import service as uploads
from library.editing.public_documents import service as documents
from library.editing.public_documents.models import DocumentState, PublicDocument
from library.editing.public_documents.schemas import ABOUT
from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.security.permissions import Action, demand

blueprint = Blueprint("public_documents", __name__)

FILE_POLICY = "default-src 'none'; sandbox"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@blueprint.get("/documents")
@open_to_all
def all_documents() -> ResponseReturnValue:
    """List the documents that readers may have."""
    return render_template("editing/public_documents/all.html", documents=documents.everything(services()))


@blueprint.get("/documents/<slug>")
@open_to_all
def document(slug: str) -> ResponseReturnValue:
    """Show the page of a document; of one that was withdrawn it says why, with 410."""
    return _page(documents.find(services(), slug))


def _page(found: PublicDocument) -> ResponseReturnValue:
    citing = documents.cited_by(services(), found)
    page = render_template("editing/public_documents/one.html", found=found, citing=citing, DocumentState=DocumentState)
    return page, 410 if found.state is DocumentState.WITHDRAWN else 200


@blueprint.get("/documents/<slug>/file")
@open_to_all
def document_file(slug: str) -> ResponseReturnValue:
    """Send the file of a document, whole or in part: to keep, never to open here."""
    found = documents.find(services(), slug)
    if found.state is DocumentState.WITHDRAWN:
        return _page(found)
    return _file(found, documents.file_of(services(), found), f"{found.slug}.{found.ending}")


def _file(found: PublicDocument, path: Path, name: str) -> Response:
    response = send_file(
        path, TYPES[found.ending], as_attachment=True, download_name=name, etag=found.digest, max_age=0
    )
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


@blueprint.route("/staff/uploads/<id:upload_id>/publish", methods=["GET", "POST"])
@staff_only
def publish_document(upload_id: int) -> ResponseReturnValue:
    """Show what readers would have of an upload, and open its clean copy, publish it or withdraw it."""
    demand(staff(), Action.PUBLISH)
    upload = uploads.open_one(services(), staff(), upload_id).upload
    found, action = documents.of_upload(services(), staff(), upload_id), request.form.get("action", "")
    if request.method != "POST":
        about = found.about if found else None
        words = ABOUT.dump(about) if about else documents.suggested(services(), staff(), upload_id)
        return _form(upload_id, words, [])
    if action == "open":
        opened = documents.open_copy(services(), staff(), upload_id)
        if isinstance(opened, Fault):
            return _form(upload_id, from_form(ABOUT, request.form), [opened])
        return _file(*opened, f"clean-copy-of-upload-{upload.id}.{opened[0].ending}")
    if action == "withdraw":
        faults = documents.withdraw(services(), staff(), upload_id, request.form.get("reason", ""))
        if faults or found is None:
            return _form(upload_id, ABOUT.dump(found.about) if found and found.about else {}, faults)
        return redirect(url_for("public_documents.publish_document", upload_id=upload_id), 303)
    words, allowed = from_form(ABOUT, request.form), request.form.get("allowed") == "yes"
    made = documents.publish(services(), staff(), upload_id, words, allowed=allowed)
    if isinstance(made, list):
        return _form(upload_id, words, made)
    return redirect(url_for("public_documents.document", slug=made), 303)


def _form(upload_id: int, words: dict[str, object], faults: list[Fault]) -> ResponseReturnValue:
    page = render_template(
        "editing/public_documents/publish.html",
        upload=uploads.open_one(services(), staff(), upload_id).upload,
        found=documents.of_upload(services(), staff(), upload_id),
        schema=ABOUT,
        words=words,
        faults=faults,
        DocumentState=DocumentState,
        allowed=request.form.get("allowed") == "yes",
        reason=request.form.get("reason", ""),
    )
    return page, 400 if faults else 200
