"""The parameters of a search, the same for the page and the API."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validate
from werkzeug.datastructures import MultiDict

from library.forms.parameters import Parameters
from library.i18n.messages import Message, gettext, marked
from library.search.models import GROUPS, PAGE_SIZE, Query, Sort

MOST_TERMS = 50
LAST_PAGE = 100_000
"""The highest page that may be asked for."""


class SearchSchema(Parameters):
    """What a search may ask; names not known are left alone, since links gather all kinds of them."""

    q = fields.String(load_default="")
    sort = fields.Enum(
        Sort, by_value=True, load_default=Sort.BEST, error_messages={"unknown": marked("sort: choose best or newest.")}
    )
    page = fields.Integer(
        load_default=1,
        validate=validate.Range(1, LAST_PAGE, error=marked("page: enter a number, 1 or more.")),
        error_messages={"invalid": marked("page: enter a number, 1 or more.")},
    )
    page_size = fields.Integer(
        load_default=PAGE_SIZE,
        validate=validate.Range(1, 100, error=marked("page_size: enter a number from 1 to 100.")),
        error_messages={"invalid": marked("page_size: enter a number from 1 to 100.")},
    )
    approach, setting, age, place, kind, level, outcome, effect, violence_type, artform, reader = (
        fields.List(
            fields.String(),
            load_default=list,
            validate=validate.Length(
                max=MOST_TERMS, error=Message("Choose %(most_terms)s or fewer.", most_terms=MOST_TERMS)
            ),
        )
        for _ in GROUPS
    )

    @pre_load
    def blank_is_absent(self, data: Any, **_: Any) -> dict[str, Any]:
        """Read a multi-valued mapping; an empty parameter, as a form sends it, says nothing, but is counted."""
        given = {name: data.getlist(name) for name in GROUPS}
        read = {name: all if len(all) > MOST_TERMS else list(filter(None, all)) for name, all in given.items()}
        single = {name: data.get(name) for name in ("q", "sort", "page", "page_size") if data.get(name)}
        return single | {name: values for name, values in read.items() if values}

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Query:
        """Make the query; NULs and line breaks in the words are spaces."""
        text = " ".join(data["q"].replace("\0", " ").split())
        filters = {group: tuple(dict.fromkeys(data[group])) for group in GROUPS if data[group]}
        return Query(text, filters, data["sort"], data["page"], data["page_size"])


SEARCH = SearchSchema()
"""The schema, ready to use."""


def as_far_as_known(asked: MultiDict[str, str]) -> tuple[Query, list[str]]:
    """Return the query of an address, and what to say of the parameters that it has wrong: they are left out.

    A page that no list can have stays the page after the last, which is not found.
    """
    try:
        return SEARCH.load(asked), []
    except ValidationError as error:
        wrong = set(error.messages_dict)
    rest = MultiDict((name, value) for name, value in asked.items(multi=True) if name not in wrong)
    if asked.get("page", "").strip("0").isdecimal():
        rest["page"] = str(LAST_PAGE)
        wrong.discard("page")
    names = ", ".join(sorted(wrong))
    ignored = Message("We couldn't use “%(names)s” in the address, so we left it out.", names=names)
    return SEARCH.load(rest), [gettext(ignored)] if wrong else []
