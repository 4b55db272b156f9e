"""Learners are told what happens to their cohort: they join, work is given, its time moves."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.cohorts.models import Cohort
from academy.notices.models import Notice
from tests.browsers import Browser
from tests.databases import counted_queries
from tests.factories import make_cohort, make_person
from tests.people import Cast, sign_in


@pytest.fixture
def trainer(client: Browser, people: Cast) -> Browser:
    return sign_in(client, people.tom)


@pytest.fixture
def cohort(session: Session, people: Cast) -> Cohort:
    people.ada.time_zone = "Asia/Seoul"
    return make_cohort(session, studio=people.studio, members=(people.ada, people.ben))


def told(session: Session) -> list[tuple[int, str, str, str]]:
    session.expire_all()
    notices = session.scalars(select(Notice).order_by(Notice.id))
    return [(one.person_id, one.kind, one.title, one.url) for one in notices]


def assign(trainer: Browser, cohort: Cohort, **fields: str) -> None:
    assert trainer.submit(f"/cohorts/{cohort.id}/assignments", **fields).status_code == 303


def test_who_joins_is_told_once(trainer: Browser, people: Cast, cohort: Cohort, session: Session) -> None:
    for _ in range(2):
        trainer.submit(f"/cohorts/{cohort.id}/members", people=[people.rio.id])
    assert told(session) == [
        (people.rio.id, "Cohort", "You are in the cohort Spring intake of Lantern Lane", "/")
    ]


def test_new_work_is_told_to_each_learner_with_the_time_where_they_are(
    trainer: Browser, people: Cast, cohort: Cohort, session: Session
) -> None:
    assign(trainer, cohort, work="course:coordinators-role", due="2026-03-05T17:00")
    url = "/courses/coordinators-role"
    title = "The coordinator's role, for Spring intake: wanted by"
    assert told(session) == [
        (people.ada.id, "Assigned", f"{title} Fri 6 Mar, 02:00 KST", url),
        (people.ben.id, "Assigned", f"{title} Thu 5 Mar, 17:00 GMT", url),
    ]


def test_a_moved_time_is_told_and_a_repeated_click_is_not(
    trainer: Browser, cohort: Cohort, session: Session
) -> None:
    for due in ("2026-03-05T17:00", "2026-03-05T17:00", "2026-03-06T17:00", ""):
        assign(trainer, cohort, work="scenario:ship-thursday", due=due)
    kinds = [(kind, title.rpartition(": ")[2]) for _, kind, title, _ in told(session)]
    assert [kind for kind, _ in kinds] == ["Assigned"] * 2 + ["Due time"] * 4
    assert kinds[-1] == ("Due time", "no time set")


@pytest.mark.parametrize(
    ("work", "url"),
    [("scenario:ship-thursday", "/scenarios/ship-thursday"), ("scenario:day-production", "/days/production")],
)
def test_the_notice_leads_to_the_work(  # type: ignore[no-untyped-def]
    trainer: Browser, people: Cast, cohort: Cohort, session: Session, work: str, url: str, new_client
) -> None:
    assign(trainer, cohort, work=work)
    assert {one[3] for one in told(session)} == {url}
    assert sign_in(new_client(), people.ada).get(url).status_code == 200


def test_telling_many_asks_no_more_than_telling_few(
    app,
    trainer: Browser,
    people: Cast,
    session: Session,  # type: ignore[no-untyped-def]
) -> None:
    counts = []
    for size in (1, 12):
        members = [make_person(session, name=f"P{size}x{number}") for number in range(size)]
        for member in members:
            member.memberships = [
                type(people.ada.memberships[0])(
                    studio=people.studio, role="learner", joined_at=people.ada.created_at
                )
            ]
        cohort = make_cohort(session, studio=people.studio, name=f"Of {size}", members=members)
        with counted_queries(app.extensions["database"].engine) as queries:
            assign(trainer, cohort, work="course:coordinators-role")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(told(session)) == 13
