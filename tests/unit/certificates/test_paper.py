"""The PDF: one or two pages of A4, and never a box in the place of a letter.

`NanumGothic.ttf` beside this file stands for a font of the system: three glyphs of our own drawing.
"""

from __future__ import annotations

import base64
import re
import sys
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.certificates import fonts, paper
from academy.certificates.attested import Attested, AttestedModule, AttestedTest
from academy.certificates.sheet import Sheet

HERE = Path(__file__).parent
LATIN, HANGUL = "Zoë Łukasiewicz-Nguyễn", "김유나"


def make_sheet(name: str = "Ada", *, modules: int = 3, objectives: int = 4) -> Sheet:
    one = AttestedModule(
        "Open the desk", 9, ("Name what happens, in the order in which it does",) * objectives
    )
    return Sheet(
        name=name,
        course_title="A day at the desk",
        facts=(("Issued", "2 March 2026"), ("Reading", "27 min in 3 modules")),
        attested=Attested(
            (one,) * modules, AttestedTest("17 of 20", date(2026, 3, 1)), date(2026, 3, 2), "It is due."
        ),
        studio="Lantern Lane",
        note="Modules are marked as complete by whoever reads them.",
        code="8F3K9-QZT2A-8F3K9-QZT2A-8F3K9Q",
        address="https://academy.example/verify/8F3K9-QZT2A-8F3K9-QZT2A-8F3K9Q",
        withdrawn_on=None,
    )


@pytest.fixture(autouse=True)
def no_system_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fonts this machine has: only the bundled ones count."""
    monkeypatch.setattr(fonts, "FONT_FOLDERS", ())


@pytest.fixture
def system_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FONT_FOLDERS", (HERE,))


def streams_of(pdf: bytes) -> list[bytes]:
    """What the streams of a PDF hold, unpacked; plain letters of the bundled faces are readable in them."""
    streams = []
    pattern = rb"<<([^<>]*?/Length[^<>]*?)>>\s*stream\r?\n(.*?)endstream"
    for header, body in re.findall(pattern, pdf, re.DOTALL):
        text = body.strip()
        if b"ASCII85Decode" in header:
            text = base64.a85decode(text.removesuffix(b"~>"))
        streams.append(zlib.decompress(text) if b"FlateDecode" in header else text)
    return streams


def letters_in(pdf: bytes) -> set[str]:
    """The letters that the embedded faces say they draw, read from their tables to Unicode."""
    blocks = [
        block
        for text in streams_of(pdf)
        for block in re.findall(rb"beginbf(?:char|range)(.*?)endbf", text, re.DOTALL)
    ]
    return {chr(int(unit, 16)) for block in blocks for unit in re.findall(rb"<([0-9A-Fa-f]{4})>", block)}


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_diacritics_are_drawn_with_an_embedded_face() -> None:
    sheet = make_sheet(LATIN)
    assert fonts.letters_without_face(sheet.texts()) == ""
    pdf = paper.pdf_of(sheet)
    assert set(LATIN) - letters_in(pdf) == set()
    assert b"/FontFile2" in pdf
    assert b"/MediaBox [ 0 0 595.2" in pdf


def test_hangul_without_a_font_is_said_and_not_drawn() -> None:
    assert fonts.letters_without_face([f"{HANGUL} Kim, {HANGUL}"]) == HANGUL


def test_hangul_is_drawn_with_a_font_of_the_system(system_font: None) -> None:
    sheet = make_sheet(f"{HANGUL} Kim")
    assert fonts.letters_without_face(sheet.texts()) == ""
    assert set(f"{HANGUL} Kim") - letters_in(paper.pdf_of(sheet)) == set()


def test_letters_in_two_parts_are_put_together_first(system_font: None) -> None:
    assert fonts.letters_without_face(["Zoe\u0308 Nguye\u0302\u0303n"]) == ""
    assert fonts.letters_without_face(["\u1100\u1175\u11b7"]) == ""  # 김 as three jamo
    assert "ë" in fonts.marked_up("Zoe\u0308")


@pytest.mark.parametrize("name", ["ليلى", "דנה", "नमस्ते", "m\u0302ary", "🙂"])
def test_what_would_be_drawn_wrong_is_left_to_the_browser(name: str) -> None:
    assert fonts.letters_without_face([name]) != ""


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40))
def test_every_name_is_drawn_whole_or_refused(name: str) -> None:
    if fonts.letters_without_face([name]) == "":
        marked = fonts.marked_up(name)
        assert fonts.REGULAR in marked or not name
        assert all(
            ord(letter) in fonts._bundled(fonts.REGULAR) or letter.isspace()
            for letter in fonts.composed(name)
        )


def test_a_name_is_text_and_never_markup() -> None:
    name = '<font size="90">A & B</font>'
    assert "&lt;font size=" in fonts.marked_up(name)
    assert b"size=" in b"".join(streams_of(paper.pdf_of(make_sheet(name))))


@pytest.mark.parametrize(("modules", "pages"), [(1, 1), (6, 1), (11, 2), (60, 8)])
def test_a_long_course_goes_on_over_the_page(modules: int, pages: int) -> None:
    assert pages_of(paper.pdf_of(make_sheet(modules=modules))) <= pages


def test_the_longest_name_still_fits() -> None:
    assert pages_of(paper.pdf_of(make_sheet("W" * 120))) == 1


def test_a_withdrawn_certificate_says_so_on_paper() -> None:
    sheet = make_sheet()
    withdrawn = paper.pdf_of(replace(sheet, withdrawn_on=date(2026, 3, 9)))
    assert b"Withdrawn" in b"".join(streams_of(withdrawn))
    assert b"Withdrawn" not in b"".join(streams_of(paper.pdf_of(sheet)))


def test_without_the_extra_no_pdf_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fonts.is_pdf_possible()
    monkeypatch.setitem(sys.modules, "reportlab", None)
    assert not fonts.is_pdf_possible()
