"""The real server, as a proxy speaks to it: the whole request is sent before a byte of the answer is read."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from library.server import LONGEST_ADDRESS
from library.settings import Settings
from tests.machines.copies import Copy, comes, serving, with_one_brief

MB = 1_000_000
EDGE = "edge"
FORM = f"multipart/form-data; boundary={EDGE}"
WORDS = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """Serve a library with one brief."""
    folder: Path = tmp_path_factory.mktemp("served")
    settings = Settings(instance=folder / "instance", index=folder / "index", meaning="off", secret_key="a key")
    with serving(with_one_brief(settings)) as copy:
        yield copy


def file_of(size: int) -> bytes:
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    return head.encode() + b"x" * size + f"\r\n--{EDGE}--\r\n".encode()


def said(site: Copy, verb: str, path: str, body: bytes = b"", *, more: str = "", length: int | None = None) -> str:
    """Send a whole request, then read the whole answer."""
    where = urlsplit(site.address)
    length = len(body) if length is None else length
    size = f"Content-Length: {length}\r\n" if length >= 0 else ""
    head = f"{verb} {path} HTTP/1.1\r\nHost: {where.netloc}\r\nConnection: close\r\n{size}{more}\r\n"
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=60) as line:
        line.sendall(head.encode() + body)
        pieces = iter(lambda: line.recv(65536), b"")
        return b"".join(pieces).decode("utf-8", "replace")


def status(answer: str) -> int:
    return int(answer.split(" ", 2)[1])


@pytest.mark.parametrize(
    ("path", "body", "kind", "expected"),
    [
        ("/ask", file_of(8 * MB), FORM, 413),
        ("/ask", b"question=" + b"x" * 10 * MB, WORDS, 413),
        ("/ask", b"x" * 10 * MB, "application/json", 413),
        ("/staff/upload", file_of(26 * MB), FORM, 401),
        ("/staff/briefs/new", file_of(8 * MB), FORM, 401),
        ("/about", file_of(8 * MB), FORM, 405),
        ("/no-such-page", file_of(8 * MB), FORM, 404),
        ("/api/v1/briefs", b"x" * 10 * MB, "application/json", 405),
        ("/ask", b"", FORM, 400),
        ("/ask", b"", WORDS, 400),
    ],
)
def test_whatever_is_posted_the_whole_answer_arrives(
    site: Copy, path: str, body: bytes, kind: str, expected: int
) -> None:
    answer = said(site, "POST", path, body, more=f"Content-Type: {kind}\r\n")
    assert status(answer) == expected, answer[:300]
    assert answer.rstrip().endswith(("</html>", "}"))


def test_readers_get_their_pages_while_others_send_forms_that_never_end(site: Copy) -> None:
    """The site has sixteen threads in all, and the proxy that stands before it may pass on what comes as it comes."""
    where = urlsplit(site.address)
    head = f"POST /ask HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: {WORDS}\r\nContent-Length: 1000\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(40):
            line = socket.create_connection((where.hostname or "", where.port or 0), timeout=60)
            stack.enter_context(line).sendall(head.encode() + b"question=")
        assert [site.get(path)[0] for path in ("/", "/briefs/street-games", "/about")] == [200, 200, 200]
        refused = said(site, "POST", "/ask", b"question=why", more=f"Content-Type: {WORDS}\r\n")
        assert (status(refused), refused.count("Retry-After: 60")) == (503, 1)
        assert '<h1 class="govuk-heading-xl">Your form hasn&#39;t been sent</h1>' in refused
        assert "Send again" not in refused
        in_polish = f"Content-Type: {WORDS}\r\nAccept-Language: pl\r\n"
        assert '<html lang="pl"' in said(site, "POST", "/ask", b"question=why", more=in_polish)
        program = said(site, "POST", "/api/v1/briefs", b"{}", more="Content-Type: application/json\r\n")
        assert (status(program), program.count('"status":"Your form')) == (503, 1)
    comes(lambda: status(said(site, "POST", "/ask", b"", more=f"Content-Type: {WORDS}\r\n")) == 400)


@pytest.mark.parametrize("verb", ["GET", "HEAD", "OPTIONS", "PUT"])
def test_a_body_that_comes_with_another_verb_is_heard_out_too(site: Copy, verb: str) -> None:
    answer = said(site, verb, "/about", b"x" * 10 * MB, more=f"Content-Type: {WORDS}\r\n")
    assert status(answer) == (405 if verb == "PUT" else 200)


def test_a_body_in_pieces_is_limited_as_well(site: Copy) -> None:
    piece = f"{MB:x}\r\n".encode() + b"x" * MB + b"\r\n"
    more = f"Content-Type: {WORDS}\r\nTransfer-Encoding: chunked\r\n"
    assert status(said(site, "POST", "/ask", piece * 8 + b"0\r\n\r\n", more=more, length=-1)) == 413
    assert status(said(site, "POST", "/ask", b"zz\r\nno number\r\n", more=more, length=-1)) == 400


def test_a_proxy_that_says_more_of_the_scheme_than_is_asked_is_answered(site: Copy) -> None:
    more = "X-Forwarded-Proto: https\r\nX-Forwarded-Ssl: off\r\nX-Forwarded-For: 999.1.1.1, ;\r\n"
    assert status(said(site, "GET", "/about", more=more)) == 200


def test_a_question_of_three_thousand_words_is_answered_and_an_endless_address_is_not(site: Copy) -> None:
    assert status(said(site, "GET", "/search?q=" + "+".join(f"word{number}" for number in range(3000)))) == 200
    assert status(said(site, "GET", "/search?q=" + "x" * LONGEST_ADDRESS)) == 414
    assert site.get("/healthz")[0] == 200
