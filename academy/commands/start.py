"""Start Academy: on this machine with a demo studio, or for a studio by the environment."""

from __future__ import annotations

import json
import os
import secrets
import socket
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

import click

from academy import demo, server
from academy.commands.console import UsageError, one_line_errors
from academy.config import Settings, courses_folder, migrations_folder, settings_from_environment
from academy.core import schema
from academy.core.db import Database
from academy.private_files import write_private

DEFAULT_PORT = 8000
LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 (only when asked for)


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("instance"),
    show_default=True,
    help="Folder for the database, secrets and mails; made when missing.",
)
@click.option(
    "--host",
    default=LOOPBACK,
    show_default=True,
    help="Address to listen on; others than loopback need --no-demo.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="0 picks a free one.",
)
@click.option(
    "--courses",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="Folder of courses; the shipped ones when not given.",
)
@click.option("--no-demo", is_flag=True, help="Without the demo studio.")
@click.option("--json", "as_json", is_flag=True, help='Print {"url": …, "accounts": […]} as one line.')
def up(data: Path, host: str, port: int, courses: Path | None, no_demo: bool, as_json: bool) -> None:
    """Start Academy on this machine with SQLite and a demo studio.

    Prepares the data folder, brings the database up to date, and serves until Ctrl-C. Run it again at any
    time: it starts again and changes nothing.
    """
    if not no_demo and not _is_loopback(host):
        raise UsageError(f"the demo accounts stay on this machine: use --no-demo to listen on {host}")
    if ":" in host:
        raise UsageError("Academy listens on IPv4; use 127.0.0.1, or put a proxy in front for IPv6")
    data = data.resolve()
    with one_line_errors():
        _prepare_data_folder(data)
        port = server.free_port(host, port)
        url = f"http://{socket.gethostname() if host == EVERYWHERE else host}:{port}"
        os.environ.update(_local_environment(data, host, url, courses))
        settings = settings_from_environment()
        accounts = _prepare_database(settings, with_demo=not no_demo)
        server.serve(host, port, on_ready=lambda: _print_ready(url, accounts, as_json=as_json))
    if not as_json:
        click.echo("Academy has stopped.")


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=server.WORKERS, show_default=True, help="Processes."
)
def serve(host: str, port: int, workers: int) -> None:
    """Serve a studio's Academy, configured by the environment.

    \b
    ACADEMY_SECRET_KEY       required; at least 32 characters
    ACADEMY_DATABASE_URL     required; sqlite:////path or postgresql://user@host/name
    ACADEMY_HOSTS            required; host names, separated by commas
    ACADEMY_URL              public address for mailed links; https://<first host> when not set
    ACADEMY_SMTP_URL         smtp://user:password@host:587; when not set, mails become files in ACADEMY_DATA
    ACADEMY_MAIL_FROM        sender of mails
    ACADEMY_TRUSTED_PROXIES  number of proxies in front whose X-Forwarded-* headers are believed; 0
    ACADEMY_COURSES          folder of courses; the shipped ones when not set
    ACADEMY_DATA             folder for mails; instance
    ACADEMY_CONFIRM_ADDRESS  0 lets people in at sign-up without a mailed link; 1
    ACADEMY_SECRET_KEY_FALLBACKS  older keys that still count, separated by commas
    """
    with one_line_errors():
        settings = settings_from_environment()
        _refuse_stale_schema(settings)
        port = server.free_port(host, port)
        server.serve(
            host, port, workers=workers, on_ready=lambda: click.echo(f"Academy serves {settings.public_url}")
        )


def _prepare_data_folder(data: Path) -> None:
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)
    key = data / "secret_key"
    if not key.exists():
        write_private(key, secrets.token_urlsafe(48))


def _local_environment(data: Path, host: str, url: str, courses: Path | None) -> dict[str, str]:
    local = {
        "ACADEMY_SECRET_KEY": (data / "secret_key").read_text().strip(),
        "ACADEMY_DATABASE_URL": f"sqlite:///{data / 'academy.db'}",
        "ACADEMY_HOSTS": ",".join(sorted({"localhost", LOOPBACK, *_names_of(host)})),
        "ACADEMY_URL": url,
        "ACADEMY_DATA": str(data),
        "ACADEMY_COURSES": str(courses or courses_folder()),
        "ACADEMY_DEVELOPMENT": "1",
        "ACADEMY_CONFIRM_ADDRESS": "0" if _is_loopback(host) else "1",
    }
    return local


def _names_of(host: str) -> set[str]:
    """The names by which browsers may ask for this address; for all addresses, those this machine knows."""
    if host != EVERYWHERE:
        return {host}
    name = socket.gethostname()
    names = {name, socket.getfqdn()}
    with suppress(OSError):  # a machine need not know an address of its own name
        names |= {str(found[4][0]) for found in socket.getaddrinfo(name, None, socket.AF_INET)}
    return names


def _prepare_database(settings: Settings, *, with_demo: bool) -> list[dict[str, str]]:
    database = Database(settings.database_url)
    try:
        schema.upgrade(database.engine, migrations_folder())
        if not with_demo:
            return []
        return demo.ensure_demo_studio(database, settings)
    finally:
        database.dispose()


def _refuse_stale_schema(settings: Settings) -> None:
    database = Database(settings.database_url)
    try:
        if fault := schema.fault_of(database.engine, migrations_folder()):
            raise UsageError(fault)
    finally:
        database.dispose()


def _print_ready(url: str, accounts: list[dict[str, str]], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"url": url, "accounts": accounts}))
        return
    click.echo(f"\nAcademy is at {url}\n")
    for account in accounts:
        click.echo(f"  {account['role']:<8} {account['email']:<28} {account['password']}")
    click.echo("\nCtrl-C stops it.")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
