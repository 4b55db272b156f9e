"""Ranking, marks, filters and guesses of an index in memory."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from academy.search.entries import Entry
from academy.search.index import Hit, SearchIndex
from academy.search.snippets import Piece, pieces_of
from academy.search.wording import wording_of


def entry(title: str, body: str = "", kind: str = "module", names: tuple[str, ...] = ()) -> Entry:
    return Entry(kind, title, f"/{title}", "Somewhere", body, " ".join(names), names)


def found(index: SearchIndex, typed: str, **options: object) -> list[str]:
    return [hit.entry.title for hit in index.find(wording_of(typed), limit=20, **options)]  # type: ignore[arg-type]


def text_of(pieces: Iterable[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in pieces)


INDEX = SearchIndex(
    [
        entry("Notes of the day", "The animatic is locked. " + "Nothing else happens. " * 40),
        entry("Animatic", "What to check before lock."),
        entry("Story reel", "The animatic under an older name.", "term", ("Story reel", "Leica reel")),
        entry("Café", "Where people meet.", "term", ("Café",)),
        entry("Reel of the story", "A story about a reel. Story reel, story reel, story reel."),
    ]
)


def test_a_title_counts_more_than_a_text() -> None:
    assert found(INDEX, "animatic")[0] == "Animatic"


def test_an_exact_name_of_a_term_comes_first() -> None:
    assert found(INDEX, "story reel")[0] == "Story reel"
    assert found(INDEX, "what is a LEICA reel?") == ["Story reel"]


def test_words_match_their_other_endings_and_beginnings() -> None:
    assert "Notes of the day" in found(INDEX, "locking")
    for end in range(3, len("animatic")):
        assert found(INDEX, "animatic"[:end]) == found(INDEX, "animatic")
    assert found(INDEX, "meeting") == ["Café"]


def test_accents_and_capitals_make_no_difference() -> None:
    assert found(INDEX, "CAFE") == found(INDEX, "café") == ["Café"]


def test_all_words_must_be_there_and_phrases_together() -> None:
    assert found(INDEX, "animatic older") == ["Story reel"]
    assert "Reel of the story" not in found(INDEX, '"leica reel"')


def test_kinds_are_counted_and_filtered() -> None:
    assert INDEX.counts(wording_of("animatic")) == {"module": 2, "term": 1}
    assert found(INDEX, "animatic", kind="term") == ["Story reel"]


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    whole = [hit.entry for hit in INDEX.find(wording_of("animatic"), limit=9)]
    parts = [INDEX.find(wording_of("animatic"), limit=1, offset=place)[0].entry for place in range(3)]
    assert parts == whole


def test_found_words_are_marked_in_title_and_text() -> None:
    hit: Hit = INDEX.find(wording_of("animat lock"), limit=1)[0]
    assert text_of(hit.title) == "[Animatic]"
    assert "[lock]" in text_of(hit.snippet)


def test_a_misspelt_word_is_guessed_only_when_the_guess_finds_something() -> None:
    assert INDEX.correction(wording_of("anmatic")) == "animatic"
    assert INDEX.correction(wording_of("animatic")) is None
    assert INDEX.correction(wording_of("qqqqqqq")) is None
    assert INDEX.correction(wording_of("cafe anmatic")) is None


def test_threads_may_share_an_index() -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: tuple(found(INDEX, "animatic")), range(200)))
    assert set(answers) == {tuple(found(INDEX, "animatic"))}


@given(st.text(alphabet=st.characters(exclude_characters="\x02\x03")))
def test_marks_lose_no_character(text: str) -> None:
    assert text_of(pieces_of(f"{text}\x02{text}\x03{text}")) == (f"{text}[{text}]{text}" if text else "")


@given(st.text())
def test_any_text_can_be_indexed(text: str) -> None:
    clean = text.encode("utf-8", "ignore").decode()
    index = SearchIndex([entry("Animatic", clean)])
    assert found(index, "animatic") == ["Animatic"]


def test_what_only_repeats_comes_after_what_teaches() -> None:
    taught = [entry("One", "A retake is work that goes back, and somebody must say why. " * 3)]
    repeated = [Entry("module", "Sources", "/s", "Somewhere", "On the retake.", is_aside=True)]
    assert found(SearchIndex([*repeated, *taught]), "retake") == ["One", "Sources"]


def test_a_definition_is_shown_whole() -> None:
    long = entry("Hold", "First comes the definition. " + "It goes on. " * 20 + "A hold.", "term", ("Hold",))
    assert text_of(SearchIndex([long]).find(wording_of("hold"), limit=1)[0].snippet).startswith("First comes")
