"""Whose hands are on what: the player's, the runners', and the fixed appointments of the day."""

from __future__ import annotations

from dataclasses import dataclass

from academy.sim.view import DayView, RunnerView
from academy.simulations import words


@dataclass(frozen=True, slots=True)
class Job:
    """Something in somebody's hands or queue; `ends` is a minute of the day, None while it waits."""

    title: str
    ends: int | None = None
    left: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """One pair of hands."""

    name: str
    hours: str
    job: Job | None
    queue: tuple[Job, ...]
    idle_text: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A fixed block of the player's day."""

    title: str
    starts: str
    ends: str
    is_past: bool


def hands_of(day: DayView) -> tuple[Hand, ...]:
    """The player's hands first, then the runners'."""
    me, *runners = day.runners
    return (_mine(day, me), *(_runner(day, runner) for runner in runners))


def hands_idle(hands: tuple[Hand, ...]) -> tuple[str, ...]:
    """What is said of idle hands; it changes when a shift begins or ends, though nothing happens then."""
    return tuple(hand.idle_text for hand in hands)


def appointments_of(day: DayView) -> tuple[Appointment, ...]:
    """The appointments in the order of the day."""
    return tuple(
        Appointment(
            entry.title,
            words.clock(day.starts_at + entry.starts),
            words.clock(day.starts_at + entry.ends),
            entry.ends <= day.minute,
        )
        for entry in sorted(day.appointments, key=lambda entry: entry.starts)
    )


def _mine(day: DayView, me: RunnerView) -> Hand:
    """The operation in hand, then what waits for my attention, then my own work and its queue."""
    attention = [
        _timed(f"{words.ATTENDING[item.op]} {_title(day, item.subject)}", item.ends_at, day)
        for item in day.attention
    ]
    work = _job_in_hand(day, me, is_paused=day.own_work_paused)
    ahead = [*attention, *([work] if work else []), *(_queued(day, name) for name in me.queue)]
    job, queue = (ahead[0], ahead[1:]) if ahead and ahead[0].ends is not None else (None, ahead)
    return Hand("Me", "", job, tuple(queue), "Nothing in hand.")


def _runner(day: DayView, runner: RunnerView) -> Hand:
    starts, ends = (words.clock(day.starts_at + minute) for minute in (runner.starts, runner.ends))
    idle = "Free." if runner.starts <= day.minute < runner.ends else "Not here now."
    queue = tuple(_queued(day, name) for name in runner.queue)
    return Hand(runner.name, f"{starts}–{ends}", _job_in_hand(day, runner), queue, idle)


def _job_in_hand(day: DayView, runner: RunnerView, *, is_paused: bool = False) -> Job | None:
    if runner.current is None:
        return None
    title = _title(day, runner.current)
    if is_paused:
        return Job(title, note="set aside for the moment")
    return _timed(title, runner.expected_end, day)


def _queued(day: DayView, name: str) -> Job:
    request = next(request for request in day.requests if request.id == name)
    later = request.not_before if request.not_before and request.not_before > day.minute else None
    return Job(_title(day, name), note=f"not before {words.clock(day.starts_at + later)}" if later else "")


def _timed(title: str, ends: int | None, day: DayView) -> Job:
    return Job(title, ends, None if ends is None else max(0, ends - day.minute))


def _title(day: DayView, name: str) -> str:
    titles = {request.id: request.subject for request in day.requests}
    titles |= {entry.id: entry.title for entry in day.appointments}
    return titles[name]
