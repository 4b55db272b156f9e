"""What is typed into the search, read as words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.search.entries import Entry
from academy.search.index import SearchIndex
from academy.search.wording import MAX_LENGTH, MAX_TERMS, wording_of


def expressions(typed: str) -> list[str]:
    return [term.expression for term in wording_of(typed).terms]


INDEX = SearchIndex(
    [Entry("term", "Retake", "/glossary#retake", "Glossary", "Work that goes back with a note.", "retakes")]
)


def test_words_may_go_on_and_phrases_may_not() -> None:
    assert expressions('retak "note sheet"') == ['"retak"*', '"note sheet"']


@pytest.mark.parametrize("typed", ["", "   ", "((", '""', '"', "😀", "\x00", "-- * ^ :", "\u202e"])
def test_what_holds_no_word_looks_for_nothing(typed: str) -> None:
    assert expressions(typed) == []


@pytest.mark.parametrize(
    "typed", ["NOT retake", "retake AND note", "retake OR x", "title:retake", "NEAR(retake)"]
)
def test_operators_are_plain_words(typed: str) -> None:
    for term in wording_of(typed).terms:
        assert term.expression.startswith('"')
        assert term.expression.endswith(('"', '"*'))


def test_a_quote_that_nobody_closed_is_no_phrase() -> None:
    assert expressions('"note sheet') == ['"note"*', '"sheet"*']


def test_curly_quotes_are_quotes() -> None:
    assert expressions("“note sheet”") == ['"note sheet"']


def test_small_words_are_left_out_unless_there_are_no_others() -> None:
    assert expressions("what is an animatic") == ['"animatic"*']
    assert expressions("the who") == ['"the"*', '"who"*']


def test_a_long_search_is_cut_and_says_so() -> None:
    cut = wording_of("retake " * 2000)
    assert cut.is_cut
    assert len(cut.text) <= MAX_LENGTH
    assert wording_of(" ".join(f"word{number}" for number in range(20))).is_cut
    assert not wording_of("retake").is_cut


@given(st.text())
def test_whatever_is_typed_can_be_searched_for(typed: str) -> None:
    wording = wording_of(typed)
    assert len(wording.terms) <= MAX_TERMS
    counts = INDEX.counts(wording)
    assert sum(counts.values()) == len(INDEX.find(wording, limit=10))
    INDEX.correction(wording)


@given(st.text(alphabet='re"take*^:()-+ AND NOT OR {}[]'))
def test_signs_of_the_query_language_never_fail(typed: str) -> None:
    INDEX.find(wording_of(typed), limit=10)
