"""Writes need a token of this session and this site; reading changes nothing."""

from __future__ import annotations

import pytest

from academy.core.access import PROVED_BY_ADDRESS
from tests.people import PASSWORD, sign_in
from tests.security.routes import routes_of
from tests.security.state import digest_of


def guarded_routes(app):
    """The writes that ask for a token; the others are proved by the secret in their address."""
    return [one for one in routes_of(app, reading=False) if one.endpoint not in PROVED_BY_ADDRESS]


@pytest.fixture
def ada(client, people):
    return sign_in(client, people.ada)


def test_digest_sees_a_change(app, ada):
    before = digest_of(app)
    ada.submit("/account", name="Ada", time_zone="UTC", rung="other", time_factor="1.0", theme="dark")
    assert digest_of(app) != before


def test_every_write_without_a_token_is_refused(app, ada):
    before = digest_of(app)
    for route in guarded_routes(app):
        assert ada.open(route.path, method=route.method).status_code == 400, route
    assert digest_of(app) == before


def test_every_write_with_a_strangers_token_is_refused(app, ada, new_client):
    token, before = new_client().csrf_token(), digest_of(app)
    for route in guarded_routes(app):
        assert ada.open(route.path, method=route.method, data={"csrf_token": token}).status_code == 400, route
    assert digest_of(app) == before


def test_only_unsubscribing_asks_for_no_token(app, ada):
    assert {"notices.create_unsubscription"} == PROVED_BY_ADDRESS
    before = digest_of(app)
    for route in routes_of(app, reading=False):
        if route.endpoint in PROVED_BY_ADDRESS:
            assert ada.open(route.path, method=route.method).status_code == 404, route
    assert digest_of(app) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://academy.example.evil.example"},
        {"Origin": "https://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_every_write_from_another_site_is_refused(app, ada, headers):
    token, before = ada.csrf_token(), digest_of(app)
    for route in guarded_routes(app):
        answer = ada.open(route.path, method=route.method, data={"csrf_token": token}, headers=headers)
        assert answer.status_code == 403, route
    assert digest_of(app) == before


def test_token_and_own_origin_are_taken(ada):
    headers = {"Origin": "https://academy.example", "Sec-Fetch-Site": "same-origin"}
    answer = ada.post("/sign-out", data={"csrf_token": ada.csrf_token()}, headers=headers)
    assert answer.status_code == 303


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "application/octet-stream"])
def test_form_fields_in_another_format_are_not_read(app, ada, content_type):
    token, before = ada.csrf_token(), digest_of(app)
    headers = {"X-CSRFToken": token}
    body = '{"current_password": "x", "password": "y"}'
    answer = ada.post("/account/password", data=body, content_type=content_type, headers=headers)
    assert answer.status_code == 422
    assert digest_of(app) == before


def test_method_override_is_not_believed(ada):
    for trick in ({"X-HTTP-Method-Override": "POST"}, {"X-Method-Override": "POST"}):
        ada.get("/sign-out?_method=POST", headers=trick)
    assert ada.get("/account").status_code == 200


@pytest.mark.parametrize("name", ["nobody", "ada", "tom", "adm"])
def test_reading_changes_nothing(app, client, people, name):
    if name != "nobody":
        sign_in(client, people.by_name()[name])
    client.submit("/password-resets", email="ada@example.org")
    before = digest_of(app)
    for route in routes_of(app, reading=True):
        for method in ("GET", "HEAD", "OPTIONS"):
            client.open(route.path, method=method)
    assert digest_of(app) == before


def test_sign_in_form_is_guarded_too(client, people):
    """Else somebody could sign the victim in to an account of their own."""
    answer = client.post("/sign-in", data={"email": "ada@example.org", "password": PASSWORD})
    assert answer.status_code == 400
