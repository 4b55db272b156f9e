"""Direct evidence of skill in a finished day: what was seen to be done well or badly, without any model.

The rule: each piece names its minute, its request and what happened; it is read off the state and the log.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from academy.sim.books import WORK_SPAN
from academy.sim.commands import Decline, Do, Entry, Escalate, Position, Tick
from academy.sim.instance import Judgement
from academy.sim.rules import ChargeKind
from academy.sim.state import BROKEN, MISMERGED, REFUSED, SILENT, UNCONTAINED, State, Status
from academy.sim.tables import HANDLERS

QUIET, LOUD = 2, 4  # claimed urgency up to which a request is quiet, from which it is loud
LIGHT, HEAVY = 2, 4  # true weight up to which it matters little, from which it matters
PAIR_MINUTES = 30  # a loud and a quiet request this close compete for attention


class Skill(StrEnum):
    """The five skills, in the order of their codes K1 to K5."""

    ORGANISATION = "organisation"
    INITIATIVE = "initiative"
    STAMINA = "stamina"
    COMMUNICATION = "communication"
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One thing seen in the day."""

    skill: Skill
    minute: int
    request: str
    what: str
    is_good: bool


def sightings(state: State, log: Sequence[Entry]) -> tuple[Sighting, ...]:
    """Return the evidence of a finished day in order of time; `log` holds its decisions."""
    day = _Day(state, log)
    found = [
        *day.cut_offs(),
        *day.records(),
        *day.handlers(),
        *day.containment(),
        *day.questions(),
        *day.preparation(),
        *day.quiet_requests(),
        *day.loops(),
        *day.answers(),
        *day.promises(),
        *day.replies(),
        *day.signposts(),
        *day.pairs(),
        *day.interruptions(),
        *day.traps(),
    ]
    return tuple(sorted(found, key=lambda item: (item.minute, item.request, item.skill, item.what)))


def touched_at(state: State, log: Sequence[Entry]) -> dict[int, int]:
    """Return by request the minute of the first decision on it; those never touched are missing."""
    index: dict[int, int] = {}
    for entry in log:
        if not isinstance(entry.command, Tick):
            index.setdefault(state.tables.index[getattr(entry.command, "request", "")], entry.minute)
    return index


def was_settled(state: State, place: int) -> bool:
    """Return whether a request was closed in a way that settles it: done, or declined when that was right."""
    status = state.status[place]
    return status == Status.DONE or (status == Status.DECLINED and state.tables.decline_ok[place])


class _Day:
    """A finished day with what the kinds of evidence share."""

    def __init__(self, state: State, log: Sequence[Entry]) -> None:
        self.state, self.log, self.tables = state, log, state.tables
        self.born = [place for place, minute in enumerate(state.arrived) if minute >= 0]
        self.touched = touched_at(state, log)

    def _see(self, skill: Skill, minute: int, place: int, what: str, is_good: bool) -> Sighting:
        return Sighting(skill, minute, self.tables.requests[place].id, what, is_good)

    def _charges(self, *kinds: ChargeKind) -> Iterator[tuple[int, int]]:
        """Return minute and request of each charge of these kinds."""
        return ((minute, place) for minute, place, kind, *_ in self.state.charges if kind in kinds)

    def cut_offs(self) -> Iterator[Sighting]:
        """What had to be done by a time, and whether it was."""
        for place in self.born:
            due, closed = self.state.due[place], self.state.closed[place]
            if due > self.state.now and closed < 0:
                continue
            met = was_settled(self.state, place) and closed <= due
            what = "Settled in time." if met else "Not settled when it was due."
            yield self._see(Skill.ORGANISATION, closed if met else due, place, what, met)

    def records(self) -> Iterator[Sighting]:
        """Two requests for one thing kept as one, or two things taken for one."""
        for place in self.born:
            if self.state.flags[place] & MISMERGED:
                what = "Taken for the same thing as another request."
                yield self._see(Skill.ORGANISATION, self.touched[place], place, what, False)
            elif self.state.into[place] >= 0:
                what = "Kept as one with the request it repeats."
                yield self._see(Skill.ORGANISATION, self.touched[place], place, what, True)

    def handlers(self) -> Iterator[Sighting]:
        """The way it was handled, as its author judges it."""
        for place in self.born:
            used = [choice for choice in self.state.choices if choice[1] == place]
            if not used:
                continue
            minute, _, handler = used[-1]
            ok = self.tables.verdict_ok[place][handler]
            if ok:
                yield self._see(Skill.INITIATIVE, minute, place, "Handled in a good way.", True)
            elif any(self._is_poor(place, item[2]) for item in used):
                yield self._see(Skill.INITIATIVE, minute, place, "Handled in a poor way.", False)

    def _is_poor(self, place: int, handler: int) -> bool:
        return self.tables.requests[place].hidden.verdict(HANDLERS[handler]).judgement is Judgement.POOR

    def containment(self) -> Iterator[Sighting]:
        """Damage stopped in time, too late, or where none was spreading."""
        for place in self.born:
            contained, needed = self.state.contained[place], self.tables.contain[place] >= 0
            if self.state.flags[place] & UNCONTAINED:
                minute = self.state.arrived[place] + self.tables.contain[place]
                yield self._see(Skill.INITIATIVE, minute, place, "The damage was not stopped.", False)
            elif contained >= 0:
                what = "Stopped the damage in time." if needed else "Stopped work although nothing spread."
                yield self._see(Skill.INITIATIVE, contained, place, what, needed)

    def questions(self) -> Iterator[Sighting]:
        """Something was missing: asked first, or found out while doing it."""
        spans = [span for span in self.state.spans if span[1] == WORK_SPAN]
        started = {place: begins for _, _, place, begins, _ in reversed(spans)}
        for place in self.born:
            if self.tables.rework[place] and place in started:
                asked = self.state.known[place] == 1
                what = "Asked for what was missing." if asked else "Started without what was missing."
                yield self._see(Skill.INITIATIVE, started[place], place, what, asked)

    def preparation(self) -> Iterator[Sighting]:
        """Put to somebody senior with options, or without."""
        for entry in self.log:
            if isinstance(entry.command, Escalate):
                ready = entry.command.options_prepared
                what = "Escalated with options." if ready else "Escalated without options."
                place = self.tables.index[entry.command.request]
                yield self._see(Skill.INITIATIVE, entry.minute, place, what, ready)

    def quiet_requests(self) -> Iterator[Sighting]:
        """What mattered and did not say so: taken up before it was due, or not."""
        for place in self.born:
            claim = self.tables.requests[place].visible.claimed_urgency
            if claim > QUIET or self.tables.weight[place] < HEAVY:
                continue
            due = self.state.arrived[place] + self.tables.due[place]
            opened = self.touched.get(place, self.tables.horizon)
            if opened <= due:
                what = "Found before it was due, although it was quiet."
                yield self._see(Skill.STAMINA, opened, place, what, True)
            elif due <= self.state.now:
                yield self._see(Skill.STAMINA, due, place, "Lay unseen because it was quiet.", False)

    def loops(self) -> Iterator[Sighting]:
        """What was begun, and whether it was seen through to the end."""
        for place, minute in self.touched.items():
            closed = self.state.closed[place]
            if was_settled(self.state, place):
                yield self._see(Skill.STAMINA, closed, place, "Seen through to the end.", True)
            else:
                what = "Begun and not brought to an end."
                yield self._see(Skill.STAMINA, max(closed, minute), place, what, False)

    def answers(self) -> Iterator[Sighting]:
        """A sign of life within the time the sender waits for one."""
        silent = {place: minute for minute, place in self._charges(ChargeKind.SILENCE)}
        for place in self.born:
            if self.state.flags[place] & SILENT:
                minute = silent.get(place, self.state.now)
                yield self._see(Skill.COMMUNICATION, minute, place, "Nobody answered in time.", False)
            elif self.state.acknowledged[place] >= 0:
                minute = self.state.acknowledged[place]
                yield self._see(Skill.COMMUNICATION, minute, place, "Heard from you in time.", True)

    def promises(self) -> Iterator[Sighting]:
        """Times promised: kept, broken or refused."""
        for place in self.born:
            flags, promised = self.state.flags[place], self.state.promised[place]
            if flags & REFUSED:
                minute = next((m for m, p in self._charges(ChargeKind.REFUSED_PROMISE) if p == place), 0)
                yield self._see(Skill.COMMUNICATION, minute, place, "Offered a time that was refused.", False)
            if flags & BROKEN:
                yield self._see(Skill.COMMUNICATION, promised, place, "Broke a promise.", False)
            elif promised >= 0 and was_settled(self.state, place):
                yield self._see(Skill.COMMUNICATION, self.state.closed[place], place, "Kept a promise.", True)

    def replies(self) -> Iterator[Sighting]:
        """The wording chosen, as its author judges it."""
        for place in self.born:
            worded, facts = self.state.worded[place], self.tables.requests[place]
            if worded < 0:
                continue
            chosen = facts.visible.wordings[worded].id
            judged = next(item.judgement for item in facts.hidden.wording_effects if item.id == chosen)
            minute = self.state.acknowledged[place]
            if judged in (Judgement.RIGHT, Judgement.ACCEPTABLE):
                yield self._see(Skill.COMMUNICATION, minute, place, "Found the right words.", True)
            elif judged is Judgement.POOR:
                yield self._see(Skill.COMMUNICATION, minute, place, "The words did harm.", False)

    def signposts(self) -> Iterator[Sighting]:
        """A no that says who can help, or one that does not."""
        bare = {place for _, place in self._charges(ChargeKind.NO_SIGNPOST)}
        for entry in self.log:
            if isinstance(entry.command, Decline):
                place = self.tables.index[entry.command.request]
                what = "Declined without saying who can help." if place in bare else "Said who can help."
                yield self._see(Skill.COMMUNICATION, entry.minute, place, what, place not in bare)

    def pairs(self) -> Iterator[Sighting]:
        """A loud request that matters little beside a quiet one that matters: which came first."""
        for quiet in self.born:
            if self._claim(quiet) > QUIET or self.tables.weight[quiet] < HEAVY:
                continue
            for loud in self.born:
                is_rival = self._claim(loud) >= LOUD and self.tables.weight[loud] <= LIGHT
                gap = abs(self.state.arrived[loud] - self.state.arrived[quiet])
                if is_rival and gap <= PAIR_MINUTES and loud in self.touched:
                    yield self._pair(quiet, loud)

    def _pair(self, quiet: int, loud: int) -> Sighting:
        first = self.touched[loud]
        came_first = first < self.state.arrived[quiet] or self.touched.get(quiet, self.state.now) <= first
        name = self.tables.requests[loud].id
        what = f"Kept its place beside the louder {name}." if came_first else f"Waited for the louder {name}."
        return self._see(Skill.CALM, first, quiet, what, came_first)

    def _claim(self, place: int) -> int:
        return self.tables.requests[place].visible.claimed_urgency

    def interruptions(self) -> Iterator[Sighting]:
        """Own work put aside for something heavier, or for something that could have waited."""
        weight, index = self.tables.weight, self.tables.index
        spans = [span[2:] for span in self.state.spans if span[0] == 0 and span[1] == WORK_SPAN]
        for entry in self.log:
            command = entry.command
            if not isinstance(command, Do) or command.position is not Position.NOW:
                continue
            place = index[command.request]
            for other, _, ends in spans:
                if ends == entry.minute and other != place and self.state.closed[other] != ends:
                    worth = weight[place] > weight[other]
                    what = "lighter work" if worth else "work that mattered no less"
                    yield self._see(Skill.CALM, entry.minute, place, f"Interrupted {what} for it.", worth)

    def traps(self) -> Iterator[Sighting]:
        """Requests that end the day when they are handled in a forbidden way."""
        for place in self.born:
            if not (self.tables.fatal_late[place] or any(self.tables.verdict_fatal[place])):
                continue
            if place == self.state.failed:
                what = "Handled in a way that ended the day."
                yield self._see(Skill.CALM, self.state.now, place, what, False)
            elif was_settled(self.state, place):
                what = "Kept safe what could have ended the day."
                yield self._see(Skill.CALM, self.state.closed[place], place, what, True)
