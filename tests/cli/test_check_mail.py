"""`library check-mail`: what a real name server says of the domain that mail comes from, and what to do about it."""

import socketserver
from collections.abc import Iterator

import dns.flags
import dns.message
import dns.rrset
import pytest

from library.cli import main
from library.mail import dns_advice
from tests.answering import answering

GOOD = {
    ("library.example.", "TXT"): '"v=spf1 include:mail.example -all"',
    ("s1._domainkey.library.example.", "TXT"): '"v=DKIM1; k=rsa; p=MIGf" "MA0G"',
    ("_dmarc.library.example.", "TXT"): '"v=DMARC1; p=none; rua=mailto:post@library.example"',
    ("library.example.", "MX"): "10 mail.example.",
}


class NameServer(socketserver.BaseRequestHandler):
    """Answers from `records`, over UDP."""

    def handle(self) -> None:
        data, line = self.request
        asked = dns.message.from_wire(data)
        answer = dns.message.make_response(asked)
        answer.flags |= dns.flags.RA
        question = asked.question[0]
        kind = dns.rdatatype.to_text(question.rdtype)
        if found := self.server.records.get((question.name.to_text(), kind)):
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, found))
        line.sendto(answer.to_wire(), self.client_address)


@pytest.fixture
def server(monkeypatch, tmp_path) -> Iterator[socketserver.UDPServer]:
    monkeypatch.setenv("LIBRARY_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("LIBRARY_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("LIBRARY_SENDER", "post@library.example")
    with socketserver.UDPServer(("127.0.0.1", 0), NameServer) as made:
        made.records = dict(GOOD)
        with answering(made):
            yield made


def check(server, *words):
    return main(["check-mail", "--resolver", f"127.0.0.1:{server.server_address[1]}", *words])


def test_a_domain_that_has_all_is_said_to_be_well(server, capsys):
    assert check(server, "--selector", "s1") == 0
    said = capsys.readouterr().out
    assert "Mail comes from post@library.example." in said
    assert said.count(": well. ") == 4
    assert "change p=none to p=quarantine" in said


def test_what_is_missing_is_said_with_what_to_do(server, capsys):
    server.records.clear()
    server.records["library.example.", "TXT"] = '"v=spf1 +all"'
    assert check(server) == 1
    said = capsys.readouterr().out
    assert said.count(": to do. ") == 4
    for words in ("lets anyone send in your name", "--selector", "v=DMARC1", "no MX record"):
        assert words in said


@pytest.mark.slow("waits for a name server that does not answer")
def test_without_a_connection_it_says_so(server, capsys, monkeypatch):
    monkeypatch.setattr(dns_advice, "SECONDS_TO_WAIT", 0.2)
    port = server.server_address[1]
    server.RequestHandlerClass = socketserver.BaseRequestHandler
    assert main(["check-mail", "--resolver", f"127.0.0.1:{port}"]) == 1
    assert "No name server answers" in capsys.readouterr().err
