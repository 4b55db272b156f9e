"""Certificates as learners hold them and trainers withdraw them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.certificates import queries, services
from academy.certificates.addresses import address_of
from academy.certificates.forms import NameCorrectionForm, WithdrawalForm
from academy.certificates.models import Certificate
from academy.certificates.sheet import sheet_of
from academy.certificates.views.blueprint import blueprint
from academy.core import clock
from academy.core.access import Access
from academy.core.db import current_session
from academy.core.errors import NotFoundError
from academy.learning.library import current_shelf

NEAREST = 3
MAX_SEARCH_LENGTH = 120


@blueprint.get("/certificates")
def index_certificates() -> str:
    session, person, shelf = current_session(), current_person(), current_shelf()
    certificates = queries.certificates_of(session, person=person)
    standings = queries.standings_in(
        session, person=person, courses=shelf.library.courses, bank=shelf.questions
    )
    held = {certificate.course_slug for certificate in certificates}
    open_ones = [one for one in standings if one.progress.course.slug not in held]
    return render_template(
        "certificates/index.html",
        certificates=certificates,
        nearest=sorted(open_ones, key=lambda one: one.minutes_left)[:NEAREST],
        has_courses=bool(standings),
    )


@blueprint.post("/courses/<course_slug>/certificate")
def create_certificate(course_slug: str) -> Response:
    session, person, shelf = current_session(), current_person(), current_shelf()
    course = shelf.library.course(course_slug)
    if course is None:
        raise NotFoundError
    standing = queries.standing_of(session, person=person, course=course, bank=shelf.questions)
    certificate = services.issue_certificate(session, person=person, standing=standing, now=clock.now())
    session.commit()
    flash("This is your certificate. Print it, or send its address to whoever asks.", "success")
    return redirect(url_for(".show_certificate", certificate_id=certificate.id), 303)


@blueprint.get("/certificates/<int:certificate_id>")
def show_certificate(certificate_id: int) -> str:
    certificate = _seen(certificate_id)
    return _page(certificate, NameCorrectionForm(formdata=None, name=certificate.name), _withdrawal_form())


@blueprint.post("/certificates/<int:certificate_id>/name-correction")
def create_name_correction(certificate_id: int) -> Response | tuple[str, int]:
    session, form = current_session(), NameCorrectionForm()
    certificate = queries.own_certificate(session, person=current_person(), certificate_id=certificate_id)
    if not form.validate_on_submit():
        return _page(certificate, form, _withdrawal_form()), 400
    services.correct_name(
        session,
        certificate=certificate,
        name=str(form.name.data),
        reason=str(form.reason.data),
        now=clock.now(),
    )
    session.commit()
    flash("The certificate carries the corrected name.", "success")
    return redirect(url_for(".show_certificate", certificate_id=certificate_id), 303)


@blueprint.get("/studio-certificates")
def index_issued() -> str:
    name = request.args.get("name", "").strip()[:MAX_SEARCH_LENGTH]
    page = queries.issued_to_learners_of(current_session(), trainer=current_person(), name=name)
    return render_template("certificates/issued.html", page=page, name=name)


@blueprint.post("/certificates/<int:certificate_id>/withdrawal")
def create_withdrawal(certificate_id: int) -> Response | tuple[str, int]:
    session, form, trainer = current_session(), WithdrawalForm(), current_person()
    certificate = _trained(certificate_id)
    if not form.validate_on_submit():
        return _page(certificate, NameCorrectionForm(formdata=None), form), 400
    is_first = services.withdraw_certificate(
        session, certificate=certificate, trainer=trainer, reason=str(form.reason.data), now=clock.now()
    )
    session.commit()
    flash(
        f"Withdrawn. {certificate.person.name} has been told why."
        if is_first
        else "It was withdrawn before; that reason stands.",
        "success" if is_first else "info",
    )
    return redirect(url_for(".show_certificate", certificate_id=certificate_id), 303)


@blueprint.post("/certificates/<int:certificate_id>/reissue")
def create_reissue(certificate_id: int) -> Response:
    session, certificate = current_session(), _trained(certificate_id)
    successor = services.reissue_certificate(
        session, certificate=certificate, trainer=current_person(), now=clock.now()
    )
    session.commit()
    flash("Issued anew, with a new date and code. The learner has been told.", "success")
    return redirect(url_for(".show_certificate", certificate_id=successor.id), 303)


def _seen(certificate_id: int) -> Certificate:
    return queries.certificate_seen_by(
        current_session(), person=current_person(), certificate_id=certificate_id
    )


def _trained(certificate_id: int) -> Certificate:
    return queries.certificate_trained_by(
        current_session(), trainer=current_person(), certificate_id=certificate_id
    )


def _withdrawal_form() -> WithdrawalForm:
    return WithdrawalForm(formdata=None)


def _page(certificate: Certificate, correction: NameCorrectionForm, withdrawal: WithdrawalForm) -> str:
    person = current_person()
    is_own = certificate.person_id == person.id
    return render_template(
        "certificates/certificate.html",
        certificate=certificate,
        sheet=sheet_of(certificate, address=address_of(certificate)),
        is_own=is_own,
        may_withdraw=not is_own and person.may(Access.TRAINER),
        successor=queries.successor_of(current_session(), certificate=certificate),
        correction=correction,
        withdrawal=withdrawal,
    )
