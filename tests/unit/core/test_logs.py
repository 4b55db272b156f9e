"""Log lines: JSON, one a line, nothing personal."""

from __future__ import annotations

import json
import logging

from academy.core.logs import JsonFormatter
from tests.people import PASSWORD


def test_line_breaks_cannot_forge_a_line():
    record = logging.LogRecord("x", logging.INFO, "", 0, 'one\n{"level": "forged"}', None, None)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == 'one\n{"level": "forged"}'


def test_requests_are_logged_without_personal_data(client, people, caplog):
    caplog.set_level(logging.INFO)
    client.submit("/sign-in", email="ada@example.org", password=PASSWORD)
    client.get("/account?email=ada@example.org")
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert any('"endpoint": "accounts.create_sign_in"' in line for line in lines)
    for secret in ("ada@example.org", PASSWORD, "127.0.0.1"):
        assert not any(secret in line for line in lines)
