"""Adding and removing the documents of a submission by its link, and opening one at the desk."""

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from library.editing.documents.models import Refused
from library.forms.problems import Fault
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only, takes
from library.i18n.messages import marked
from library.involve.submissions import files, moderation
from library.involve.submissions.models import Submission, SubmissionState
from library.involve.submissions.views import opened, page

blueprint = Blueprint("submission_files", __name__)

REMOVE = "remove-"
"""What a button says before the number of the document that it removes."""


@blueprint.post("/sent/<token>/files")
@open_to_all
@takes(files.LARGEST + 100_000, files.TOO_LARGE)
def submission_files(token: str) -> ResponseReturnValue:
    """Keep a document that goes with a submission, or remove one."""
    found = opened(token)
    if not isinstance(found, Submission):
        return found
    if found.state is SubmissionState.WITHDRAWN:
        abort(400)
    action, file = request.form.get("action", ""), request.files.get("file")
    if action.startswith(REMOVE):
        number = action.removeprefix(REMOVE)
        files.remove(services(), found, int(number) if number.isascii() and number.isdecimal() else 0)
    elif file is None or not file.filename:
        return page(found, found.content, [Fault("file", marked("Choose a document to add."))], token)
    else:
        faults = files.add(services(), found, file.filename, file.stream)
        file.close()
        if faults:
            return page(found, found.content, faults, token)
    return redirect(url_for("submissions.submission", token=token, done="files", _anchor="files"), 303)


@blueprint.post("/staff/submissions/<id:submission_id>/files/<id:file_id>")
@staff_only
def open_submission_file(submission_id: int, file_id: int) -> ResponseReturnValue:
    """Open a document at the desk, where it is read in a process of its own."""
    try:
        found = moderation.find(services(), staff(), submission_id)
        upload_id = files.open_for(services(), staff(), found, file_id)
    except (moderation.NoSuchSubmission, files.Gone, Refused):
        abort(404)
    return redirect(url_for("uploads.one_upload", upload_id=upload_id), 303)
