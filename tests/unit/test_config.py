"""Settings from the environment: what is missing or unusable is named, what is empty is not set."""

from __future__ import annotations

import pytest

from academy.config import SettingsError, courses_folder, settings_from_environment

ENOUGH = {
    "ACADEMY_SECRET_KEY": "k" * 32,
    "ACADEMY_DATABASE_URL": "sqlite:////var/lib/academy/academy.db",
    "ACADEMY_HOSTS": "academy.example:8443, www.academy.example",
}


def test_three_variables_are_enough() -> None:
    settings = settings_from_environment(ENOUGH)
    assert settings.hosts == ("academy.example:8443", "www.academy.example")
    assert settings.public_url == "https://academy.example:8443"
    assert settings.mail_from == "Academy <academy@academy.example>"
    assert settings.confirms_address
    assert not settings.is_development


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_variable_counts_as_not_set(empty: str) -> None:
    names = ("URL", "MAIL_FROM", "DATA", "COURSES", "SMTP_URL", "TRUSTED_PROXIES", "SECRET_KEY_FALLBACKS")
    settings = settings_from_environment(ENOUGH | {f"ACADEMY_{name}": empty for name in names})
    assert settings == settings_from_environment(ENOUGH)
    assert settings.courses_folder == courses_folder().resolve()


def test_every_missing_variable_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as refusal:
        settings_from_environment({})
    assert [line.split()[0] for line in str(refusal.value).splitlines()] == list(ENOUGH)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("HOSTS", ","),
        ("HOSTS", ", ,"),
        ("URL", "academy.example"),
        ("URL", "ftp://academy.example"),
        ("SMTP_URL", "mail.example"),
        ("SMTP_URL", "smtp://"),
        ("SMTP_URL", "smtp://mail.example:mail"),
        ("TRUSTED_PROXIES", "one"),
        ("TRUSTED_PROXIES", "²"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^ACADEMY_{name} "):
        settings_from_environment(ENOUGH | {f"ACADEMY_{name}": value})
