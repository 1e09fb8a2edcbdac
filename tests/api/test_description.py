"""The description of the API is true: what it promises is what comes back, for whatever is asked."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema_rs import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from library.app import create_app
from library.bootstrap import connect
from library.settings import Settings
from tests import builders
from tests.tiers import examples


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("described")
    folders = {"instance": folder / "instance", "index": folder / "index"}
    services = connect(Settings(**folders, meaning="off", requests_per_minute=0))
    services.store.migrate()
    builders.vocabulary(services)
    reviewer = builders.person(services)
    for number in range(3):
        builders.published(services, reviewer, f"brief-{number}", title=f"Brief {number}")
    yield create_app(services)
    services.store.close()


def test_every_schema_of_the_description_is_one(app):
    described = app.test_client().get("/api/v1/openapi.json").json
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {
        "/api/v1/answers",
        "/api/v1/answers/{answer_id}",
        "/api/v1/asks",
        "/api/v1/asks/{slug}",
        "/api/v1/briefs",
        "/api/v1/briefs/{slug}",
        "/api/v1/challenges",
        "/api/v1/field-notes",
        "/api/v1/field-notes/{note_id}",
        "/api/v1/opportunities",
        "/api/v1/opportunities/{opportunity_id}",
        "/api/v1/search",
        "/api/v1/subjects",
        "/api/v1/who-must-listen",
        "/api/v1/you-said",
        "/api/v1/voices",
    }
    for schema in described["components"]["schemas"].values():
        assert Draft202012Validator({**schema, "components": described["components"]}, validate_formats=True)


def test_the_description_names_every_parameter_of_a_search(app):
    described = app.test_client().get("/api/v1/openapi.json").json
    named = {parameter["name"] for parameter in described["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert named >= {"q", "approach", "setting", "age", "place", "kind", "level", "outcome", "effect", "sort", "page"}


@pytest.mark.hypothesis
@pytest.mark.parametrize("path", ["/api/v1/briefs", "/api/v1/briefs/{slug}", "/api/v1/search"])
def test_answers_are_as_described_for_whatever_is_asked(app, path):
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)

    @settings(
        max_examples=examples(20),
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=described[path]["get"].as_strategy())
    def ask(case):
        case.call_and_validate(
            headers={"Accept-Encoding": "identity"},
            checks=[
                not_a_server_error,
                status_code_conformance,
                content_type_conformance,
                response_schema_conformance,
            ],
        )

    ask()
