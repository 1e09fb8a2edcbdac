"""A backup from before does not bring back people who stopped mail or asked to be deleted since."""

from dataclasses import replace
from pathlib import Path

import pytest

from library import worker
from library.bootstrap import connect
from library.cli import main
from library.involve import access, erasure
from library.mail import unsubscribe
from library.newsletters.subscriptions import leaving
from library.newsletters.subscriptions import repository as rows
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Choice, Rhythm, Subscription
from library.services import Services
from library.settings import Settings
from library.transfer.backup import nightly
from library.transfer.backup import service as backups
from library.transfer.backup.withdrawals import NAME
from tests import addresses
from tests.involve.conftest import Clock

ANN, BO, CY, DEE = (f"{name}@example.org" for name in ("ann", "bo", "cy", "dee"))


def subscription(services: Services, address: str) -> Subscription:
    with services.store.reading() as database:
        found = rows.of(database, address)
    assert found is not None
    return found


def agreed(services: Services, address: str) -> None:
    subscriptions.ask(services, address, Choice(("everything",), "", Rhythm.NOW), "/subscribe", address)
    subscriptions.agree(services, subscription(services, address))


def gets_updates(services: Services) -> list[str]:
    with services.store.reading() as database:
        return [each.address for each in rows.all_active(database)]


def after_the_backup(services: Services) -> None:
    """Ann leaves by her link, Bo asks to be deleted, Cy stops all mail, Dee leaves and comes back."""
    leaving.leave(services, subscription(services, ANN))
    erasure.forget(services, BO)
    unsubscribe.stop(services, CY)
    leaving.leave(services, subscription(services, DEE))
    subscriptions.agree(services, subscription(services, DEE))


@pytest.fixture
def known(services: Services, clock: Clock) -> Services:
    """Give a library that keeps backups, with one of four subscribers, of whom one also wrote to us."""
    services = replace(services, settings=replace(services.settings, backups=services.settings.instance / "kept"))
    for address in (ANN, BO, CY, DEE):
        agreed(services, address)
    addresses.submitted(services, email=BO)
    assert nightly.do_due(services)
    clock.on(hours=1)
    return services


def backup_of(services: Services) -> Path:
    assert services.settings.backups is not None
    (backup,) = services.settings.backups.glob("*.backup")
    return backup


def holds_all_of_it(services: Services) -> None:
    """Hold that a library has done again what was asked for."""
    assert gets_updates(services) == [CY, DEE]
    assert unsubscribe.why_stopped(services, CY) == unsubscribe.ASKED
    assert unsubscribe.why_stopped(services, DEE) is None
    assert not access.held(services, BO)["submissions"]
    assert erasure.repeat(services) == 0


@pytest.mark.slow("makes a backup, proves it and restores it")
def test_on_an_empty_machine_the_list_beside_the_backup_knows_who_left(
    known: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    after_the_backup(known)
    assert nightly.do_due(known)
    written = (backup_of(known).parent / NAME).read_text()
    assert "example" not in written
    other = Settings(
        instance=tmp_path / "other", index=tmp_path / "else", meaning="off", secret_key=known.settings.secret_key
    )
    for name in ("instance", "index", "secret_key"):
        monkeypatch.setenv(f"LIBRARY_{name.upper()}", str(getattr(other, name)))
    assert main(["restore", str(backup_of(known))]) == 0
    assert "after the backup was made: 3." in capsys.readouterr().out
    there = connect(other)
    holds_all_of_it(there)
    there.store.close()


@pytest.mark.slow("makes a backup and restores it")
def test_the_worker_does_it_where_the_restore_was_cut_short(known: Services) -> None:
    after_the_backup(known)
    backups.restore(known, backup_of(known), lambda done, of: None, replace=True)
    assert gets_updates(known) == [ANN, BO, CY, DEE]
    worker.work(known, once=True)
    holds_all_of_it(known)


def test_who_comes_back_is_left_alone(known: Services, clock: Clock) -> None:
    after_the_backup(known)
    clock.on(hours=1)
    agreed(known, BO)
    unsubscribe.allow_again(known, CY)
    assert erasure.repeat(known) == 0
    assert gets_updates(known) == [CY, DEE, BO]
