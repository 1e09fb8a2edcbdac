"""What the buttons of the edit page do: each saves what was typed, most do something more with it."""

from collections.abc import Callable

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from library.editing.desk.autosave import asked_for_json, json_answer
from library.editing.desk.edit_page import Content, conflict, refused
from library.editing.drafts import review as reviews
from library.editing.drafts import service as desk
from library.editing.drafts.merging import Merged
from library.editing.drafts.service import Conflict, Published, Saved
from library.forms.moments import read_moment
from library.forms.problems import Fault
from library.http.context import services, staff
from library.i18n.messages import marked

Button = Callable[[int, Content, int, str], Saved | Published | Conflict]
"""Takes brief, content, lock and the note of what changed."""


def press(action: str, brief_id: int, content: Content, lock: int, merged: Merged | None = None) -> ResponseReturnValue:
    """Do what a button says, and answer; `merged` says in which fields another's words were kept."""
    note = request.form.get("change_note", "").strip()
    button = BUTTONS.get(action.partition("-")[0] if action.startswith(("settle-", "reply-")) else action, _save)
    done = button(brief_id, content, lock, note)
    if button is _save and asked_for_json() and not isinstance(done, Published):
        return json_answer(done, content, note, merged)
    if isinstance(done, Conflict):
        return conflict(done, content)
    if isinstance(done, Published):
        return redirect(url_for("briefs.brief", slug=done.slug), 303)
    if done.faults and button is not _save:
        return refused(done, content, REFUSED.get(action, marked("There is a problem: it's saved as a draft only")))
    if action == "document":
        return redirect(url_for("uploads.upload", brief=brief_id), 303)
    deed = {"saved": 1} if button is _save else {"done": action.partition("-")[0]}
    kept: Content = (
        {"merged": ".".join(merged.taken) or None, "joined": ".".join(merged.joined) or None} if merged else {}
    )
    return redirect(url_for("desk.edit_brief", brief_id=brief_id, **deed, **kept), 303)


def _save(brief_id: int, content: Content, lock: int, note: str) -> Saved | Conflict:
    return desk.save(services(), staff(), brief_id, content, lock, note)


def _publish(brief_id: int, content: Content, lock: int, note: str) -> Saved | Published | Conflict:
    try:
        at = read_moment(request.form.get("publish_at", ""))
    except ValidationError as error:
        saved = _save(brief_id, content, lock, note)
        wrong = [Fault("publish_at", str(message)) for message in error.messages]
        return saved if isinstance(saved, Conflict) else Saved(brief_id, wrong)
    if at is None:
        return desk.publish(services(), staff(), brief_id, content, lock, note)
    return reviews.set_time(services(), staff(), brief_id, content, lock, at, note)


def _review(brief_id: int, content: Content, lock: int, note: str) -> Saved | Conflict:
    return reviews.send(services(), staff(), brief_id, content, lock, note)


def _send_back(brief_id: int, content: Content, lock: int, note: str) -> Saved | Conflict:
    return reviews.send_back(services(), staff(), brief_id, content, lock, request.form.get("review_words", ""), note)


def _comment(brief_id: int, content: Content, lock: int, note: str) -> Saved | Conflict:
    said = request.form.get("comment_field", ""), request.form.get("comment_words", "")
    return reviews.comment(services(), staff(), brief_id, content, lock, said, note)


def _named() -> int:
    """Return the number of the comment that the button names, or 0."""
    number = request.form.get("action", "").partition("-")[2]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0


def _settle(brief_id: int, content: Content, lock: int, note: str) -> Saved | Conflict:
    return reviews.settle(services(), staff(), brief_id, content, lock, _named(), note)


def _reply(brief_id: int, content: Content, lock: int, note: str) -> Saved | Conflict:
    said = _named(), request.form.get(f"reply-{_named()}", "")
    return reviews.reply(services(), staff(), brief_id, content, lock, said, note)


def _drop_time(brief_id: int, content: Content, lock: int, note: str) -> Saved | Conflict:
    return reviews.drop_time(services(), staff(), brief_id, content, lock, note)


BUTTONS: dict[str, Button] = {
    "publish": _publish,
    "review": _review,
    "return": _send_back,
    "comment": _comment,
    "untime": _drop_time,
    "settle": _settle,
    "reply": _reply,
}
REFUSED = {
    "publish": marked("There is a problem: it's saved as a draft, but can't be published yet"),
    "review": marked("There is a problem: it's saved as a draft, but can't be reviewed yet"),
}
