"""Known and unknown addresses get the same text and code, and cost the same work."""

from __future__ import annotations

import pytest

from academy.accounts.passwords import Hasher
from tests.browsers import lasting_text
from tests.people import PASSWORD

WRONG = "gate purple nine badgers"
FORMS = {
    "/sign-in": {"password": WRONG},
    "/sign-up": {"name": "Nia", "password": "quiet lamp over harbour"},
    "/password-resets": {},
}


def plain(answer, email):
    """What a stranger can tell from the answer, but for the address that they typed themselves."""
    return answer.status_code, lasting_text(answer).replace(email, "ADDRESS")


@pytest.mark.parametrize("path", FORMS)
def test_answers_are_equal(new_client, people, path):
    answers = {
        plain(new_client().submit(path, email=email, **FORMS[path]), email)
        for email in ("ada@example.org", "eda@example.org")
    }
    assert len(answers) == 1


@pytest.mark.parametrize("path", FORMS)
def test_answers_stay_equal_when_braked(new_client, people, path):
    for email in ("ada@example.org", "eda@example.org"):
        for _ in range(5):
            new_client().submit(path, email=email, **FORMS[path])
    answers = {
        plain(new_client().submit(path, email=email, **FORMS[path]), email)
        for email in ("ada@example.org", "eda@example.org")
    }
    assert len(answers) == 1


def test_unconfirmed_and_disabled_accounts_answer_like_unknown_ones(new_client, people):
    people.ben.confirmed_at = None
    people.rio.disabled_at = people.rio.created_at
    answers = {
        plain(
            new_client().submit("/sign-in", email=f"{name}@example.org", password=PASSWORD),
            f"{name}@example.org",
        )
        for name in ("ben", "rio", "unknown")
    }
    assert len(answers) == 1


@pytest.mark.parametrize("path", FORMS)
def test_as_many_hashes_are_computed_for_unknown_addresses(app, new_client, people, monkeypatch, path):
    """Hashing is nearly all the time that these forms take."""
    costs = []
    for email in ("ada@example.org", "eda@example.org"):
        counter = CountingHasher()
        monkeypatch.setitem(app.extensions, "hasher", counter)
        new_client().submit(path, email=email, **FORMS[path])
        costs.append(counter.count)
    assert costs[0] == costs[1]
    assert (costs[0] > 0) is (path != "/password-resets")


class CountingHasher(Hasher):
    """The tests' hasher, counting what costs time."""

    def __init__(self):
        super().__init__(rounds=1, memory_kib=8)
        self.count = 0

    def hash(self, password):
        self.count += 1
        return super().hash(password)

    def _matches(self, stored_hash, password):
        self.count += 1
        return super()._matches(stored_hash, password)
