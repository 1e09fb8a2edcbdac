"""The pages of bids: choosing briefs, the pack, and the pack as files. Everything is in the address."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.ratings import Role
from library.browse import selection
from library.browse.selection import Picked
from library.forms.problems import Fault
from library.funding import measures, needs, service
from library.funding.formats import files
from library.funding.formats.text import text
from library.funding.models import Bid, Document, Funder, Group, Size
from library.funding.rules import meeting
from library.funding.rules.claim_check import Verdict
from library.funding.schemas import MOST_WORDS, read_bid, read_text, written
from library.http.cache import page_cache
from library.http.context import services
from library.http.guards import open_to_all
from library.i18n.messages import marked

blueprint = Blueprint("funding", __name__)
SUFFIXES = ("docx", "pdf", "txt")
EVERYONE = "everyone"
"""The choice of all approaches, whatever the role."""


def _asked() -> tuple[Picked, Bid]:
    picked = selection.pick(services(), request.args.getlist("brief"), service.MOST)
    return picked, read_bid(request.args.to_dict(), picked.terms.ids()["age"])


def _address(endpoint: str, slugs: list[str], bid: Bid, **more: Any) -> str:
    """Return the address of a page with the briefs and the answers of this one."""
    query = [*(("brief", slug) for slug in slugs), *written(bid).items()]
    return url_for(endpoint, **more) + (f"?{urlencode(query)}" if query else "")


def _choose_again(bid: Bid) -> ResponseReturnValue:
    """Lead to where briefs are chosen, which says what became of those that were asked for."""
    return redirect(_address("funding.choose", request.args.getlist("brief")[: service.MOST], bid))


def _choices(picked: Picked) -> dict[str, list[tuple[str, str]]]:
    """Return what a bid can be for, as (value, words)."""
    return {
        "ages": [(term.id, term.label) for term in picked.terms.terms("age")],
        "areas": service.areas(picked),
        "sizes": [(size.value, size.label) for size in Size],
        "funders": [(funder.value, funder.label) for funder in Funder],
    }


@blueprint.get("/bids/start")
@open_to_all
def start() -> ResponseReturnValue:
    """Lead somebody new to bids to a pack in four steps; each is an address."""
    picked, bid = _asked()
    words, ready = request.args.get("q", "").strip(), "ready" in request.args
    step = 4 if ready and picked.found else 3 if picked.found else 2 if words else 1
    missing = [Fault("brief", marked("Choose at least one"))] if step == 2 and "chosen" in request.args else []
    again = {"q": words} if step == 3 and words else {"brief": picked.slugs} if step == 4 else {}
    return render_template(
        "funding/start.html",
        step=step,
        picked=picked,
        asked=words,
        offer=service.claiming(services(), picked, words) if step == 2 else None,
        faults=missing,
        back=url_for("funding.start", **again) if step > 1 else url_for("funding.choose"),
        pack=_address("funding.pack", picked.slugs, bid),
        **_choices(picked),
    )


@blueprint.get("/bids")
@open_to_all
def choose() -> ResponseReturnValue:
    """Show which briefs a bid rests on, and who it is for."""
    picked, bid = _asked()
    asked = request.args.get("role", "")
    role = next((each for each in Role if each.value == asked), None)
    by_role = bool(role or asked == EVERYONE)
    words = request.args.get("q", "")
    page_cache.while_same(services().index.state)
    offer = service.by_role(services(), picked, role) if by_role else selection.offer(services(), picked, words)
    return render_template(
        "funding/choose.html",
        picked=picked,
        bid=bid,
        offer=offer,
        role=asked if by_role else "",
        roles=Role,
        most=service.MOST,
        kept=written(bid),
        address=lambda slugs: _address("funding.choose", slugs, bid),
        **_choices(picked),
    )


@blueprint.get("/bids/pack")
@open_to_all
def pack() -> ResponseReturnValue:
    """Show a pack."""
    picked, bid = _asked()
    if not picked.found:
        return _choose_again(bid)
    address = _address("funding.pack", picked.slugs, bid)
    return render_template(
        "funding/pack.html",
        pack=service.pack(services(), picked, bid, services().links.absolute(address), _of_measure),
        picked=picked,
        bid=bid,
        again=_address("funding.choose", picked.slugs, bid),
        files=[(suffix, _address("funding.pack_file", picked.slugs, bid, suffix=suffix)) for suffix in SUFFIXES],
    )


def _of_measure(slug: str) -> str:
    return services().links.absolute(url_for("funding.measure", slug=slug))


@blueprint.get("/bids/pack.<any(docx,pdf,txt):suffix>")
@open_to_all
def pack_file(suffix: str) -> ResponseReturnValue:
    """Return a pack as a Word file, a PDF or plain text."""
    picked, bid = _asked()
    if not picked.found:
        return _choose_again(bid)
    address = services().links.absolute(_address("funding.pack", picked.slugs, bid))
    return as_file(service.pack(services(), picked, bid, address, _of_measure).document, suffix, picked, "bid-pack")


@blueprint.get("/packs")
@open_to_all
def paper() -> ResponseReturnValue:
    """Show briefs as a paper for a meeting, or where to choose them."""
    picked, bid = _asked()
    body = _body()
    page_cache.while_same(services().index.state)
    return render_template(
        "funding/paper.html",
        picked=picked,
        body=body,
        bodies=meeting.BODIES,
        offer=selection.offer(services(), picked, request.args.get("q", "")),
        document=service.paper(services(), picked, body, bid, _paper_address(picked, body, bid))
        if picked.found
        else None,
        files=[(suffix, _with_body("funding.paper_file", picked, body, bid, suffix=suffix)) for suffix in SUFFIXES],
    )


@blueprint.get("/packs.<any(docx,pdf,txt):suffix>")
@open_to_all
def paper_file(suffix: str) -> ResponseReturnValue:
    """Return a paper for a meeting as a Word file, a PDF or plain text."""
    picked, bid = _asked()
    if not picked.found:
        return redirect(url_for("funding.paper", brief=request.args.getlist("brief")[: service.MOST]))
    body = _body()
    document = service.paper(services(), picked, body, bid, _paper_address(picked, body, bid))
    return as_file(document, suffix, picked, "meeting-paper")


def _body() -> Role | None:
    return next((each for each in meeting.BODIES if each.value == request.args.get("for", "")), None)


def _with_body(endpoint: str, picked: Picked, body: Role | None, bid: Bid, **more: Any) -> str:
    address = _address(endpoint, picked.slugs, replace(bid, made=bid.made or services().today()), **more)
    return f"{address}&for={body.value}" if body else address


def _paper_address(picked: Picked, body: Role | None, bid: Bid) -> str:
    return services().links.absolute(_with_body("funding.paper", picked, body, bid))


@blueprint.route("/bids/check", methods=["GET", "POST"])
@open_to_all
def check() -> ResponseReturnValue:
    """Hold the sentences of a bid against the briefs. The text is read, answered and forgotten."""
    if request.method != "POST":
        return render_template("funding/check.html", text="", faults=[], findings=None, most=MOST_WORDS)
    text, faults = read_text(request.form.to_dict())
    findings = None if faults else service.check(services(), text)
    page = render_template(
        "funding/check.html", text=text, faults=faults, findings=findings, verdicts=Verdict, most=MOST_WORDS
    )
    return page, 400 if faults else 200


@blueprint.get("/need")
@open_to_all
def need() -> ResponseReturnValue:
    """Show the figures on the need in our area; staff also see which are still to be found."""
    terms = selection.pick(services(), [], 0).terms
    return render_template("funding/need.html", shown=needs.by_topic(), terms=terms, still_open=needs.still_open())


@blueprint.get("/measures")
@open_to_all
def all_measures() -> ResponseReturnValue:
    """List the measures, of one group or of all."""
    group = next((each for each in Group if each.value == request.args.get("group", "")), None)
    return render_template("funding/measures.html", groups=Group, group=group, shown=measures.by_group(group))


@blueprint.get("/measures/<slug>")
@open_to_all
def measure(slug: str) -> ResponseReturnValue:
    """Show what is known about one measure, and which briefs name it."""
    found = measures.every().get(slug) or abort(404)
    return render_template(
        "funding/measure.html",
        measure=found,
        facts=list(measures.facts(found)),
        briefs=service.used_in(services(), slug),
    )


def as_file(document: Document, suffix: str, picked: Picked, name: str) -> Response:
    """Return a document as a file to keep; the time in it is that of the newest brief."""
    if suffix == "txt":
        return Response(text(document), mimetype="text/plain")
    made_at = max(found.published_at for found in picked.found)
    content, kind = files.written(document, suffix, organisation=services().settings.organisation, made_at=made_at)
    headers = {"Content-Disposition": f'{"inline" if suffix == "pdf" else "attachment"}; filename="{name}.{suffix}"'}
    return Response(content, mimetype=kind, headers=headers)
