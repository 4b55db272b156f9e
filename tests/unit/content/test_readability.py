"""LIX of a text."""

from academy.content.library import load_library
from academy.content.readability import lix
from tests.unit.content.sound_folder import MODULE, Write


def test_lix_is_words_a_sentence_plus_the_share_of_long_words() -> None:
    assert lix("The box is here. Nobody opened it.") == round(7 / 2 + 100 * 0 / 7)
    assert lix("Coordinators remember everything important.") == 4 + 100
    assert lix("") == lix("12:40 ... 17") == 0


def test_a_module_knows_the_lix_of_its_running_text(write: Write) -> None:
    text = (
        MODULE.format(name="first")
        + "\n- Coordinators remember everything\n\n| Productions |\n|---|\n| x |\n"
    )
    course = load_library(write({"desk/01-first.md": text})).course("desk")
    assert course is not None
    assert course.modules[0].readability == lix("Text of the first page.\n\nCoordinators remember everything")
