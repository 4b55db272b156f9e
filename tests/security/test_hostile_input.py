"""Requests that no browser of ours sends are answered with 4xx, never with 500."""

from __future__ import annotations

import pytest

from tests.people import sign_in

IDS = [
    "0",
    "01",
    "-1",
    "1.0",
    "%201",
    "1%00",
    "2147483648",
    "9223372036854775808",
    "9" * 40,
    "1e3",
    "٣",
    "[1]",
    "..",
    "' or 1=1--",
]


@pytest.mark.parametrize("number", IDS)
def test_odd_ids_lead_nowhere(client, people, number):
    sign_in(client, people.ada)
    assert client.submit(f"/account/sign-ins/{number}/end").status_code == 404


def test_largest_id_leads_nowhere(client, people):
    sign_in(client, people.ada)
    assert client.submit(f"/account/sign-ins/{2**31 - 1}/end").status_code == 404


@pytest.mark.parametrize("token", ["%00", "%ff%fe", "x" * 5000, "..%2f..", "' or 1=1--", "é"])
@pytest.mark.parametrize("path", ["/password-resets", "/confirmations", "/address-changes"])
def test_odd_tokens_lead_nowhere(client, path, token):
    assert client.get(f"{path}/{token}").status_code in {400, 404}


def test_deep_json_is_refused(client):
    headers = {"X-CSRFToken": client.csrf_token()}
    answer = client.post("/sign-in", data="[" * 100_000, content_type="application/json", headers=headers)
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/password-resets"])
def test_unknown_field_is_refused(client, path):
    answer = client.submit(path, email="ada@example.org", is_admin="1")
    assert answer.status_code == 400
    assert "is_admin" in answer.text


def test_large_body_is_refused(client):
    answer = client.submit("/sign-up", name="n" * 3_000_000)
    assert answer.status_code == 413


def test_many_fields_are_refused(client):
    fields = {f"field{number}": "x" for number in range(5000)}
    assert 400 <= client.submit("/sign-in", **fields).status_code < 500


@pytest.mark.parametrize("field", ["email", "password"])
def test_odd_characters_are_only_wrong(client, people, field):
    for value in ("\x00", "\ud7ff\uffff", "😀" * 50, "' or 1=1--", "{{ 7*7 }}", "%s%n"):
        fields = {"email": "ada@example.org", "password": "x" * 12, field: value}
        answer = client.submit("/sign-in", **fields)
        assert answer.status_code in {422, 429}
        assert ">49<" not in answer.text


def test_field_given_twice_counts_once(client, people):
    body = f"csrf_token={client.csrf_token()}&email=ada@example.org&email=ben@example.org&password=x"
    answer = client.post("/sign-in", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert "ben@example.org" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "FOO"])
def test_other_methods_are_refused(client, people, method):
    sign_in(client, people.ada)
    headers = {"X-CSRFToken": client.csrf_token()}
    assert client.open("/account", method=method, headers=headers).status_code == 405


def test_nul_in_a_search_or_form_is_the_callers_fault(client, people):
    sign_in(client, people.ada)
    assert client.get("/account?q=%00").status_code == 200
    assert client.submit("/password-resets", email="ada\x00@example.org").status_code == 422


def test_unknown_page_says_so_without_details(client):
    answer = client.get("/.git/config")
    assert answer.status_code == 404
    assert "Traceback" not in answer.text
