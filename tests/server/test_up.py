"""`academy up`: signed-in pages from one command, the same on a second start, private files, a clean end."""

from __future__ import annotations

import json
import socket
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.server.players import Visitor
from tests.server.processes import Server, get, run, up

WITHOUT_ACCOUNTS = ("--no-demo",)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def rows_of(database: Path) -> dict[str, int]:
    """How many rows each table has."""
    connection = sqlite3.connect(database)
    names = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
    counts = {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in names}
    connection.close()
    return counts


def test_the_printed_accounts_sign_in_and_read(demo: Server) -> None:
    assert [account["role"] for account in demo.accounts] == ["trainer", "learner", "learner", "learner"]
    for account in demo.accounts:
        visitor = Visitor(demo.url)
        assert visitor.sign_in(account["email"], account["password"]).location == "/"
        assert visitor.get("/courses/coordinators-role/what-the-job-is").status == 200


def test_both_health_addresses_answer(demo: Server) -> None:
    status, body = demo.get("/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok"})
    status, body = demo.get("/readyz")
    assert (status, json.loads(body)["status"]) == (200, "ready")


def test_a_machine_that_listens_everywhere_answers_to_its_own_name(tmp_path: Path) -> None:
    with up(tmp_path / "data", "--no-demo", "--host", "0.0.0.0") as server:
        here = f"http://127.0.0.1:{server.port}/healthz"
        assert get(here, host=f"{socket.gethostname()}:{server.port}")[0] == 200
        assert get(here, host="evil.example")[0] == 400


def test_other_host_names_are_refused(demo: Server) -> None:
    assert get(f"{demo.url}/healthz", host="evil.example")[0] == 400


def test_nobody_else_can_read_the_data_folder(demo: Server) -> None:
    data = demo.log.with_suffix("")
    assert mode_of(data) == 0o700
    assert {mode_of(data / name) for name in ("secret_key", "demo.json")} == {0o600}


def test_a_taken_port_is_one_line(demo: Server, tmp_path: Path) -> None:
    result = run("up", "--no-demo", "--data", str(tmp_path / "data"), "--port", str(demo.port))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"Error: port {demo.port} on 127.0.0.1 cannot be used: Address already in use\n"


def test_the_second_start_changes_nothing_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with up(data) as first:
        assert first.interrupt() == 0
        assert "Traceback" not in first.log.read_text()
    secret, rows = (data / "secret_key").read_text(), rows_of(data / "academy.db")
    with up(data) as second:
        accounts = second.accounts
        assert second.interrupt() == 0
    assert accounts == first.accounts
    assert (data / "secret_key").read_text() == secret
    assert rows_of(data / "academy.db") == rows


def test_a_folder_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    with up(data, "--no-demo") as server:
        assert server.accounts == []
        assert mode_of(data) == 0o700


def test_the_demo_listens_on_loopback_only(tmp_path: Path) -> None:
    result = run("up", "--data", str(tmp_path / "data"), "--host", "0.0.0.0")
    assert result.returncode == 2
    assert result.stderr == (
        "Error: the demo accounts stay on this machine: use --no-demo to listen on 0.0.0.0\n"
    )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("place", ["a file", "below a file", "below a place that takes none"])
def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    data = {
        "a file": tmp_path / "file",
        "below a file": tmp_path / "file/data",
        "below a place that takes none": Path("/proc/data"),  # root may write everywhere else
    }[place]
    result = run("up", "--no-demo", "--data", str(data))
    assert result.returncode == 2
    [line] = result.stderr.splitlines()
    assert line.startswith(f"Error: {data}: ")


def test_a_newer_database_is_one_line(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    connection = sqlite3.connect(data / "academy.db")
    connection.execute("create table alembic_version (version_num varchar(32) not null)")
    connection.execute("insert into alembic_version values ('9999')")
    connection.commit()
    connection.close()
    result = run("up", "--no-demo", "--data", str(data), "--port", "0")
    assert (result.returncode, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert "made by a newer Academy (schema 9999)" in line
