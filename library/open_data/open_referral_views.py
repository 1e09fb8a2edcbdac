"""Services that people can turn to, for directories that read Open Referral UK."""

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from library.http.context import services
from library.http.guards import for_programs, open_to_all
from library.http.paging import asked_page
from library.open_data import open_referral

USUAL, MOST = 50, 100
"""How many services a page has."""
blueprint = Blueprint("open_referral", __name__)


@blueprint.after_request
def for_all_pages(response: Response) -> Response:
    """Let programs in pages of other sites read it, as the standard asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("/open-referral/")
@open_to_all
@for_programs
def about() -> ResponseReturnValue:
    """Say which standard this is."""
    return jsonify(open_referral.ABOUT)


@blueprint.get("/open-referral/services")
@open_to_all
@for_programs
def all_services() -> ResponseReturnValue:
    """List the services, a page at a time."""
    per_page = min(max(request.args.get("per_page", USUAL, int), 1), MOST)
    return jsonify(open_referral.page_of(open_referral.everything(services()), asked_page(), per_page))


@blueprint.get("/open-referral/services/<uuid:service_id>")
@open_to_all
@for_programs
def one_service(service_id: object) -> ResponseReturnValue:
    """Return the whole of one service."""
    for record in open_referral.everything(services()):
        if record["id"] == str(service_id):
            return jsonify(record)
    return jsonify(code=404, message="There is no such service."), 404
