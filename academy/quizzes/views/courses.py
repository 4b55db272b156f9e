"""The quizzes of a course, what each asks of people, and starting one."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.content.courses import Course
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError, NotFoundError
from academy.learning.library import current_shelf
from academy.quizzes import queries, services
from academy.quizzes.deadline import is_time_up
from academy.quizzes.forms import StartForm
from academy.quizzes.offer import Quiz, quiz_of, quizzes_of
from academy.quizzes.overview import overview_of, record_of
from academy.quizzes.views.routes import blueprint


@blueprint.get("/courses/<course_slug>/quizzes")
def index_quizzes(course_slug: str) -> str:
    course = _course(course_slug)
    quizzes = quizzes_of(course, current_shelf().questions)
    overview = overview_of(current_session(), person=current_person(), course=course, quizzes=quizzes)
    return render_template("quizzes/index.html", course=course, overview=overview, now=clock.now())


@blueprint.get("/courses/<course_slug>/quizzes/<quiz_slug>")
def show_quiz(course_slug: str, quiz_slug: str) -> str:
    quiz, person, now = _quiz(course_slug, quiz_slug), current_person(), clock.now()
    attempts = queries.attempts_of(current_session(), person=person, course_slug=course_slug, quiz=quiz_slug)
    record = record_of(quiz, attempts)
    return render_template(
        "quizzes/start.html",
        quiz=quiz,
        record=record,
        is_time_up=record.open is not None and is_time_up(record.open, now),
        time_factor=person.time_factor,
        minutes=quiz.rules.minutes_for(person.time_factor),
        would_end_at=quiz.rules.ends_at(now, person.time_factor),
        key=secrets.token_hex(16),
    )


@blueprint.post("/courses/<course_slug>/quizzes/<quiz_slug>/attempts")
def create_attempt(course_slug: str, quiz_slug: str) -> Response:
    quiz, session, form = _quiz(course_slug, quiz_slug), current_session(), StartForm()
    if not form.validate():
        raise AcademyError("The page's key is missing or malformed. Reload it. Nothing was started.")
    attempt = services.start_attempt(
        session, person=current_person(), quiz=quiz, key=str(form.key.data), now=clock.now()
    )
    session.commit()
    if attempt.start_key != form.key.data:
        flash("You had this one open already; here it is, with your answers.")
    return redirect(url_for(".show_attempt", attempt_id=attempt.id), 303)


def _course(course_slug: str) -> Course:
    course = current_shelf().library.course(course_slug)
    if course is None:
        raise NotFoundError("There is no such course. It may have been renamed; look in the list of courses.")
    return course


def _quiz(course_slug: str, quiz_slug: str) -> Quiz:
    quiz = quiz_of(_course(course_slug), current_shelf().questions, quiz_slug)
    if quiz is None:
        raise NotFoundError("This course has no such quiz. Look in the list of its quizzes.")
    return quiz
