"""The files of the pool as their authors write them: the office of all drawn days, and its requests."""

from typing import Annotated, Any

from pydantic import Field

from academy.content.catalogue import Stage
from academy.content.scenario_draw import PLACEHOLDER
from academy.content.scenario_file import (
    AppointmentFile,
    BoardFile,
    CastFile,
    DepartmentFile,
    DrawFile,
    RunnerFile,
    ScenarioFile,
)
from academy.content.scenario_request_checks import texts_in
from academy.content.scenario_requests import Line, Name, RequestFile, Strict
from academy.content.scenario_values import DayHours, ExactTime, Number

NO_BOARD = BoardFile(title="No board", columns={}, rows={})


class StageFile(Strict):
    """One kind of drawn day: which requests it takes, and what the coordinator is told before it."""

    title: Line
    show: Line
    draws_from: Annotated[tuple[Stage, ...], Field(min_length=1)]
    briefing: Annotated[str, Field(min_length=40, max_length=4000)]


class WorldFile(Strict):
    """The office of all drawn days."""

    title: Line
    summary: Annotated[str, Field(min_length=10, max_length=400)]
    day: Line
    opens: ExactTime
    closes: ExactTime
    live_minutes: Annotated[int, Field(ge=1, le=120)]
    step_minutes: Annotated[int, Field(ge=1, le=240)]
    aims: Annotated[tuple[Line, ...], Field(min_length=1, max_length=6)]
    content_note: str = Field(default="", max_length=400)
    debrief: Annotated[tuple[Line, ...], Field(min_length=3, max_length=3)]
    cast: dict[Name, CastFile]
    departments: dict[Name, DepartmentFile]
    contacts: tuple[Name, ...]
    runners: dict[Name, RunnerFile]
    pairs: tuple[Annotated[tuple[Name, ...], Field(min_length=2, max_length=2)], ...]
    stages: Annotated[dict[Name, StageFile], Field(min_length=1)]
    appointments: dict[Name, AppointmentFile]
    goodwill: Number  # at the hardest and at the easiest level


class PoolRequestFile(RequestFile):
    """A request that can be drawn: it says when in the day it may land instead of when it arrives."""

    lands: DayHours | None = None  # None for a follow-up
    excludes: tuple[Name, ...] = ()  # requests whose story does not fit on the same day


class PoolFile(Strict):
    """A file of requests, and what is drawn in their texts."""

    draws: dict[Name, DrawFile] = Field(default={})
    requests: dict[Name, Any]


def as_scenario(world: WorldFile, stage: StageFile, **fields: Any) -> ScenarioFile:
    """Return the office as a scenario file with these `fields`; all parts have been validated before."""
    values: dict[str, Any] = {
        "title": world.title,
        "summary": world.summary,
        "show": stage.show,
        "day": world.day,
        "opens": world.opens,
        "closes": world.closes,
        "live_minutes": world.live_minutes,
        "step_minutes": world.step_minutes,
        "level": "intermediate",
        "visitors": False,
        "skills": ("K1.1",),
        "aims": world.aims,
        "content_note": world.content_note,
        "briefing": stage.briefing,
        "goodwill": world.goodwill.high,
        "cast": world.cast,
        "departments": world.departments,
        "contacts": world.contacts,
        "runners": world.runners,
        "appointments": world.appointments,
        "cut_offs": (),
        "board": NO_BOARD,
        "draws": {},
        "debrief": world.debrief,
    }
    return ScenarioFile.model_construct(**(values | fields))


def draws_named(written: Any) -> frozenset[str]:
    """Return the draws that the placeholders of a written request name, without their parts."""
    texts = [text for _, text in texts_in(written)]
    return frozenset(found[1].split(".")[0] for text in texts for found in PLACEHOLDER.finditer(text))
