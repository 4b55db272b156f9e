"""The composition root: puts the features together. Only servers, the command line and tests import it."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter, ValidationError

from academy import server
from academy.accounts import identity
from academy.accounts import views as accounts
from academy.accounts.queries import SIGN_IN_LIMIT
from academy.certificates import views as certificates
from academy.certificates.next_steps import certificate_steps
from academy.certificates.sections import certificate_section
from academy.checklists import views as checklists
from academy.checklists.deadlines import worklist_deadlines
from academy.checklists.next_steps import worklist_steps
from academy.cohorts import views as cohorts
from academy.cohorts.deadlines import assignment_deadlines
from academy.cohorts.next_steps import assignment_steps
from academy.cohorts.queries import team_mates_of
from academy.config import Settings, migrations_folder, settings_from_environment
from academy.core import access, assets, db, errors, headers, health, logs, mail, pages, schema, styleguide
from academy.core.clock import Clock, anchored_clock
from academy.core.cookies import AgelessCookies
from academy.learning import views as learning
from academy.learning.digest import digest_matter
from academy.learning.library import install_library
from academy.learning.next_steps import reading_steps
from academy.learning.notes import views as notes
from academy.learning.notice_steps import notice_steps
from academy.notices import views as notices
from academy.notices.sending import DigestRound
from academy.path import views as path
from academy.path.evidence import run_evidence
from academy.path.evidence_at_work import answer_evidence, list_states_of, sign_off_evidence
from academy.path.next_steps import path_steps
from academy.quizzes import views as quizzes
from academy.quizzes.next_steps import flag_steps, open_attempt_steps, test_steps
from academy.review import views as review
from academy.review.next_steps import flag_steps as card_flag_steps
from academy.review.next_steps import review_steps
from academy.review.sources import decision_cards, question_cards, term_cards
from academy.search import views as search
from academy.search.shelf_index import install_search
from academy.simulations import views as simulations
from academy.simulations.next_steps import first_shift_steps, open_day_steps, practice_steps
from academy.trainer import views as trainer
from academy.trainer.next_steps import cohort_steps, first_cohort_steps

MAX_BODY_BYTES = 2 * 1024 * 1024
MAX_FORM_BYTES = 500 * 1024
MAX_FORM_PARTS = 500
MAX_ROW_ID = 2**31 - 1


class RowId(BaseConverter):
    """A row's number in an address: digits without leading zero that fit a database integer."""

    regex = "[1-9][0-9]{0,9}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > MAX_ROW_ID:
            raise ValidationError
        return number


def create_app(settings: Settings, *, clock: Clock | None = None, delivers_mail: bool = True) -> Flask:
    """The application for these settings; its database must be migrated (`academy db upgrade`)."""
    app = Flask("academy", static_folder=None)
    app.session_interface = AgelessCookies()
    _configure(app, settings)
    database = db.Database(settings.database_url)
    db.install_database(app, database)
    app.extensions["settings"] = settings
    app.extensions["clock"] = clock or anchored_clock(database.engine)
    logs.install_request_log(app)
    headers.install_headers(app)
    protection = CSRFProtect(app)
    identity.install_identity(app)
    access.install_access(app)
    errors.install_errors(app)
    assets.install_assets(app)
    pages.install_pages(app)
    mail.install_mail(app, _mail_delivery(app, settings, database) if delivers_mail else None)
    app.register_blueprint(health.blueprint)
    app.extensions["readiness"] = {"database": lambda: schema.fault_of(database.engine, migrations_folder())}
    install_library(app)
    install_search(app)
    app.extensions["next_steps"] = [
        first_cohort_steps,
        first_shift_steps,
        open_attempt_steps,
        cohort_steps,
        flag_steps,
        card_flag_steps,
        notice_steps,
        open_day_steps,
        certificate_steps,
        reading_steps,
        review_steps,
        path_steps,
        assignment_steps,
        worklist_steps,
        test_steps,
        practice_steps,
    ]
    app.extensions["team_mates"] = team_mates_of
    app.extensions["skill_evidence"] = [run_evidence, answer_evidence, sign_off_evidence]
    app.extensions["list_states"] = [list_states_of]
    app.extensions["course_sections"] = [certificate_section]
    app.extensions["card_sources"] = [decision_cards, question_cards, term_cards]
    app.extensions["deadlines"] = [assignment_deadlines, worklist_deadlines]
    app.extensions["digests"] = DigestRound(app, digest_matter)
    features = (
        *(styleguide, accounts, notices, learning, notes, quizzes, checklists, simulations, cohorts),
        *(path, review, search, certificates, trainer),
    )
    for feature in features:
        app.register_blueprint(feature.blueprint)
    for endpoint in access.PROVED_BY_ADDRESS:
        protection.exempt(app.view_functions[endpoint])
    return app


def served_app() -> Flask:
    """The application as the server's processes start it: settings from the environment, JSON-line logs."""
    settings = settings_from_environment()
    logs.configure_logging(logging.WARNING if settings.is_development else logging.INFO)
    server.leave_interrupts_to_parent()
    server.end_with_parent()
    app = create_app(settings)
    app.extensions["mail"].wake()  # a server that was killed may have left mail in its outbox
    app.extensions["digests"].start()
    return app


def _configure(app: Flask, settings: Settings) -> None:
    url = urlsplit(settings.public_url)
    is_secure = url.scheme == "https"
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        TRUSTED_HOSTS=list(settings.hosts),
        PREFERRED_URL_SCHEME=url.scheme,
        IS_DEVELOPMENT=settings.is_development,
        SESSION_COOKIE_NAME="__Host-academy" if is_secure else "academy",
        SESSION_COOKIE_SECURE=is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=SIGN_IN_LIMIT,
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form left open for a day still works
        WTF_CSRF_SSL_STRICT=is_secure,
    )
    app.url_map.converters["int"] = RowId
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]


def _mail_delivery(app: Flask, settings: Settings, database: db.Database) -> mail.MailDelivery:
    transport = mail.transport_for(settings.smtp_url, settings.data_folder / "mail")
    return mail.MailDelivery(
        database, app.extensions["clock"], sender=settings.mail_from, transport=transport
    )
