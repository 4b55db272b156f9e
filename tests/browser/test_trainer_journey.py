"""The trainer: from the matrix to a run's decisions in two clicks, and the same numbers as CSV."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def matrix(server: Server, new_context: NewContext) -> Page:
    """The demo's cohort."""
    visitor = Visitor(server.url)
    account = server.accounts[0]
    assert visitor.sign_in(account["email"], account["password"]).status == 303
    page = new_context(as_person=visitor, accept_downloads=True).new_page()
    page.goto("/cohorts")
    page.get_by_role("link", name="Autumn intake").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Autumn intake")
    return page


def test_a_runs_decisions_are_two_clicks_from_the_cell(matrix: Page) -> None:
    cell = matrix.get_by_role("link", name=re.compile("^Ada Lindqvist, Ship Thursday: best"))
    best = (re.search(r"best (\d+)", cell.get_attribute("aria-label") or "") or [""])[1]
    cell.click()
    row = matrix.get_by_role("row").filter(has_text=re.compile(rf"\b{best}\b"))
    row.get_by_role("link", name=re.compile("^Open the decisions")).first.click()
    expect(matrix).to_have_url(re.compile(r"/runs/\d+/debrief#decisions$"))
    expect(matrix.locator("#decisions")).to_be_in_viewport()
    expect(matrix.get_by_text("Ada Lindqvist")).to_be_visible()
    expect(matrix.get_by_role("button", name="Play the day again")).to_have_count(0)


def test_the_csv_holds_the_rows_and_numbers_of_the_page(matrix: Page) -> None:
    names = matrix.locator("tbody .matrix-name a").all_inner_texts()
    done = matrix.locator("tbody td.is-number").all_inner_texts()
    with matrix.expect_download() as download:
        matrix.get_by_role("link", name="This table as CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Learner"] for row in rows] == names
    assert [row["Modules done"] for row in rows] == [count.partition("/")[0] for count in done]


def test_a_filter_narrows_page_and_csv_alike(matrix: Page) -> None:
    matrix.get_by_label("Name").fill("ada")
    matrix.get_by_role("button", name="Show").click()
    expect(matrix.locator("tbody .matrix-name a")).to_have_text(["Ada Lindqvist"])
    with matrix.expect_download() as download:
        matrix.get_by_role("link", name="This table as CSV").click()
    assert len(download.value.path().read_text(encoding="utf-8-sig").strip().splitlines()) == 2
