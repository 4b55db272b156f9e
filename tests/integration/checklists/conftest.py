"""A list that Ada has started, and what everybody does to lists through their pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.checklists import services
from academy.checklists.models import Worklist
from academy.checklists.services.lists import Production
from academy.content.checklists import Checklist
from academy.learning.library import Shelf
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.people import Cast, sign_in

Say = Callable[..., TestResponse]


@pytest.fixture
def checklist(client: Browser) -> Checklist:
    """The shipped list of the animatic; its items 1 and 2 are gates, item 5 is none."""
    shelf: Shelf = client.application.extensions["librarian"].shelf()
    return shelf.checklists.checklists["ANI"]


@pytest.fixture
def worklist(session: Session, people: Cast, checklist: Checklist) -> Worklist:
    """Ada's list of the animatic, due in two days."""
    made = services.start_worklist(
        session,
        owner=people.ada,
        studio_id=people.studio.id,
        checklist=checklist,
        production=Production("Lantern Lane", "104", MONDAY_MORNING + timedelta(days=2)),
        key="a-list-of-ada",
        now=MONDAY_MORNING,
    )
    session.commit()
    return made


@pytest.fixture
def ada(client: Browser, people: Cast) -> Browser:
    return sign_in(client, people.ada)


@pytest.fixture
def say(worklist: Worklist) -> Say:
    """Say a word about an item: `say(browser, "ticked", "C-ANI-01", text=...)`."""
    keys = count()

    def send(browser: Browser, kind: str, item: str = "C-ANI-01", **fields: str) -> TestResponse:
        fields = {"key": f"key-number-{next(keys)}", "kind": kind, "item": item} | fields
        return browser.submit(f"/worklists/{worklist.id}/events", **fields)

    return send


@pytest.fixture
def ben(worklist: Worklist, session: Session, people: Cast, new_client: Callable[[], Browser]) -> Browser:
    """Ben, who works on Ada's list with her."""
    services.add_member(session, worklist=worklist, person=people.ben, now=MONDAY_MORNING)
    return sign_in(new_client(), people.ben)
