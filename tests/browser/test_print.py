"""Pages that one prints, as paper gets them: text and tables, nothing to press, ink on white in any theme."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from sqlalchemy import select

from academy.accounts.queries import person_of_address
from academy.core.db import Database
from academy.simulations.models import Run
from tests.browser.conftest import NewContext
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

TRAINER, ADA = "trainer@lantern-row.example", "ada@lantern-row.example"
A4_WIDTH_PX = 673  # 210 mm less the margins of print.css
FOR_ADA = (
    "/courses/coordinators-role/meetings-notes-tracking",
    "/courses/coordinators-role",
    "/glossary",
    "/checklists/scr",
    "/notes",
    "/how-scoring-works",
    "/runs/{run}/debrief",
    "/runs/{run}/decisions/1",
)
FOR_TRAINER = ("/cohorts/1/learners/{ada}",)
NOT_ON_PAPER = ".masthead, .footer, .breadcrumbs, .button, button, form:not(.prints), .toasts, dialog"
SHOWN = "(found) => found.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 120))"
CUT = """() => [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility()
    && !one.closest(".visually-hidden, svg") && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def rows(data: Path, server: Server) -> Iterator[dict[str, int]]:
    """The demo's own rows that stand in the paths."""
    database = Database(f"sqlite:///{data / 'academy.db'}")
    with closing(database.reading()) as session:
        ada = person_of_address(session, email=ADA)
        assert ada is not None
        run = session.scalars(select(Run.id).filter_by(person_id=ada.id).order_by(Run.id)).first()
        assert run is not None
        yield {"ada": ada.id, "run": run}
    database.dispose()


def context_of(new_context: NewContext, server: Server, email: str) -> BrowserContext:
    visitor = Visitor(server.url)
    password = next(one["password"] for one in server.accounts if one["email"] == email)
    assert visitor.sign_in(email, password).status == 303
    return new_context(
        as_person=visitor, color_scheme="dark", viewport={"width": A4_WIDTH_PX, "height": 1000}
    )


@pytest.mark.parametrize(("email", "paths"), [(ADA, FOR_ADA), (TRAINER, FOR_TRAINER)], ids=["ada", "trainer"])
def test_paper_holds_what_is_read_and_nothing_to_press(
    new_context: NewContext, server: Server, rows: dict[str, int], email: str, paths: tuple[str, ...]
) -> None:
    page = context_of(new_context, server, email).new_page()
    page.emulate_media(media="print", color_scheme="dark")
    for path in paths:
        response = page.goto(path.format(**rows))
        assert response is not None
        assert response.status == 200
        assert page.locator("h1").first.is_visible()
        assert page.locator(NOT_ON_PAPER).evaluate_all(SHOWN) == [], path
        assert page.evaluate(CUT) == [], path
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)", path


def test_answers_that_open_on_demand_are_printed(
    new_context: NewContext, server: Server, rows: dict[str, int]
) -> None:
    page = context_of(new_context, server, ADA).new_page()
    page.goto("/courses/coordinators-role/what-the-job-is")
    answers = page.locator(".prose details > :not(summary)")
    assert answers.count() > 0
    assert not answers.first.is_visible()
    page.emulate_media(media="print")
    assert all(one.is_visible() for one in answers.all())
