"""A certificate on paper: the PDF, and how to print one where this server cannot draw it."""

from __future__ import annotations

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.certificates import queries
from academy.certificates.addresses import address_of
from academy.certificates.fonts import is_pdf_possible, letters_without_face
from academy.certificates.paper import pdf_of
from academy.certificates.sheet import Sheet, sheet_of
from academy.certificates.views.blueprint import blueprint
from academy.core.db import current_session


@blueprint.get("/certificates/<int:certificate_id>.pdf")
def show_pdf(certificate_id: int) -> Response:
    sheet, slug = _sheet(certificate_id)
    if not is_pdf_possible() or letters_without_face(sheet.texts()):
        return redirect(url_for(".show_printing", certificate_id=certificate_id), 303)
    response = make_response(pdf_of(sheet))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="certificate-{slug}.pdf"'
    return response


@blueprint.get("/certificates/<int:certificate_id>/printing")
def show_printing(certificate_id: int) -> str:
    sheet, _ = _sheet(certificate_id)
    has_extra = is_pdf_possible()
    return render_template(
        "certificates/printing.html",
        sheet=sheet,
        certificate_id=certificate_id,
        has_extra=has_extra,
        letters=letters_without_face(sheet.texts()) if has_extra else "",
    )


def _sheet(certificate_id: int) -> tuple[Sheet, str]:
    certificate = queries.certificate_seen_by(
        current_session(), person=current_person(), certificate_id=certificate_id
    )
    return sheet_of(certificate, address=address_of(certificate)), certificate.course_slug
