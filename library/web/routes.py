"""The blueprint of all pages; the modules beside this one hang their views on it."""

from flask import Blueprint

web = Blueprint("web", __name__)

from library.web import (  # noqa: E402, F401
    approaches,
    audit,
    briefs,
    checks,
    desk,
    digests,
    home,
    lists,
    machines,
    mails,
    mistakes,
    people,
    previews,
    searches,
    sendings,
    source_links,
    subscriptions,
    transfers,
    uploads,
    versions,
    vocabulary,
)
