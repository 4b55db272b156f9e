"""A first visit to home: what Academy is, and one useful act with one click."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.browsers import Browser
from tests.factories import make_cohort, make_day, make_run
from tests.integration.learning.readers import links, mark, words
from tests.people import Cast, sign_in

SHIFT = "Take the desk"
MODULE = "/courses/coordinators-role/what-the-job-is"


@pytest.fixture
def ada(client: Browser, people: Cast) -> Browser:
    return sign_in(client, people.ada)


def titles(page: str) -> list[str]:
    return [part.split("<")[0] for part in page.split('<span class="next-title">')[1:]]


def test_somebody_new_is_told_what_this_is_and_gets_a_first_act(ada: Browser) -> None:
    page = ada.get("/")
    assert "Academy teaches the work of a production coordinator" in words(page)
    assert titles(page.text)[0].startswith(SHIFT)
    [shift] = links(page, SHIFT)
    assert ada.get(shift).status_code == 200


@pytest.mark.parametrize("deed", ["read", "played", "ended the shift"])
def test_the_first_act_goes_with_the_first_deed(
    ada: Browser, people: Cast, session: Session, deed: str
) -> None:
    if deed == "read":
        mark(ada, MODULE)
    elif deed == "played":
        make_run(session, person=people.ada, day=make_day(session), outcome=50)
    else:
        assert ada.submit("/try/end", key="end-of-the-shift").status_code == 303
    page = words(ada.get("/"))
    assert SHIFT not in page
    assert "Academy teaches the work" not in page


def test_a_trainers_first_home_leads_to_a_cohort_and_then_to_its_learners(
    new_client,  # type: ignore[no-untyped-def]
    people: Cast,
    session: Session,
) -> None:
    tom = sign_in(new_client(), people.tom)
    page = tom.get("/")
    assert titles(page.text)[0] == "Make your first cohort"
    assert SHIFT not in page.text
    assert "It begins with a cohort." in words(page)
    assert links(page, "Make your first cohort") == ["/cohorts"]
    cohort = make_cohort(session, studio=people.studio)
    assert links(tom.get("/"), "Add learners to Spring intake") == [f"/cohorts/{cohort.id}/edit"]
    make_cohort(session, studio=people.studio, name="Full", members=(people.ada,))
    assert "First" not in titles(tom.get("/").text)
    assert "Add learners" not in tom.get("/").text
