"""Headers on every answer, and the flags of the cookie."""

from __future__ import annotations

import re

import pytest

from tests.people import PASSWORD, sign_in
from tests.security.routes import routes_of

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}


@pytest.mark.parametrize("name", ["nobody", "ada", "tom"])
def test_every_answer_carries_them(app, client, people, name):
    if name != "nobody":
        sign_in(client, people.by_name()[name])
    paths = [route.path for route in routes_of(app, reading=True)] + ["/nowhere", "/sign-out"]
    for path in paths:
        headers = client.get(path).headers
        assert {key: headers.get(key) for key in EXPECTED} == EXPECTED, path
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        for directive in (
            "default-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ):
            assert directive in policy
        assert "Access-Control-Allow-Origin" not in headers


def test_pages_are_not_stored_and_assets_are(app, client, people):
    sign_in(client, people.ada)
    for route in routes_of(app, reading=True):
        if route.endpoint.startswith("assets."):
            continue
        headers = client.get(route.path).headers
        if route.access not in {"public"}:
            assert headers["Cache-Control"] == "no-store", route
            assert "Cookie" in headers["Vary"], route
    asset = re.search(r'href="(/static/[^"]+\.css)"', client.get("/account").text)[1]
    assert "immutable" in client.get(asset).headers["Cache-Control"]


def test_pages_have_no_inline_script_or_style(app, client, people):
    sign_in(client, people.tom)
    for route in routes_of(app, reading=True):
        answer = client.get(route.path)
        if answer.mimetype != "text/html":
            continue
        assert not re.search(r"<script(?![^>]*\bsrc=)", answer.text), route
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", answer.text), route


def test_cookie_is_out_of_reach(client, people):
    answer = client.submit("/sign-in", email="ada@example.org", password=PASSWORD, is_remembered="y")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-academy=")
    flags = {part.strip().split("=")[0] for part in cookie.split(";")[1:]}
    assert {"Secure", "HttpOnly", "SameSite", "Path"} <= flags
    assert "Domain" not in flags
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("host", ["evil.example", "academy.example.evil.example", "evil.example:443"])
def test_foreign_host_is_refused(client, host):
    answer = client.get("/sign-in", base_url=f"https://{host}/")
    assert answer.status_code == 400
    assert host not in answer.text


def test_forwarded_headers_of_strangers_are_not_believed(client, people, session):
    for number in range(5):
        headers = {"X-Forwarded-For": f"198.51.100.{number}"}
        token = client.csrf_token()
        fields = {"csrf_token": token, "email": "ada@example.org", "password": "wrong wrong wrong"}
        client.post("/sign-in", data=fields, headers=headers)
    answer = client.submit("/sign-in", email="ada@example.org", password=PASSWORD)
    assert answer.status_code == 429
