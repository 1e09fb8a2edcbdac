"""Saving while somebody types: the same form to the same address, answered as data for the page that is open."""

from dataclasses import asdict
from typing import Any

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.schemas.as_text import label
from library.editing.desk.checklist import to_do
from library.editing.desk.edit_page import others, typed
from library.editing.drafts import merging
from library.editing.drafts.merging import Merged
from library.editing.drafts.service import Conflict, Saved
from library.http.context import services
from library.i18n.formats import LONDON
from library.i18n.messages import gettext


def asked_for_json() -> bool:
    """Return whether the request comes from the page itself and not from a button."""
    return request.accept_mimetypes.best == "application/json"


def json_answer(
    done: Saved | Conflict, content: dict[str, Any], note: str, merged: Merged | None = None
) -> ResponseReturnValue:
    """Say what became of a save, what is still to do and which words could be better.

    The marks are those of what was typed, since the page goes on showing that where another's words were kept.
    """
    if isinstance(done, Conflict):
        return jsonify(by=done.theirs.saved_by or gettext("Somebody")), 409
    return jsonify(
        lock=done.lock,
        marks=merging.written(typed("save")),
        merged=", ".join(map(label, merged.taken if merged else ())),
        joined=", ".join(map(label, merged.joined if merged else ())),
        others=others(done.brief_id),
        saved_at=f"{services().clock().astimezone(LONDON):%H:%M}",
        brief=done.brief_id,
        address=url_for("desk.edit_brief", brief_id=done.brief_id),
        **asdict(to_do(content, done.brief_id, note)),
    )
