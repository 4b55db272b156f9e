"""What the command line does with people and studios."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from academy.accounts import services
from academy.accounts.models import Membership, Role
from academy.accounts.passwords import Hasher
from academy.core.access import Access
from academy.core.audit import AuditEntry
from academy.core.errors import AcademyError, ConflictError, NotFoundError
from tests.people import PASSWORD, TINY_COST, sign_in

NIA = {"email": "nia@example.org", "name": "Nia", "password": "quiet lamp over harbour"}


@pytest.fixture
def hasher():
    return Hasher(**TINY_COST)


def test_created_person_can_sign_in(client, session, clock, hasher):
    person = services.create_person(session, now=clock.now(), hasher=hasher, **NIA)
    assert client.submit("/sign-in", email=NIA["email"], password=NIA["password"]).status_code == 303
    assert not person.may(Access.SITE_ADMIN)


def test_created_site_admin_is_one(session, clock, hasher):
    person = services.create_person(session, now=clock.now(), hasher=hasher, is_site_admin=True, **NIA)
    assert person.may(Access.SITE_ADMIN)


@pytest.mark.parametrize(("field", "value"), [("email", "nia"), ("name", " "), ("password", "password12345")])
def test_created_person_is_checked(session, clock, hasher, field, value):
    with pytest.raises(AcademyError):
        services.create_person(session, now=clock.now(), hasher=hasher, **{**NIA, field: value})


def test_address_is_unique(session, people, clock, hasher):
    with pytest.raises(ConflictError):
        services.create_person(session, now=clock.now(), hasher=hasher, **{**NIA, "email": "ADA@example.org"})


def test_set_password_signs_out_everywhere(client, new_client, session, people, clock, hasher):
    sign_in(client, people.ada)
    services.set_password(
        session, now=clock.now(), email="ada@example.org", password=NIA["password"], hasher=hasher
    )
    assert client.get("/account").status_code == 303
    assert (
        new_client().submit("/sign-in", email="ada@example.org", password=NIA["password"]).status_code == 303
    )


def test_set_password_refuses_weak_ones_and_strangers(session, people, clock, hasher):
    with pytest.raises(AcademyError, match="12 characters"):
        services.set_password(
            session, now=clock.now(), email="ada@example.org", password="short", hasher=hasher
        )
    with pytest.raises(NotFoundError, match="Nobody has the address"):
        services.set_password(
            session, now=clock.now(), email="no@example.org", password=PASSWORD, hasher=hasher
        )


def test_role_is_given_changed_and_taken(session, people, clock):
    for role in (Role.TRAINER, Role.ADMIN, None):
        services.set_role(session, now=clock.now(), email="ben@example.org", studio="lantern-lane", role=role)
        session.commit()
        found = session.scalars(select(Membership.role).where(Membership.person_id == people.ben.id)).all()
        assert found == ([role] if role else [])
    entries = session.scalars(select(AuditEntry.subject).where(AuditEntry.action == "role_changed")).all()
    assert entries[-1] == f"person {people.ben.id}: none in lantern-lane"


def test_role_in_one_studio_is_none_in_another(session, people, clock):
    services.set_role(session, now=clock.now(), email="ben@example.org", studio="saltwind", role=Role.TRAINER)
    session.commit()
    roles = {membership.studio.slug: str(membership.role) for membership in people.ben.memberships}
    assert roles == {"lantern-lane": "learner", "saltwind": "trainer"}


def test_role_needs_a_studio_and_a_person(session, people, clock):
    with pytest.raises(NotFoundError, match="no studio"):
        services.set_role(
            session, now=clock.now(), email="ben@example.org", studio="nowhere", role=Role.LEARNER
        )
    with pytest.raises(NotFoundError, match="Nobody"):
        services.set_role(
            session, now=clock.now(), email="no@example.org", studio="saltwind", role=Role.LEARNER
        )


def test_disabled_person_is_out_at_the_next_request_and_can_be_let_in_again(client, session, people, clock):
    sign_in(client, people.ada)
    services.set_disabled(session, now=clock.now(), email="ada@example.org", is_disabled=True)
    assert client.get("/account").status_code == 303
    assert client.submit("/sign-in", email="ada@example.org", password=PASSWORD).status_code == 422
    services.set_disabled(session, now=clock.now(), email="ada@example.org", is_disabled=False)
    assert client.submit("/sign-in", email="ada@example.org", password=PASSWORD).status_code == 303


@pytest.mark.parametrize("slug", ["", "Lantern", "a--b", "-a", "a b", "a" * 61])
def test_studio_slug_is_checked(session, clock, slug):
    with pytest.raises(AcademyError, match="slug"):
        services.create_studio(session, now=clock.now(), slug=slug, name="Studio")


def test_studio_slug_is_unique(session, clock):
    services.create_studio(session, now=clock.now(), slug="new-studio", name="New studio")
    with pytest.raises(ConflictError):
        services.create_studio(session, now=clock.now(), slug="new-studio", name="Another")
