"""Somebody takes quizzes in a real browser: each kind of question, right and wrong; a browser that dies."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from academy.accounts.queries import person_of_address
from academy.content.questions.kinds import Question
from academy.core.db import Database
from academy.quizzes.asking import question_of
from academy.quizzes.offer import Quiz
from academy.quizzes.responses import to_shown
from academy.quizzes.rules import PRACTICE
from academy.quizzes.services import start_attempt
from tests.browser.conftest import NewContext
from tests.browser.quizzes import one_of_each_kind
from tests.server.players import Visitor
from tests.server.processes import Server
from tests.unit.quizzes.bank import right_answer

pytestmark = pytest.mark.browser

BEN = "ben@lantern-row.example"
WRONG: dict[str, Any] = {
    "errors": lambda right: [place for place in range(4) if place not in right],
    "multiple": lambda right: [place for place in range(4) if place not in right],
    "ordering": lambda right: right[::-1],
    "matching": lambda right: [*right[1:], right[0]],
    "replies": lambda right: {"best": right["worst"], "worst": right["best"]},
    "single": lambda right: (right + 1) % 3,
    "numeric": lambda _right: "03:33",
    "text": lambda _right: "nothing that is accepted",
}


@pytest.fixture
def ben(server: Server) -> Visitor:
    passwords = {account["email"]: account["password"] for account in server.accounts}
    visitor = Visitor(server.url)
    assert visitor.sign_in(BEN, passwords[BEN]).status == 303
    return visitor


@dataclass(frozen=True, slots=True)
class Round:
    """A round of practice: its address, its seed, and each question with the order in which it is shown."""

    url: str
    seed: int
    asked: list[tuple[Question, list[int]]]


NewRound = Callable[[str], Round]


@pytest.fixture
def new_round(data: Path, ben: Visitor) -> NewRound:
    """Starts a round of Ben's with a question of each kind, and lets go of the database again."""

    def start(slug: str) -> Round:
        quiz = one_of_each_kind()
        rules = replace(PRACTICE, questions=len(quiz.pool))
        practice = Quiz(quiz.course, slug, "A round of all kinds", rules, quiz.pool, None)
        database = Database(f"sqlite:///{data / 'academy.db'}")
        with closing(database.writing()) as session:
            person = person_of_address(session, email=BEN)
            assert person is not None
            attempt = start_attempt(session, person=person, quiz=practice, key=slug, now=datetime.now(UTC))
            asked = [(question_of(one.version.document), list(one.shown)) for one in attempt.questions]
            session.commit()
        database.dispose()
        return Round(f"/attempts/{attempt.id}", attempt.seed, asked)

    return start


@pytest.mark.parametrize("is_right", [True, False], ids=["right", "wrong"])
def test_each_kind_of_question_is_answered(
    new_context: NewContext, ben: Visitor, new_round: NewRound, is_right: bool
) -> None:
    round_ = new_round(f"all-kinds-{is_right}")
    page = new_context(as_person=ben).new_page()
    for position, (question, order) in enumerate(round_.asked, start=1):
        answer = right_answer(question, round_.seed)
        if not is_right:
            answer = WRONG[question.kind](answer)
        page.goto(f"{round_.url}/questions/{position}")
        page.wait_for_load_state("networkidle")
        give(page, question.kind, to_shown(question, order, answer))
        page.get_by_role("button", name="Check").click()
        right = page.locator(".quiz-verdict", has_text="Right: 1 of 1 point.")
        expect(page.locator(".quiz-verdict")).to_have_count(1)
        expect(right).to_have_count(1 if is_right else 0)
    page.goto(round_.url)
    page.get_by_role("button", name="Finish the round").click()
    count = len(round_.asked)
    expect(page.locator(".lead")).to_contain_text(
        f"{count} of {count} points, 100 %" if is_right else f"0 of {count} questions fully right"
    )


def give(page: Page, kind: str, shown: Any) -> None:
    """Answer the question on the page; `shown` names things by the place where they stand."""
    form = page.locator("form.quiz-form")
    match kind:
        case "single":
            page.keyboard.press(str(shown + 1))
        case "multiple":
            for place in shown:
                page.keyboard.press(str(place + 1))
        case "errors":
            for place in shown:
                form.locator(f'[name=choice][value="{place}"]').check()
        case "ordering":
            put_in_order(page, shown)
        case "matching":
            for place, right in enumerate(shown):
                form.locator(f"#match-{place}").select_option(str(right))
        case "replies":
            for name, place in shown.items():
                form.locator(f'[name={name}][value="{place}"]').check()
        case _:
            form.locator("[name=typed]").fill(shown)


def put_in_order(page: Page, shown: list[int]) -> None:
    """Move rows up until each stands in its place; `shown` holds the place wanted for each row as it came."""
    for wanted in range(len(shown)):
        row = page.locator(f".quiz-order-row:has(#place-{shown.index(wanted)})")
        while row.evaluate("row => [...row.parentElement.children].indexOf(row)") > wanted:
            row.get_by_role("button", name="Move up").click()
    page.locator("[data-keep]").click()


def test_a_browser_that_dies_loses_two_seconds_at_most(
    browser: Browser, new_context: NewContext, ben: Visitor, new_round: NewRound, server: Server
) -> None:
    round_ = new_round("a-browser-that-dies")
    position = next(place for place, (question, _) in enumerate(round_.asked, 1) if question.kind == "text")
    path = f"{round_.url}/questions/{position}"
    doomed = browser.browser_type.launch(executable_path=which("chromium"), args=["--no-sandbox"])
    context = doomed.new_context(base_url=server.url)
    context.add_cookies(
        [{"name": one.name, "value": one.value or "", "url": server.url} for one in ben.cookies]
    )
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.locator("[name=typed]").focus()
    typed: list[tuple[float, str]] = []
    for number in range(40):  # without a pause, so that nothing but the clock makes it save
        page.keyboard.type(character := "abcdefghij"[number % 10])
        typed.append((time.monotonic(), character))
        time.sleep(0.1)
    killed_at = time.monotonic()
    with suppress(Error):
        doomed.new_browser_cdp_session().send("Browser.crash")
    safe = "".join(character for at, character in typed if at < killed_at - 2)
    elsewhere = new_context(as_person=ben).new_page()
    elsewhere.goto(path)
    kept = elsewhere.locator("[name=typed]").input_value()
    assert safe
    assert kept.startswith(safe), (kept, safe)
