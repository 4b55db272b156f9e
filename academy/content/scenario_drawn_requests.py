"""One request of one day, all its chance drawn; the rule: texts, times and truth come from the same draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from academy.content.catalogue import CatalogueRequest
from academy.content.scenario_draw import Draw
from academy.content.scenario_file import ScenarioFile
from academy.content.scenario_kinds import Merged, judgement
from academy.content.scenario_requests import RequestFile
from academy.content.scenario_values import Moment, Span, clock
from academy.sim.instance import (
    Attachment,
    HiddenFacts,
    Reading,
    Request,
    Trigger,
    Verdict,
    VisibleFacts,
    Wording,
    WordingEffect,
)
from academy.sim.rules import EXPECTED_REPLY

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Case:
    """One request on its way to a day: as written, its kind, and what has been drawn so far."""

    name: str
    written: RequestFile
    kind: CatalogueRequest | None
    merged: Merged
    arrives: int
    due: int  # minutes after the arrival
    by: int | None  # the deadline it names, minutes after the arrival
    clocks: Mapping[str, str]  # names only this request's texts know


class RequestDrawer:
    """Turns the requests of one file into those of one day."""

    def __init__(self, file: ScenarioFile, draw: Draw) -> None:
        self._file = file
        self._draw = draw

    def request(self, name: str, written: RequestFile, kind: CatalogueRequest | None) -> Request:
        """Return the request called `name` as it comes on this day."""
        case = self._case(name, written, kind)
        after = written.after
        return Request(
            id=name,
            visible=self._visible(case),
            hidden=self._hidden(case),
            reading=self._reading(case),
            arrives=case.arrives,
            trigger=Trigger(after.when) if after else Trigger.ROOT,
            parent=after.request if after else None,
            delay=self._draw.number(after.delay, name, "delay") if after else 0,
        )

    def _case(self, name: str, written: RequestFile, kind: CatalogueRequest | None) -> _Case:
        arrives, by = 0, None
        if written.arrives is not None:
            arrives = self._draw.minute(written.arrives, name, "arrives") - self._file.opens
        due = self._after(written.truth.due, arrives, name, "due")
        if written.claimed.by is not None:
            by = self._after(written.claimed.by, arrives, name, "by")
        clocks = {}
        if written.after is None:
            minutes = {"arrives": arrives, "due": arrives + due, "by": arrives + (by or due)}
            clocks = {key: clock(self._file.opens + minute) for key, minute in minutes.items()}
        return _Case(name, written, kind, Merged.of(written, kind), arrives, due, by, clocks)

    def _after(self, when: Moment | Span, arrives: int, name: str, what: str) -> int:
        """Return minutes after the arrival."""
        if isinstance(when, Span):
            return self._draw.number(when, name, what)
        return self._draw.minute(when, name, what) - self._file.opens - arrives

    def _visible(self, case: _Case) -> VisibleFacts:
        written, sender = case.written, self._file.cast[case.written.sender]
        return VisibleFacts(
            sender=sender.name,
            sender_role=sender.role,
            channel=_given(case.merged.channel),
            work=written.work,
            subject=self._text(case, written.subject),
            body=self._text(case, written.body),
            claimed_urgency=self._number(case, _given(case.merged.claimed_urgency), "claimed"),
            claimed_minutes=case.by,
            apparent_minutes=self._number(case, written.looks.minutes, "looks"),
            apparent_owner=written.looks.owner,
            thread=tuple(self._text(case, earlier) for earlier in written.thread),
            attachments=tuple(
                Attachment(self._text(case, item.name), self._text(case, item.text))
                for item in written.attachments
            ),
            wordings=tuple(Wording(item.id, self._text(case, item.text)) for item in written.wordings),
        )

    def _reading(self, case: _Case) -> Reading:
        looks = case.written.looks
        due = None
        if looks.due is not None:
            due = self._after(looks.due, case.arrives, case.name, "looks due")
        return Reading(
            apparent_level=looks.level,
            urgency=looks.urgency,
            due_minutes=due,
            signals=looks.signals,
            contact=looks.contact,
            resembles=looks.resembles,
        )

    def _hidden(self, case: _Case) -> HiddenFacts:
        written, truth = case.written, case.written.truth
        silence, contain = truth.silence, truth.contain
        window = Span(*[EXPECTED_REPLY[_given(case.merged.channel)]] * 2)
        return HiddenFacts(
            weight=_given(case.merged.weight),
            due_minutes=case.due,
            work_minutes=self._number(case, _given(case.merged.minutes), "minutes"),
            acknowledge_minutes=self._number(case, silence.within if silence else window, "silence"),
            needed_level=truth.level,
            owner=truth.owner,
            rework_minutes=self._number(case, truth.rework, "rework"),
            flexibility_minutes=self._number(case, truth.flexibility, "flexibility"),
            silence_cost=silence.cost if silence else None,
            grace_minutes=self._number(case, truth.grace, "grace"),
            contain_minutes=self._after(contain.by, case.arrives, case.name, "contain") if contain else None,
            contain_cost=self._number(case, contain.cost, "contain cost") if contain else 0,
            contacts=truth.contacts,
            duplicate_of=truth.repeats,
            fatal_when_late=truth.ends_day_when_late,
            verdicts=self._verdicts(case),
            wording_effects=tuple(
                WordingEffect(item.id, item.judgement, item.cost, self._text(case, item.reason))
                for item in written.wordings
            ),
            answer=self._text(case, truth.answer),
            reason=self._text(case, written.why),
            ideal=self._text(case, written.ideal),
            consequence=self._text(case, written.consequence),
            skills=written.skills,
            modules=written.modules,
        )

    def _verdicts(self, case: _Case) -> tuple[Verdict, ...]:
        return tuple(
            Verdict(
                handler,
                judgement(case.written, case.kind, handler),
                self._text(case, item.reason),
                item.cost,
                item.mishandles,
                item.ends_day,
            )
            for handler, item in case.written.verdicts.items()
        )

    def _number(self, case: _Case, span: Span, what: str) -> int:
        return self._draw.number(span, case.name, what)

    def _text(self, case: _Case, text: str) -> str:
        return self._draw.text(text, case.clocks)


def _given(value: T | None) -> T:
    if value is None:
        raise ValueError("this file has not passed its checks")
    return value
