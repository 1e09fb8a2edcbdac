"""The blueprint of all pages; the modules beside this one hang their views on it."""
# ruff: noqa: E402, F401

from flask import Blueprint

web = Blueprint("web", __name__)

from library.web import (
    accounts,
    approaches,
    audit,
    briefs,
    checks,
    citations,
    comparisons,
    design,
    desk,
    digests,
    help_lines,
    home,
    lists,
    machines,
    mails,
    mistakes,
    open_questions,
    people,
    previews,
    questions,
    reading_lists,
    searches,
    sendings,
    sessions,
    source_links,
    staff,
    statements,
    subscriptions,
    transfers,
    uploads,
    usage,
    versions,
    vocabulary,
    what_works,
)
