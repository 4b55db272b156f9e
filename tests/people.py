"""The cast of the tests, and how they sign in without the form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy.orm import Session

from academy.accounts.models import Person, Role, Studio
from academy.accounts.passwords import Hasher
from academy.accounts.services import sign_ins
from tests.browsers import Browser
from tests.factories import make_person, make_studio

PASSWORD = "gate purple nine otters"
TINY_COST = {"rounds": 1, "memory_kib": 8, "lanes": 1}


@dataclass(frozen=True, slots=True)
class Cast:
    """Ada, Ben and Rio learn side by side, Tom trains them, Eve belongs elsewhere, Adm runs the site."""

    studio: Studio
    other_studio: Studio
    ada: Person
    ben: Person
    rio: Person
    tom: Person
    eve: Person
    adm: Person

    def by_name(self) -> dict[str, Person]:
        people = (self.ada, self.ben, self.rio, self.tom, self.eve, self.adm)
        return {person.name.lower(): person for person in people}


def make_cast(session: Session) -> Cast:
    """Store the cast: Eve trains in one other studio and learns in a third."""
    studio = make_studio(session, slug="lantern-lane", name="Lantern Lane")
    other_studio = make_studio(session, slug="saltwind", name="Saltwind")
    third_studio = make_studio(session, slug="button-thief", name="The Button Thief")
    password_hash = hash_of(PASSWORD)

    def person(name: str, *memberships: tuple[Studio, Role]) -> Person:
        return make_person(session, name=name, password_hash=password_hash, memberships=memberships)

    cast = Cast(
        studio=studio,
        other_studio=other_studio,
        ada=person("Ada", (studio, Role.LEARNER)),
        ben=person("Ben", (studio, Role.LEARNER)),
        rio=person("Rio", (studio, Role.LEARNER)),
        tom=person("Tom", (studio, Role.TRAINER)),
        eve=person("Eve", (other_studio, Role.TRAINER), (third_studio, Role.LEARNER)),
        adm=person("Adm"),
    )
    cast.adm.site_admin_since = cast.adm.created_at
    session.commit()
    return cast


def sign_in(client: Browser, person: Person, *, is_remembered: bool = False) -> Browser:
    """Give the client a browser session of that person, as the form would; returns the client."""
    app, person_id = client.application, person.id
    if client.arranging is not None:
        client.arranging.commit()  # an open transaction would hold SQLite's write lock
    database, now = app.extensions["database"], app.extensions["clock"].now()
    with database.writing() as session:
        stored = session.get(Person, person_id)
        token = sign_ins.begin_sign_in(
            session,
            now=now,
            person=stored,
            is_remembered=is_remembered,
            browser=sign_ins.Browser(""),
        )
        session.commit()
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie.permanent = is_remembered
        cookie["_user_id"], cookie["_fresh"] = token, True
    return client


@cache
def hash_of(password: str) -> str:
    """A hash at the tests' cost."""
    return Hasher(**TINY_COST).hash(password)
