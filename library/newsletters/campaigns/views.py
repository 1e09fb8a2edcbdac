"""The newsletters that were sent, for everybody, and their pictures."""

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from library.http.context import services
from library.http.guards import open_to_all
from library.newsletters.campaigns import published
from library.newsletters.campaigns.rendering import address_of

blueprint = Blueprint("newsletters", __name__)

FILE_POLICY = "default-src 'none'; sandbox"
FOR_EVER = "public, max-age=31536000, immutable"
"""The address of a picture is its content, so it never changes."""


@blueprint.get("/newsletters")
@open_to_all
def newsletters() -> ResponseReturnValue:
    """List the newsletters that were sent."""
    return render_template("newsletters/campaigns/sent.html", campaigns=published.everything(services()))


@blueprint.get("/newsletters/<id:campaign_id>")
@open_to_all
def newsletter(campaign_id: int) -> ResponseReturnValue:
    """Show a newsletter that was sent, without what has been withdrawn since."""
    found = published.find(services(), campaign_id) or abort(404)
    entries = [(each, address_of(services(), each)) for each in found.campaign.entries]
    picture = published.picture(services(), found.campaign.content.picture)
    words = {"found": found, "campaign": found.campaign, "entries": entries, "picture": picture}
    return render_template("newsletters/campaigns/one.html", **words)


@blueprint.get("/newsletters/pictures/<digest>.jpg")
@open_to_all
def newsletter_picture(digest: str) -> ResponseReturnValue:
    """Return a picture; who opens a mail is not in its address."""
    found = published.picture(services(), digest) or abort(404)
    headers = {"Content-Security-Policy": FILE_POLICY, "Cache-Control": FOR_EVER}
    return Response(found.content, mimetype="image/jpeg", headers=headers)
