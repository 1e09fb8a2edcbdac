"""Mail on its way: through a real SMTP server with every fault it can have, and into a folder."""

import email
import email.policy
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from library.links import Links
from library.mail import queue as mails
from library.mail import repository as table
from library.mail import suppressions
from library.mail.addresses import NotAnAddress
from library.mail.messages import Mail
from library.mail.models import MailState
from tests.mail.servers import Server, certificate, knows_ann

MAIL = Mail("Street games: what we found", "<p>Young people came – é.</p>", "Young people came – é.\n")
SECRET = Mail("Your link", "<p>token-in-html</p>", "token-in-text\n", {"List-Unsubscribe": "<https://a.example/token>"})


def queue(services, *addresses, mail=MAIL, **more):
    with services.store.writing() as database:
        return [
            mails.queue(database, f"test {address}", address, mail, services.clock(), **more) for address in addresses
        ]


def states(services):
    with services.store.reading() as database:
        return {
            row.key.partition(" ")[2]: row.state for row in database.exec_driver_sql("SELECT key, state FROM mails")
        }


def row(services):
    with services.store.reading() as database:
        (found,) = database.execute(table.sa.select(table.mails))
    return found


def test_a_queued_mail_is_sent_once_with_both_parts_and_a_message_id_of_its_own(post, server):
    queue(post, "ann@example.org", "bob@example.org")
    assert mails.send_due(post)
    assert mails.send_due(post)
    first, second = server.taken
    assert (first["From"], first["To"]) == ("What Works Library <library@library.example>", "ann@example.org")
    assert first["Subject"] == "Street games: what we found"
    assert first["Reply-To"] == "library@example.org"
    assert first.get_body(("plain",)).get_content() == "Young people came – é.\n"
    assert "Young people came – é." in first.get_body(("html",)).get_content()
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Message-ID"].endswith("@library.example>")
    assert states(post) == {"ann@example.org": "sent", "bob@example.org": "sent"}


def test_the_same_key_twice_queues_once(post, server):
    assert queue(post, "ann@example.org") == [True]
    assert queue(post, "ann@example.org") == [False]
    mails.send_due(post)
    assert queue(post, "ann@example.org") == [False]
    mails.send_due(post)
    assert len(server.taken) == 1


def test_what_was_queued_in_a_transaction_that_failed_is_not_sent(post, server):
    def fail():
        with post.store.writing() as database:
            mails.queue(database, "key", "ann@example.org", MAIL, post.clock())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    mails.send_due(post)
    assert server.taken == []


def test_once_sent_nothing_is_kept_of_what_it_said_nor_of_whom_it_went_to(post, server):
    server.data = lambda address, _: f"250 taken for {address}"
    queue(post, "ann@example.org", mail=SECRET)
    assert row(post).content is not None
    mails.send_due(post)
    left = row(post)
    assert (left.state, left.content, left.address, left.subject) == ("sent", None, "", "")
    assert left.answer == "250 taken for …"
    assert server.taken[0]["List-Unsubscribe"] == "<https://a.example/token>"


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_temporary_failure_is_tried_again_with_growing_gaps_and_the_same_message_id(post, server, clock, step):
    setattr(server, step, lambda _, tries: "451 4.7.1 come back later" if tries < 4 else "250 taken")
    queue(post, "ann@example.org")
    waits = []
    for _ in range(3):
        mails.send_due(post)
        assert row(post).state == "failed_for_now"
        assert row(post).answer == "The mail server said: 451 4.7.1 come back later"
        assert mails.send_due(post)
        waits.append(row(post).next_try_at - clock.now)
        clock.now = row(post).next_try_at
    assert server.taken == []
    assert waits == [timedelta(seconds=10), timedelta(seconds=20), timedelta(seconds=40)]
    mails.send_due(post)
    assert states(post) == {"ann@example.org": "sent"}
    assert len(server.taken) == 1


def test_a_temporary_failure_that_does_not_end_is_given_up_and_shown(post, server, clock, reviewer):
    server.rcpt = lambda *_: "450 mailbox busy"
    queue(post, "ann@example.org", mail=SECRET)
    for _ in range(60):
        mails.send_due(post)
        clock.now = row(post).next_try_at or clock.now
    assert clock.now - row(post).queued_at >= timedelta(hours=72)
    assert server.tries["ann@example.org"] <= 48
    (failed,) = mails.overview(post, reviewer).failed
    assert failed.address == "ann@example.org"
    assert failed.answer.startswith(f"Given up after {failed.tries} tries. The mail server said: 450 mailbox busy")
    assert row(post).content is None


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_permanent_failure_ends_at_once_and_the_others_are_sent(post, server, reviewer, step):
    setattr(server, step, lambda address, _: "550 5.1.1 no such person" if address[0] == "b" else "250 taken")
    queue(post, "ann@example.org", "bob@example.org", "cat@example.org")
    mails.send_due(post)
    assert states(post) == {"ann@example.org": "sent", "bob@example.org": "failed_for_good", "cat@example.org": "sent"}
    (failed,) = mails.overview(post, reviewer).failed
    assert (failed.address, failed.answer) == ("bob@example.org", "The mail server said: 550 5.1.1 no such person")
    mails.send_due(post)
    assert server.tries["bob@example.org"] == 1


def test_after_thirty_days_it_is_forgotten_to_whom_a_mail_failed(post, server, clock, reviewer):
    server.rcpt = lambda *_: "550 no such person"
    queue(post, "ann@example.org")
    mails.send_due(post)
    clock.on(days=29)
    mails.forget_failed(post)
    assert row(post).address == "ann@example.org"
    clock.on(days=2)
    mails.forget_failed(post)
    assert (row(post).address, row(post).subject) == ("", "")


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_when_the_line_is_cut_the_mail_is_sent_later(post, server, clock, step):
    setattr(server, step, lambda _, tries: "cut" if tries == 1 else "250 taken")
    queue(post, "ann@example.org", "bob@example.org")
    mails.send_due(post)
    assert states(post) == {"ann@example.org": "failed_for_now", "bob@example.org": "failed_for_now"}
    assert row_answers(post) == {"The line to the mail server was lost: Connection unexpectedly closed"}
    clock.on(seconds=11)
    mails.send_due(post)
    assert sorted(server.ids().values()) == [1, 1]


def row_answers(services):
    with services.store.reading() as database:
        return {found.answer for found in database.exec_driver_sql("SELECT answer FROM mails")}


def test_a_cut_behind_the_last_word_repeats_a_mail_once_with_the_same_message_id(post, server, clock):
    server.data = lambda _, tries: "taken, then cut" if tries == 1 else "250 taken"
    queue(post, "ann@example.org")
    mails.send_due(post)
    clock.on(seconds=11)
    mails.send_due(post)
    assert list(server.ids().values()) == [2]
    assert states(post) == {"ann@example.org": "sent"}


def test_a_slow_server_is_waited_for(post, server):
    server.data = lambda *_: "slow"
    queue(post, "ann@example.org", "bob@example.org")
    mails.send_due(post)
    assert len(server.taken) == 2


def test_a_server_that_does_not_answer_in_time_is_left_and_tried_later(post, server, clock, monkeypatch):
    monkeypatch.setattr("library.mail.smtp.SECONDS_TO_WAIT", 0.1)
    server.data = lambda *_: "slow"
    queue(post, "ann@example.org")
    mails.send_due(post)
    assert row_answers(post) == {"The line to the mail server was lost: it did not answer in time."}
    monkeypatch.undo()
    clock.on(seconds=11)
    mails.send_due(post)
    assert states(post) == {"ann@example.org": "sent"}


def test_a_mail_that_takes_far_too_long_is_cut_off(post, server, monkeypatch):
    monkeypatch.setattr("library.mail.smtp.LONGEST_SECONDS", 0.05)
    server.data = lambda *_: "slow"
    queue(post, "ann@example.org")
    mails.send_due(post)
    assert states(post) == {"ann@example.org": "failed_for_now"}


def test_while_the_server_is_away_only_one_mail_is_tried_and_all_go_out_when_it_is_back(post, server, clock):
    server.stop()
    addresses = [f"reader{number}@example.org" for number in range(20)]
    queue(post, *addresses)
    assert not mails.send_due(post)
    assert sorted(states(post).values()) == ["failed_for_now"] + ["queued"] * 19
    server.start()
    clock.on(seconds=11)
    assert mails.send_due(post)
    assert set(states(post).values()) == {"sent"}
    assert sorted(str(message["To"]) for message in server.taken) == sorted(addresses)


def test_a_mail_of_a_worker_that_died_is_taken_up_again_with_the_same_message_id(post, server, clock):
    queue(post, "ann@example.org")
    with post.store.writing() as database:
        dead = table.claim(database, clock.now, mails.CLAIM_LASTS, 100)
    mails.send_due(post)
    assert server.taken == []
    clock.on(seconds=46)
    mails.send_due(post)
    assert states(post) == {"ann@example.org": "sent"}
    with post.store.writing() as database:
        table.put_off(database, dead, "a worker that was not dead after all", clock.now)
    assert states(post) == {"ann@example.org": "sent"}


def test_a_claim_is_renewed_while_a_mail_is_being_sent(post, server, clock, monkeypatch):
    monkeypatch.setattr("library.mail.queue.SECONDS_BETWEEN_RENEWALS", 0.02)
    queue(post, "ann@example.org")
    before = []
    renewed = threading.Event()
    real = table.renew

    def renew(database, claimed, until):
        before.append(until)
        renewed.set()
        return real(database, claimed, until)

    monkeypatch.setattr("library.mail.repository.renew", renew)
    server.data = lambda *_: "250 taken" if renewed.wait(20) else "451 never"
    mails.send_due(post)
    assert states(post) == {"ann@example.org": "sent"}
    assert before[0] == clock.now + mails.CLAIM_LASTS


def test_several_workers_at_once_send_each_mail_once(post, server):
    addresses = [f"reader{number}@example.org" for number in range(60)]
    queue(post, *addresses)
    workers = [threading.Thread(target=mails.send_due, args=(post,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(str(message["To"]) for message in server.taken) == sorted(addresses)
    assert set(states(post).values()) == {"sent"}


def test_no_more_go_out_in_a_minute_than_is_set_and_those_to_many_let_others_go_first(set_up, server, clock):
    post = set_up(smtp_url=server.address(), mails_per_minute=3)
    queue(post, *(f"reader{number}@example.org" for number in range(4)), bulk=True)
    clock.on(seconds=1)
    queue(post, "ann@example.org")
    mails.send_due(post)
    assert [str(message["To"])[:6] for message in server.taken] == ["ann@ex", "reader", "reader"]
    clock.on(seconds=59)
    mails.send_due(post)
    assert len(server.taken) == 3
    clock.on(seconds=2)
    mails.send_due(post)
    assert len(server.taken) == 5


def test_an_address_that_is_stopped_gets_nothing_though_its_mail_was_queued(post, server, reviewer):
    queue(post, "Ann@example.org", "bob@example.org", mail=SECRET)
    assert mails.stop(post, reviewer, "ann@EXAMPLE.org", "Came back") == []
    mails.send_due(post)
    assert [message["To"] for message in server.taken] == ["bob@example.org"]
    assert states(post) == {"Ann@example.org": "suppressed", "bob@example.org": "sent"}


def test_mails_about_something_can_be_called_back_before_they_are_sent(post, server, clock):
    queue(post, "ann@example.org", about="brief-1 brief-12")
    queue(post, "bob@example.org", about="brief-123")
    with post.store.writing() as database:
        assert table.call_back(database, "brief-12", clock.now) == 1
    mails.send_due(post)
    assert [message["To"] for message in server.taken] == ["bob@example.org"]


@pytest.mark.parametrize("address", ["ann", "a@b.org\r\nBcc: c@d.org", "a@b.org, c@d.org", "x" * 320 + "@b.org"])
def test_what_is_no_address_is_refused_before_it_is_queued(post, address):
    with pytest.raises(NotAnAddress):
        queue(post, address)
    assert states(post) == {}


def test_nothing_that_was_typed_becomes_a_header(post, server):
    typed = "Hello\r\nBcc: everybody@example.org\x00\n\n<script> " + "x" * 5000
    queue(post, "ann@example.org", mail=Mail(typed, "<p>Body</p>", "Body\n"))
    mails.send_due(post)
    (message,) = server.taken
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Hello Bcc: everybody@example.org <script> xxx")
    assert len(message["Subject"]) == 200
    assert server.envelopes[0].rcpt_tos == ["ann@example.org"]
    assert message.get_body(("plain",)).get_content() == "Body\n"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Note": "a\r\nBcc: b@example.org"},
        {"Reply-To": "=?utf-8?q?=0D=0ABcc:_b?= <b@example.org>, c@example.org"},
        {"List-Unsubscribe": "<https://library.example/=?utf-8?q?=0D=0ABcc:_b@example.org?=>"},
        {"List-Unsubscribe": "<https://bücher.example/x>"},
    ],
)
def test_a_mail_that_would_not_say_what_was_meant_ends_at_once_and_is_shown_to_staff(post, server, reviewer, headers):
    queue(post, "ann@example.org", mail=Mail("x", "x", "x", headers))
    queue(post, "bob@example.org")
    assert mails.send_due(post)
    assert [message["To"] for message in server.taken] == ["bob@example.org"]
    (failed,) = mails.overview(post, reviewer).failed
    assert failed.address == "ann@example.org"
    assert failed.answer == "The library could not write this mail, so it was not sent. The log says why."
    assert failed.tries == 1


@pytest.mark.parametrize("contact", ["Ann <ann@example.org>", "=?utf-8?q?=0D=0ABcc:?=@example.org", "ring us @ noon"])
def test_a_contact_that_is_no_address_is_no_address_for_answers(set_up, server, contact):
    post = set_up(smtp_url=server.address(), contact=contact)
    queue(post, "ann@example.org")
    mails.send_due(post)
    assert server.taken[0]["Reply-To"] is None


@pytest.mark.parametrize("site", ["http://[2001:db8::1]:8000", "http://192.0.2.7", "https://a_b.example"])
def test_where_the_site_has_no_name_that_mail_can_come_from_mail_comes_from_localhost(set_up, server, site):
    post = replace(set_up(smtp_url=server.address()), links=Links(site))
    post = replace(post, settings=replace(post.settings, public_url=site))
    queue(post, "ann@example.org")
    mails.send_due(post)
    assert server.taken[0]["From"] == "What Works Library <library@localhost>"


def test_a_long_address_of_a_page_in_a_header_stays_whole(post, server):
    address = "<https://library.example/subscriptions/" + "x" * 200 + ">"
    queue(post, "ann@example.org", mail=Mail("x", "x", "x", {"List-Unsubscribe": address}))
    mails.send_due(post)
    assert f"List-Unsubscribe: {address}\r\n".encode() in server.envelopes[0].original_content


def test_every_line_that_goes_over_the_wire_is_short_enough_and_a_dot_alone_ends_nothing(post, server):
    text = "one\n.\n..two\n" + "word " * 2000
    queue(post, "ann@example.org", mail=Mail("x", f"<p>{'word ' * 2000}</p>", text))
    mails.send_due(post)
    assert server.taken[0].get_body(("plain",)).get_content() == text + "\n"
    assert max(map(len, server.envelopes[0].original_content.split(b"\r\n"))) <= 998


def test_with_a_password_the_line_is_secured_first(set_up, tmp_path, monkeypatch):
    context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    server = Server(tls_context=context, authenticator=knows_ann, auth_required=True).start()
    try:
        post = set_up(smtp_url=server.address(user="ann:a%20secret%2Fword", query="?starttls=always"))
        queue(post, "ann@example.org")
        mails.send_due(post)
    finally:
        server.stop()
    assert len(server.taken) == 1
    assert server.sessions[0].ssl is not None
    assert server.sessions[0].authenticated


def test_a_password_that_is_wrong_holds_all_mail_and_says_so(set_up, tmp_path, monkeypatch, reviewer):
    context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    server = Server(tls_context=context, authenticator=knows_ann, auth_required=True).start()
    try:
        post = set_up(smtp_url=server.address(user="ann:wrong", query="?starttls=always"))
        queue(post, "ann@example.org", "bob@example.org")
        assert not mails.send_due(post)
    finally:
        server.stop()
    assert sorted(states(post).values()) == ["failed_for_now", "queued"]
    answer = mails.overview(post, reviewer).waiting[0].answer
    assert "did not accept our user name and password: 535" in answer
    assert "wrong" not in answer


def test_a_password_never_goes_over_an_open_line_to_a_server_that_should_secure_it(set_up, server):
    post = set_up(smtp_url=server.address(user="ann:secret", query="?starttls=always"))
    queue(post, "ann@example.org")
    assert not mails.send_due(post)
    assert server.taken == []


def test_a_server_whose_certificate_is_not_known_gets_nothing(set_up, tmp_path):
    server = Server(tls_context=certificate(tmp_path)).start()
    try:
        post = set_up(smtp_url=server.address(query="?starttls=always"))
        queue(post, "ann@example.org")
        assert not mails.send_due(post)
    finally:
        server.stop()
    assert server.taken == []
    assert "certificate" in next(iter(row_answers(post))).lower()


def test_tls_from_the_start_works_too(set_up, tmp_path, monkeypatch):
    context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    server = Server(ssl_context=context).start()
    try:
        post = set_up(smtp_url=server.address("smtps"))
        queue(post, "ann@example.org")
        assert mails.send_due(post)
    finally:
        server.stop()
    assert len(server.taken) == 1


def test_without_a_server_mail_is_kept_as_files_and_once_only(set_up, clock):
    post = set_up()
    queue(post, "ann@example.org", mail=SECRET)
    with post.store.writing() as database:
        claimed = table.claim(database, clock.now, timedelta(0), 100)
    assert claimed is not None
    mails.send_due(post)
    (file,) = (post.settings.instance / "outbox").iterdir()
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert (message["To"], message["Subject"]) == ("ann@example.org", "Your link")
    assert file.stat().st_mode & 0o077 == 0
    assert states(post) == {"ann@example.org": "sent"}


def test_what_is_left_is_counted_by_state(post, server, reviewer):
    server.rcpt = lambda address, _: {"b": "550 no", "c": "450 later"}.get(address[0], "250 taken")
    queue(post, "ann@example.org", "bob@example.org", "cat@example.org")
    mails.send_due(post)
    told = mails.overview(post, reviewer).counts
    assert {state: many for state, many in told.items() if many} == {
        MailState.SENT: 1,
        MailState.FAILED_FOR_GOOD: 1,
        MailState.FAILED_FOR_NOW: 1,
    }


def test_an_address_is_stopped_once(post, reviewer):
    mails.stop(post, reviewer, "ann@example.org", "first")
    mails.stop(post, reviewer, "Ann@example.org", "second")
    with post.store.reading() as database:
        (only,) = suppressions.everything(database)
    assert (only.address, only.reason) == ("ann@example.org", "first")
