"""`academy serve`: nothing by default, everything from the environment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.server.processes import get, run, serve

HOST = "academy.example"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a studio would set; the database is upgraded."""
    folder = tmp_path_factory.mktemp("studio")
    variables = {
        "ACADEMY_SECRET_KEY": "a key for tests that is long enough",
        "ACADEMY_DATABASE_URL": f"sqlite:///{folder / 'academy.db'}",
        "ACADEMY_HOSTS": HOST,
        "ACADEMY_DATA": str(folder),
    }
    assert run("db", "upgrade", environment=variables).returncode == 0
    return variables


@pytest.mark.parametrize("name", ["ACADEMY_SECRET_KEY", "ACADEMY_DATABASE_URL", "ACADEMY_HOSTS"])
def test_a_missing_variable_is_named(environment: dict[str, str], name: str) -> None:
    others = {other: value for other, value in environment.items() if other != name}
    result = run("serve", "--port", "0", environment=others)
    assert (result.returncode, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith(f"Error: {name} is not set: ")


def test_a_short_secret_is_refused(environment: dict[str, str]) -> None:
    result = run("serve", "--port", "0", environment=environment | {"ACADEMY_SECRET_KEY": "short"})
    assert result.returncode == 2
    assert "ACADEMY_SECRET_KEY is too short" in result.stderr


def test_a_database_without_tables_is_refused(environment: dict[str, str], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    result = run("serve", "--port", "0", environment=environment | {"ACADEMY_DATABASE_URL": url})
    assert result.returncode == 2
    assert "run `academy db upgrade`" in result.stderr


def test_it_answers_to_its_host_only(environment: dict[str, str], tmp_path: Path) -> None:
    with serve(environment, log=tmp_path / "server.log") as server:
        status, body = get(f"{server.url}/readyz", host=HOST)
        assert (status, json.loads(body)["status"]) == (200, "ready")
        assert get(f"{server.url}/sign-up", host=HOST)[0] == 200
        assert get(f"{server.url}/styleguide", host=HOST)[0] == 404
        assert get(f"{server.url}/sign-up", host="evil.example")[0] == 400
        get(f"{server.url}/password-resets/a-secret-token?email=ada@example.org", host=HOST)
        assert server.interrupt() == 0
    log = (tmp_path / "server.log").read_text()
    requests = [line for line in map(json.loads, log.splitlines()) if line["message"] == "request"]
    assert {line["status"] for line in requests} >= {200, 400, 404}
    assert all(line["request"] for line in requests)
    for secret in ("ada@example.org", "a-secret-token", environment["ACADEMY_SECRET_KEY"]):
        assert secret not in log
