"""Signing in through the form."""

from __future__ import annotations

from tests.people import PASSWORD


def test_right_password_signs_in(client, people):
    answer = client.submit("/sign-in", email="ada@example.org", password=PASSWORD)
    assert answer.status_code == 303
    assert "Hello Ada" in client.get(answer.location).text


def test_wrong_password_does_not(client, people):
    answer = client.submit("/sign-in", email="ada@example.org", password="gate purple nine badgers")
    assert answer.status_code == 422
    assert "do not match" in answer.text
    assert "Hello Ada" not in client.get("/").text
