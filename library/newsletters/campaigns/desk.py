"""The desk where staff write newsletters, look at them, send them, and see what became of each."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.problems import Fault
from library.http.context import services, staff
from library.http.guards import staff_only, takes
from library.http.headers import MAIL_POLICY
from library.i18n.messages import marked
from library.newsletters.audiences import service as audiences
from library.newsletters.campaigns import entries, pictures, rules, typed
from library.newsletters.campaigns import service as campaigns
from library.newsletters.campaigns.models import Campaign, CampaignState, Content
from library.newsletters.campaigns.schemas import WRITTEN
from library.search import service as searches
from library.search.models import Query
from library.security.permissions import Action, demand

blueprint = Blueprint("campaigns", __name__)

WITH_PICTURE = "img-src 'self'; "
"""What a preview needs on top of what mails may load."""
MOST_CHOICES = 40
NOTHING_CHOSEN = Fault("chosen", marked("Select at least one brief or opportunity."))


@blueprint.route("/staff/newsletters", methods=["GET", "POST"])
@staff_only
def newsletter_desk() -> ResponseReturnValue:
    """List all newsletters, and start one."""
    if request.method == "POST":
        made = campaigns.begin(services(), staff())
        return redirect(url_for("campaigns.edit_newsletter", campaign_id=made), 303)
    found = campaigns.listed(services(), staff())
    return render_template("newsletters/campaigns/desk.html", found=found, done=request.args.get("done", ""))


@blueprint.route("/staff/newsletters/<id:campaign_id>", methods=["GET", "POST"])
@staff_only
@takes(pictures.LARGEST + 1_000_000, pictures.TOO_LARGE)
def edit_newsletter(campaign_id: int) -> ResponseReturnValue:
    """Show a newsletter, to write while it is a draft and to follow once it is sent; do what a button asks."""
    opened = campaigns.open_one(services(), staff(), campaign_id)
    if request.method != "POST":
        return _page(opened.campaign, opened.campaign.content, [])
    action = request.form.get("action", "")
    if action in STEPS:
        return STEPS[action](campaign_id)
    content, words, faults = typed.read(request.form, opened.campaign.content)
    content, wrong = _with_picture(content)
    return _written(opened.campaign, content, words, [*faults, *wrong], action)


def _with_picture(content: Content) -> tuple[Content, list[Fault]]:
    file = request.files.get("picture")
    if file is None or not file.filename:
        return content, []
    kept = pictures.keep(services(), staff(), file.read(pictures.LARGEST + 1))
    file.close()
    if isinstance(kept, Fault):
        return content, [kept]
    return replace(content, picture=kept), []


def _written(
    campaign: Campaign, content: Content, words: dict[str, object], faults: list[Fault], action: str
) -> ResponseReturnValue:
    """Look at what was typed, or keep it and then test it, choose more for it, or go on to send it."""
    if action == "preview" and not faults:
        return _preview(campaign, content)
    lock = request.form.get("lock", -1, int)
    faults = faults or campaigns.save(services(), staff(), campaign.id, lock, content)
    if faults:
        return _page(campaign, content, faults, words)
    if action == "test":
        campaigns.test(services(), staff(), campaign.id, content)
    to = {"items": "campaigns.newsletter_items", "send": "campaigns.send_newsletter"}.get(action)
    return redirect(
        url_for(to or "campaigns.edit_newsletter", campaign_id=campaign.id, done=None if to else action or "save"), 303
    )


def _preview(campaign: Campaign, content: Content) -> ResponseReturnValue:
    address = request.form.get("reader", "").strip()
    mail = campaigns.preview(services(), staff(), campaign.id, content, address)
    if isinstance(mail, Fault):
        return _page(campaign, content, [mail])
    response = make_response(mail.html)
    response.headers["Content-Security-Policy"] = WITH_PICTURE + MAIL_POLICY
    return response


def _page(
    campaign: Campaign, content: Content, faults: list[Fault], words: dict[str, object] | None = None
) -> ResponseReturnValue:
    opened = campaigns.open_one(services(), staff(), campaign.id)
    writes = opened.campaign.is_open or bool(faults)
    page = render_template(
        "newsletters/campaigns/edit.html" if writes else "newsletters/campaigns/follow.html",
        opened=opened,
        campaign=opened.campaign,
        content=content,
        words=words if words is not None else WRITTEN.dump(content),
        faults=faults,
        schema=WRITTEN,
        held={each.ref: each for each in opened.entries},
        audiences=audiences.everything(services(), staff()),
        done=request.args.get("done", ""),
        typed=request.form,
        CampaignState=CampaignState,
        most_words=typed.MOST_WORDS,
    )
    return page, 400 if faults else 200


def _stop(campaign_id: int) -> ResponseReturnValue:
    campaigns.stop(services(), staff(), campaign_id)
    return redirect(url_for("campaigns.edit_newsletter", campaign_id=campaign_id), 303)


def _carry_on(campaign_id: int) -> ResponseReturnValue:
    campaigns.carry_on(services(), staff(), campaign_id)
    return redirect(url_for("campaigns.edit_newsletter", campaign_id=campaign_id), 303)


def _unschedule(campaign_id: int) -> ResponseReturnValue:
    campaigns.unschedule(services(), staff(), campaign_id)
    return redirect(url_for("campaigns.edit_newsletter", campaign_id=campaign_id), 303)


def _correct(campaign_id: int) -> ResponseReturnValue:
    made = campaigns.correct(services(), staff(), campaign_id)
    return redirect(url_for("campaigns.edit_newsletter", campaign_id=made), 303)


def _delete(campaign_id: int) -> ResponseReturnValue:
    campaigns.remove(services(), staff(), campaign_id)
    return redirect(url_for("campaigns.newsletter_desk", done="deleted"), 303)


STEPS: dict[str, Callable[[int], ResponseReturnValue]] = {
    "stop": _stop,
    "carry-on": _carry_on,
    "unschedule": _unschedule,
    "correct": _correct,
    "delete": _delete,
}
"""What buttons ask for that keeps nothing of what was typed."""


@blueprint.route("/staff/newsletters/<id:campaign_id>/items", methods=["GET", "POST"])
@staff_only
def newsletter_items(campaign_id: int) -> ResponseReturnValue:
    """Show what can be chosen, found by words or the last published, and put what is chosen into a newsletter."""
    opened = campaigns.open_one(services(), staff(), campaign_id)
    chosen, faults = request.form.getlist("ref")[: rules.MOST_ITEMS], list[Fault]()
    if request.method == "POST" and opened.campaign.is_open and not chosen:
        faults = [NOTHING_CHOSEN]
    elif request.method == "POST" or not opened.campaign.is_open:
        campaigns.add_items(services(), staff(), campaign_id, chosen)
        return redirect(url_for("campaigns.edit_newsletter", campaign_id=campaign_id, _anchor="items"), 303)
    words = " ".join(request.args.get("q", "").split())[:200]
    slugs = None
    if words:
        found = searches.search(services(), Query(words, size=MOST_CHOICES))
        slugs = [each.found.brief.slug for each in found.results]
    briefs, offers = entries.choices(services(), slugs, MOST_CHOICES)
    about = {"campaign": opened.campaign, "briefs": briefs, "offers": offers, "words": words, "faults": faults}
    held = {each.ref for each in opened.campaign.content.items}
    return render_template("newsletters/campaigns/items.html", chosen=held, **about), 400 if faults else 200


@blueprint.route("/staff/newsletters/<id:campaign_id>/send", methods=["GET", "POST"])
@staff_only
def send_newsletter(campaign_id: int) -> ResponseReturnValue:
    """Show what a newsletter lacks and how many it goes to, and send it now or at a time."""
    demand(staff(), Action.SEND_NEWSLETTER)
    opened = campaigns.open_one(services(), staff(), campaign_id)
    campaign, faults = opened.campaign, list[Fault]()
    if request.method == "POST":
        when = request.form.get("send_at", "") if request.form.get("action") == "schedule" else None
        faults = campaigns.send(services(), staff(), campaign_id, request.form.get("lock", -1, int), when)
    if not campaign.is_open or (request.method == "POST" and not faults):
        return redirect(url_for("campaigns.edit_newsletter", campaign_id=campaign_id), 303)
    lacking = faults or rules.lacking(campaign.content, corrects=campaign.corrects_id is not None)
    page = render_template(
        "newsletters/campaigns/send.html",
        opened=opened,
        campaign=campaign,
        reach=campaigns.reach(services(), staff(), campaign),
        faults=lacking,
        listed=[each if each.field == "send_at" else replace(each, field="") for each in faults],
        send_at=request.form.get("send_at", ""),
    )
    return page, 400 if faults else 200
