"""Get involved, for everybody; and the page where staff keep what it says."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.involve.contact import service
from library.involve.contact.schemas import CONTACT
from library.security.permissions import Action, demand

blueprint = Blueprint("contact", __name__)


@blueprint.get("/get-involved")
@open_to_all
def get_involved() -> ResponseReturnValue:
    """Say who we are, how to reach us, when we meet, and what partners can do."""
    details = service.details(services())
    words = {"details": details, "promise": service.promise(details), "more": service.about_us(services())}
    return render_template("involve/get_involved.html", **words)


@blueprint.route("/staff/get-involved", methods=["GET", "POST"])
@staff_only
def contact_details() -> ResponseReturnValue:
    """Show what is kept about us, and keep what is changed."""
    demand(staff(), Action.KEEP_CONTACT)
    words, faults = CONTACT.dump(service.details(services())), []
    if request.method == "POST":
        words = from_form(CONTACT, request.form)
        faults = service.change(services(), staff(), words)
        if not faults:
            return redirect(url_for("contact.get_involved"), 303)
    about = {"schema": CONTACT, "words": words, "faults": faults}
    return render_template("involve/staff/contact.html", **about), 400 if faults else 200
