"""What a password costs to hash, which all other tests go without."""

import argon2
import pytest

from library.accounts import repository as people
from library.accounts.passwords import service as passwords
from tests import builders
from tests.browser import Browser

pytestmark = pytest.mark.usefixtures("real_passwords")


def test_a_password_is_kept_at_its_real_cost_and_signs_in(app, services, reviewer):
    kept = passwords.hashed(builders.PASSWORD)
    with services.store.writing() as database:
        people.set_password(database, reviewer.id, kept)
    cost = argon2.extract_parameters(kept)
    assert cost.type is argon2.Type.ID
    assert cost.memory_cost >= 65_536
    assert cost.time_cost >= 3
    assert Browser(app).sign_in().status_code == 303
    assert Browser(app).sign_in(password="another guess altogether").status_code == 400


def test_a_guess_costs_the_same_where_there_is_nobody():
    assert argon2.extract_parameters(passwords.NOBODY) == argon2.extract_parameters(passwords.hashed("x"))
    assert not passwords.is_right("x", None)
