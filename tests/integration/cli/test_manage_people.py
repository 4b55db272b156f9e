"""`academy user` and `academy studio`: who is made, and one line for what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from academy.accounts.models import Person, Role, Studio
from academy.accounts.passwords import Hasher
from academy.accounts.queries import person_of_address
from tests.integration.cli.conftest import Command, one_line_of
from tests.people import PASSWORD

ADA = "ada@example.org"
OTHER_PASSWORD = "seven lamps under ferry"


@pytest.fixture
def studio(academy_here: Command) -> str:
    """The slug of a studio."""
    assert academy_here("studio", "create", "lantern", "--name", "Lantern").exit_code == 0
    return "lantern"


@pytest.fixture
def ada(academy_here: Command) -> str:
    """The address of somebody with an account."""
    answers = f"{PASSWORD}\n"
    result = academy_here("user", "create", ADA, "--name", "Ada", "--password-file", "-", answers=answers)
    assert result.exit_code == 0
    return ADA


def is_right(session: Session, password: str) -> bool:
    person = person_of_address(session, email=ADA)
    return person is not None and Hasher.standard().check(person.password_hash, password).is_right


def roles(session: Session) -> set[str]:
    person = person_of_address(session, email=ADA)
    assert person is not None
    return person.roles()


def test_a_person_is_asked_for_what_is_missing(academy_here: Command, session: Session) -> None:
    answers = f"Ada Lovelace\n{PASSWORD}\n{PASSWORD}\n"
    result = academy_here("user", "create", ADA, answers=answers)
    assert result.exit_code == 0
    assert result.output.endswith(f"{ADA} can sign in.\n")
    assert PASSWORD not in result.output
    person = session.scalars(select(Person)).one()
    assert (person.name, person.site_admin_since) == ("Ada Lovelace", None)
    assert person.confirmed_at is not None
    assert is_right(session, PASSWORD)


def test_a_person_joins_a_studio_in_a_role(
    academy_here: Command, session: Session, studio: str, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text(PASSWORD + "\n")
    words = ("--name", "Ada", "--studio", studio, "--role", "trainer", "--password-file", "password")
    assert academy_here("user", "create", ADA, *words).exit_code == 0
    assert roles(session) == {Role.TRAINER}


def test_a_role_without_a_studio_is_refused(academy_here: Command, session: Session) -> None:
    words = ("--name", "Ada", "--role", "trainer", "--password-file", "-")
    assert "--studio" in one_line_of(academy_here("user", "create", ADA, *words, answers=PASSWORD))
    assert session.scalars(select(Person)).all() == []


def test_a_site_admin_is_made_only_when_asked_for(academy_here: Command, session: Session) -> None:
    words = ("--name", "Ada", "--site-admin", "--password-file", "-")
    assert academy_here("user", "create", ADA, *words, answers=PASSWORD).exit_code == 0
    assert session.scalars(select(Person)).one().site_admin_since is not None


@pytest.mark.parametrize(
    ("email", "name", "password", "complaint"),
    [
        ("ada", "Ada", PASSWORD, "Write the whole address"),
        (ADA, "  ", PASSWORD, "A name has 1 to"),
        (ADA, "Ada", "short", "12 characters"),
        (ADA, "Ada", "password1234", "easy to guess"),
    ],
)
def test_a_bad_field_is_one_line_and_makes_nobody(
    academy_here: Command, session: Session, email: str, name: str, password: str, complaint: str
) -> None:
    result = academy_here("user", "create", email, "--name", name, "--password-file", "-", answers=password)
    assert complaint in one_line_of(result)
    assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_person_of_an_unknown_studio_is_not_made(academy_here: Command, session: Session) -> None:
    words = ("--name", "Ada", "--studio", "attic", "--password-file", "-")
    result = academy_here("user", "create", ADA, *words, answers=PASSWORD)
    assert one_line_of(result) == "There is no studio “attic”."
    assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_an_address_has_one_account_however_it_is_spelled(academy_here: Command, ada: str) -> None:
    words = ("--name", "Ada", "--password-file", "-")
    result = academy_here("user", "create", ada.upper(), *words, answers=PASSWORD)
    assert "account with this address already" in one_line_of(result)


def test_a_password_is_replaced(academy_here: Command, ada: str, session: Session) -> None:
    result = academy_here("user", "password", ada, "--password-file", "-", answers=OTHER_PASSWORD)
    assert result.exit_code == 0
    assert is_right(session, OTHER_PASSWORD)
    assert not is_right(session, PASSWORD)


def test_an_easy_password_is_refused(academy_here: Command, ada: str, session: Session) -> None:
    result = academy_here("user", "password", ada, "--password-file", "-", answers="password1234")
    assert "easy to guess" in one_line_of(result)
    assert is_right(session, PASSWORD)


def test_nobody_has_no_password(academy_here: Command) -> None:
    result = academy_here("user", "password", ADA, "--password-file", "-", answers=OTHER_PASSWORD)
    assert one_line_of(result) == f"Nobody has the address “{ADA}”."


def test_a_role_is_given_changed_and_taken(
    academy_here: Command, ada: str, studio: str, session: Session
) -> None:
    for role, expected in (("learner", {Role.LEARNER}), ("admin", {Role.ADMIN}), ("none", set())):
        assert academy_here("user", "role", ada, role, "--studio", studio).exit_code == 0
        session.expire_all()
        session.rollback()
        assert roles(session) == expected


@pytest.mark.parametrize(
    ("email", "studio_slug", "complaint"),
    [
        ("ben@example.org", "lantern", "Nobody has the address “ben@example.org”."),
        (ADA, "attic", "There is no studio “attic”."),
    ],
)
@pytest.mark.usefixtures("ada", "studio")
def test_a_role_needs_a_person_and_a_studio(
    academy_here: Command, email: str, studio_slug: str, complaint: str
) -> None:
    assert one_line_of(academy_here("user", "role", email, "learner", "--studio", studio_slug)) == complaint


def test_an_unknown_role_is_refused(academy_here: Command, ada: str, studio: str) -> None:
    result = academy_here("user", "role", ada, "boss", "--studio", studio)
    assert result.exit_code == 2
    assert "'boss' is not one of" in result.stderr


def test_a_studio_is_made_with_a_tidy_name(academy_here: Command, session: Session) -> None:
    assert academy_here("studio", "create", "lantern-lane", answers=" Lantern   Lane \n").exit_code == 0
    assert session.scalars(select(Studio.name)).one() == "Lantern Lane"


@pytest.mark.parametrize("slug", ["Lantern", "lantern lane", "-lantern", "a" * 61])
def test_a_malformed_slug_is_one_line(academy_here: Command, session: Session, slug: str) -> None:
    result = academy_here("studio", "create", "--name", "Lantern", "--", slug)
    assert "small letters, digits and single hyphens" in one_line_of(result)
    assert session.scalar(select(func.count()).select_from(Studio)) == 0


def test_a_slug_is_taken_once(academy_here: Command, studio: str) -> None:
    result = academy_here("studio", "create", studio, "--name", "Another")
    assert one_line_of(result) == "There is a studio “lantern” already."
