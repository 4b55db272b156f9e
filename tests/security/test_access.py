"""The policy, walked: every person at every route gets in exactly where the table says so."""

from __future__ import annotations

import pytest

from academy.core.access import POLICY, Access
from tests.people import sign_in
from tests.security.routes import routes_of

PERSONS = ["nobody", "ada", "ben", "rio", "tom", "eve", "adm"]
MAY = {
    Access.PUBLIC: set(PERSONS),
    Access.SIGNED_OUT: {"nobody"},
    Access.SIGNED_IN: set(PERSONS) - {"nobody"},
    Access.TRAINER: {"tom", "eve"},
    Access.ADMIN: set(),
    Access.SITE_ADMIN: {"adm"},
    Access.DEVELOPMENT: set(),
}


@pytest.fixture(params=PERSONS)
def person(request, client, people):
    """A browser of each person in turn."""
    if request.param != "nobody":
        sign_in(client, people.by_name()[request.param])
    return request.param, client


def test_every_endpoint_is_in_the_table_and_the_table_names_no_other(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(POLICY)


def test_unmarked_endpoint_is_refused(client, people, monkeypatch):
    monkeypatch.delitem(POLICY, "accounts.edit_address")
    sign_in(client, people.adm)
    assert client.get("/account/address").status_code == 403


def test_pages_open_for_whom_the_table_says(app, person):
    name, client = person
    for route in routes_of(app, reading=True):
        answer = client.get(route.path)
        is_let_in = name in MAY[route.access]
        assert _was_let_in(route, answer, name) is is_let_in, (name, route, answer.status_code)


def test_writes_are_taken_from_whom_the_table_says(app, person):
    name, client = person
    for route in routes_of(app, reading=False):
        if route.endpoint == "accounts.destroy_current_sign_in":
            continue  # it works for everybody, and the rest of the walk needs the session
        token = client.csrf_token()
        answer = client.open(route.path, method=route.method, data={"csrf_token": token})
        is_let_in = name in MAY[route.access]
        assert _was_let_in(route, answer, name) is is_let_in, (name, route, answer.status_code)


def test_signed_out_person_is_led_back_after_signing_in(client):
    assert client.get("/account/sign-ins?page=2").location == "/sign-in?next=/account/sign-ins?page%3D2"


def test_json_gets_an_answer_in_json(client):
    answer = client.get("/account", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json["error"] == "Sign in first"
    assert set(answer.json) == {"error", "message"}


def _was_let_in(route, answer, name):
    assert answer.status_code < 500, (name, route)
    if route.access is Access.SIGNED_OUT:
        return answer.status_code != 303 or answer.location != "/"
    if route.access is Access.DEVELOPMENT:
        return answer.status_code != 404
    if name == "nobody" and route.method == "GET":
        return not (answer.status_code == 303 and answer.location.startswith("/sign-in?next="))
    return answer.status_code not in {401, 403}
