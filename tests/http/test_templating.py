"""Templates are set up once for all of them."""

from flask import Flask
from flask.testing import FlaskClient


def test_templates_share_one_dictionary_of_globals(app: Flask, client: FlaskClient) -> None:
    client.get("/search?q=games")
    for name in ("layout.html", "components/cards.html", "govuk_frontend_jinja/components/pagination/macro.html"):
        assert app.jinja_env.get_template(name).globals is app.jinja_env.globals
