"""After signing in, `next` leads to Academy and nowhere else."""

from __future__ import annotations

import pytest

from tests.people import PASSWORD

EVIL = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "/\r\nSet-Cookie: a=b",
    "https:evil.example",
    "////evil.example/..",
]


def enter(client, **fields):
    return client.submit("/sign-in", email="ada@example.org", password=PASSWORD, **fields)


def test_own_path_is_followed(client, people):
    assert enter(client, next="/account?tab=1").location == "/account?tab=1"


def test_path_survives_a_wrong_password(client, people):
    page = client.submit(
        "/sign-in", email="ada@example.org", password="wrong wrong", next="/account/sign-ins"
    ).text
    assert 'value="/account/sign-ins"' in page


@pytest.mark.parametrize("target", EVIL)
def test_foreign_target_in_the_form_is_dropped(client, people, target):
    assert enter(client, next=target).location == "/"


@pytest.mark.parametrize("target", EVIL)
def test_foreign_target_in_the_address_is_dropped(client, people, target):
    fields = {"csrf_token": client.csrf_token(), "email": "ada@example.org", "password": PASSWORD}
    answer = client.post("/sign-in", query_string={"next": target}, data=fields)
    assert answer.location == "/"
