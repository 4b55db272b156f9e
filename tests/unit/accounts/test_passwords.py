"""Which passwords are refused, and how hashes are compared."""

from __future__ import annotations

import pytest

from academy.accounts.passwords import Hasher, fault_of_password
from tests.people import TINY_COST


def fault(password):
    return fault_of_password(password, email="ada.byron@example.org", name="Ada Byron")


@pytest.mark.parametrize(
    "password",
    [
        "gate purple nine otters",
        "tYx9!kLm2#Qv",
        "847193650284",
        "8413 9027 5561 0048",
        "пароль-кот-лампа-дом",
        "ünïcode 🦦 lamp over",
        "v" + "gate purple nine " * 15,
    ],
)
def test_good_passwords_are_taken(password):
    assert fault(password) is None


@pytest.mark.parametrize("password", ["", "eleven char", "🦦" * 11])
def test_short_passwords_are_refused(password):
    assert "at least 12" in fault(password)


def test_passwords_above_256_characters_are_refused():
    assert "at most 256" in fault("gate purple nine " * 16)


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "abababababab",
        "otterotterotter",
        "123456789012",
        "098765432109",
        "abcdefghijkl",
        "qwertyuiop12",
        "QWERTYUIOPAS",
        "azertyuiop123",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc",
        "!@#$%^&*()_+",
        "password1234",
        "P@ssw0rd1234!",
        "Pa$$word2026!!",
        "Password19840512",
        "letmein-letmein2",
        "correcthorsebatterystaple",
        "unbelievable!",
        "administrator1",
        "academy-academy-1",
        "trainer2026trainer",
        "ada.byron1815",
        "byron@example.org",
        "Ada Byron 2026!",
    ],
)
def test_guessable_passwords_are_refused(password):
    assert "easy to guess" in fault(password)


def test_right_password_is_right_and_nothing_else():
    hasher = Hasher(**TINY_COST)
    stored = hasher.hash("gate purple nine otters")
    assert hasher.check(stored, "gate purple nine otters").is_right
    assert not hasher.check(stored, "gate purple nine otters ").is_right
    assert not hasher.check("not a hash", "gate purple nine otters").is_right
    assert not hasher.check(None, "nobody has this password").is_right


def test_characters_beyond_72_count():
    hasher = Hasher(**TINY_COST)
    stored = hasher.hash("x" * 80 + "a")
    assert not hasher.check(stored, "x" * 80 + "b").is_right


def test_only_hashes_of_another_cost_are_made_afresh():
    hasher, older = Hasher(**TINY_COST), Hasher(rounds=2, memory_kib=8)
    assert hasher.check(hasher.hash("pass phrase"), "pass phrase").fresh_hash is None
    fresh = hasher.check(older.hash("pass phrase"), "pass phrase").fresh_hash
    assert hasher.check(fresh, "pass phrase").is_right


def test_standard_cost_is_the_documented_one():
    assert Hasher.standard().hash("pass phrase").startswith("$argon2id$v=19$m=19456,t=2,p=1$")
