"""Trainers make cohorts, fill them and give them work; nobody else does."""

import pytest
from sqlalchemy import select

from academy.accounts.models import Person
from academy.cohorts.models import Assignment, Cohort, CohortMember, WorkKind
from academy.core.audit import AuditEntry
from tests.clock import MONDAY_MORNING
from tests.databases import counted_queries
from tests.factories import make_cohort, make_day, make_run
from tests.people import sign_in


@pytest.fixture
def trainer(client, people):
    return sign_in(client, people.tom)


@pytest.fixture
def cohort(session, people):
    cohort = make_cohort(session, studio=people.studio, members=(people.ada,))
    session.commit()
    return cohort


def test_a_new_cohort_is_made_in_the_trainers_studio(trainer, people, session):
    answer = trainer.submit("/cohorts", studio=people.studio.id, name=" Autumn ")
    assert answer.status_code == 303
    cohort = session.scalars(select(Cohort)).one()
    assert (cohort.name, cohort.studio_id) == ("Autumn", people.studio.id)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Give the cohort a name."),
        ("   ", "Give the cohort a name."),
        ("x" * 121, "longer than 120"),
        ("Aut\u202eumn", "cannot be printed"),
    ],
)
def test_a_cohort_needs_a_name(trainer, people, session, name, said):
    answer = trainer.submit("/cohorts", studio=people.studio.id, name=name)
    assert answer.status_code == 400
    assert said in answer.text
    assert session.scalars(select(Cohort)).all() == []


def test_a_double_click_makes_one_cohort(trainer, people, session):
    statuses = [
        trainer.submit("/cohorts", studio=people.studio.id, name="Autumn").status_code for _ in range(2)
    ]
    assert statuses == [303, 400]
    assert len(session.scalars(select(Cohort)).all()) == 1


def test_a_foreign_studio_cannot_be_chosen(trainer, people, session):
    assert trainer.submit("/cohorts", studio=people.other_studio.id, name="Autumn").status_code == 400
    assert session.scalars(select(Cohort)).all() == []


def test_learners_of_the_studio_join_once(trainer, people, cohort, session):
    for _ in range(2):
        trainer.submit(f"/cohorts/{cohort.id}/members", people=[people.ben.id])
    members = session.scalars(select(CohortMember).where(CohortMember.left_at.is_(None))).all()
    assert sorted(member.person.name for member in members) == ["Ada", "Ben"]


@pytest.mark.parametrize("who", ["eve", "tom", "adm"])
def test_nobody_but_the_studios_learners_can_be_added(trainer, people, cohort, session, who):
    person = people.by_name()[who]
    assert trainer.submit(f"/cohorts/{cohort.id}/members", people=[person.id]).status_code == 400
    assert len(session.scalars(select(CohortMember)).all()) == 1


def test_taking_somebody_out_keeps_the_record_and_they_can_come_back(trainer, people, cohort, session):
    for _ in range(2):
        assert trainer.submit(f"/cohorts/{cohort.id}/members/{people.ada.id}/removal").status_code == 303
    assert session.scalars(select(CohortMember)).one().left_at is not None
    trainer.submit(f"/cohorts/{cohort.id}/members", people=[people.ada.id])
    session.expire_all()
    assert session.scalars(select(CohortMember)).one().left_at is None


def test_assigned_work_appears_on_the_learners_home_in_their_zone(
    trainer, people, cohort, new_client, session
):
    people.tom.time_zone, people.ada.time_zone = "Europe/London", "Asia/Seoul"
    trainer.submit(
        f"/cohorts/{cohort.id}/assignments", work="course:coordinators-role", due="2026-03-05T17:00"
    )
    assert session.scalars(select(Assignment)).one().due_at.isoformat() == "2026-03-05T17:00:00+00:00"
    home = sign_in(new_client(), people.ada).get("/").text
    assert "Fri 02:00 KST" in home


def test_home_asks_no_more_with_more_assignments(app, people, session, new_client):
    def assign_through_a_cohort(name):
        cohort = make_cohort(session, studio=people.studio, name=name, members=(people.ada,))
        for kind, slug in ((WorkKind.COURSE, "coordinators-role"), (WorkKind.SCENARIO, "ship-thursday")):
            session.add(Assignment(cohort=cohort, kind=kind, slug=slug, assigned_at=MONDAY_MORNING))

    ada, counts = sign_in(new_client(), people.ada), []
    for name in ("Autumn", "Spring", "Summer"):
        assign_through_a_cohort(name)
        with counted_queries(app.extensions["database"].engine) as queries:
            ada.get("/")
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_assigning_again_only_moves_the_time(trainer, cohort, session):
    for day in ("05", "06"):
        trainer.submit(
            f"/cohorts/{cohort.id}/assignments", work="course:coordinators-role", due=f"2026-03-{day}T17:00"
        )
    assert session.scalars(select(Assignment)).one().due_at.day == 6


def test_a_time_in_the_past_is_refused_beside_what_was_typed(trainer, cohort, session):
    answer = trainer.submit(
        f"/cohorts/{cohort.id}/assignments", work="course:coordinators-role", due="2026-03-01T17:00"
    )
    assert answer.status_code == 400
    assert "That time is already past" in answer.text
    assert 'value="2026-03-01T17:00"' in answer.text
    assert session.scalars(select(Assignment)).all() == []


@pytest.mark.parametrize("due", ["0001-01-01T00:00", "9999-12-31T23:59"])
@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York"])
def test_a_year_that_no_clock_reaches_is_refused(trainer, people, cohort, session, due, zone):
    people.tom.time_zone = zone
    answer = trainer.submit(f"/cohorts/{cohort.id}/assignments", work="course:coordinators-role", due=due)
    assert answer.status_code == 400
    assert "The year must be between" in answer.text


def test_work_can_be_taken_back(trainer, cohort, session):
    trainer.submit(f"/cohorts/{cohort.id}/assignments", work="course:coordinators-role")
    assignment = session.scalars(select(Assignment)).one()
    assert trainer.submit(f"/cohorts/{cohort.id}/assignments/{assignment.id}/withdrawal").status_code == 303
    session.expire_all()
    assert session.scalars(select(Assignment)).all() == []


def test_a_learners_time_factor_is_set_and_noted(trainer, people, cohort, session):
    path = f"/cohorts/{cohort.id}/members/{people.ada.id}/time-factor"
    assert trainer.submit(path, factor="1.5").status_code == 303
    session.expire_all()
    assert session.get(Person, people.ada.id).time_factor == "1.5"
    assert "time factor set" in session.scalars(select(AuditEntry.action)).all()


@pytest.mark.parametrize("factor", ["0.5", "9", ""])
def test_other_time_factors_are_refused(trainer, people, cohort, session, factor):
    path = f"/cohorts/{cohort.id}/members/{people.ada.id}/time-factor"
    assert trainer.submit(path, factor=factor).status_code == 400
    session.expire_all()
    assert session.get(Person, people.ada.id).time_factor == "1.0"


def posts(cohort, people):
    return {
        f"/cohorts/{cohort.id}/members": {"people": [people.ben.id]},
        f"/cohorts/{cohort.id}/members/{people.ada.id}/removal": {},
        f"/cohorts/{cohort.id}/members/{people.ada.id}/time-factor": {"factor": "2.0"},
        f"/cohorts/{cohort.id}/assignments": {"work": "course:coordinators-role"},
    }


@pytest.mark.parametrize(("who", "status"), [("ada", 403), ("eve", 404), ("adm", 403)])
def test_others_change_nothing(client, people, cohort, session, who, status):
    sign_in(client, people.by_name()[who])
    for path, fields in posts(cohort, people).items():
        assert client.submit(path, **fields).status_code == status
    session.expire_all()
    assert session.scalars(select(Assignment)).all() == []
    assert [member.left_at for member in session.scalars(select(CohortMember))] == [None]
    assert session.get(Person, people.ada.id).time_factor == "1.0"


def test_a_drawn_day_is_assigned_at_each_learner_s_own_level(trainer, people, cohort, session, new_client):
    ada = sign_in(new_client(), people.ada)
    trainer.submit(f"/cohorts/{cohort.id}/assignments", work="scenario:day-production")
    assert session.scalars(select(Assignment)).one().slug == "day-production"
    assert "Drawn day: Production" in trainer.get(f"/cohorts/{cohort.id}/edit").text
    home = ada.get("/").text
    assert 'href="/days/production"' in home
    assert "one finished run is wanted" in home
    make_run(session, person=people.ada, day=make_day(session, scenario="day-production"), outcome=50)
    assert "one finished run is wanted" not in ada.get("/").text


def test_a_day_that_is_open_is_gone_on_with_by_one_row_that_says_when_it_is_due(
    trainer, people, cohort, session, new_client
):
    ada = sign_in(new_client(), people.ada)
    trainer.submit(f"/cohorts/{cohort.id}/assignments", work="scenario:ship-thursday", due="2026-03-02T12:20")
    run = make_run(session, person=people.ada, day=make_day(session), outcome=None)
    home = ada.get("/").text
    assert home.count(f'href="/runs/{run.id}"') == 1
    assert 'href="/scenarios/ship-thursday"' not in home
    assert "in 3 h 20" in home
