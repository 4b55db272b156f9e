"""Codes: long, random, and forgiving to type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from academy.certificates.codes import ALPHABET, LENGTH, code_typed, digest_of, grouped, new_code

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_code_holds_at_least_128_bits() -> None:
    assert len(set(ALPHABET)) ** LENGTH >= 2**128
    assert set(new_code()) <= set(ALPHABET)
    assert len({new_code() for _ in range(100)}) == 100


@given(codes)
def test_what_is_printed_can_be_typed(code: str) -> None:
    assert code_typed(grouped(code)) == code
    assert grouped(code).replace("-", "") == code


@given(codes, st.sampled_from("- \t\u00a0"), st.integers(0, LENGTH))
def test_case_blanks_and_misread_letters_do_not_matter(code: str, blank: str, place: int) -> None:
    typed = code[:place] + blank + code[place:].lower()
    assert code_typed(f" {typed} ") == code
    assert code_typed(typed.replace("1", "l").replace("0", "o")) == code


@given(st.text(max_size=200))
def test_anything_typed_is_a_code_or_nothing(text: str) -> None:
    code = code_typed(text)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))


@given(codes, codes)
def test_two_codes_are_never_looked_up_alike(one: str, other: str) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)
