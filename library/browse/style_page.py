"""The look, shown with the parts that pages are made of."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from library.briefs import service as briefs
from library.briefs.ratings import Effect
from library.briefs.service import Page
from library.design_tokens import colours
from library.forms.problems import Fault
from library.http.context import services
from library.http.guards import open_to_all
from library.i18n.messages import gettext
from library.search import service as searches
from library.search.models import Query

blueprint = Blueprint("design", __name__)

WITH_FIGURES = "multisystemic-therapy"
"""A brief that has two figures side by side."""


@blueprint.get("/about/design")
@open_to_all
def design() -> ResponseReturnValue:
    """Show each colour and each part once, as the pages themselves draw them."""
    shown = searches.search(services(), Query(filters={"effect": (Effect.HARM.value,)}, size=1))
    figured = briefs.page(services(), WITH_FIGURES)
    return render_template(
        "browse/style_page.html",
        light=colours("light"),
        dark=colours("dark"),
        answer=shown,
        figured=figured.found.brief if isinstance(figured, Page) else None,
        faults=[Fault("example", gettext("Write what it is."))],
    )
