"""The digest as a mail: what is due, what is new, what waits. Pure.

The rule it keeps: with nothing due, new or waiting there is no mail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from academy.core.pages import distance
from academy.notices.models import Notice
from academy.notices.schedule import Rhythm

MAX_LINES = 10
_RHYTHMS = {Rhythm.DAILY: "every day", Rhythm.WEEKLY: "every Monday"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: `url` is a path of this site, `minutes` about how long it takes."""

    title: str
    url: str
    detail: str = ""
    minutes: int | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What the features say: due within days, waiting for the person, begun and to be gone on with."""

    due: tuple[Line, ...] = ()
    waiting: tuple[Line, ...] = ()
    begun: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads it, where, and from which addresses they can change that."""

    name: str
    time_zone: str
    rhythm: Rhythm
    public_url: str
    choices_url: str
    unsubscribe_url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that is ready to be queued."""

    subject: str
    body: str


def letter_of(matter: Matter, news: Sequence[Notice], *, reader: Reader, now: datetime) -> Letter | None:
    """The digest for its reader; None when there is nothing to say."""
    counts = {"due": len(matter.due), "new": len(news), "waiting": len(matter.waiting)}
    if not any(counts.values()):
        return None
    told = [Line(one.title, one.url, f"{one.kind}, {_clock(one.created_at, reader)}") for one in news]
    parts = [
        f"Hello {reader.name},",
        _section("DUE", matter.due, reader, now),
        _section("NEW", told, reader, now),
        _section("WAITING FOR YOU", matter.waiting, reader, now),
        _section("GO ON WITH", matter.begun, reader, now),
        _foot(reader),
    ]
    subject = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return Letter(f"Academy: {subject}", "\n\n".join(part for part in parts if part) + "\n")


def _section(title: str, lines: Sequence[Line], reader: Reader, now: datetime) -> str:
    if not lines:
        return ""
    shown = [_written(line, reader, now) for line in lines[:MAX_LINES]]
    if len(lines) > MAX_LINES:
        shown.append(f"  and {len(lines) - MAX_LINES} more: {reader.public_url}/")
    return "\n".join((title, *shown))


def _written(line: Line, reader: Reader, now: datetime) -> str:
    facts = [line.detail]
    if line.due_at is not None:
        facts.append(f"{_clock(line.due_at, reader)}, {distance(line.due_at, now)}")
    if line.minutes:
        facts.append(f"{line.minutes} min")
    tail = " · ".join(_one_line(fact) for fact in facts if fact)
    head = f"  {_one_line(line.title)}"
    return "\n".join((head, *([f"  {tail}"] if tail else ()), f"  {reader.public_url}{line.url}", ""))


def _clock(moment: datetime, reader: Reader) -> str:
    local = moment.astimezone(ZoneInfo(reader.time_zone))
    return f"{local:%a} {local.day} {local:%b, %H:%M %Z}"


def _foot(reader: Reader) -> str:
    place = reader.time_zone.rpartition("/")[2].replace("_", " ")
    return (
        f"--\nThis comes {_RHYTHMS.get(reader.rhythm, 'now and then')} at 08:00 ({place} time) "
        "when there is something to say.\n"
        f"Change what you are told: {reader.choices_url}\n"
        f"Stop it with one click: {reader.unsubscribe_url}"
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
