"""Exports open safely in a spreadsheet, and numbers stay numbers."""

import csv
import io
from datetime import datetime, timedelta, timezone

import pytest

from academy.core.spreadsheet import csv_text


def read(text):
    return list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_text_starts_a_formula(start):
    header, row = read(csv_text([f"{start}head"], [[f"{start}1+1"]]))
    assert header == [f"'{start}head"]
    assert row == [f"'{start}1+1"]


def test_numbers_are_raw_and_negative_ones_are_not_text():
    assert read(csv_text(["n"], [[-3], [2.5], [None]]))[1:] == [["-3"], ["2.5"], [""]]


def test_times_are_utc():
    moment = datetime(2026, 3, 2, 18, 30, tzinfo=timezone(timedelta(hours=9)))
    assert read(csv_text(["at"], [[moment]]))[1] == ["2026-03-02T09:30:00Z"]


def test_quotes_and_line_breaks_survive():
    assert read(csv_text(["name"], [['a "b"\nc, d']]))[1] == ['a "b"\nc, d']
