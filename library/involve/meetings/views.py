"""Who must listen and how to ask them, for everybody; and the dates that staff keep."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.browse.feeds import service as feeds
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.i18n.formats import day
from library.i18n.messages import Message, gettext
from library.involve import papers
from library.involve.meetings import guidance, paper, service
from library.involve.meetings.models import Meeting
from library.involve.meetings.schemas import MEETING
from library.security.permissions import Action, demand

blueprint = Blueprint("meetings", __name__)


@blueprint.get("/who-must-listen")
@open_to_all
def who_must_listen() -> ResponseReturnValue:
    """Say who has to listen, and how to ask each of them."""
    return render_template("involve/who_must_listen.html", meetings=service.coming(services()), guidance=guidance)


@blueprint.get("/who-must-listen.atom")
@open_to_all
def meetings_feed() -> ResponseReturnValue:
    """Return the public meetings to come as an Atom feed, the last added first."""
    links, found = services().links, service.coming(services())
    meetings = sorted((each for some in found.values() for each in some), key=lambda each: -each.id)
    entries = [
        feeds.Entry(_title(each), links.meeting(each.body, each.id), _in_short(each), each.kept_at or paper.MADE_AT)
        for each in meetings
    ]
    about = gettext("Public meetings"), gettext("When bodies that must act on violence meet, and how to ask them")
    written = feeds.written(services(), about, links.meetings_feed(), entries)
    return Response(written, mimetype="application/atom+xml")


def _title(meeting: Meeting) -> str:
    return f"{gettext(meeting.body.words)}: {day(meeting.day)}"


def _in_short(meeting: Meeting) -> str:
    ask_by = gettext(Message("Send your question by %(day)s", day=day(meeting.ask_by))) if meeting.ask_by else ""
    return ". ".join(part for part in (meeting.time, meeting.place, ask_by) if part)


@blueprint.get("/who-must-listen.<any(docx,pdf):suffix>")
@open_to_all
def who_must_listen_paper(suffix: str) -> ResponseReturnValue:
    """Return who must listen as a paper for a meeting."""
    document = paper.document(services(), service.coming(services()), papers.foot())
    return papers.as_file(document, suffix, "who-must-listen", paper.MADE_AT)


@blueprint.route("/staff/public-meetings", methods=["GET", "POST"])
@staff_only
def public_meetings() -> ResponseReturnValue:
    """List the meetings to come, and add one."""
    demand(staff(), Action.KEEP_CONTACT)
    words, faults = from_form(MEETING, request.form), []
    if request.method == "POST":
        faults = service.add(services(), staff(), words)
        if not faults:
            return redirect(url_for("meetings.public_meetings"), 303)
    about = {"schema": MEETING, "words": words, "faults": faults, "meetings": service.coming(services())}
    return render_template("involve/staff/meetings.html", **about), 400 if faults else 200


@blueprint.post("/staff/public-meetings/<id:meeting_id>")
@staff_only
def remove_meeting(meeting_id: int) -> ResponseReturnValue:
    """Delete a meeting."""
    service.remove(services(), staff(), meeting_id)
    return redirect(url_for("meetings.public_meetings"), 303)
