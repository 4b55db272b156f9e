"""Settings, read from the environment once and checked at start: a missing secret refuses to start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PACKAGE = Path(__file__).parent
MIN_SECRET_LENGTH = 32


class SettingsError(Exception):
    """A setting is missing or unusable; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an app needs to know about where it runs."""

    secret_key: str
    database_url: str
    data_folder: Path
    public_url: str
    hosts: tuple[str, ...]
    courses_folder: Path
    secret_key_fallbacks: tuple[str, ...] = ()
    smtp_url: str | None = None
    mail_from: str = "Academy <academy@localhost>"
    trusted_proxies: int = 0
    is_development: bool = False
    #: People who sign up confirm their address by mail first; off only where everybody is on this machine.
    confirms_address: bool = True


def settings_from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a server; raises SettingsError naming every missing or unusable variable.

    An empty variable counts as one that is not set.
    """
    environment = {name: value.strip() for name, value in environment.items() if value.strip()}
    faults = _faults(environment)
    if faults:
        raise SettingsError("\n".join(faults))
    hosts = _list(environment["ACADEMY_HOSTS"])
    return Settings(
        secret_key=environment["ACADEMY_SECRET_KEY"],
        secret_key_fallbacks=_list(environment.get("ACADEMY_SECRET_KEY_FALLBACKS", "")),
        database_url=environment["ACADEMY_DATABASE_URL"],
        data_folder=Path(environment.get("ACADEMY_DATA", "instance")).resolve(),
        public_url=environment.get("ACADEMY_URL", f"https://{hosts[0]}").rstrip("/"),
        hosts=hosts,
        courses_folder=Path(environment.get("ACADEMY_COURSES", courses_folder())).resolve(),
        smtp_url=environment.get("ACADEMY_SMTP_URL"),
        mail_from=environment.get("ACADEMY_MAIL_FROM", f"Academy <academy@{hosts[0].partition(':')[0]}>"),
        trusted_proxies=int(environment.get("ACADEMY_TRUSTED_PROXIES", "0")),
        is_development=environment.get("ACADEMY_DEVELOPMENT") == "1",
        confirms_address=environment.get("ACADEMY_CONFIRM_ADDRESS", "1") != "0",
    )


def courses_folder() -> Path:
    """The shipped courses: beside the package in a checkout, inside it when installed from a wheel."""
    installed = PACKAGE / "_courses"
    return installed if installed.is_dir() else PACKAGE.parent / "courses"


def migrations_folder() -> Path:
    """The migrations: beside the package in a checkout, inside it when installed from a wheel."""
    installed = PACKAGE / "_migrations"
    return installed if installed.is_dir() else PACKAGE.parent / "migrations"


def _faults(environment: Mapping[str, str]) -> list[str]:
    faults = []
    for name, purpose in (
        ("ACADEMY_SECRET_KEY", "a secret of at least 32 characters that signs sessions"),
        ("ACADEMY_DATABASE_URL", "where the data lives, for example sqlite:////var/lib/academy/academy.db"),
        ("ACADEMY_HOSTS", "the host names Academy answers to, separated by commas"),
    ):
        if not _list(environment.get(name, "")):
            faults.append(f"{name} is not set: {purpose}.")
    key = environment.get("ACADEMY_SECRET_KEY", "")
    if key and len(key) < MIN_SECRET_LENGTH:
        faults.append(f"ACADEMY_SECRET_KEY is too short: use at least {MIN_SECRET_LENGTH} characters.")
    url = environment.get("ACADEMY_URL")
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc):
        faults.append("ACADEMY_URL must be a full address, for example https://academy.example.org.")
    if not _is_mail_server(environment.get("ACADEMY_SMTP_URL", "smtp://localhost")):
        faults.append("ACADEMY_SMTP_URL must look like smtp://user:password@host:587, or smtps://….")
    if not environment.get("ACADEMY_TRUSTED_PROXIES", "0").isdecimal():
        faults.append(
            "ACADEMY_TRUSTED_PROXIES must be the number of proxies in front of Academy, for example 1."
        )
    return faults


def _is_mail_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"smtp", "smtps"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, or a host that is no address
        return False


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
