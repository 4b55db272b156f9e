"""From the last thing done to a certificate that a stranger verifies, without a mouse."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from academy.accounts.queries import person_of_address
from academy.core.db import Database
from tests import shipped
from tests.browser.conftest import NewContext
from tests.browser.keyboard import fill, press
from tests.factories import make_progress
from tests.integration.certificates.holders import take_test
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

COURSE = "coordinators-role"
NAME = "Zoë Łukasiewicz-Nguyễn"


@pytest.fixture
def reader(server: Server, data: Path) -> Visitor:
    """Somebody who has read a course to its end and passed its test."""
    visitor = Visitor(server.url)
    email = visitor.sign_up("Zoe-certificate")
    course, now = shipped.library().course(COURSE), datetime.now(UTC)
    assert course is not None
    database = Database(f"sqlite:///{data / 'academy.db'}")
    with closing(database.writing()) as session:
        person = person_of_address(session, email=email)
        assert person is not None
        person.name = NAME
        for module in course.modules:
            make_progress(session, person=person, course=COURSE, module=module.slug, at=now)
        take_test(session, person, course=COURSE, at=now)
        session.commit()
    database.dispose()
    return visitor


def test_a_learner_gets_a_certificate_that_a_stranger_verifies(
    reader: Visitor, new_context: NewContext
) -> None:
    page = new_context(as_person=reader).new_page()
    page.goto("/")
    press(page, page.get_by_role("link", name=re.compile("get the certificate")))
    expect(page).to_have_url(re.compile(f"/courses/{COURSE}#certificate$"))
    press(page, page.get_by_role("button", name="Get the certificate"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)

    address = page.locator("#verify-address").inner_text()
    stranger = new_context().new_page()
    stranger.goto("/verify")
    fill(stranger, "Code on the certificate", address.rsplit("/", 1)[-1].lower())
    stranger.keyboard.press("Enter")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("This certificate is genuine")
    expect(stranger.get_by_role("definition").first).to_have_text(NAME)

    page.emulate_media(media="print")
    expect(page.locator(".certificate-desk").first).to_be_hidden()
    expect(page.get_by_role("article")).to_be_visible()
