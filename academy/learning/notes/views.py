"""Pages and posts of one's own notes."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError, wants_json
from academy.core.pages import local_time
from academy.core.pagination import page_of
from academy.learning.library import current_library
from academy.learning.models import ModuleNote
from academy.learning.notes import queries, services
from academy.learning.notes.forms import MAX_LENGTH, NoteForm
from academy.learning.notes.pages import html_of, markdown_of
from academy.learning.views import module_or_404

NOTES_A_PAGE = 20

blueprint = Blueprint("notes", __name__)
blueprint.add_app_template_global(lambda: MAX_LENGTH, "max_note_length")
blueprint.add_app_template_filter(html_of, "note_html")


@blueprint.get("/notes")
def index_notes() -> str:
    session, person, library = current_session(), current_person(), current_library()
    words = " ".join(request.args.get("q", "")[:200].replace("\0", " ").split())
    everything = queries.notes_of(session, person=person, library=library)
    found = queries.matching(everything, words)
    page = page_of(request.args.get("page", 1, type=int), size=NOTES_A_PAGE, total=len(found))
    since = clock.now() - services.KEPT_AFTER_DELETION
    return render_template(
        "notes/index.html",
        courses=queries.by_course(found[page.offset : page.offset + page.size]),
        deleted=queries.deleted_notes_of(session, person=person, library=library, since=since),
        just_deleted=request.args.get("deleted", type=int),
        words=words,
        total=len(everything),
        page=page,
    )


@blueprint.get("/notes.md")
def export_notes() -> Response:
    notes = queries.notes_of(current_session(), person=current_person(), library=current_library())
    now = clock.now()
    response = make_response(markdown_of(queries.by_course(notes), now=now))
    response.mimetype = "text/markdown"
    response.headers["Content-Disposition"] = f'attachment; filename="academy-notes-{now:%Y-%m-%d}.md"'
    return response


@blueprint.post("/courses/<course_slug>/<module_slug>/notes")
def create_note(course_slug: str, module_slug: str) -> Response:
    course, module = module_or_404(course_slug, module_slug)
    form, session = NoteForm(), current_session()
    if not form.validate():
        return _once_more(form)
    try:
        note = services.save_note(
            session,
            person=current_person(),
            course=course,
            module=module,
            place=form.place.data or "",
            text=form.text.data or "",
            version=form.version.data or 0,
            now=clock.now(),
        )
    except services.StaleNoteError as error:
        return _both_texts(error, form)
    session.commit()
    if wants_json():
        return jsonify(_state_of(note))
    flash("Note saved.", "success")
    return redirect(
        url_for("learning.show_module", course_slug=course.slug, module_slug=module.slug, _anchor="my-notes"),
        303,
    )


@blueprint.post("/notes/<int:note_id>/deletion")
def create_deletion(note_id: int) -> Response:
    session = current_session()
    note = services.delete_note(session, person=current_person(), note_id=note_id, now=clock.now())
    session.commit()
    return redirect(url_for(".index_notes", deleted=note.id), 303)


@blueprint.post("/notes/<int:note_id>/restoration")
def create_restoration(note_id: int) -> Response:
    session = current_session()
    services.restore_note(session, person=current_person(), note_id=note_id)
    session.commit()
    flash("The note is back where it was.", "success")
    return redirect(url_for(".index_notes"), 303)


def _once_more(form: NoteForm) -> Response:
    """The note as it was typed, with what is wrong; raises AcademyError where no page can show it."""
    message = str(next(iter(form.errors.values()))[0])
    kept = f"{message} Nothing was saved; what stood there before is kept."
    if wants_json() or form.version.errors or form.place.errors:
        raise AcademyError(kept)
    return make_response(render_template("notes/again.html", form=form, message=kept, standing=None), 400)


def _both_texts(error: services.StaleNoteError, form: NoteForm) -> Response:
    """What was typed beside what stands there, so that the writer can choose."""
    note = error.note
    if wants_json():
        body = {"error": "Saved elsewhere", "message": error.message, "text": note.text, **_state_of(note)}
        return make_response(jsonify(body), error.status)
    page = render_template("notes/again.html", form=form, message=error.message, standing=note)
    return make_response(page, error.status)


def _state_of(note: ModuleNote) -> dict[str, object]:
    return {"version": note.version, "saved": local_time(note.updated_at, "%H:%M:%S")}
