"""The glossary file: its terms, their forms, and what is wrong with an entry."""

from pathlib import Path

import pytest

from academy.content.glossary import load_glossary
from academy.content.slugs import slug_of

SOUND = """\
- term: Retake
  definition: A shot to be done again.
  aliases: [retakes]
  see: [animatic]
- term: animatic
  definition: Boards cut to dialogue.
- term: WIP
  definition: Work in progress.
"""


def write(root: Path, text: str) -> Path:
    (root / "glossary.yaml").write_text(text, encoding="utf-8")
    return root


def test_terms_come_in_the_order_of_the_alphabet(tmp_path: Path) -> None:
    glossary, problems = load_glossary(write(tmp_path, SOUND))
    assert problems == []
    assert [term.slug for term in glossary.terms.values()] == ["animatic", "retake", "wip"]
    assert glossary.terms["retake"].see == ("animatic",)
    assert glossary.terms["retake"].address == "/glossary#retake"


def test_words_may_begin_a_sentence_and_abbreviations_may_not_change(tmp_path: Path) -> None:
    glossary, _ = load_glossary(write(tmp_path, SOUND))
    assert sorted(glossary.forms) == ["Animatic", "Retake", "Retakes", "WIP", "animatic", "retake", "retakes"]


def test_the_longest_form_wins(tmp_path: Path) -> None:
    text = SOUND + "- term: retake note\n  definition: What has to change.\n"
    glossary, _ = load_glossary(write(tmp_path, text))
    assert glossary.pattern is not None
    found = glossary.pattern.search("a retake note")
    assert found is not None
    assert glossary.forms[found[0]].slug == "retake-note"


def test_a_folder_without_a_glossary_has_an_empty_one(tmp_path: Path) -> None:
    glossary, problems = load_glossary(tmp_path)
    assert (dict(glossary.terms), problems, glossary.pattern) == ({}, [], None)


@pytest.mark.parametrize(
    ("text", "complaint", "left"),
    [
        (
            SOUND + "- term: Hold\n",
            "glossary.yaml:9: item 4, definition: this key is missing; add it.",
            3,
        ),
        (
            SOUND + "- term: wip\n  definition: Once more, work.\n",
            'glossary.yaml:9: "wip" already belongs to "WIP"; let one of them have it.',
            3,
        ),
        (
            SOUND + "- term: Redo\n  definition: Another retake.\n  aliases:\n    - Retakes\n",
            'glossary.yaml:9: "Retakes" already belongs to "Retake"; let one of them have it.',
            4,
        ),
        (
            SOUND + "- term: Hold\n  definition: A still moment.\n  see:\n    - still\n",
            'glossary.yaml:12: there is no term "still" in this file; correct it or add the term.',
            4,
        ),
        ("terms: []\n", "glossary.yaml:1: this must be a list of terms, each starting with - term: ...", 0),
        ("- [", "glossary.yaml:2: this does not fit with the lines before it", 0),
    ],
)
def test_a_faulty_entry_leaves_the_others(tmp_path: Path, text: str, complaint: str, left: int) -> None:
    glossary, problems = load_glossary(write(tmp_path, text))
    assert len(problems) == 1
    assert str(problems[0]).startswith(complaint)
    assert len(glossary.terms) == left


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Call sheet", "call-sheet"),
        ("  A&R / notes ", "a-r-notes"),
        ("Décor", "decor"),
        ("日本", ""),
        ("--", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slug_of(text) == slug
