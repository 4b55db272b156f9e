"""A scenario file as its author writes it: the day, the people, the board; requests have their own module."""

from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, PlainValidator

from academy.content.scenario_requests import Level, Line, Name, Note, RequestFile, Skill, Status, Strict
from academy.content.scenario_values import DayHours, ExactTime, Number

Percent = Annotated[int, Field(ge=10, le=1000)]
Choice = str | int | dict[str, str | int]


def _choice(value: Any) -> Choice:
    parts = list(value.values()) if isinstance(value, dict) else [value]
    if parts and all(type(part) is int or (isinstance(part, str) and part) for part in parts):
        return cast(Choice, value)
    raise ValueError("write a text, a whole number, or a group of them such as {size: 40, wait: 53 min}.")


def _status_alone(value: Any) -> Any:
    return {"status": value} if isinstance(value, str) else value


class CastFile(Strict):
    """A person of the story."""

    name: Line
    role: Line
    department: Name | None = None
    about: str = Field(default="", max_length=300)


class DepartmentFile(Strict):
    """A department requests can be routed to."""

    name: Line
    hours: DayHours
    lead: Number  # working minutes from routing to done


class PerWork(Strict):
    """A figure for each kind of work."""

    files: int
    scheduling: int
    logistics: int
    people: int
    technical: int


class Pace(PerWork):
    """Minutes a runner takes for what takes the coordinator a hundred."""

    files: Percent = 100
    scheduling: Percent = 100
    logistics: Percent = 100
    people: Percent = 100
    technical: Percent = 100


class Trained(PerWork):
    """How hard a job may be: 0 (anyone's), 1 (with a template), 2 (experienced), 3 (expert)."""

    files: Level = 1
    scheduling: Level = 1
    logistics: Level = 1
    people: Level = 1
    technical: Level = 1


class RunnerFile(Strict):
    """A runner, by the id of a person of the cast."""

    shift: DayHours
    pace: Pace = Pace()
    level: Trained = Trained()


class AppointmentFile(Strict):
    """A fixed block of the coordinator's time."""

    title: Line
    starts: ExactTime
    ends: ExactTime


class CutOffFile(Strict):
    """A deadline shown on the clock; `elsewhere` is the same moment in the other city, with its zone."""

    title: Line
    at: ExactTime
    elsewhere: Annotated[str, Field(max_length=60)] = ""


class CellFile(Strict):
    """One task of one row of the board."""

    status: Status
    note: Note = ""


class RowFile(Strict):
    """One row of the board: shots, an asset, a part of the pack."""

    title: Line
    kind: Literal["shots", "character", "prop", "location", "pack"]
    note: Note = ""
    cells: dict[Name, Annotated[CellFile, BeforeValidator(_status_alone)]]


class BoardFile(Strict):
    """The production board as the day opens."""

    title: Line
    columns: dict[Name, Line]
    rows: dict[Name, RowFile]


class DrawFile(Strict):
    """What is drawn under one name: one of a list, or a number between two. Texts use it as `{name}`."""

    one_of: tuple[Annotated[Choice, PlainValidator(_choice)], ...] = ()
    between: Number | None = None


class ScenarioFile(Strict):
    """A whole scenario file."""

    title: Annotated[str, Field(min_length=3, max_length=80)]
    summary: Annotated[str, Field(min_length=10, max_length=400)]
    show: Line
    day: Line
    opens: ExactTime
    closes: ExactTime
    live_minutes: Annotated[int, Field(ge=1, le=120)]  # real minutes of the live mode
    step_minutes: Annotated[int, Field(ge=1, le=240)]  # a guess at the step mode
    level: Literal["introductory", "intermediate", "advanced"]
    visitors: bool = False
    skills: Annotated[tuple[Skill, ...], Field(min_length=1)]
    aims: Annotated[tuple[Line, ...], Field(min_length=1, max_length=6)]
    content_note: str = Field(default="", max_length=400)
    briefing: Annotated[str, Field(min_length=40, max_length=8000)]
    goodwill: Annotated[int, Field(ge=0, le=9)]
    cast: dict[Name, CastFile]
    departments: dict[Name, DepartmentFile] = Field(default={})
    contacts: tuple[Name, ...] = ()
    runners: dict[Name, RunnerFile] = Field(default={})
    appointments: dict[Name, AppointmentFile] = Field(default={})
    cut_offs: Annotated[tuple[CutOffFile, ...], Field(max_length=6)] = ()
    board: BoardFile
    draws: dict[Name, DrawFile] = Field(default={})
    requests: Annotated[dict[Name, RequestFile], Field(min_length=1)]
    debrief: Annotated[tuple[Line, ...], Field(min_length=3, max_length=3)]
