"""Which addresses are taken, and which are the same."""

from __future__ import annotations

import pytest

from academy.accounts.addresses import fault_of_address, fold_address


@pytest.mark.parametrize(
    "email", ["ada@example.org", "a.b+c_d-e@sub.example.co", "x@xn--bcher-kva.example", "1@a1.io"]
)
def test_addresses_that_mail_reaches_are_taken(email):
    assert fault_of_address(email) is None


@pytest.mark.parametrize(
    "email",
    [
        "",
        "ada",
        "ada@",
        "@example.org",
        "ada@localhost",
        "ada@example.123",
        "ada@-example.org",
        "ada@example..org",
        ".ada@example.org",
        "ada.@example.org",
        "a..da@example.org",
        "a da@example.org",
        "ada@exa mple.org",
        "ada@example.org\nBcc: ben@example.org",
        "ada@example.org\x00",
        "Ada <ada@example.org>",
        "ada@example.org,ben@example.org",
        f"{'a' * 65}@example.org",
        f"ada@{'a' * 250}.org",
        "adá@example.org",
    ],
)
def test_anything_else_is_refused_with_a_sentence(email):
    assert fault_of_address(email).endswith(".")


@pytest.mark.parametrize(
    "twin", ["ADA@EXAMPLE.ORG", "  ada@example.org\t", "ａｄａ@example.org", "Ada@Example.Org"]
)
def test_spellings_of_one_address_are_one(twin):
    assert fold_address(twin) == "ada@example.org"


def test_folding_twice_changes_nothing():
    for text in ("ﬁona@example.org", "STRASSE@example.org", "straße@example.org", "İ@example.org"):
        assert fold_address(fold_address(text)) == fold_address(text)


def test_ligature_is_the_letters_it_stands_for():
    assert fold_address("ﬁona@example.org") == "fiona@example.org"
