"""Every module and checklist as shipped: the text passes axe and never scrolls sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests import shipped
from tests.browser.conftest import NewContext
from tests.browser.watch import DESK, PHONE, violations_of
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

ADA = "ada@lantern-row.example"
COURSES = {
    course.slug: [f"/courses/{course.slug}/{module.slug}" for module in course.modules]
    for course in shipped.library().courses
}
CHECKLISTS = [f"/checklists/{one.slug}" for one in shipped.shelf().checklists.checklists.values()]
#: The text alone: what stands around it is the same on every page, and looked at by `test_every_page`.
TEXT = {"module": ".prose", "checklist": "main"}


@pytest.fixture
def page(new_context: NewContext, server: Server) -> Page:
    passwords = {account["email"]: account["password"] for account in server.accounts}
    ada = Visitor(server.url)
    assert ada.sign_in(ADA, passwords[ADA]).status == 303
    return new_context(as_person=ada, viewport=PHONE).new_page()


def look(page: Page, path: str, text: str) -> None:
    page.emulate_media(color_scheme="dark")
    response = page.goto(path)
    assert response is not None
    assert response.status == 200, path
    assert violations_of(page, text) == [], path
    for viewport in (DESK, PHONE):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(width), f"{path} scrolls sideways at {viewport['width']} px"


@pytest.mark.parametrize("course", COURSES)
def test_every_module_can_be_read_by_everybody(page: Page, course: str) -> None:
    for path in COURSES[course]:
        look(page, path, TEXT["module"])


def test_every_checklist_can_be_read_by_everybody(page: Page) -> None:
    for path in CHECKLISTS:
        look(page, path, TEXT["checklist"])
