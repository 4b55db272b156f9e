"""The cohort matrix through the web: who sees it, what it says, and that the CSV says the same."""

import re

import pytest

from academy.accounts.models import Membership, Person, Role
from tests.clock import MONDAY_MORNING
from tests.factories import make_cohort, make_day, make_progress, make_run
from tests.integration.trainer.exports import csv_of
from tests.people import sign_in

COURSE = "coordinators-role"


def current_courses(client):
    return client.application.extensions["librarian"].shelf().library.courses


@pytest.fixture
def cohort(session, people):
    cohort = make_cohort(session, studio=people.studio, members=(people.ada, people.ben))
    make_progress(session, person=people.ada, course=COURSE, module="what-the-job-is")
    make_progress(session, person=people.ada, course=COURSE, module="who-decides", is_complete=False)
    session.commit()
    return cohort


def row_of_ada(page):
    ada = page[page.index(">Ada</a>") :]
    return ada[: ada.index("</tr>")]


def test_trainer_sees_learners_by_courses(client, people, cohort):
    page = sign_in(client, people.tom).get(f"/cohorts/{cohort.id}").text
    courses = current_courses(client)
    ada = row_of_ada(page)
    assert re.findall(r"matrix-cell is-(\w+)", ada) == ["wip"] + ["todo"] * (len(courses) - 1)
    assert ">1/6</td>" in ada
    for course in courses:
        assert f"course={course.slug}" in page


def test_trainer_sees_the_modules_of_one_course(client, people, cohort):
    ada = row_of_ada(sign_in(client, people.tom).get(f"/cohorts/{cohort.id}?course={COURSE}").text)
    assert "1/6" in ada
    assert re.findall(r"matrix-cell is-(\w+)", ada) == ["done", "todo", "todo", "wip", "todo", "todo"]


def test_csv_says_the_same_as_the_page(client, people, cohort):
    sign_in(client, people.tom)
    whole = csv_of(client, f"/cohorts/{cohort.id}.csv")
    assert [row["The coordinator's role: modules done"] for row in whole] == ["1", "0"]
    assert [row["Key skills: modules done"] for row in whole] == ["0", "0"]
    rows = csv_of(client, f"/cohorts/{cohort.id}.csv?course={COURSE}")
    assert [row["Learner"] for row in rows] == ["Ada", "Ben"]
    states = [value for name, value in rows[0].items() if name.endswith(": state")]
    assert states == ["done", "todo", "todo", "wip", "todo", "todo"]
    assert [row["Modules done"] for row in rows] == ["1", "0"]
    assert rows[0]["Last active (UTC)"] == "2026-03-02T09:00:00Z"


def test_filters_hold_for_page_and_csv_alike(client, people, cohort):
    sign_in(client, people.tom)
    assert ">Ada</a>" not in client.get(f"/cohorts/{cohort.id}?name=ben").text
    assert [row["Learner"] for row in csv_of(client, f"/cohorts/{cohort.id}.csv?name=ben")] == ["Ben"]


def test_a_filter_that_fits_nobody_says_so(client, people, cohort):
    assert "No learner matches" in sign_in(client, people.tom).get(f"/cohorts/{cohort.id}?name=zz").text


@pytest.mark.parametrize("query", ["?sort=%00", "?sort=evil&help=2&course=../", "?name=" + "x" * 5000])
def test_odd_filters_do_no_harm(client, people, cohort, query):
    assert sign_in(client, people.tom).get(f"/cohorts/{cohort.id}{query}").status_code == 200


def test_who_needs_a_look_is_named_with_the_reason(client, people, cohort, clock):
    clock.advance(days=3)
    page = sign_in(client, people.tom).get(f"/cohorts/{cohort.id}").text
    assert "not started, 3 days in" in page


def test_an_empty_cohort_helps(client, people, session):
    cohort = make_cohort(session, studio=people.studio, name="Empty")
    page = sign_in(client, people.tom).get(f"/cohorts/{cohort.id}").text
    assert "Nobody in this cohort yet" in page


@pytest.mark.parametrize("suffix", ["", ".csv", "/edit"])
def test_a_learner_may_not_open_it(client, people, cohort, suffix):
    assert sign_in(client, people.ada).get(f"/cohorts/{cohort.id}{suffix}").status_code == 403


@pytest.mark.parametrize("suffix", ["", ".csv", "/edit"])
def test_another_studios_trainer_finds_nothing(client, people, cohort, suffix):
    assert sign_in(client, people.eve).get(f"/cohorts/{cohort.id}{suffix}").status_code == 404


def test_who_left_the_cohort_is_gone_from_the_table(client, people, cohort, session, clock):
    cohort.members[0].left_at = clock.now()
    session.commit()
    page = sign_in(client, people.tom).get(f"/cohorts/{cohort.id}").text
    assert f">{cohort.members[0].person.name}</a>" not in page


def leave_the_studio(session, ada):
    session.query(Membership).filter_by(person_id=ada.id).delete()


def become_a_trainer(session, ada):
    session.query(Membership).filter_by(person_id=ada.id).one().role = Role.TRAINER


def close_the_account(session, ada):
    session.get_one(Person, ada.id).disabled_at = MONDAY_MORNING


@pytest.mark.parametrize("change", [leave_the_studio, become_a_trainer, close_the_account])
def test_who_is_no_learner_of_the_studio_any_more_is_out_of_sight(client, people, cohort, session, change):
    change(session, people.ada)
    session.commit()
    sign_in(client, people.tom)
    assert [row["Learner"] for row in csv_of(client, f"/cohorts/{cohort.id}.csv")] == ["Ben"]
    assert client.get(f"/cohorts/{cohort.id}/learners/{people.ada.id}").status_code == 404
    factor = client.submit(f"/cohorts/{cohort.id}/members/{people.ada.id}/time-factor", factor="2.0")
    assert factor.status_code == 404
    assert 'data-label="Learners">1<' in client.get("/cohorts").text


def test_who_needs_a_look_leads_the_trainers_home(client, people, cohort, clock):
    clock.advance(days=3)
    home = sign_in(client, people.tom).get("/").text
    first = home[home.index("next-row") : home.index("</a>", home.index("next-row"))]
    assert f'href="/cohorts/{cohort.id}"' in first
    assert "1 of 2 learners need a look" in first
    assert "Ben: not started, 3 days in" in first


def test_nobody_in_need_leaves_the_trainers_home_alone(client, people, cohort):
    assert "need a look" not in sign_in(client, people.tom).get("/").text


def test_an_open_run_counts_as_activity(client, people, cohort, session, clock):
    clock.advance(days=3)
    make_run(session, person=people.ben, day=make_day(session), outcome=None, at=clock.now())
    page = sign_in(client, people.tom).get(f"/cohorts/{cohort.id}").text
    ben = page[page.index(">Ben</a>") :]
    assert "WIP" in ben[: ben.index("</tr>")]
    assert "not started" not in page
