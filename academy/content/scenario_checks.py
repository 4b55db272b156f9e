"""What no single field can show to be wrong; the rule: a finding names its place and the way out."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from academy.content.catalogue import CatalogueRequest
from academy.content.scenario_draw import known_names
from academy.content.scenario_file import BoardFile, ScenarioFile
from academy.content.scenario_request_checks import request_findings
from academy.content.scenario_values import Moment, Span, clock
from academy.content.yaml_files import KeyPath

Finding = tuple[KeyPath, str]


def findings(
    file: ScenarioFile, written: Mapping[str, Any], catalogue: Mapping[str, CatalogueRequest]
) -> Iterator[Finding]:
    """Yield everything that does not fit together, whatever the seed draws.

    `written` are the plain values of the file.
    """
    if file.opens >= file.closes:
        yield ("closes",), "the day ends before it begins; closes must be later than opens."
        return
    yield from _people(file)
    yield from _times(file)
    yield from _draws(file, written["requests"])
    yield from _board(file.board)
    for name, request in file.requests.items():
        kind = catalogue.get(request.catalogue or "")
        if request.catalogue and kind is None:
            yield (
                ("requests", name, "catalogue"),
                f"{request.catalogue} is not in catalogue/requests.yaml; check the id, or delete the line.",
            )
        yield from request_findings(file, name, request, kind, written["requests"][name])
    yield from _circles(file)
    yield from _unreachable(file)
    yield from _idle_mishandling(file)


def _people(file: ScenarioFile) -> Iterator[Finding]:
    for name, person in file.cast.items():
        if person.department is not None and person.department not in file.departments:
            yield ("cast", name, "department"), _unknown(person.department, "departments", file.departments)
    for position, contact in enumerate(file.contacts):
        if contact not in file.cast:
            yield ("contacts", position), _unknown(contact, "cast", file.cast)
        if contact in file.contacts[:position]:
            yield ("contacts", position), f"{contact} stands here twice; keep one."
        if contact in file.departments:
            yield ("contacts", position), f"{contact} is a department too; give one of them another id."
    for name in file.runners:
        if name not in file.cast:
            yield ("runners", name), _unknown(name, "cast", file.cast)
        if name == "you":
            yield ("runners", name), "you is the coordinator; give the runner another id."


def _times(file: ScenarioFile) -> Iterator[Finding]:
    day = f"the day, {clock(file.opens)} to {clock(file.closes)}"
    for name, runner in file.runners.items():
        if runner.shift.opens < file.opens or runner.shift.closes > file.closes:
            yield ("runners", name, "shift"), f"this shift is not within {day}."
    end = file.opens
    for name, item in sorted(file.appointments.items(), key=lambda pair: pair[1].starts):
        place: KeyPath = ("appointments", name)
        if not file.opens <= item.starts < item.ends <= file.closes:
            yield place, f"this appointment is not a span within {day}."
        elif item.starts < end:
            yield place, "this appointment starts before the one ahead of it ends; move one of them."
        end = max(end, item.ends)
    for position, cut_off in enumerate(file.cut_offs):
        if not file.opens <= cut_off.at <= file.closes:
            yield ("cut_offs", position, "at"), f"this cut-off is not within {day}."


def _draws(file: ScenarioFile, requests: Mapping[str, Any]) -> Iterator[Finding]:
    used = json.dumps(requests)
    for name, draw in file.draws.items():
        place: KeyPath = ("draws", name)
        if bool(draw.one_of) == (draw.between is not None):
            yield place, "write either one_of (a list) or between (a range), and only one of them."
        shapes = {frozenset(row) if isinstance(row, dict) else None for row in draw.one_of}
        if len(shapes) > 1:
            yield place, "every row of this list needs the same keys."
        elif not any(f"{{{known}}}" in used for known in known_names({name: draw})):
            yield place, f"no text uses {{{name}}}; use it, or delete it here."


def _board(board: BoardFile) -> Iterator[Finding]:
    for row_name, row in board.rows.items():
        for column in row.cells:
            if column not in board.columns:
                yield (
                    ("board", "rows", row_name, "cells", column),
                    _unknown(column, "columns of the board", board.columns),
                )


def _circles(file: ScenarioFile) -> Iterator[Finding]:
    for name in file.requests:
        seen, at = {name}, file.requests[name].after
        while at is not None and at.request in file.requests:
            if at.request in seen:
                yield ("requests", name, "after"), "these follow-ups wait for each other; one needs arrives."
                break
            seen.add(at.request)
            at = file.requests[at.request].after


def _unreachable(file: ScenarioFile) -> Iterator[Finding]:
    """Find follow-ups that could only come when the day is over."""
    for name, request in file.requests.items():
        parent = file.requests.get(request.after.request) if request.after else None
        if request.after is None or parent is None or parent.arrives is None:
            continue
        truth, minute = parent.truth, parent.arrives.earliest
        if request.after.when == "late":
            minute = _earliest(truth.due, minute) + truth.grace.low
        elif request.after.when == "uncontained" and truth.contain:
            minute = _earliest(truth.contain.by, minute)
        minute += request.after.delay.low
        if minute >= file.closes:
            yield (
                ("requests", name, "after"),
                f"this comes at {clock(minute)} at the earliest, and the day ends at {clock(file.closes)};"
                f" shorten the delay, or the grace of {request.after.request}.",
            )


def _earliest(when: Moment | Span, arrives: int) -> int:
    return when.earliest if isinstance(when, Moment) else arrives + when.low


def _idle_mishandling(file: ScenarioFile) -> Iterator[Finding]:
    """Find a poor choice that sets off what nobody wrote."""
    set_off = {
        item.after.request
        for item in file.requests.values()
        if item.after and item.after.when == "mishandled"
    }
    for name, request in file.requests.items():
        for handler, verdict in request.verdicts.items():
            if verdict.mishandles and name not in set_off:
                yield (
                    ("requests", name, "verdicts", handler.value, "mishandles"),
                    f"nothing follows when {name} is mishandled; write a follow-up, or delete this.",
                )


def _unknown(name: str, where: str, known: Iterable[str]) -> str:
    return f"{name} is not among the {where} ({', '.join(known) or 'there are none'}); add it or correct it."
