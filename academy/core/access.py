"""Who may open what: the whole policy on one page. The rule it keeps: what is not in the table is refused.

The table grants a kind of person an endpoint; which objects they see there is decided by loading them
from the person.
"""

from __future__ import annotations

from enum import StrEnum

from flask import Flask, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from academy.core.errors import ForbiddenError, NotFoundError, wants_json


class Access(StrEnum):
    """Kinds of access, from the most open to the narrowest."""

    PUBLIC = "public"
    SIGNED_OUT = "signed_out"
    SIGNED_IN = "signed_in"
    TRAINER = "trainer"
    ADMIN = "admin"
    SITE_ADMIN = "site_admin"
    DEVELOPMENT = "development"


POLICY: dict[str, Access] = {
    "accounts.new_sign_in": Access.SIGNED_OUT,
    "accounts.create_sign_in": Access.SIGNED_OUT,
    "accounts.destroy_current_sign_in": Access.PUBLIC,
    "accounts.new_person": Access.SIGNED_OUT,
    "accounts.create_person": Access.SIGNED_OUT,
    "accounts.edit_confirmation": Access.PUBLIC,
    "accounts.update_confirmation": Access.PUBLIC,
    "accounts.new_password_reset": Access.PUBLIC,
    "accounts.create_password_reset": Access.PUBLIC,
    "accounts.edit_password_by_link": Access.PUBLIC,
    "accounts.update_password_by_link": Access.PUBLIC,
    "accounts.edit_address_by_link": Access.PUBLIC,
    "accounts.update_address_by_link": Access.PUBLIC,
    "accounts.show_profile": Access.SIGNED_IN,
    "accounts.update_profile": Access.SIGNED_IN,
    "accounts.edit_password": Access.SIGNED_IN,
    "accounts.update_password": Access.SIGNED_IN,
    "accounts.edit_address": Access.SIGNED_IN,
    "accounts.update_address": Access.SIGNED_IN,
    "accounts.index_sign_ins": Access.SIGNED_IN,
    "accounts.destroy_sign_in": Access.SIGNED_IN,
    "accounts.destroy_other_sign_ins": Access.SIGNED_IN,
    "assets.show_asset": Access.PUBLIC,
    "cohorts.index_cohorts": Access.TRAINER,
    "cohorts.create_cohort": Access.TRAINER,
    "cohorts.edit_cohort": Access.TRAINER,
    "cohorts.create_members": Access.TRAINER,
    "cohorts.create_removal": Access.TRAINER,
    "cohorts.update_time_factor": Access.TRAINER,
    "cohorts.create_assignment": Access.TRAINER,
    "cohorts.create_withdrawal": Access.TRAINER,
    "health.show_health": Access.PUBLIC,
    "health.show_readiness": Access.PUBLIC,
    "simulations.index_scenarios": Access.SIGNED_IN,
    "simulations.show_scenario": Access.SIGNED_IN,
    "simulations.create_run": Access.SIGNED_IN,
    "simulations.index_days": Access.SIGNED_IN,
    "simulations.show_day": Access.SIGNED_IN,
    "simulations.create_day_run": Access.SIGNED_IN,
    "simulations.show_run": Access.SIGNED_IN,
    "simulations.show_desk": Access.SIGNED_IN,
    "simulations.show_state": Access.SIGNED_IN,
    "simulations.create_decision": Access.SIGNED_IN,
    "simulations.create_step": Access.SIGNED_IN,
    "simulations.create_pause": Access.SIGNED_IN,
    "simulations.create_resumption": Access.SIGNED_IN,
    "simulations.create_contact": Access.SIGNED_IN,
    "simulations.create_end": Access.SIGNED_IN,
    "simulations.show_debrief": Access.SIGNED_IN,
    "simulations.show_decision": Access.SIGNED_IN,
    "simulations.create_analysis": Access.SIGNED_IN,
    "simulations.show_scoring": Access.PUBLIC,
    "simulations.show_visitor_shift": Access.PUBLIC,
    "simulations.show_visitor_desk": Access.PUBLIC,
    "simulations.show_visitor_debrief": Access.PUBLIC,
    "simulations.create_visitor_decision": Access.PUBLIC,
    "simulations.create_visitor_step": Access.PUBLIC,
    "simulations.create_visitor_end": Access.PUBLIC,
    "simulations.create_visitor_shift": Access.PUBLIC,
    "certificates.index_certificates": Access.SIGNED_IN,
    "certificates.show_certificate": Access.SIGNED_IN,
    "certificates.show_pdf": Access.SIGNED_IN,
    "certificates.show_printing": Access.SIGNED_IN,
    "certificates.create_certificate": Access.SIGNED_IN,
    "certificates.create_name_correction": Access.SIGNED_IN,
    "certificates.index_issued": Access.TRAINER,
    "certificates.create_withdrawal": Access.TRAINER,
    "certificates.create_reissue": Access.TRAINER,
    "certificates.new_verification": Access.PUBLIC,
    "certificates.create_verification": Access.PUBLIC,
    "certificates.show_verification": Access.PUBLIC,
    "checklists.index_checklists": Access.SIGNED_IN,
    "checklists.show_checklist": Access.SIGNED_IN,
    "checklists.create_worklist": Access.SIGNED_IN,
    "checklists.show_worklist": Access.SIGNED_IN,
    "checklists.show_state": Access.SIGNED_IN,
    "checklists.create_event": Access.SIGNED_IN,
    "checklists.update_archive": Access.SIGNED_IN,
    "checklists.print_worklist": Access.SIGNED_IN,
    "checklists.export_csv": Access.SIGNED_IN,
    "checklists.export_markdown": Access.SIGNED_IN,
    "checklists.index_members": Access.SIGNED_IN,
    "checklists.create_member": Access.SIGNED_IN,
    "checklists.create_removal": Access.SIGNED_IN,
    "checklists.create_share_link": Access.SIGNED_IN,
    "checklists.create_revocation": Access.SIGNED_IN,
    "checklists.show_shared_list": Access.PUBLIC,
    "checklists.index_sign_offs": Access.TRAINER,
    "checklists.create_sign_off": Access.TRAINER,
    "notices.index_notices": Access.SIGNED_IN,
    "notices.create_opening": Access.SIGNED_IN,
    "notices.create_reading": Access.SIGNED_IN,
    "notices.create_readings": Access.SIGNED_IN,
    "notices.edit_choices": Access.SIGNED_IN,
    "notices.update_choices": Access.SIGNED_IN,
    "notices.create_calendar": Access.SIGNED_IN,
    "notices.create_calendar_revocation": Access.SIGNED_IN,
    "notices.show_calendar": Access.PUBLIC,
    "notices.edit_unsubscription": Access.PUBLIC,
    "notices.create_unsubscription": Access.PUBLIC,
    "learning.home": Access.PUBLIC,
    "learning.index_courses": Access.SIGNED_IN,
    "learning.show_course": Access.SIGNED_IN,
    "learning.show_glossary": Access.PUBLIC,
    "learning.show_image": Access.SIGNED_IN,
    "learning.show_module": Access.SIGNED_IN,
    "learning.update_completion": Access.SIGNED_IN,
    "learning.update_place": Access.SIGNED_IN,
    "path.show_path": Access.SIGNED_IN,
    "path.create_plan": Access.SIGNED_IN,
    "path.create_plan_closure": Access.SIGNED_IN,
    "path.show_post": Access.SIGNED_IN,
    "path.show_skills": Access.SIGNED_IN,
    "path.new_self_assessment": Access.SIGNED_IN,
    "path.create_self_assessment": Access.SIGNED_IN,
    "path.show_self_assessment": Access.SIGNED_IN,
    "quizzes.index_quizzes": Access.SIGNED_IN,
    "quizzes.show_quiz": Access.SIGNED_IN,
    "quizzes.create_attempt": Access.SIGNED_IN,
    "quizzes.show_attempt": Access.SIGNED_IN,
    "quizzes.show_question": Access.SIGNED_IN,
    "quizzes.show_state": Access.SIGNED_IN,
    "quizzes.show_review": Access.SIGNED_IN,
    "quizzes.create_answer": Access.SIGNED_IN,
    "quizzes.create_check": Access.SIGNED_IN,
    "quizzes.create_submission": Access.SIGNED_IN,
    "quizzes.create_flag": Access.SIGNED_IN,
    "quizzes.index_learner_attempts": Access.TRAINER,
    "quizzes.create_extension": Access.TRAINER,
    "quizzes.index_flags": Access.TRAINER,
    "quizzes.create_settlement": Access.TRAINER,
    "quizzes.index_amendments": Access.TRAINER,
    "quizzes.new_amendment": Access.TRAINER,
    "quizzes.create_amendment": Access.TRAINER,
    "quizzes.create_revocation": Access.TRAINER,
    "review.show_queue": Access.SIGNED_IN,
    "review.create_session": Access.SIGNED_IN,
    "review.show_card": Access.SIGNED_IN,
    "review.create_review": Access.SIGNED_IN,
    "review.create_undoing": Access.SIGNED_IN,
    "review.create_suspension": Access.SIGNED_IN,
    "review.create_return": Access.SIGNED_IN,
    "review.index_mistakes": Access.SIGNED_IN,
    "review.create_practice": Access.SIGNED_IN,
    "review.edit_settings": Access.SIGNED_IN,
    "review.update_settings": Access.SIGNED_IN,
    "review.create_pause": Access.SIGNED_IN,
    "review.create_pause_end": Access.SIGNED_IN,
    "review.index_flags": Access.TRAINER,
    "review.create_flag_answer": Access.TRAINER,
    "notes.create_deletion": Access.SIGNED_IN,
    "notes.create_note": Access.SIGNED_IN,
    "notes.create_restoration": Access.SIGNED_IN,
    "notes.export_notes": Access.SIGNED_IN,
    "notes.index_notes": Access.SIGNED_IN,
    "search.index_results": Access.SIGNED_IN,
    "search.index_suggestions": Access.SIGNED_IN,
    "styleguide.show_styleguide": Access.DEVELOPMENT,
    "trainer.show_cohort": Access.TRAINER,
    "trainer.export_cohort": Access.TRAINER,
    "trainer.show_learner": Access.TRAINER,
}

#: Writes that mail clients send without cookies and from wherever they are: the secret in the address is
#: the proof, so neither a form's token nor its origin is asked for.
PROVED_BY_ADDRESS = frozenset({"notices.create_unsubscription"})


def install_access(app: Flask) -> None:
    """Check every request against the table before its view runs."""

    @app.before_request
    def check_access() -> Response | None:
        if request.endpoint is None:
            return None  # an unknown address: the router answers 404 or 405
        return _check(POLICY.get(request.endpoint))


def _check(access: Access | None) -> Response | None:
    if access is None:
        raise ForbiddenError("This page has no access rule yet, so nobody may open it.")
    if access is Access.PUBLIC:
        return None
    if access is Access.DEVELOPMENT:
        if not current_app.config["IS_DEVELOPMENT"]:
            raise NotFoundError
        return None
    if access is Access.SIGNED_OUT:
        return redirect(url_for("learning.home"), 303) if current_user.is_authenticated else None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if access is not Access.SIGNED_IN and not current_user.may(access):
        raise ForbiddenError(
            "Your role does not include this page. Ask a trainer of your studio if you need it."
        )
    return None


def _ask_to_sign_in() -> Response:
    if wants_json() or request.method not in {"GET", "HEAD"}:
        raise _SignInNeededError("Sign in first; what you sent was not stored.", status=401)
    flash("Sign in to continue.")
    return redirect(url_for("accounts.new_sign_in", next=request.full_path.rstrip("?")), 303)


class _SignInNeededError(ForbiddenError):
    status = 401
