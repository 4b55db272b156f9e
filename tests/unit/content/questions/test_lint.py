"""What a bank gives away."""

from pydantic import TypeAdapter

from academy.content.questions.bank import QuestionBank
from academy.content.questions.kinds import AnyQuestion, Question
from academy.content.questions.lint import lint

QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)
WRONG = ("Leave it where it is", "Open it and look", "Send it away")


def single(number: int, *, place: int, right: str = "Log it, and tell", text: str | None = None) -> Question:
    options = [{"text": wrong, "reason": "It would be lost."} for wrong in WRONG]
    options.insert(place, {"text": right, "reason": "It is on the list.", "right": True})
    return QUESTION.validate_python(
        {
            "id": f"question-{number}",
            "module": "first",
            "objective": "Name",
            "behaviour": "K1.2",
            "kind": "single",
            "text": text or f"{number} boxes came on day {number}: what is number {number * 7} to you?",
            "options": options,
        }
    )


def bank(*questions: Question) -> QuestionBank:
    return QuestionBank({"desk": {question.id: question for question in questions}})


def test_a_balanced_bank_has_no_faults() -> None:
    found = lint(bank(*(single(number, place=number % 4) for number in range(24))))
    assert found.faults == ()
    assert found.kinds == {"single": 24}
    assert found.positions == {f"4 options, place {place}": 6 for place in range(1, 5)}


def test_right_options_in_one_place_are_found() -> None:
    [fault] = lint(bank(*(single(number, place=1) for number in range(24)))).faults
    assert fault == "the right one of 4 options stands in place 2 in 24 of 24 questions."


def test_long_right_options_are_found() -> None:
    long = "Log it, tell Hana that it is there, and put it on the shelf"
    faults = lint(bank(*(single(number, place=number % 4, right=long) for number in range(24)))).faults
    assert any("times as long as wrong ones" in fault for fault in faults)
    assert any("the longest in 100% of single choices (chance: 25%)" in fault for fault in faults)


def test_short_right_options_are_found() -> None:
    [fault] = lint(bank(*(single(number, place=number % 4, right="Log it") for number in range(24)))).faults
    assert fault == "the right option is the shortest in 100% of single choices (chance: 25%)."


def test_questions_that_ask_the_same_are_found() -> None:
    text = "A box without a name stands at reception on Monday. What do you do?"
    [fault] = lint(bank(single(1, place=0, text=text), single(2, place=1, text=text.upper()))).faults
    assert fault == "desk/question-1 and desk/question-2 ask nearly the same."


def test_an_empty_bank_has_nothing_to_say() -> None:
    found = lint(QuestionBank())
    assert (found.faults, found.length_ratio) == ((), 1.0)
