"""The ladder and its posts, the plan, the skill profile and the self-assessment."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs

from academy.accounts.identity import current_person
from academy.content.career import Career, Rung, SideStep
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError, NotFoundError
from academy.learning.library import current_shelf
from academy.path import assessment, queries, services
from academy.path.evidence import evidence_of
from academy.path.forms import ClosureForm, PlanForm, SelfAssessmentForm, answers_in, assessment_form
from academy.path.holdings import Holdings, holdings_of
from academy.path.ladder import ladder_of
from academy.path.plans import targets_for, today_of, way_of
from academy.path.profile import FADED_DAYS, profile_of
from academy.path.words import CourseTest, links_of, taught_where, tests_of
from academy.quizzes.queries import passed_tests
from academy.simulations.library import practice_titles
from academy.simulations.views.links import practice_url

blueprint = Blueprint("path", __name__)


@blueprint.get("/path")
def show_path() -> str:
    return _path_page(_plan_form())


@blueprint.post("/path/plan")
def create_plan() -> Response | tuple[str, int]:
    session, form = current_session(), _plan_form()
    if not form.validate_on_submit():
        return _path_page(form), 400
    plan = services.make_plan(
        session,
        person=current_person(),
        target_slug=form.target.data,
        due_on=form.due.data,  # type: ignore[arg-type]  # validated
        key=str(form.key.data),
        now=clock.now(),
    )
    session.commit()
    post = _career().post(plan.target_slug)
    flash(f"Your plan stands: {post.title if post else plan.target_slug}.", "success")
    return redirect(url_for(".show_path"), 303)


@blueprint.post("/path/plan/closure")
def create_plan_closure() -> Response:
    session, form = current_session(), ClosureForm()
    if not form.validate_on_submit():
        raise AcademyError(
            "The plan could not be put away. Nothing was changed; reload the page and try again."
        )
    was_open = services.end_plan(session, person=current_person(), now=clock.now())
    session.commit()
    flash(
        "Put away. What you have done for it counts as before." if was_open else "There was no open plan.",
        "info",
    )
    return redirect(url_for(".show_path"), 303)


@blueprint.get("/path/<slug>")
def show_post(slug: str) -> str:
    career, holdings = _career(), _holdings()
    post = career.post(slug)
    if post is None:
        raise NotFoundError("There is no such post on the ladder. See all of them under Path.")
    leaves = career.rung(post.leaves) if isinstance(post, SideStep) else None
    height = career.height(leaves.slug if leaves else slug)
    links = links_of(current_shelf().library)
    return render_template(
        "path/post.html",
        count=holdings.count(post),
        leaves=leaves,
        height=height,
        heights=len(career.rungs),
        below=career.rungs[height - 2] if height > 1 and not leaves else None,
        above=career.rungs[height] if height < len(career.rungs) and not leaves else None,
        steps=career.beside(slug),
        behaviours=career.behaviours,
        is_here=not leaves and height == career.height(current_person().rung),
        read=links.get(post.read),
        tests=_tests_of(post),
        log=links.get(career.starts.log) if career.starts else None,
    )


@blueprint.get("/path/skills")
def show_skills() -> str:
    session, person, now, career = current_session(), current_person(), clock.now(), _career()
    assessments = queries.self_assessments_of(session, person=person)
    without_analysis = queries.newest_run_without_analysis(
        session, person=person, since=now - timedelta(days=FADED_DAYS)
    )
    return render_template(
        "path/skills.html",
        profiles=profile_of(evidence_of(session, person, now), list(career.behaviours), now),
        behaviours=career.behaviours,
        taught=taught_where(current_shelf().library),
        assessment=assessments[0] if assessments else None,
        own_views=assessment.own_views(assessments[0].answers) if assessments else {},
        without_analysis=without_analysis,
    )


@blueprint.get("/path/self-assessment")
def new_self_assessment() -> str:
    return _assessment_page(_assessment_form())


@blueprint.post("/path/self-assessments")
def create_self_assessment() -> Response | tuple[str, int]:
    session, statements, form = current_session(), _career().statements, _assessment_form()
    if not form.validate_on_submit():
        return _assessment_page(form), 400
    kept = services.record_self_assessment(
        session,
        person=current_person(),
        answers=answers_in(form, statements),
        key=str(form.key.data),
        now=clock.now(),
    )
    session.commit()
    return redirect(url_for(".show_self_assessment", assessment_id=kept.id), 303)


@blueprint.get("/path/self-assessments/<int:assessment_id>")
def show_self_assessment(assessment_id: int) -> str:
    kept = queries.self_assessment_of(current_session(), person=current_person(), assessment_id=assessment_id)
    library, starts = current_shelf().library, _career().starts
    return render_template(
        "path/assessed.html",
        assessment=kept,
        steps=assessment.STEPS,
        own_views=assessment.own_views(kept.answers),
        suggestion=assessment.suggestion_of(kept.answers),
        links=links_of(library),
        course=library.course(starts.course) if starts else None,
        practice={"title": practice_titles().get(starts.practice), "url": practice_url(starts.practice)}
        if starts
        else None,
    )


def _career() -> Career:
    """The ladder; raises NotFoundError while its file cannot be read."""
    career = current_shelf().career
    if not career.rungs:
        raise NotFoundError(
            "The ladder cannot be shown at the moment: its file is missing or has a fault. "
            "Plans and answers are kept. `academy check` says what to mend."
        )
    return career


def _tests_of(post: Rung) -> list[CourseTest]:
    passed = passed_tests(current_session(), person=current_person())
    return tests_of(post, current_shelf(), passed)


def _holdings() -> Holdings:
    return holdings_of(
        current_session(),
        person=current_person(),
        shelf=current_shelf(),
        list_states=current_app.extensions["list_states"],
    )


def _path_page(form: PlanForm) -> str:
    session, person, now = current_session(), current_person(), clock.now()
    career, holdings = _career(), _holdings()
    plan, standing = queries.open_plan(session, person=person), career.height(person.rung)
    return render_template(
        "path/path.html",
        about=career.about,
        form=form,
        plan=plan,
        way=way_of(plan, person=person, career=career, holdings=holdings, now=now) if plan else None,
        earlier=queries.earlier_plans(session, person=person),
        titles={post.slug: post.title for post in (*career.rungs, *career.sideways)},
        here=career.rungs[standing - 1] if standing else None,
        rows=ladder_of(career, holdings.count, standing=standing, target=plan.target_slug if plan else None),
    )


def _plan_form() -> PlanForm:
    person = current_person()
    form = PlanForm()
    form.today = today_of(person, clock.now())
    form.target.choices = [
        SelectChoice(
            value=post.slug, label=f"{post.title} (to the side)" if isinstance(post, SideStep) else post.title
        )
        for post in targets_for(_career(), person)
    ]
    if not form.is_submitted():
        form.key.data = secrets.token_hex(16)
    return form


def _assessment_form() -> SelfAssessmentForm:
    form = assessment_form(_career().statements)
    if not form.is_submitted():
        form.key.data = secrets.token_hex(16)
    return form


def _assessment_page(form: SelfAssessmentForm) -> str:
    earlier = queries.self_assessments_of(current_session(), person=current_person())
    return render_template(
        "path/self_assessment.html", form=form, statements=_career().statements, earlier=earlier
    )
