"""The glossary by letters."""

from __future__ import annotations

from academy.content.glossary import GlossaryTerm
from academy.learning.glossary import letters_of

TERMS = (
    GlossaryTerm("2d", "2D", "Drawn flat."),
    GlossaryTerm(
        "animatic", "Animatic", "The board, cut to sound.", ("animatics", "animated board", "story reel")
    ),
    GlossaryTerm("etude", "Étude", "A study.", see=("animatic",)),
    GlossaryTerm("edit", "Edit", "What the cutting room makes."),
)


def test_terms_stand_under_their_letters() -> None:
    letters = letters_of(TERMS, {})
    assert [(letter.name, letter.id) for letter in letters] == [
        ("0–9", "letter-number"),
        ("A", "letter-a"),
        ("E", "letter-e"),
    ]
    assert [entry.term.term for entry in letters[2].entries] == ["Étude", "Edit"]


def test_related_terms_are_found() -> None:
    etude = letters_of(TERMS, {})[2].entries[0]
    assert [term.term for term in etude.related] == ["Animatic"]


def test_another_ending_is_not_another_name() -> None:
    assert letters_of(TERMS, {})[1].entries[0].other_names == ("story reel",)


def test_an_empty_glossary_has_no_letters() -> None:
    assert letters_of((), {}) == []
