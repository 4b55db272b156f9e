"""Cards of questions and terms: every shipped one has two sides, and the back is the key of the bank."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from academy.content.glossary import GlossaryTerm
from academy.content.library import Library
from academy.content.questions.bank import QuestionBank
from academy.content.questions.kinds import MultipleChoice, Numeric, SingleChoice
from academy.review.faces import Source, term_face
from academy.review.question_faces import INSTRUCTIONS, question_face
from tests import shipped

SOURCE = Source("A module", "/courses/a/b")


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped.library()


@pytest.fixture(scope="module")
def bank(library: Library) -> QuestionBank:
    return shipped.bank()


def test_every_shipped_question_has_two_sides(bank: QuestionBank, library: Library) -> None:
    kinds = set()
    for course_slug, question in list(bank)[::4]:
        face = question_face(question, SOURCE, library.links, seed=7)
        assert face.prompt, (course_slug, question.id)
        assert face.answer or face.marks, (course_slug, question.id)
        assert "{" not in face.prompt or not isinstance(question, Numeric), (course_slug, question.id)
        kinds.add(question.kind)
    assert kinds == set(INSTRUCTIONS)


def test_the_back_marks_what_the_bank_calls_right(bank: QuestionBank, library: Library) -> None:
    for _, question in list(bank)[:40]:
        if isinstance(question, SingleChoice | MultipleChoice):
            face = question_face(question, SOURCE, library.links, seed=7)
            assert [mark.is_good for mark in face.marks] == [option.right for option in question.options]
            letters = {option.letter: option.text for option in face.options}
            assert {mark.letter: mark.text for mark in face.marks} == letters


def test_a_numeric_question_draws_new_numbers_each_turn(bank: QuestionBank, library: Library) -> None:
    question = next(one for _, one in bank if isinstance(one, Numeric) and one.parameters)
    faces = [question_face(question, SOURCE, library.links, seed=seed) for seed in range(8)]
    assert len({face.prompt for face in faces}) > 1
    assert question_face(question, SOURCE, library.links, seed=3) == faces[3]


def test_a_term_is_asked_by_meaning_and_by_name_in_turn(library: Library) -> None:
    term = library.term("addendum")
    assert term is not None
    by_name, by_meaning = (term_face(term, library, seed=seed) for seed in (0, 1))
    assert (by_name.prompt, by_name.answer) == (term.term, term.definition)
    assert by_meaning.answer == term.term


def test_no_meaning_gives_its_term_away(library: Library) -> None:
    for term in library.glossary:
        face = term_face(term, library, seed=1)
        shown = Markup(f"{face.prompt} {face.context}").striptags().replace("(the term)", "")
        for form in (term.term, *term.aliases):
            assert not re.search(rf"(?<!\w){re.escape(form)}(?!\w)", shown, re.IGNORECASE), (form, shown)


def test_a_term_is_shown_as_text(library: Library) -> None:
    term = GlossaryTerm("x", "<b>Lock</b>", "To <i>close</i> a list for good.")
    assert term_face(term, library, seed=0).prompt == "&lt;b&gt;Lock&lt;/b&gt;"
    assert "<i>" not in term_face(term, library, seed=1).prompt
