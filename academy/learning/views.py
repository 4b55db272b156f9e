"""Pages for readers: home, courses, one course, one module, the glossary; and what readers send back."""

from __future__ import annotations

from difflib import get_close_matches

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from academy.accounts.identity import current_person
from academy.content.courses import Course, Module
from academy.content.problems import Problem
from academy.core import clock
from academy.core.access import Access
from academy.core.compression import compressed_page
from academy.core.db import current_session
from academy.core.errors import AcademyError, NotFoundError, wants_json
from academy.learning import queries, services
from academy.learning.forms import CompletionForm, place_sent
from academy.learning.glossary import letters_of, uses_in
from academy.learning.greeting import WELCOMES, greeting_at
from academy.learning.images import image_response
from academy.learning.library import current_library, current_shelf
from academy.learning.next_steps import Place, bookmark_url, module_url, next_steps_of
from academy.learning.notes.queries import places_of
from academy.learning.practice import practice_of
from academy.learning.progress import CourseProgress
from academy.learning.sections import sections_of

VISITOR_SHIFT = "simulations.show_visitor_shift"
#: How many rows home shows before it is asked for all.
HOME_ROWS = 8
SHOTS = ("img/run-light.png", "img/run-dark.png")
NO_SUCH_PAGE = "There is no such course or module. It may have been renamed; look in the list of courses."

blueprint = Blueprint("learning", __name__)
blueprint.add_app_template_global(bookmark_url, "bookmark_url")
blueprint.add_app_template_global(module_url, "module_url")


class NoSuchPageError(NotFoundError):
    """A reader's address that leads nowhere: `course` is the one it was looked for in, if there is one."""

    def __init__(self, slug: str, course: Course | None) -> None:
        super().__init__(NO_SUCH_PAGE)
        self.slug = slug
        self.course = course


@blueprint.get("/")
def home() -> str:
    if not current_user.is_authenticated:
        return _landing()
    person, now, session = current_person(), clock.now(), current_session()
    steps = next_steps_of(session, person, now)
    return render_template(
        "learning/home.html",
        greeting=greeting_at(now, person.time_zone),
        steps=steps if request.args.get("rows") == "all" else steps[:HOME_ROWS],
        total=len(steps),
        welcome=WELCOMES[person.may(Access.TRAINER)] if steps and steps[0].place is Place.FIRST else "",
        all_progress=queries.progress_in(session, person=person, courses=current_library().courses),
        faults=_faults(),
    )


@blueprint.get("/courses")
def index_courses() -> str:
    courses = current_library().courses
    all_progress = queries.progress_in(current_session(), person=current_person(), courses=courses)
    return render_template("learning/courses.html", all_progress=all_progress, faults=_faults())


@blueprint.get("/courses/<course_slug>")
def show_course(course_slug: str) -> str:
    course = _course(course_slug)
    session, person = current_session(), current_person()
    progress = queries.progress_of(session, person=person, course=course)
    return render_template(
        "learning/course.html",
        course=course,
        progress=progress,
        has_questions=bool(current_shelf().questions.by_course.get(course.slug)),
        sections=sections_of(session, person, progress),
    )


@blueprint.get("/courses/<course_slug>/<module_slug>")
def show_module(course_slug: str, module_slug: str) -> AnyResponse:
    course, module = module_or_404(course_slug, module_slug)
    session, person = current_session(), current_person()
    progress = queries.progress_of(session, person=person, course=course)
    position = course.modules.index(module)
    page = render_template(
        "learning/module.html",
        course=course,
        module=module,
        progress=progress,
        row=progress.rows[position],
        previous=course.modules[position - 1] if position else None,
        following=next(iter(course.modules[position + 1 :]), None),
        last_heading=progress.heading_of(module),
        onward=_onward(progress),
        practice=practice_of(module, current_shelf()),
        has_questions=bool(current_shelf().questions.of_module(course.slug, module.slug)),
        places=places_of(session, person=person, course=course, module=module),
    )
    return compressed_page(page)


@blueprint.post("/courses/<course_slug>/<module_slug>/completion")
def update_completion(course_slug: str, module_slug: str) -> AnyResponse:
    course, module = module_or_404(course_slug, module_slug)
    form = CompletionForm()
    if not form.validate():
        raise AcademyError("Say whether the module is complete: yes or no. Nothing was changed.")
    is_complete, session, person = form.is_complete.data == "yes", current_session(), current_person()
    services.set_completion(
        session, person=person, course=course, module=module, is_complete=is_complete, now=clock.now()
    )
    progress = queries.progress_of(session, person=person, course=course)
    session.commit()
    flash(_completion_message(progress, module), "success" if is_complete else "info")
    return redirect(_module_url(course, module, "completion"), 303)


@blueprint.post("/courses/<course_slug>/<module_slug>/place")
def update_place(course_slug: str, module_slug: str) -> AnyResponse:
    course, module = module_or_404(course_slug, module_slug)
    session = current_session()
    services.record_place(
        session, person=current_person(), course=course, module=module, place=place_sent(), now=clock.now()
    )
    session.commit()
    return Response(status=204)


@blueprint.get("/courses/<course_slug>/img/<name>")
def show_image(course_slug: str, name: str) -> AnyResponse:
    image = _course(course_slug).images.get(name)
    if image is None:
        raise NotFoundError
    return image_response(image, request)


@blueprint.get("/glossary")
def show_glossary() -> AnyResponse:
    library = current_library()
    titles = {
        f"{course.slug}/{module.slug}": module.title
        for course in library.courses
        for module in course.modules
    }
    letters = letters_of(library.glossary, titles, uses_in(library.courses))
    return compressed_page(render_template("learning/glossary.html", letters=letters))


@blueprint.errorhandler(NoSuchPageError)
def show_way_back(error: NoSuchPageError) -> tuple[str, int]:
    """Answer a page that is not there with what is: the modules of its course, or the courses."""
    courses = current_library().courses
    pages = error.course.modules if error.course else courses
    guesses = get_close_matches(error.slug, [page.slug for page in pages], n=1, cutoff=0.5)
    guess = next((page for page in pages if page.slug in guesses), None)
    return render_template("learning/missing.html", course=error.course, courses=courses, guess=guess), 404


def _landing() -> str:
    assets = current_app.extensions["assets"]
    can_try = VISITOR_SHIFT in current_app.view_functions
    return render_template(
        "learning/landing.html",
        visitor_shift_url=url_for(VISITOR_SHIFT) if can_try else None,
        has_shots=all(assets.has(name) for name in SHOTS),
    )


def _course(slug: str) -> Course:
    course = current_library().course(slug)
    if course is None:
        raise _nothing_at(slug)
    return course


def module_or_404(course_slug: str, module_slug: str) -> tuple[Course, Module]:
    """The course and its module at an address; raises NotFoundError."""
    course = _course(course_slug)
    module = course.module(module_slug)
    if module is None:
        raise _nothing_at(module_slug, course)
    return course, module


def _nothing_at(slug: str, course: Course | None = None) -> NotFoundError:
    is_page = request.method == "GET" and not wants_json()
    return NoSuchPageError(slug, course) if is_page else NotFoundError(NO_SUCH_PAGE)


def _module_url(course: Course, module: Module, anchor: str) -> str:
    return url_for("learning.show_module", course_slug=course.slug, module_slug=module.slug, _anchor=anchor)


def _onward(progress: CourseProgress) -> dict[str, str]:
    """Where the reader of a complete module goes: to the next one that is not, or to what stands complete."""
    if progress.is_complete:
        return {
            "label": "To the course",
            "url": url_for("learning.show_course", course_slug=progress.course.slug),
        }
    bookmark = progress.bookmark()
    return {"label": f"Go on: {bookmark.module.title}", "url": bookmark_url(progress, bookmark)}


def _completion_message(progress: CourseProgress, module: Module) -> str:
    if progress.is_complete:
        return f"That was the last one: {progress.course.title} is complete."
    state = "No longer complete" if module in progress.missing else "Complete"
    return f"{state}: “{module.title}”. That makes {progress.completed} of {progress.total} modules."


def _faults() -> tuple[Problem, ...]:
    """What is wrong with the content, for those who can have it mended."""
    return current_shelf().faults if current_person().may(Access.TRAINER) else ()
