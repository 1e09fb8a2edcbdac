"""The desk where staff bring what young people said, publish what a colleague brought, and say what came of it."""

import secrets
from collections.abc import Callable

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.rules.publishing import months_after
from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import staff_only, takes
from library.i18n.messages import marked
from library.involve.voice import belonging, service, withdrawal
from library.involve.voice.media.cleaning import LARGEST_FILM, TOO_LARGE
from library.involve.voice.rules import LASTS_MONTHS
from library.involve.voice.schemas import CONSENT, ENTRY, HEARD, INFLUENCE, VOICE
from library.involve.voice.service import Line
from library.involve.voice.showing import NotShown, who
from library.involve.voice.views import played
from library.security.permissions import Action, demand

blueprint = Blueprint("voice_desk", __name__)

NO_ACT = Fault("", marked("Nothing was changed. Use one of the buttons on this page."))
NO_FILE = Fault("recording", marked("Choose a recording to add."))


@blueprint.get("/staff/voice")
@staff_only
def voice_desk() -> ResponseReturnValue:
    """List all voices, with how each stands and what is asked of us."""
    return render_template("involve/voice/desk.html", lines=service.listed(services(), staff()), who=who)


@blueprint.route("/staff/voice/new", methods=["GET", "POST"])
@staff_only
def new_voice() -> ResponseReturnValue:
    """Ask for what a young person said and agreed to; answer with the code, which is shown this once."""
    demand(staff(), Action.BRING_VOICE)
    place = belonging.asked(services(), request.args.get("brief", ""), request.args.get("note", 0, int))
    if place is None:
        abort(404)
    if request.method != "POST":
        until = months_after(services().today(), LASTS_MONTHS).isoformat()
        return _form({"until": until}, [], place=place, form_id=secrets.token_urlsafe(16))
    words, form_id = from_form(ENTRY, request.form), request.form.get("form_id", "")[:64] or secrets.token_urlsafe(16)
    made = service.bring(services(), staff(), words, form_id, brief_id=place.brief_id, note_id=place.note_id)
    if isinstance(made, list):
        return _form(words, made, place=place, form_id=form_id)
    if not made.code:
        return redirect(url_for("voice_desk.one_voice", voice_id=made.id), 303)
    return render_template("involve/voice/code.html", voice_id=made.id, code=made.code)


def _form(words: dict[str, object], faults: list[Fault], **about: object) -> ResponseReturnValue:
    shown = {"schema": ENTRY, "words": words, "faults": faults}
    return render_template("involve/voice/form.html", **shown, **about), 400 if faults else 200


def _found(voice_id: int) -> Line:
    try:
        return service.find(services(), staff(), voice_id)
    except service.NoSuchVoice:
        abort(404)


@blueprint.route("/staff/voice/<id:voice_id>", methods=["GET", "POST"])
@staff_only
@takes(LARGEST_FILM + 100_000, TOO_LARGE)
def one_voice(voice_id: int) -> ResponseReturnValue:
    """Show a voice to staff, and do with it what the button says."""
    line, action = _found(voice_id), request.form.get("action", "")
    if request.method != "POST":
        return _page(line, [])
    if action == "code":
        code = service.new_code(services(), staff(), voice_id)
        return render_template("involve/voice/code.html", voice_id=voice_id, code=code)
    act = ACTS.get(action.partition("-")[0])
    if faults := act(voice_id) if act else [NO_ACT]:
        return _page(_found(voice_id), faults)
    return redirect(url_for("voice_desk.one_voice", voice_id=voice_id), 303)


def _publish(voice_id: int) -> list[Fault]:
    return service.publish(services(), staff(), voice_id, request.form.get("seen", ""))


def _add_heard(voice_id: int) -> list[Fault]:
    return service.add_heard(services(), staff(), voice_id, from_form(HEARD, request.form))


def _remove_heard(voice_id: int) -> list[Fault]:
    number = request.form["action"].partition("-")[2]
    if number.isascii() and number.isdecimal():
        service.remove_heard(services(), staff(), voice_id, int(number))
    return []


def _keep_influence(voice_id: int) -> list[Fault]:
    return service.keep_influence(services(), staff(), voice_id, from_form(INFLUENCE, request.form))


def _remove_recording(voice_id: int) -> list[Fault]:
    service.remove_recording(services(), staff(), voice_id)
    return []


def _withdraw(voice_id: int) -> list[Fault]:
    withdrawal.by_staff(services(), staff(), voice_id)
    return []


def _add_recording(voice_id: int) -> list[Fault]:
    file = request.files.get("recording")
    if file is None or not file.filename:
        return [NO_FILE]
    content = file.read(LARGEST_FILM + 1)
    file.close()
    return service.add_recording(services(), staff(), voice_id, content)


ACTS: dict[str, Callable[[int], list[Fault]]] = {
    "heard": _add_heard,
    "influence": _keep_influence,
    "publish": _publish,
    "recording": _add_recording,
    "remove": _remove_heard,
    "silence": _remove_recording,
    "withdraw": _withdraw,
}
"""What each button does: the first word of what it says; returns what is wrong."""


def _page(line: Line, faults: list[Fault]) -> ResponseReturnValue:
    about = {"line": line, "kept": line.kept, "seen": service.seen(line.kept), "who": who}
    typed = {"heard_words": from_form(HEARD, request.form), "influence_words": from_form(INFLUENCE, request.form)}
    typed = typed if faults else {"heard_words": {}, "influence_words": INFLUENCE.dump(line.kept.influence)}
    forms = {"HEARD": HEARD, "INFLUENCE": INFLUENCE, "faults": faults}
    return render_template("involve/voice/one.html", **about, **typed, **forms), 400 if faults else 200


@blueprint.route("/staff/voice/<id:voice_id>/change", methods=["GET", "POST"])
@staff_only
def change_voice(voice_id: int) -> ResponseReturnValue:
    """Show what was said and agreed to change, and keep the change, which a second person publishes."""
    line = _found(voice_id)
    if line.kept.voice is None:
        abort(404)
    if request.method != "POST":
        return _form(VOICE.dump(line.kept.voice) | CONSENT.dump(line.kept.consent), [], line=line)
    words = from_form(ENTRY, request.form)
    if faults := service.change(services(), staff(), voice_id, words):
        return _form(words, faults, line=line)
    return redirect(url_for("voice_desk.one_voice", voice_id=voice_id), 303)


@blueprint.get("/staff/voice/<id:voice_id>/recording")
@staff_only
def private_recording(voice_id: int) -> Response:
    """Play a recording to staff, published or not."""
    _found(voice_id)
    try:
        return played(*service.recording(services(), staff(), voice_id))
    except NotShown:
        abort(404)
