"""`/readyz`: what is wrong with the parts that nobody sees, said without ever taking the site down."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from library import worker
from library.app import create_app
from library.upkeep.workers import repository
from library.upkeep.workers import service as workers
from library.upkeep.workers.models import Worker


def later(services, **passed):
    """Give a reader of the site as it is some time later."""
    now = services.clock() + timedelta(**passed)
    return create_app(replace(services, clock=lambda: now)).test_client()


def test_a_worker_is_seen_at_work_and_missed_when_it_stops(services, client):
    assert client.get("/readyz").json["worker_seen_seconds_ago"] is None
    worker.work(services, once=True)
    told = client.get("/readyz").json
    assert told["degraded"] == []
    assert told["worker_seen_seconds_ago"] < 60
    told = later(services, hours=3).get("/readyz")
    assert told.status_code == 200
    (sentence,) = told.json["degraded"]
    assert sentence.startswith("No worker has been seen since ")
    assert sentence.endswith(" Start “library work”.")


def test_a_worker_that_takes_the_place_of_one_whose_process_is_gone_is_the_only_one(services):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    now = services.clock()
    with services.store.writing() as database:
        repository.seen(database, Worker(workers.machine(), gone.pid, now, now + timedelta(minutes=5)))
    assert workers.at_work(services) == []
    workers.beat(services)
    assert [each.process for each in workers.known(services)] == [os.getpid()]


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [("9999", "The database belongs to a newer library."), ("0028", "The database is not up to date.")],
)
def test_a_database_of_another_version_is_told_of(services, client, revision, sentence):
    with services.store.writing() as database:
        database.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
    told = client.get("/readyz")
    assert told.status_code == 200
    assert told.json["degraded"][0].startswith(sentence)
