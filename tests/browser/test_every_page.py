"""Every page of the app, seen by somebody who may: axe in both themes, a phone's width, a quiet console."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe

import pytest
from sqlalchemy import select

from academy.accounts.models import LinkPurpose
from academy.accounts.queries import person_of_address
from academy.accounts.services.links import issue_link
from academy.app import create_app
from academy.certificates.codes import grouped, new_code
from academy.certificates.services import withdraw_certificate
from academy.checklists.models import Worklist
from academy.checklists.services import issue_share_link
from academy.core.db import Database
from academy.notices.services import claim_digest
from academy.path.models import SelfAssessment
from academy.simulations.models import Run
from tests.browser.conftest import NewContext
from tests.browser.holders import certify
from tests.browser.quizzes import make_attempts
from tests.browser.watch import assert_accessible
from tests.conftest import make_settings
from tests.security.routes import routes_of
from tests.server.players import Visitor, start_run
from tests.server.processes import Server

pytestmark = pytest.mark.browser

TRAINER, ADA, RIO = (f"{name}@lantern-row.example" for name in ("trainer", "ada", "rio"))
KINDS = ("single", "multiple", "ordering", "matching", "numeric", "text", "errors", "replies")
NOBODY, VISITOR = "nobody", "somebody at the end of a visitor's shift"
#: Who has looked up a code, by the name that it has in the rows.
LOOKED_UP = {name: f"somebody who looked up {name}" for name in ("code", "withdrawn_code", "unknown_code")}


@dataclass(frozen=True, slots=True)
class Example:
    """A page as one person sees it; braces in the path are filled from the demo's own rows."""

    person: str
    path: str


EXAMPLES = {
    "accounts.edit_address": [Example(ADA, "/account/address")],
    "accounts.edit_address_by_link": [Example(NOBODY, "/address-changes/{address_token}")],
    "accounts.edit_confirmation": [Example(NOBODY, "/confirmations/{confirmation_token}")],
    "accounts.edit_password": [Example(ADA, "/account/password")],
    "accounts.edit_password_by_link": [Example(NOBODY, "/password-resets/{password_token}")],
    "accounts.index_sign_ins": [Example(ADA, "/account/sign-ins")],
    "accounts.new_password_reset": [Example(NOBODY, "/password-resets")],
    "accounts.new_person": [Example(NOBODY, "/sign-up")],
    "accounts.new_sign_in": [Example(NOBODY, "/sign-in")],
    "accounts.show_profile": [Example(ADA, "/account")],
    "checklists.index_checklists": [Example(ADA, "/checklists"), Example(RIO, "/checklists")],
    "checklists.index_members": [Example(ADA, "/worklists/{worklist}/people")],
    "checklists.index_sign_offs": [Example(TRAINER, "/worklists/{worklist}/sign-offs")],
    "checklists.print_worklist": [Example(ADA, "/worklists/{worklist}/print")],
    "certificates.index_certificates": [Example(ADA, "/certificates"), Example(RIO, "/certificates")],
    "certificates.index_issued": [
        Example(TRAINER, "/studio-certificates"),
        Example(TRAINER, "/studio-certificates?name=nobody"),
    ],
    "certificates.new_verification": [Example(NOBODY, "/verify")],
    "certificates.show_certificate": [
        Example(ADA, "/certificates/{certificate}"),
        Example(TRAINER, "/certificates/{certificate}"),
        Example(TRAINER, "/certificates/{withdrawn}"),
    ],
    "certificates.show_printing": [Example(ADA, "/certificates/{certificate}/printing")],
    "certificates.show_verification": [
        Example(NOBODY, "/verify/{code}"),
        *(Example(person, f"/verify/{{{name}}}") for name, person in LOOKED_UP.items()),
        Example(NOBODY, "/verify/no-such-code"),
    ],
    "checklists.show_checklist": [Example(ADA, "/checklists/scr")],
    "checklists.show_shared_list": [Example(NOBODY, "/shared-lists/{share_token}")],
    "checklists.show_worklist": [Example(ADA, "/worklists/{worklist}")],
    "cohorts.edit_cohort": [Example(TRAINER, "/cohorts/1/edit")],
    "cohorts.index_cohorts": [Example(TRAINER, "/cohorts")],
    "learning.home": [Example(NOBODY, "/"), Example(ADA, "/"), Example(RIO, "/"), Example(TRAINER, "/")],
    "learning.index_courses": [Example(ADA, "/courses")],
    "learning.show_course": [Example(ADA, "/courses/coordinators-role")],
    "learning.show_glossary": [Example(NOBODY, "/glossary")],
    "learning.show_module": [
        Example(ADA, "/courses/coordinators-role/what-the-job-is"),
        Example(ADA, "/courses/coordinators-role/meetings-notes-tracking"),
        Example(ADA, "/courses/coordinators-role/no-such-module"),
    ],
    "path.new_self_assessment": [Example(ADA, "/path/self-assessment")],
    "path.show_path": [Example(ADA, "/path"), Example(RIO, "/path")],
    "path.show_post": [Example(ADA, "/path/coordinator"), Example(RIO, "/path/talent")],
    "path.show_self_assessment": [Example(ADA, "/path/self-assessments/{self_assessment}")],
    "path.show_skills": [Example(ADA, "/path/skills"), Example(RIO, "/path/skills")],
    "quizzes.index_amendments": [Example(TRAINER, "/amendments")],
    "quizzes.index_flags": [Example(TRAINER, "/flags")],
    "quizzes.index_learner_attempts": [Example(TRAINER, "/learners/{ada}/attempts")],
    "quizzes.index_quizzes": [Example(ADA, "/courses/coordinators-role/quizzes")],
    "quizzes.new_amendment": [
        Example(TRAINER, "/amendments/new?studio={studio}&digest={digest}&choice=drop")
    ],
    "quizzes.show_attempt": [Example(ADA, "/attempts/{open_attempt}")],
    "quizzes.show_question": [
        Example(ADA, "/attempts/{open_attempt}/questions/{" + kind + "}") for kind in KINDS
    ],
    "quizzes.show_quiz": [Example(ADA, "/courses/coordinators-role/quizzes/test")],
    "quizzes.show_review": [Example(RIO, "/attempts/{finished_attempt}/review")],
    "notices.edit_choices": [Example(ADA, "/account/notices"), Example(RIO, "/account/notices")],
    "notices.edit_unsubscription": [Example(NOBODY, "/unsubscribe/{unsubscribe_token}")],
    "notices.index_notices": [Example(ADA, "/notices"), Example(TRAINER, "/notices")],
    "notes.index_notes": [Example(ADA, "/notes"), Example(ADA, "/notes?q=nothing-like-it")],
    "search.index_results": [
        Example(ADA, "/search"),
        Example(ADA, "/search?q=retake"),
        Example(ADA, "/search?q=anmatic"),
    ],
    "review.edit_settings": [Example(ADA, "/review/settings")],
    "review.index_flags": [Example(TRAINER, "/review/flags")],
    "review.index_mistakes": [Example(ADA, "/review/mistakes"), Example(RIO, "/review/mistakes")],
    "review.show_card": [Example(ADA, "/review/next")],
    "review.show_queue": [Example(ADA, "/review"), Example(RIO, "/review")],
    "simulations.index_days": [Example(ADA, "/days")],
    "simulations.index_scenarios": [Example(ADA, "/practise"), Example(RIO, "/practise")],
    "simulations.show_day": [Example(ADA, "/days/production?level=35")],
    "simulations.show_debrief": [Example(ADA, "/runs/{finished_run}/debrief")],
    "simulations.show_decision": [
        Example(ADA, "/runs/{finished_run}/decisions/1"),
        Example(TRAINER, "/runs/{finished_run}/decisions/2"),
    ],
    "simulations.show_run": [Example(RIO, "/runs/{open_run}?request={request}")],
    "simulations.show_scenario": [Example(ADA, "/scenarios/ship-thursday")],
    "simulations.show_scoring": [Example(NOBODY, "/how-scoring-works")],
    "simulations.show_visitor_debrief": [Example(VISITOR, "/try/debrief")],
    "simulations.show_visitor_shift": [Example(NOBODY, "/try")],
    "styleguide.show_styleguide": [Example(NOBODY, "/styleguide")],
    "trainer.show_cohort": [Example(TRAINER, "/cohorts/1"), Example(TRAINER, "/cohorts/1?name=nobody")],
    "trainer.show_learner": [Example(TRAINER, "/cohorts/1/learners/{ada}")],
}
NOT_A_PAGE = {
    "assets.show_asset",
    "checklists.export_csv",
    "checklists.export_markdown",
    "checklists.show_state",
    "certificates.show_pdf",
    "health.show_health",
    "health.show_readiness",
    "learning.show_image",
    "quizzes.show_state",
    "notices.show_calendar",
    "notes.export_notes",
    "search.index_suggestions",
    "simulations.show_desk",
    "simulations.show_state",
    "simulations.show_visitor_desk",
    "trainer.export_cohort",
}


@pytest.fixture(scope="module")
def visitors(server: Server) -> dict[str, Visitor]:
    """Everybody who looks at a page, signed in."""
    passwords = {account["email"]: account["password"] for account in server.accounts}
    visitors = {person: Visitor(server.url) for person in (NOBODY, VISITOR, TRAINER, ADA, RIO)}
    visitors |= {person: Visitor(server.url) for person in LOOKED_UP.values()}
    for email in (TRAINER, ADA, RIO):
        assert visitors[email].sign_in(email, passwords[email]).status == 303
    assert visitors[VISITOR].submit("/try/restart").status == 303
    assert visitors[VISITOR].submit("/try/end", key="end-of-the-shift").status == 303
    return visitors


@pytest.fixture(scope="module")
def rows(data: Path, visitors: dict[str, Visitor]) -> Iterator[dict[str, object]]:
    """What stands in the paths' braces."""
    player = start_run(visitors[RIO], key="an-open-day")
    assert visitors[ADA].submit("/review/sessions").status == 303
    purposes = {
        "address_token": LinkPurpose.CHANGE_ADDRESS,
        "confirmation_token": LinkPurpose.CONFIRM_ADDRESS,
        "password_token": LinkPurpose.RESET_PASSWORD,
    }
    in_spring = (datetime.now(UTC) + timedelta(days=200)).date()
    answers = {f"answer_{number}": str(1 + number % 4) for number in range(1, 11)}
    sent = visitors[ADA].submit("/path/self-assessments", key="an-assessment", **answers)
    planned = visitors[ADA].submit(
        "/path/plan", key="a-plan-to-see", target="coordinator", due=str(in_spring)
    )
    assert (sent.status, planned.status) == (303, 303)
    with closing(Database(f"sqlite:///{data / 'academy.db'}").writing()) as session:
        ada, now = person_of_address(session, email=ADA), datetime.now(UTC)
        assert ada is not None
        finished = session.scalars(select(Run.id).filter_by(person_id=ada.id).order_by(Run.id)).first()
        tokens = {
            name: issue_link(session, now=now, person=ada, purpose=purpose, email="ada@example.org")
            for name, purpose in purposes.items()
        }
        worklist, share_token = session.scalars(select(Worklist)).first(), "a-token-that-nobody-guesses"
        rio, trainer = (person_of_address(session, email=email) for email in (RIO, TRAINER))
        assert worklist is not None
        assert trainer is not None
        issue_share_link(session, worklist=worklist, token=share_token, key="every-page", now=now)
        tokens["unsubscribe_token"] = token = token_urlsafe(32)
        claim_digest(session, person_id=ada.id, day=now.date(), token=token, now=now)
        found: dict[str, object] = {**tokens}
        found |= make_attempts(session, learner=ada, other=rio, trainer_studio=ada.memberships[0].studio)
        certificate, withdrawn = (certify(session, ada, slug) for slug in ("key-skills", "pre-production"))
        withdraw_certificate(session, certificate=withdrawn, trainer=trainer, reason="Shared", now=now)
        assessment = session.scalars(select(SelfAssessment.id).filter_by(person_id=ada.id)).one()
        session.commit()
        codes = {"code": certificate.code, "withdrawn_code": withdrawn.code, "unknown_code": new_code()}
        for name, code in codes.items():
            assert visitors[LOOKED_UP[name]].submit("/verify", code=code).status == 303
        found |= {"ada": ada.id, "share_token": share_token, "worklist": worklist.id}
        found |= {name: grouped(code) for name, code in codes.items()}
        found |= {"certificate": certificate.id, "withdrawn": withdrawn.id}
        found |= {"finished_run": finished, "open_run": player.run_id, "request": player.request}
        yield found | {"self_assessment": assessment}
        session.get_bind().dispose()  # type: ignore[union-attr]


def test_every_page_has_an_example(tmp_path: Path, data: Path) -> None:
    settings = make_settings(f"sqlite:///{data / 'academy.db'}", tmp_path)
    app = create_app(settings, delivers_mail=False)
    read = {route.endpoint for route in routes_of(app, reading=True)}
    app.extensions["database"].dispose()
    assert read == set(EXAMPLES) | NOT_A_PAGE


@pytest.mark.parametrize("example", [one for some in EXAMPLES.values() for one in some], ids=str)
def test_a_page_is_accessible(
    example: Example, new_context: NewContext, visitors: dict[str, Visitor], rows: dict[str, object]
) -> None:
    status = 404 if "no-such" in example.path or "unknown" in example.path else 200
    page = new_context(as_person=visitors[example.person], expects=(f"status of {status}",)).new_page()
    path = example.path.format(**rows)
    response = page.goto(path)
    assert response is not None
    assert response.status == status
    assert page.url.endswith(path), "the page was not for this person"
    page.wait_for_load_state("networkidle")
    assert_accessible(page)
