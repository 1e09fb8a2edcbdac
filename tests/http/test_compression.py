"""What goes over the line: text is sent smaller, is what it was when unpacked, and is not sent twice."""

import gzip
import os
import re
from contextlib import closing

import pytest
from flask import Flask

from library.http import assets, routing
from library.http.assets import content_hash
from library.settings import ROOT

PACKED = {"Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize(
    "path", ["/", "/search?q=boxing", "/briefs/boxing-clubs.json", "/feed.atom", "/api/v1/briefs", "/sign-in"]
)
def test_text_is_sent_smaller_to_who_can_unpack_it_and_is_the_same_text(reader, path):
    plain, packed = reader.get(path), reader.get(path, headers=PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    without_token = re.compile(rb'name="form_token" value="[^"]*"')
    assert without_token.sub(b"", gzip.decompress(packed.data)) == without_token.sub(b"", plain.data)


@pytest.mark.parametrize("path", ["/briefs/boxing-clubs.pdf", "/healthz"])
def test_what_would_not_grow_smaller_is_sent_as_it_is(reader, path):
    assert "Content-Encoding" not in reader.get(path, headers=PACKED).headers


def test_a_packed_page_is_asked_for_again_cheaply(reader):
    first = reader.get("/", headers=PACKED)
    again = reader.get("/", headers=PACKED | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_who_asks_for_no_packing_gets_none(reader):
    assert "Content-Encoding" not in reader.get("/", headers={"Accept-Encoding": "gzip;q=0, identity"}).headers


def test_every_static_file_of_a_page_is_kept_for_ever_and_named_by_its_content(reader):
    page = reader.get("/").text
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(addresses) > 3
    for address in addresses:
        with closing(reader.get(address, headers=PACKED)) as answer:
            assert answer.status_code == 200
            sent = gzip.decompress(answer.data) if "Content-Encoding" in answer.headers else answer.data
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable", address
        content = (ROOT / address.partition("?")[0].lstrip("/")).read_bytes()
        assert address.endswith(f"?v={content_hash(content)}")
        assert sent == content


def test_the_styles_name_their_font_by_its_content_and_pages_load_it_ahead_under_the_same_address(reader):
    styles = (ROOT / "static" / "build" / "library.css").read_text("utf-8")
    named = set(re.findall(r"url\(\"?([^)\"]+\.woff2[^)\"]*)", styles))
    fonts = {
        name: content_hash((ROOT / "static" / "build" / name).read_bytes())
        for name in {each.partition("?")[0] for each in named}
    }
    assert named == {f"{name}?v={font}" for name, font in fonts.items()}
    assert f'rel="preload" href="/static/build/text.woff2?v={fonts["text.woff2"]}"' in reader.get("/").text


def test_a_static_file_that_changes_while_the_site_runs_gets_another_address(tmp_path):
    app, file = Flask("site", static_folder=str(tmp_path), static_url_path="/static"), tmp_path / "a.css"
    assets.set_up(app)
    routing.set_up(app)
    addresses = []
    for content in (b"a", b"b"):
        file.write_bytes(content)
        os.utime(file, (ord(content), ord(content)))
        with app.test_request_context():
            addresses.append(app.jinja_env.globals["url_for"]("static", filename="a.css"))
    assert addresses == [f"/static/a.css?v={content_hash(content)}" for content in (b"a", b"b")]


def test_a_static_file_asked_for_without_its_hash_is_not_kept_for_ever(reader):
    with closing(reader.get("/static/js/library.js")) as answer:
        assert "immutable" not in answer.headers["Cache-Control"]
