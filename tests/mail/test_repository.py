"""Mails in the database, on SQLite and PostgreSQL alike: claimed by one worker at a time, whatever the others do."""

import threading
from datetime import timedelta

from library.db.store import Store
from library.mail import repository as mails
from library.mail import suppressions
from library.mail.models import Letter, MailState
from tests.builders import NOW

LASTS = timedelta(minutes=1)
MANY = 40


def queue(store: Store, *keys: str) -> None:
    with store.writing() as database:
        for key in keys:
            mails.keep(database, Letter(key, f"{key}@example.org", key, "<p>é</p>", "é", {"X": "y"}), NOW)


def test_a_mail_comes_back_as_it_was_kept_and_only_one_worker_gets_it(store: Store) -> None:
    queue(store, "one")
    with store.writing() as database:
        claimed = mails.claim(database, NOW, LASTS, 10)
        assert mails.claim(database, NOW, LASTS, 10) is None
    assert claimed is not None
    assert claimed.letter == Letter("one", "one@example.org", "one", "<p>é</p>", "é", {"X": "y"})
    assert (claimed.tries, claimed.queued_at) == (1, NOW)


def test_workers_that_claim_at_once_never_get_the_same_mail(store: Store) -> None:
    queue(store, *(f"mail{number}" for number in range(MANY)))
    got: list[str] = []
    together = threading.Barrier(4)

    def work() -> None:
        together.wait()
        while True:
            with store.writing() as database:
                claimed = mails.claim(database, NOW, LASTS, 1000)
            if claimed is None:
                return
            got.append(claimed.letter.key)
            with store.writing() as database:
                mails.end(database, claimed, MailState.SENT, "", NOW)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(got) == sorted(f"mail{number}" for number in range(MANY))
    with store.reading() as database:
        assert mails.counts(database)[MailState.SENT] == MANY


def test_a_claim_that_ran_out_passes_to_another_and_the_first_can_change_nothing_any_more(store: Store) -> None:
    queue(store, "one")
    with store.writing() as database:
        first = mails.claim(database, NOW, LASTS, 10)
        second = mails.claim(database, NOW + LASTS, LASTS, 10)
        assert first is not None
        assert second is not None
        assert second.tries == 2
        assert not mails.renew(database, first, NOW)
        mails.end(database, first, MailState.FAILED_FOR_GOOD, "late", NOW)
        assert mails.counts(database)[MailState.SENDING] == 1
        mails.end(database, second, MailState.SENT, "taken", NOW)
        assert mails.counts(database)[MailState.SENT] == 1


def test_a_renewed_claim_holds_on(store: Store) -> None:
    queue(store, "one")
    with store.writing() as database:
        claimed = mails.claim(database, NOW, LASTS, 10)
        assert claimed is not None
        assert mails.renew(database, claimed, NOW + 2 * LASTS)
        assert mails.claim(database, NOW + LASTS, LASTS, 10) is None


def test_what_failed_and_all_that_failed_can_be_made_due_at_once(store: Store) -> None:
    queue(store, "one", "two", "three")
    with store.writing() as database:
        for _ in range(2):
            claimed = mails.claim(database, NOW, LASTS, 10)
            assert claimed is not None
            mails.put_off(database, claimed, "later", NOW + timedelta(hours=1))
        assert mails.again(database, NOW, claimed.id) == 1
        assert mails.again(database, NOW) == 2
        assert [line.next_try_at for line in mails.lines(database, tuple(MailState), 10)] == [NOW] * 3


def test_the_oldest_mail_that_waits_is_known(store: Store) -> None:
    with store.writing() as database:
        assert mails.oldest_waiting(database) is None
    queue(store, "one")
    with store.writing() as database:
        assert mails.oldest_waiting(database) == NOW
        assert mails.call_back(database, "nothing", NOW) == 0


def test_an_address_is_stopped_however_it_is_written_until_it_is_allowed_again(store: Store) -> None:
    with store.writing() as database:
        suppressions.keep(database, "Ann@example.org", "Came back", None, NOW)
        suppressions.keep(database, "ann@example.org", "Came back again", None, NOW)
        assert suppressions.holds(database, "ANN@example.org")
        (only,) = suppressions.everything(database)
        suppressions.allow(database, only.id)
        assert not suppressions.holds(database, "ann@example.org")
