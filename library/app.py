"""The application factory, read as a parts list. The only module that knows Flask and every face."""

from flask import Flask

from library import settings
from library.api import api
from library.http import assets, bodies, compression, errors, guards, headers, languages, requests, templating, usage
from library.http.routing import Id
from library.parts import Parts, connect
from library.settings import ROOT
from library.web.routes import web

LARGEST_FORM = 2_000_000
"""Bytes; a brief with every field full is under a tenth of this."""


def create_app(parts: Parts | None = None) -> Flask:
    """Make the application from its parts; without any, from the environment's settings."""
    app = Flask("library", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.url_map.converters["id"] = Id
    app.extensions["parts"] = parts or connect(settings.read())
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=5_000,
        SEND_FILE_MAX_AGE_DEFAULT=86400,
    )
    requests.set_up(app)
    bodies.set_up(app)
    templating.set_up(app)
    compression.set_up(app)
    assets.set_up(app)
    guards.set_up(app)
    headers.set_up(app)
    usage.set_up(app)
    languages.set_up(app, app.extensions["parts"].settings.languages)
    app.register_blueprint(web)
    api.set_up(app)
    errors.set_up(app)
    return app
