"""The sheet as a PDF: A4 portrait, drawn like the head of a call sheet. Needs the extra `pdf`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from itertools import zip_longest
from threading import Lock
from typing import Any

from academy.certificates.fonts import BOLD, CODE, REGULAR, marked_up
from academy.certificates.sheet import Sheet, long_day

INK, QUIET, RULE, ACCENT = "#1d222c", "#5b6270", "#d9d6cf", "#b4491d"
LEFT, RIGHT, TOP, BOTTOM = 30, 18, 20, 14  # mm
LABEL_WIDTH, GAP = 28, 6  # mm
FRAME_PADDING = 6  # points, as a frame of reportlab has it on each side
LONG_NAME = 28  # letters; longer ones are set smaller

#: Faces are registered once for the process and note what each document uses of them.
_drawing = Lock()


def pdf_of(sheet: Sheet) -> bytes:
    """The certificate as a PDF; every letter must have a face (`fonts.letters_without_face`)."""
    from reportlab.lib.pagesizes import A4  # optional and heavy, as below
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    with _drawing:
        buffer = BytesIO()
        document = SimpleDocTemplate(
            buffer,
            pagesize=A4,
            leftMargin=LEFT * mm,
            rightMargin=RIGHT * mm,
            topMargin=TOP * mm,
            bottomMargin=BOTTOM * mm,
            title=f"Certificate: {sheet.course_title}, {sheet.name}",
            author="Academy",
            subject=sheet.attested.rule,
            lang="en-GB",
        )
        document.build(
            list(_story(sheet, document.width - 2 * FRAME_PADDING)),
            onFirstPage=partial(_draw_frame, running_head=""),
            onLaterPages=partial(_draw_frame, running_head=f"{sheet.name} · {sheet.course_title}"),
        )
        return buffer.getvalue()


def _story(sheet: Sheet, width: float) -> Iterator[Any]:
    from reportlab.lib.units import mm
    from reportlab.platypus import KeepTogether, Spacer

    if sheet.withdrawn_on:
        withdrawn = f"Withdrawn on {long_day(sheet.withdrawn_on)}: no longer valid"
        yield _text(withdrawn, 11, BOLD, ACCENT, after=8)
    yield _text("This is to certify that", 10, color=QUIET, after=2)
    yield _text(sheet.name, 26 if len(sheet.name) <= LONG_NAME else 18, BOLD, after=4)
    yield _text("has completed the course", 10, color=QUIET, after=2)
    yield _text(sheet.course_title, 17, BOLD, after=10)
    yield _facts(sheet, width)
    yield Spacer(0, 3 * mm)
    yield _text(sheet.attested.rule, 8.5, after=8)
    yield _text("WHAT ITS HOLDER CAN DO AFTER THESE MODULES", 7, BOLD, QUIET, after=2)
    yield _modules(sheet, width)
    yield Spacer(0, 2 * mm)
    yield KeepTogether([_text(sheet.note, 7, color=QUIET, after=30), _foot(sheet, width)])


def _facts(sheet: Sheet, width: float) -> Any:
    from reportlab.lib.units import mm

    rows = [[_text(name, 8.5, color=QUIET), _text(value, 9.5)] for name, value in sheet.facts]
    lines = [
        ("LINEABOVE", (0, 0), (-1, 0), 1.4, ACCENT),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    return _table(rows, [LABEL_WIDTH * mm, width - LABEL_WIDTH * mm], lines)


def _modules(sheet: Sheet, width: float) -> Any:
    """Modules side by side, two in a row: a row is never cut by the end of a page."""
    cells: list[Any] = [
        [
            _text(f"{number:02d}  {module.title}, {module.minutes} min", 7.8, BOLD),
            *(_text(objective, 7.4, indent=11, bullet="·") for objective in module.objectives),
        ]
        for number, module in enumerate(sheet.attested.modules, 1)
    ]
    pairs = zip_longest(cells[::2], cells[1::2], fillvalue="")
    rows = [[left, "", right] for left, right in pairs]
    return _table(rows, _halves(width), [("LINEABOVE", (0, 0), (-1, -1), 0.4, RULE)])


def _foot(sheet: Sheet, width: float) -> Any:
    signature = [_text("Name, signature and date", 7, color=QUIET)]
    if sheet.studio:
        signature.insert(0, _text(f"For {sheet.studio}", 9, BOLD))
    verify = [
        _text("VERIFY IT", 7, BOLD, QUIET),
        _text(sheet.address, 7.5),
        _text(sheet.code, 9, CODE),
    ]
    lines = [("LINEABOVE", (0, 0), (0, 0), 0.8, INK), ("LINEABOVE", (2, 0), (2, 0), 0.8, INK)]
    return _table([[signature, "", verify]], _halves(width), lines)


def _halves(width: float) -> list[float]:
    from reportlab.lib.units import mm

    return [(width - GAP * mm) / 2, GAP * mm, (width - GAP * mm) / 2]


def _table(rows: list[Any], widths: list[float], lines: list[Any]) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table

    return Table(
        rows,
        colWidths=widths,
        hAlign="LEFT",
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            *((*line[:4], HexColor(line[4])) if len(line) > 4 else line for line in lines),
        ],
    )


def _text(
    text: str,
    size: float,
    face: str = REGULAR,
    color: str = INK,
    *,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    bullet: str | None = None,
) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        f"{face}-{size}",
        fontName=face,
        fontSize=size,
        leading=size * 1.3,
        textColor=HexColor(color),
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        splitLongWords=True,
        bulletFontName=REGULAR,
        bulletIndent=4,
    )
    return Paragraph(marked_up(text, face), style, bulletText=bullet)


def _draw_frame(canvas: Any, document: Any, *, running_head: str) -> None:
    """The head of the page: brand, ticks of an exposure sheet, the rule down the left margin."""
    from reportlab.lib.units import mm

    width, height = document.pagesize
    canvas.saveState()
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    for tick in range(int((width - 24 * mm) / (3 * mm)) + 1):
        x = 12 * mm + tick * 3 * mm
        canvas.line(x, height - 10 * mm, x, height - (13 if tick % 4 == 0 else 11.5) * mm)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(1.2)
    canvas.line((LEFT - 6) * mm, BOTTOM * mm, (LEFT - 6) * mm, height - 21 * mm)
    canvas.setFillColor(QUIET)
    canvas.setFont(BOLD, 7)
    canvas.drawString(12 * mm, height - 18.5 * mm, "ACADEMY")
    canvas.drawRightString(width - RIGHT * mm, height - 18.5 * mm, "CERTIFICATE")
    canvas.setFont(REGULAR, 7)
    canvas.drawRightString(width - RIGHT * mm, 9 * mm, f"Page {document.page}")
    if running_head:
        head = _text(running_head, 7, color=QUIET)
        head.wrapOn(canvas, document.width, 10 * mm)
        head.drawOn(canvas, LEFT * mm, 8 * mm)
    canvas.restoreState()
