"""One learner's work: two clicks from the matrix to the decisions of a run."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.sim.analysis import analyse
from academy.sim.score import References
from academy.simulations.analyses import analysis_to_text
from academy.simulations.models import Run, RunAnalysis
from tests.clock import MONDAY_MORNING
from tests.databases import counted_queries
from tests.factories import make_cohort, make_day, make_run
from tests.integration.simulations.players import scenario
from tests.integration.trainer.exports import csv_of
from tests.people import sign_in


@pytest.fixture
def cohort(session, people):
    cohort = make_cohort(session, studio=people.studio, members=(people.ada, people.ben))
    day = make_day(session)
    for hours, outcome in ((1, 31.4), (2, 64.6), (3, 52.2)):
        make_run(
            session, person=people.ada, day=day, outcome=outcome, at=MONDAY_MORNING + timedelta(hours=hours)
        )
    session.commit()
    return cohort


def test_cell_shows_best_last_and_number_of_runs(client, people, cohort):
    page = sign_in(client, people.tom).get(f"/cohorts/{cohort.id}").text
    assert "best 65, last 52, 3 runs" in page


def test_a_cell_leads_to_the_runs_and_a_run_to_its_decisions(client, people, cohort):
    page = sign_in(client, people.tom).get(f"/cohorts/{cohort.id}").text
    cell = re.search(r'href="([^"]+scenario=ship-thursday[^"]*)"', page)
    learner = client.get(cell[1].split("#")[0]).text
    assert re.findall(r'href="(/runs/\d+/debrief#decisions)"', learner)
    assert re.findall(r'data-label="Outcome">(\d+)', learner) == ["52", "65", "31"]


def test_an_unfinished_run_has_no_outcome_and_no_link(client, people, cohort, session):
    make_run(session, person=people.ben, day=make_day(session), outcome=None)
    page = sign_in(client, people.tom).get(f"/cohorts/{cohort.id}/learners/{people.ben.id}").text
    assert "not over yet" in page
    assert "/debrief" not in page


def test_an_unfinished_run_counts_as_a_start(client, people, cohort, session, clock):
    make_run(session, person=people.ben, day=make_day(session), outcome=None)
    clock.advance(days=3)
    _ada, ben = csv_of(sign_in(client, people.tom), f"/cohorts/{cohort.id}.csv")
    assert ben["Last active (UTC)"] == "2026-03-02T09:00:00Z"
    assert ben["Needs a look because"] == ""


def test_a_learner_without_runs_has_a_page_too(client, people, cohort):
    assert (
        "No runs yet."
        in sign_in(client, people.tom).get(f"/cohorts/{cohort.id}/learners/{people.ben.id}").text
    )


def analysed(session, run, *, document=None):
    """The run with an analysis of an empty day of the short shift."""
    day = scenario("three-minute-shift").instance(1)
    text = document or analysis_to_text(analyse(day, [], References(1276, 32.0, 0)))
    session.add(
        RunAnalysis(run_id=run.id, scoring_version=1, engine=1, document=text, made_at=MONDAY_MORNING)
    )


def test_the_newest_run_with_skills_shows_them(client, people, cohort, session):
    page = sign_in(client, people.tom).get(f"/cohorts/{cohort.id}/learners/{people.ada.id}").text
    assert 'id="skills"' not in page
    oldest, newer, _newest = session.scalars(select(Run).order_by(Run.finished_at))
    analysed(session, oldest)
    analysed(session, newer)
    page = client.get(f"/cohorts/{cohort.id}/learners/{people.ada.id}").text
    assert f'href="/runs/{newer.id}/debrief#skills"' in page
    assert len(re.findall(r"\d+ ± \d+ of 100", page)) == 5


def test_skills_that_cannot_be_read_are_not_shown(client, people, cohort, session):
    analysed(session, session.scalars(select(Run)).first(), document="{}")
    page = sign_in(client, people.tom).get(f"/cohorts/{cohort.id}/learners/{people.ada.id}")
    assert page.status_code == 200
    assert 'id="skills"' not in page.text


def test_skills_take_one_query_however_many_runs_have_them(app, client, people, cohort, session):
    path, engine = f"/cohorts/{cohort.id}/learners/{people.ada.id}", app.extensions["database"].engine
    runs = session.scalars(select(Run)).all()
    analysed(session, runs[0])
    sign_in(client, people.tom).get(path)
    with counted_queries(engine) as few:
        client.get(path)
    for run in runs[1:]:
        analysed(session, run)
    session.commit()
    with counted_queries(engine) as many:
        client.get(path)
    assert len(few) == len(many)


@pytest.mark.parametrize(("who", "status"), [("ada", 403), ("eve", 404), ("adm", 403)])
def test_others_do_not_see_it(client, people, cohort, who, status):
    sign_in(client, people.by_name()[who])
    assert client.get(f"/cohorts/{cohort.id}/learners/{people.ada.id}").status_code == status


def test_somebody_outside_the_cohort_is_not_found(client, people, cohort):
    path = f"/cohorts/{cohort.id}/learners/{people.rio.id}"
    assert sign_in(client, people.tom).get(path).status_code == 404


def test_csv_has_the_numbers_of_the_page(client, people, cohort):
    ada, _ben = csv_of(sign_in(client, people.tom), f"/cohorts/{cohort.id}.csv")
    assert ada["Ship Thursday: runs"] == "3"
    assert ada["Ship Thursday: best outcome (0-100)"] == "64.6"
    assert ada["Ship Thursday: last outcome (0-100)"] == "52.2"


def test_a_drawn_day_is_named_with_its_level_and_counts_in_matrix_and_csv(client, people, cohort, session):
    day = make_day(session, scenario="day-production")
    day.scenario.title, day.level = "A drawn day: Production, level 35", 35
    make_run(session, person=people.ada, day=day, outcome=71.2)
    sign_in(client, people.tom)
    assert "best 71, last 71, 1 run" in client.get(f"/cohorts/{cohort.id}").text
    path = f"/cohorts/{cohort.id}/learners/{people.ada.id}"
    assert "A drawn day: Production, level 35" in client.get(path).text
    assert "Only Drawn day: Production." in client.get(f"{path}?scenario=day-production").text
    ada, _ben = csv_of(client, f"/cohorts/{cohort.id}.csv")
    assert (ada["Drawn day: Production: runs"], ada["Runs finished"]) == ("1", "4")
