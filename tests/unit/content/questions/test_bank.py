"""questions.yaml: what is sound is there, what is wrong is left out and said with its line."""

import pytest

from academy.content.library import load_library
from academy.content.questions.bank import QuestionBank, load_questions, objective_of
from tests.unit.content.questions import texts
from tests.unit.content.sound_folder import Write


def bank_of(write: Write, text: str) -> QuestionBank:
    root = write({"desk/questions.yaml": text})
    return load_questions(root, load_library(root).courses)


def test_every_kind_is_read(write: Write) -> None:
    bank = bank_of(write, texts.ALL)
    assert bank.problems == ()
    kinds = [question.kind for _, question in bank]
    assert kinds == ["single", "multiple", "ordering", "matching", "numeric", "text", "errors", "replies"]
    assert len(bank) == len(bank.of_module("desk", "first")) == 8
    assert bank.of_module("desk", "second") == ()
    assert bank.question("desk", "box") is not None
    assert bank.question("desk", "gone") is None


def test_a_question_names_its_objective_by_its_first_words(write: Write) -> None:
    root = write({"desk/questions.yaml": texts.SINGLE})
    course = load_library(root).courses[0]
    question = load_questions(root, [course]).question("desk", "box")
    assert question is not None
    assert objective_of(question, course.modules[0]) == "Name one thing"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (texts.SINGLE.replace("right: true, ", ""), "exactly one option has right: true"),
        (texts.SINGLE.replace("Leave it", "log it"), "stands there twice"),
        (texts.SINGLE.replace(", reason: It is on the list now.", ""), "reason: this key is missing"),
        (texts.SINGLE.replace("K1.2", "K6.1"), "behaviour"),
        (texts.SINGLE.replace("module: first", "module: third"), 'no module "third"'),
        (texts.SINGLE.replace("Name one", "Name two"), "exactly one objective"),
        (texts.SINGLE.replace("kind: single", "kind: guess"), "'kind' must be"),
        (texts.SINGLE + texts.SINGLE, "ids are given once"),
        (texts.MULTIPLE.replace("right: true, ", ""), "two or more options"),
        (texts.MATCHING.replace("Ignore", "Note"), "stands there twice"),
        (texts.NUMERIC.replace("answer: 80", "answer: 81"), "a key says 81, but the formula gives 80"),
        (texts.NUMERIC.replace("size: 60,", "size: 61,"), "never drawn"),
        (texts.NUMERIC.replace("{size * 8000}", "{sise * 8000}"), 'no parameter "sise"'),
        (texts.NUMERIC.replace("size * 1000 / rate", "size * 8000 / rate"), "mistake 1 gives the right"),
        (texts.NUMERIC.replace("rate: 200", "rte: 200").replace("rate: 100", "rte: 100"), "each of the keys"),
        (texts.TEXT.replace("new version", "the ADDENDUM!"), "accepted and explained as wrong"),
        (texts.TEXT.replace("An addendum, addenda", '"?"'), "punctuation"),
        (texts.ERRORS.replace("wrong: true, ", ""), "some lines have wrong: true"),
        (texts.ERRORS.replace("[PRP-3, WIP]", "[PRP-3]"), "each line has 2 cells"),
        (texts.REPLIES.replace("verdict: best", "verdict: worst"), "one reply is best, one is worst"),
        ("just text\n", "must be a list of questions"),
    ],
)
def test_a_wrong_question_is_left_out_and_said(write: Write, text: str, complaint: str) -> None:
    bank = bank_of(write, text)
    assert any(complaint in str(problem) for problem in bank.problems), bank.problems
    assert all(str(problem).startswith("desk/questions.yaml:") for problem in bank.problems)
    assert len(bank) <= 1


def test_a_problem_has_the_line_of_its_question(write: Write) -> None:
    bank = bank_of(write, texts.MULTIPLE + texts.SINGLE.replace("right: true, ", ""))
    [problem] = bank.problems
    assert problem.line == texts.MULTIPLE.count("\n") + 1
    assert bank.question("desk", "boxes") is not None
