"""What readers see of young people's voice: the list, its feed, recordings, and the page that withdraws by a code."""

from pathlib import Path

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from library.browse.feeds import service as feeds
from library.forms.problems import Fault
from library.http import context
from library.http.context import services
from library.http.guards import open_to_all
from library.i18n.messages import gettext, marked
from library.involve.voice import showing, withdrawal
from library.involve.voice.models import Recording
from library.involve.voice.rules import ENDED_ARE_KEPT
from library.security.rate_limit.service import TooManyTries

blueprint = Blueprint("voices", __name__)

FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""A recording is played by our pages, and runs nothing if somebody opens it by itself."""
ENDINGS = {"audio/mpeg": "mp3", "audio/mp4": "m4a", "video/mp4": "mp4", "audio/wav": "wav", "audio/ogg": "ogg"}
LONGEST_CODE = 40
UNKNOWN = Fault(
    "code",
    marked(
        "We don't know this code. Check each letter and number. If you've lost it, ask the person who gave it to you."
    ),
)
NEEDED = Fault("code", marked("Enter the code that you were given."))
TOO_MANY = Fault(
    "code", marked("There were too many wrong codes from your network. Wait an hour, or contact us and we'll do it.")
)


@blueprint.get("/voice")
@open_to_all
def voices() -> ResponseReturnValue:
    """List what young people said."""
    return render_template("involve/voice/all.html", found=showing.everything(services()))


@blueprint.get("/voice.atom")
@open_to_all
def voices_feed() -> ResponseReturnValue:
    """Return what young people said as an Atom feed, the last published first."""
    entries = [
        feeds.Entry(each.title, f"{each.address}#voice-{each.kept.id}", f"{showing.who(each.kept)}: “{words}”", at)
        for each in showing.everything(services())
        if (at := each.kept.published_at) and each.kept.voice and (words := each.kept.voice.words)
    ]
    about = gettext("Young people’s voice"), gettext("What young people said, in their own words")
    written = feeds.written(services(), about, services().links.voices_feed(), entries)
    return Response(written, mimetype="application/atom+xml")


@blueprint.get("/voice/<id:voice_id>/recording")
@open_to_all
def voice_recording(voice_id: int) -> ResponseReturnValue:
    """Play a recording, or a part of it that is asked for."""
    try:
        return played(*showing.recording(services(), voice_id))
    except showing.NotShown:
        abort(404)


def played(recording: Recording, path: Path) -> Response:
    """Return a recording for a player, which no cache may keep, since consent can end at any moment."""
    name = f"recording.{ENDINGS[recording.kind]}"
    response = send_file(path, recording.kind, download_name=name, conditional=True, etag=False, max_age=0)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.route("/voice/withdraw", methods=["GET", "POST"])
@open_to_all
def withdraw_voice() -> ResponseReturnValue:
    """Ask for a code, show what it is for, and withdraw that. The code is never part of an address."""
    code, sure = request.form.get("code", "").strip()[:LONGEST_CODE], request.form.get("action") == "withdraw"
    if request.method != "POST":
        return _ask([])
    if not code:
        return _ask([NEEDED])
    try:
        found = (withdrawal.by_code if sure else withdrawal.opened)(services(), code, context.caller())
    except TooManyTries:
        return _ask([TOO_MANY], 429)
    if found is None:
        return _ask([UNKNOWN])
    if sure:
        return redirect(url_for("voices.voice_withdrawn"), 303)
    return render_template("involve/voice/confirm.html", found=found, code=code, who=showing.who)


def _ask(faults: list[Fault], status: int = 400) -> ResponseReturnValue:
    about = {"faults": faults, "code": request.form.get("code", "")[:LONGEST_CODE], "kept_for": ENDED_ARE_KEPT.days}
    return render_template("involve/voice/withdraw.html", **about), status if faults else 200


@blueprint.get("/voice/withdrawn")
@open_to_all
def voice_withdrawn() -> ResponseReturnValue:
    """Say that it is withdrawn, and what can't be called back."""
    return render_template("involve/voice/withdrawn.html")
