"""What a public body owes its readers: who answers, how to complain, what is kept of them, whom it works for."""

from datetime import UTC

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from library.accounts.sign_in import device_cookie
from library.accounts.single_sign_on import views as single_sign_on
from library.browse.policies import service as policies
from library.http import context
from library.http.context import services
from library.http.guards import open_to_all
from library.mail import queue as mails

blueprint = Blueprint("statements", __name__)


@blueprint.get("/accessibility")
@open_to_all
def accessibility() -> ResponseReturnValue:
    """Say how well the library works for everybody, and what to do where it does not."""
    return render_template("browse/policies/accessibility.html", written=policies.WRITTEN, tested=policies.TESTED)


@blueprint.get("/privacy")
@open_to_all
def privacy() -> ResponseReturnValue:
    """Say what is kept of people, why and how long."""
    return render_template("browse/policies/privacy.html", kept=policies.kept(services()))


@blueprint.get("/cookies")
@open_to_all
def cookies() -> ResponseReturnValue:
    """Say what the library keeps in a browser."""
    ours = (context.COOKIE, device_cookie.DEVICE_COOKIE, single_sign_on.STARTED_COOKIE)
    return render_template(
        "browse/policies/cookies.html",
        kept=policies.kept(services()),
        cookies={name: context.cookie_of(services(), name) for name in ours},
        with_organisation=bool(services().settings.oidc_issuer),
    )


@blueprint.get("/contact")
@open_to_all
def contact() -> ResponseReturnValue:
    """Say how to reach the people who run the library."""
    return render_template("browse/policies/contact.html")


@blueprint.get("/complaints")
@open_to_all
def complaints() -> ResponseReturnValue:
    """Say how to complain, of a brief or of the service."""
    return render_template("browse/policies/complaints.html")


@blueprint.get("/.well-known/security.txt")
@open_to_all
def security() -> ResponseReturnValue:
    """Tell who finds a weakness whom to write to (RFC 9116); without an address there is nothing to tell."""
    address = mails.contact_of(services())
    if address is None:
        abort(404)
    expires = policies.security_expires(services()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = render_template("browse/policies/security.txt", address=address, expires=expires)
    return Response(text, mimetype="text/plain")
