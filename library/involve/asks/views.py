"""What bodies were asked and what they answered: pages, feed and papers for everybody."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from library.browse.feeds import service as feeds
from library.http.context import services
from library.http.guards import open_to_all
from library.i18n.messages import gettext
from library.involve import papers
from library.involve.asks import paper, service
from library.involve.asks.models import AskState, Ground, Shown, Step
from library.involve.submissions import views as submissions
from library.involve.submissions.models import Kind

blueprint = Blueprint("asks", __name__)


@blueprint.get("/asks")
@open_to_all
def asks() -> ResponseReturnValue:
    """List what bodies were asked, and how many each has answered."""
    found = service.shown(services())
    replies = service.last_replies(services())
    return render_template("involve/asks/all.html", found=found, counts=service.by_body(found), replies=replies)


@blueprint.get("/asks/late")
@open_to_all
def late_asks() -> ResponseReturnValue:
    """List the asks whose reply is late."""
    return render_template("involve/asks/late.html", found=service.late(services()))


@blueprint.get("/asks/bodies/<slug>")
@open_to_all
def asks_of(slug: str) -> ResponseReturnValue:
    """List what one body was asked, with all that became part of it; an old name leads to the new one."""
    try:
        found = service.of_body(services(), slug)
    except service.NoSuchAsk:
        abort(404)
    if isinstance(found, str):
        return redirect(url_for("asks.asks_of", slug=found), 301)
    body, asked = found
    about = {"body": body, "found": asked, "counts": service.by_body(asked)}
    return render_template("involve/asks/body.html", **about, replies=service.last_replies(services()))


@blueprint.get("/asks/house-rules")
@open_to_all
def house_rules() -> ResponseReturnValue:
    """Say what is published, what is not, and how to ask for something to be removed."""
    return render_template("involve/asks/house_rules.html", Ground=Ground)


@blueprint.route("/asks/suggest", methods=["GET", "POST"])
@open_to_all
def suggest_ask() -> ResponseReturnValue:
    """Ask what a body should be asked."""
    return submissions.start(Kind.ASK, "involve/asks/suggest.html", found=service.shown(services()))


@blueprint.get("/asks.atom")
@open_to_all
def asks_feed() -> ResponseReturnValue:
    """Return the asks as an Atom feed, the one that changed last first."""
    found = sorted(service.shown(services()), key=lambda each: each.last_at, reverse=True)
    links = services().links
    entries = [feeds.Entry(each.ask.title, links.ask(each.kept.slug), _in_short(each), each.last_at) for each in found]
    about = gettext("Asks and replies"), gettext("What public bodies were asked to do, and what they answered")
    return Response(feeds.written(services(), about, links.asks_feed(), entries), mimetype="application/atom+xml")


def _in_short(shown: Shown) -> str:
    return f"{shown.now.name}: {gettext(shown.standing.state.words)}. {shown.ask.text}"


def _found(slug: str) -> Shown:
    try:
        return service.find(services(), slug)
    except service.NoSuchAsk:
        abort(404)


@blueprint.get("/asks/<slug>")
@open_to_all
def ask(slug: str) -> ResponseReturnValue:
    """Show one with the replies and its history."""
    found = _found(slug)
    titles = service.titles(services(), found.ask.briefs)
    about = {"found": found, "replies": service.replies(services(), found.kept), "titles": titles}
    return render_template("involve/asks/one.html", **about, AskState=AskState, Step=Step)


@blueprint.get("/asks/<slug>.<any(docx,pdf):suffix>")
@open_to_all
def ask_paper(slug: str, suffix: str) -> ResponseReturnValue:
    """Return one as a paper for a meeting."""
    found = _found(slug)
    replies, titles = service.replies(services(), found.kept), service.titles(services(), found.ask.briefs)
    document = paper.document(services(), found, replies, titles, papers.foot())
    return papers.as_file(document, suffix, f"ask-{slug}", found.last_at)
