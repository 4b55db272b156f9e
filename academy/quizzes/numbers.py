"""Numbers and times of day as people type them. Pure; what cannot be read is None, never a wrong number."""

from __future__ import annotations

import re
from fractions import Fraction

from academy.content.questions.formulas import MINUTES_A_DAY
from academy.content.questions.kinds import Numeric

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f']+")
_NUMBER = re.compile(r"([+-]?)(\d[\d.,]*|[.,]\d+)(.*)")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(am|pm)?|(\d{1,2})(am|pm)|(\d{2})(\d{2})")
#: 16,500 and 1.234.567: marks between groups of three digits.
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")

_SIGNS = {"pounds": "£", "percent": "%", "%": "percent"}


def read_number(question: Numeric, typed: str) -> Fraction | None:
    """The value that somebody typed as an answer, a time of day in minutes; None when it cannot be read.

    Commas and points, thin spaces between thousands and the question's unit behind the number are understood.
    """
    text = typed.casefold().replace("\u2212", "-").strip()
    if question.is_clock:
        return _clock(text)
    match = _NUMBER.fullmatch(_SPACES.sub("", text).lstrip("£$€"))
    if match is None or not _is_unit(match[3], question.unit):
        return None
    value = _decimal(match[2], question.decimals)
    if value is None:
        return None
    return -value if match[1] == "-" else value


def expected_form(question: Numeric) -> str:
    """What an answer looks like, for somebody whose answer could not be read."""
    if question.is_clock:
        return "Write a time of day such as 14:05 or 2:05 pm."
    example = "1.5 or 1,5" if question.decimals else "12 or 1 200"
    return f"Write one number in {question.unit}, such as {example}; the unit may stand behind it."


def _clock(text: str) -> Fraction | None:
    compact = _SPACES.sub("", text).replace("a.m.", "am").replace("p.m.", "pm")
    match = _CLOCK.fullmatch(compact.removesuffix("h").removesuffix("uhr"))
    if match is None:
        return None
    hours = int(match[1] or match[4] or match[6])
    minutes = int(match[2] or match[7] or 0)
    half = match[3] or match[5]
    if half and not 1 <= hours <= 12:
        return None
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    return Fraction(hours * 60 + minutes) if minutes < 60 and hours * 60 < MINUTES_A_DAY else None


def _decimal(digits: str, decimals: int) -> Fraction | None:
    """A number with its marks. The last of two kinds divides the decimals, a repeated one groups thousands.

    A single comma before three digits is read as English is written, 1,500 as fifteen hundred, unless the
    answer has three decimals itself.
    """
    marks = "".join(mark for mark in digits if mark in ".,")
    if len(set(marks)) == 2:
        whole, decimal_mark, rest = digits.rpartition(marks[-1])
        is_sound = decimal_mark not in whole and _GROUPED.fullmatch(whole)
        return Fraction(f"{re.sub('[.,]', '', whole)}.{rest or 0}") if is_sound else None
    is_grouped = bool(_GROUPED.fullmatch(digits)) and not digits.startswith("0")
    if is_grouped and (len(marks) > 1 or (marks == "," and decimals < 3)):
        return Fraction(re.sub("[.,]", "", digits))
    if len(marks) > 1:
        return None
    whole, _, rest = digits.replace(",", ".").partition(".")
    return Fraction(f"{whole or 0}.{rest or 0}")


def _is_unit(rest: str, unit: str) -> bool:
    """Whether what stands behind the number is the unit, shortened or in the singular, or nothing."""
    wanted = _SPACES.sub("", unit.casefold())
    given = rest.rstrip(".")
    if not given or given in {wanted, _SIGNS.get(wanted)}:
        return True
    words = {word.strip("()") for word in unit.casefold().split()}
    return given in words or wanted.startswith(given) or given.rstrip("s") == wanted.rstrip("s")
