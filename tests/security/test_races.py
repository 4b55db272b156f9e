"""Requests at the same moment: exactly one wins, and a brake cannot be outrun."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from academy.accounts.models import Person, SignIn
from academy.cohorts.models import Assignment, Cohort, CohortMember
from tests.factories import make_cohort
from tests.mails import link_in, mails_to
from tests.people import sign_in

WRONG = "gate purple nine badgers"


def at_once(calls):
    """Start all calls together and return their answers' codes, sorted."""
    barrier = threading.Barrier(len(calls))

    def run(call):
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


def poster(client, path, fields):
    """A call that posts with the client's own token; nothing of the test's session is touched meanwhile."""
    data = {"csrf_token": client.csrf_token(), **fields}
    client.arranging = None
    return lambda: client.post(path, data=data).status_code


def test_guesses_side_by_side_do_not_outrun_the_brake(new_client, people, session):
    fields = {"email": "ada@example.org", "password": WRONG}
    calls = [poster(new_client(), "/sign-in", fields) for _ in range(10)]
    session.commit()
    assert at_once(calls) == [422] * 5 + [429] * 5


def test_reset_link_is_used_once(client, new_client, people, session):
    client.submit("/password-resets", email="ada@example.org")
    link = link_in(mails_to(session, "ada@example.org")[0])
    calls = [poster(new_client(), link, {"password": f"copper windmill number {n}x"}) for n in range(6)]
    session.commit()
    assert at_once(calls) == [303] + [404] * 5


def test_one_address_makes_one_account(new_client, session, change_settings):
    change_settings(confirms_address=False)
    fields = {"name": "Nia", "email": "nia@example.org", "password": "quiet lamp over harbour"}
    calls = [poster(new_client(), "/sign-up", fields) for _ in range(5)]
    session.commit()
    assert at_once(calls) == [303] + [422] * 4
    assert len(session.scalars(select(Person)).all()) == 1


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/cohorts", {"name": "Autumn"}),
        ("/cohorts/{cohort}/members", {}),
        ("/cohorts/{cohort}/assignments", {"work": "course:coordinators-role"}),
    ],
)
def test_trainers_clicks_at_once_store_one_thing(new_client, people, session, path, fields):
    cohort = make_cohort(session, studio=people.studio)
    clients = [sign_in(new_client(), people.tom) for _ in range(8)]
    fields = fields | ({"studio": people.studio.id} if path == "/cohorts" else {})
    fields = fields | ({"people": people.ada.id} if path.endswith("members") else {})
    calls = [poster(client, path.format(cohort=cohort.id), fields) for client in clients]
    session.commit()
    statuses = at_once(calls)
    assert set(statuses) <= {303, 400, 409}
    assert 303 in statuses
    for kind, count in ((Cohort, 1), (CohortMember, 1), (Assignment, 1)):
        assert len(session.scalars(select(kind)).all()) <= count + (kind is Cohort)


def test_sign_out_many_times_at_once(client, people, session):
    sign_in(client, people.ada)
    call = poster(client, "/account/sign-ins/others/end", {})
    session.commit()
    assert at_once([call] * 4) == [303] * 4
    assert len(session.scalars(select(SignIn).where(SignIn.ended_at.is_(None))).all()) == 1


def test_one_name_makes_one_cohort(new_client, people, session):
    fields = {"studio": people.studio.id, "name": "Autumn"}
    calls = [poster(sign_in(new_client(), people.tom), "/cohorts", fields) for _ in range(4)]
    session.commit()
    assert at_once(calls) == [303] + [400] * 3
    assert len(session.scalars(select(Cohort)).all()) == 1


def test_repeated_clicks_on_a_cohort_s_forms_change_it_once(new_client, people, session):
    path = f"/cohorts/{make_cohort(session, studio=people.studio).id}"
    work = {"work": "course:coordinators-role"}
    calls = [poster(sign_in(new_client(), people.tom), f"{path}/assignments", work) for _ in range(4)]
    calls += [
        poster(sign_in(new_client(), people.tom), f"{path}/members", {"people": [people.ada.id]})
        for _ in range(4)
    ]
    session.commit()
    assert set(at_once(calls)) <= {303, 400}
    assert len(session.scalars(select(Assignment)).all()) == 1
    assert len(session.scalars(select(CohortMember)).all()) == 1
