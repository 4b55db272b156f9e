"""What one model of a day found, as a hint for another; the rule: hints speed a search and decide nothing."""

from collections.abc import Callable, Iterator
from typing import Any

from academy.sim.par.parts import Request, Sheet

Notes = dict[tuple[Any, ...], int]


def notes_of(sheet: Sheet, value: Callable[[Any], int]) -> Notes:
    """Return the decisions of a solved model by what they are about."""
    return {about: value(variable) for about, variable in _decisions(sheet)}


def hint(sheet: Sheet, notes: Notes) -> None:
    """Let the solver try first what another model of the same day found."""
    for about, variable in _decisions(sheet):
        if about in notes:
            sheet.model.add_hint(variable, notes[about])


def _decisions(sheet: Sheet) -> Iterator[tuple[tuple[Any, ...], Any]]:
    for place, request in sheet.requests.items():
        for about, variable in _of_request(request):
            yield (place, *about), variable
    for job in sheet.jobs:
        yield (job.place, "starts", job.way), job.start


def _of_request(request: Request) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield ("closes",), request.closes
    if request.present is not None:
        yield ("present",), request.present
    for way, literal in request.ways:
        yield ("way", way), literal
    for what, operation in (*request.operations.items(), *request.hand_over.items()):
        yield ("happens", what), operation.happens
        yield ("begins", what), operation.start
