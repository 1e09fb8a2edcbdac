"""Citing briefs: the files are read back with programs that others wrote."""

from dataclasses import replace

import pytest
import rispy
from bibtexparser import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from library.app import create_app
from library.editing.drafts import service as desk
from library.security.permissions import Role
from tests import builders

TITLE = "Café & bar: 50% off {brackets} – it’s a_b #1 $5 ~x \\n"


def ris(text):
    return rispy.loads(text)


def bibtex(text, *, decoded=True):
    """Read BibTeX, with what TeX would make of it unless that is not wanted; by key."""
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()] if decoded else [])
    assert library.failed_blocks == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


@pytest.fixture
def games(services, reviewer):
    return builders.published(services, reviewer)


def test_a_reference_manager_reads_the_ris_of_a_brief(client, games):
    answer = client.get("/briefs/street-games.ris")
    assert answer.content_type == "application/x-research-info-systems; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="street-games-v1.ris"'
    (entry,) = ris(answer.text)
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == "Street games on summer evenings"
    assert entry["authors"] == ["Violence Reduction Network"]
    assert entry["urls"] == ["http://127.0.0.1:8000/briefs/street-games/versions/1"]
    assert entry["notes"] == ["Version 1, checked 22 November 2026"]
    assert client.get("/briefs/street-games/versions/1").status_code == 200


def test_a_reference_manager_reads_the_bibtex_of_a_brief(client, games):
    entries = bibtex(client.get("/briefs/street-games.bib").text)
    assert list(entries) == ["street-games-v1"]
    entry = entries["street-games-v1"]
    assert entry["author"] == "Violence Reduction Network"
    assert entry["year"] == str(client.application.extensions["services"].today().year)
    assert entry["url"] == "http://127.0.0.1:8000/briefs/street-games/versions/1"


@pytest.mark.parametrize("name", ["Leicester, Leicestershire and Rutland Network", "Health, Police; Schools, Ltd"])
def test_an_organisation_is_one_author_whatever_is_in_its_name(services, games, name):
    client = create_app(replace(services, settings=replace(services.settings, organisation=name))).test_client()
    (entry,) = ris(client.get("/briefs/street-games.ris").text)
    (author,) = entry["authors"]
    assert author.split() == name.replace(",", " ").replace(";", " ").split()
    assert not set(author) & set(",;")
    assert entry["publisher"] == name
    raw = client.get("/briefs/street-games.bib").text
    assert f"author = {{{{{name}}}}}" in raw


def test_letters_that_mean_something_to_tex_come_back_as_they_were(client, services, reviewer):
    builders.published(services, reviewer, "odd", title=TITLE)
    (entry,) = ris(client.get("/briefs/odd.ris").text)
    assert entry["title"] == TITLE
    assert bibtex(client.get("/briefs/odd.bib").text)["odd-v1"]["title"] == TITLE


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("An open { brace", r"An open \textbraceleft{} brace"),
        ("A closing } brace", r"A closing \textbraceright{} brace"),
        ("Braces }{ that turn away", r"Braces \textbraceright{}\textbraceleft{} that turn away"),
        ("Ends in a \\", r"Ends in a \textbackslash{}"),
    ],
)
def test_a_lone_brace_or_backslash_does_not_break_the_file(client, services, reviewer, title, written):
    builders.published(services, reviewer, "odd", title=title)
    both = client.get("/reading-list/cite.bib?brief=odd").text + "@misc{last, title = {Last}}"
    entries = bibtex(both, decoded=False)
    assert list(entries) == ["odd-v1", "last"]
    assert entries["odd-v1"]["title"] == f"{{{written}}}"


def test_each_version_is_cited_as_itself(client, services, reviewer, games):
    admin = builders.person(services, Role.ADMIN)
    lock = desk.open_draft(services, admin, games).lock
    desk.publish(services, admin, games, builders.content(title="Street games, again"), lock)
    first = client.get("/briefs/street-games/versions/1/cite.txt").text
    now = client.get("/briefs/street-games.ris").text
    assert "Street games on summer evenings. What Works Library, version 1, checked 22 November 2026." in first
    assert ris(now)[0]["title"] == "Street games, again"
    assert ris(now)[0]["urls"] == ["http://127.0.0.1:8000/briefs/street-games/versions/2"]
    page = client.get("/briefs/street-games").text
    assert "/briefs/street-games/versions/2/cite.ris" in page
    old = client.get("/briefs/street-games/versions/1").text
    assert "/briefs/street-games/versions/1/cite.ris" in old
    assert first.strip() in old


def test_a_brief_that_moved_is_cited_where_it_lives_now(library, reader):
    answer = reader.get("/briefs/old-name/versions/1/cite.bib", follow_redirects=True)
    assert "https://library.example/briefs/skateparks/versions/1" in answer.text


def test_there_is_nothing_to_cite_of_what_was_never_shown(library, reader):
    assert reader.get("/briefs/street-games/versions/7/cite.ris").status_code == 404
    assert reader.get("/briefs/zeppelins.ris").status_code == 404
    assert reader.get("/briefs/unicycles.bib").status_code == 410
    assert reader.get("/briefs/street-games/versions/1/cite.doc").status_code == 404


def test_a_whole_reading_list_is_cited_in_its_order(library, reader):
    for kind, read in (("ris", lambda text: [each["title"] for each in ris(text)]), ("bib", titles_in_bibtex)):
        text = reader.get(f"/reading-list/cite.{kind}?brief=murals&brief=choirs").text
        assert read(text) == ["Murals made by young people", "Choirs in custody"]
    assert len(reader.get("/reading-list/cite.txt?brief=murals&brief=choirs").text.splitlines()) == 2
    assert reader.get("/reading-list/cite.ris?brief=nothing").status_code == 404


def titles_in_bibtex(text):
    return [entry["title"] for entry in bibtex(text).values()]
