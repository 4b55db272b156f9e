"""The profile: name, zone, rung, time factor, colours."""

from __future__ import annotations

import pytest

from tests.people import sign_in

FULL = {
    "name": "Ada L.",
    "time_zone": "Asia/Seoul",
    "rung": "assistant",
    "time_factor": "1.5",
    "theme": "dark",
}


def test_profile_is_saved_and_shown(client, people, session):
    sign_in(client, people.ada)
    assert client.submit("/account", **FULL).location == "/account"
    saved = {field: str(getattr(people.ada, field)) for field in FULL}
    assert saved == FULL
    page = client.get("/account").text
    assert 'data-theme="dark"' in page
    assert "Ada L." in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a" * 121),
        ("name", "Ada\x07"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("rung", "producer"),
        ("time_factor", "0.5"),
        ("theme", "pink"),
    ],
)
def test_each_field_is_checked(client, people, field, value):
    sign_in(client, people.ada)
    assert client.submit("/account", **{**FULL, field: value}).status_code == 422
    assert people.ada.name == "Ada"


@pytest.mark.parametrize(
    "field", ["role", "studio", "is_admin", "site_admin_since", "id", "email", "confirmed_at"]
)
def test_nothing_else_can_be_set(client, people, field):
    sign_in(client, people.ada)
    answer = client.submit("/account", **FULL, **{field: "1"})
    assert answer.status_code == 400
    assert people.ada.name == "Ada"


def test_only_the_own_profile_changes(client, people):
    sign_in(client, people.ada)
    client.submit("/account", **FULL)
    assert (people.ben.name, str(people.ben.theme)) == ("Ben", "system")


def test_name_is_escaped_everywhere(client, people):
    sign_in(client, people.ada)
    client.submit("/account", **{**FULL, "name": "<script>alert(1)</script>"})
    page = client.get("/account").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_saving_twice_is_harmless(client, people):
    sign_in(client, people.ada)
    assert [client.submit("/account", **FULL).status_code for _ in range(2)] == [303, 303]
