"""The application factory, read as a parts list. The only module that knows Flask and every face."""

from flask import Flask

from library import settings
from library.accounts.sign_in import service as sign_in_service
from library.api import views as api
from library.bootstrap import connect
from library.briefs import presentation
from library.briefs.citations.service import cite
from library.briefs.findable import ADDED as TRANSLATED
from library.briefs.usage import counting as usage
from library.browse.addresses import listed_so_far, search_address, selected_so_far
from library.browse.feeds import service as feeds
from library.browse.findable import SEARCH_KINDS
from library.contributions import Contributions
from library.demo import views as demo
from library.easy_read import adds as easy_read
from library.editing import adds as editing
from library.funding.findable import ADDED as FUNDING
from library.help_lines import service as help_lines
from library.http import (
    assets,
    bodies,
    closing,
    compression,
    context,
    contributions,
    errors,
    guards,
    headers,
    languages,
    measuring,
    pace,
    prefix,
    requests,
    routing,
    templating,
)
from library.http.cache import page_cache, page_parts
from library.involve import adds as involve
from library.involve import beside
from library.newsletters import adds as newsletters
from library.peers import adds as peers
from library.routes import BLUEPRINTS
from library.search.filter_boxes import filter_boxes
from library.search.unanswered import service as unanswered
from library.search.unanswered import views as questions
from library.services import Services
from library.settings import ROOT
from library.translations import pages as translations
from library.upkeep import adds as upkeep
from library.upkeep import health

PAGE_HELPERS = (
    presentation.HELPERS
    | beside.HELPERS
    | translations.HELPERS
    | easy_read.HELPERS
    | {
        "here": routing.here,
        "filter_boxes": filter_boxes,
        "search_address": search_address,
        "cite": cite,
        "listed_so_far": listed_so_far,
        "selected_so_far": selected_so_far,
    }
)
"""What the templates of pages may call of features, apart from what all templates of ours may."""
SHARED = Contributions((health.warnings,), (help_lines.to_do,), (feeds.public_pages,), SEARCH_KINDS)
"""What every library warns of and lists, beside what features add to it."""
SEARCHES = Contributions(to_do=(unanswered.to_do,))
ADDED = (
    TRANSLATED,
    SHARED,
    editing.ADDED,
    easy_read.ADDED,
    involve.ADDED,
    FUNDING,
    newsletters.ADDED,
    SEARCHES,
    upkeep.ADDED,
    peers.ADDED,
)
"""What features add to shared pages, in the order that pages show it."""
LARGEST_FORM = 2_000_000
"""Bytes; a brief with every field full is under a tenth of this."""


def create_app(services: Services | None = None) -> Flask:
    """Make the application from its parts; without any, from the environment's settings."""
    app = page_cache.Site("library", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.url_map.converters["id"] = routing.Id
    app.extensions["services"] = services = services or connect(settings.read())
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=5_000,
        SEND_FILE_MAX_AGE_DEFAULT=86400,
    )
    templating.set_up(app, PAGE_HELPERS, presentation.FILTERS)
    prefix.set_up(app, services.settings.prefix)
    measuring.set_up(app, services.settings)
    pace.set_up(app, services.settings.requests_per_minute)
    page_cache.set_up(app)
    languages.set_up(app, services.settings.languages)
    closing.set_up(app)
    context.set_up(app, sign_in_service.signed_in)
    requests.set_up(app)
    bodies.set_up(app)
    page_parts.set_up(app)
    routing.set_up(app)
    compression.set_up(app)
    assets.set_up(app)
    guards.set_up(app)
    headers.set_up(app)
    usage.set_up(app)
    questions.set_up(app)
    contributions.set_up(app, *ADDED)
    page_cache.answer(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if services.settings.is_demo:
        app.register_blueprint(demo.blueprint)
    api.set_up(app)
    errors.set_up(app)
    return app
