"""Saving while somebody types: the same form to the same address, answered as data for the page that is open."""

from typing import Any

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue

from library.actions.advice import advice
from library.actions.desk import Conflict, Saved
from library.domain.faults import Fault
from library.http.context import parts
from library.present import LONDON
from library.schemas.briefs import BRIEF
from library.schemas.forms import told_at
from library.wording import gettext


def asked_for_json() -> bool:
    """Tell whether the request comes from the page itself and not from a button."""
    return request.accept_mimetypes.best == "application/json"


def told(done: Saved | Conflict, content: dict[str, Any]) -> ResponseReturnValue:
    """Say what became of a save, what is still missing and which words could be plainer."""
    if isinstance(done, Conflict):
        return jsonify(by=done.theirs.saved_by or gettext("Somebody")), 409
    return jsonify(
        lock=done.lock,
        saved_at=f"{parts().clock().astimezone(LONDON):%H:%M}",
        address=url_for("web.edit_brief", brief_id=done.brief_id),
        missing=_listed(done.faults),
        plainer=_listed(advice(parts(), content, done.brief_id)),
    )


def _listed(faults: list[Fault]) -> list[dict[str, str]]:
    return [
        {"field": fault.field, "message": gettext(fault.message), "sentence": fault.sentence}
        for fault in told_at(BRIEF, faults)
    ]
