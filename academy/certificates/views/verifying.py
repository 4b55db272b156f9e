"""What anybody may learn from a code: whether its certificate counts, and what it attests. Nothing else.

The rule: a look-up is a POST, which the brake counts whatever it finds; the answer is a page that only
reads, for the browser that asked. The printed address opens the form with its code filled in.
"""

from __future__ import annotations

from flask import make_response, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import network_address
from academy.certificates import queries, services
from academy.certificates.codes import MAX_TYPED_LENGTH, code_typed, digest_of, grouped
from academy.certificates.forms import VerificationForm
from academy.certificates.sheet import note_on
from academy.certificates.views.blueprint import blueprint
from academy.core import clock
from academy.core.db import current_session

#: Where a browser's cookie keeps the digest of the code that it looked up last.
LOOKED_UP = "looked_up"


@blueprint.get("/verify")
def new_verification() -> Response:
    return _form_page(VerificationForm(formdata=None), 200)


@blueprint.post("/verify")
def create_verification() -> Response:
    form = VerificationForm()
    code = code_typed(form.code.data or "")
    if not form.validate_on_submit() or code is None:
        return _form_page(form, 400)
    services.count_look_up(current_session(), address=network_address(), now=clock.now())
    current_session().commit()
    session[LOOKED_UP] = digest_of(code)
    return _hidden(redirect(url_for(".show_verification", code=grouped(code)), 303))


@blueprint.get("/verify/<code>")
def show_verification(code: str) -> Response:
    typed = code_typed(code)
    if typed is None or session.get(LOOKED_UP) != digest_of(typed):
        form = VerificationForm(formdata=None, code=grouped(typed) if typed else code[:MAX_TYPED_LENGTH])
        if typed is None:
            form.validate()
        return _form_page(form, 200 if typed else 404, is_whole=typed is not None)
    certificate = queries.certificate_of_code(current_session(), code=typed)
    page = render_template(
        "certificates/verification.html",
        certificate=certificate,
        attested=certificate.attested if certificate else None,
        note=note_on(certificate.attested) if certificate else "",
        code=grouped(typed),
    )
    return _hidden(make_response(page, 200 if certificate else 404))


def _form_page(form: VerificationForm, status: int, *, is_whole: bool = False) -> Response:
    page = render_template("certificates/new_verification.html", form=form, is_whole=is_whole)
    return _hidden(make_response(page, status))


def _hidden(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
