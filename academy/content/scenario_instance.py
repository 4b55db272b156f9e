"""From a scenario file to a playable day; the rule: a file and a seed always give the same instance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from academy.content.catalogue import CatalogueRequest
from academy.content.scenario_draw import Draw
from academy.content.scenario_file import PerWork, ScenarioFile
from academy.content.scenario_requests import RequestFile, Weight
from academy.content.scenario_values import Moment, Span, clock
from academy.sim.instance import (
    WORKS,
    Appointment,
    Attachment,
    Channel,
    Contact,
    Department,
    Handler,
    HiddenFacts,
    Instance,
    Judgement,
    Reading,
    Request,
    Runner,
    Trigger,
    Verdict,
    VisibleFacts,
    Wording,
    WordingEffect,
    default_coordinator,
)

WEIGHTS_OF_URGENCY: Mapping[int, Weight] = {5: 8, 4: 4, 3: 2, 2: 1, 1: 1}
SILENCE_WINDOWS = {
    Channel.PHONE: 10,
    Channel.WALK_IN: 10,
    Channel.CHAT: 30,
    Channel.MAIL: 60,
    Channel.TRACKER: 120,
}

T = TypeVar("T")
Five = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a request takes from the catalogue unless its file says otherwise; None: neither says."""

    channel: Channel | None
    claimed_urgency: Span | None
    weight: Weight | None
    minutes: Span | None

    @classmethod
    def of(cls, request: RequestFile, kind: CatalogueRequest | None) -> "Merged":
        """Join a request with its kind in the catalogue."""
        truth, claimed = request.truth, request.claimed.urgency
        urgency = truth.urgency or (kind.true_urgency if kind else None)
        return cls(
            channel=request.channel or (kind.channel if kind else None),
            claimed_urgency=claimed or (Span(kind.claimed_urgency, kind.claimed_urgency) if kind else None),
            weight=truth.weight or (WEIGHTS_OF_URGENCY[urgency] if urgency else None),
            minutes=truth.minutes or (Span(kind.minutes, kind.minutes) if kind else None),
        )


def judgement(request: RequestFile, kind: CatalogueRequest | None, handler: Handler) -> Judgement:
    """Return what is thought of a handler: the file's word, else the catalogue's, else nothing."""
    verdict = request.verdicts.get(handler)
    if verdict is not None and verdict.judgement is not None:
        return verdict.judgement
    return kind.judgement(handler) if kind else Judgement.NEUTRAL


def build_instance(
    slug: str, file: ScenarioFile, catalogue: Mapping[str, CatalogueRequest], seed: int
) -> Instance:
    """Draw the day of `seed` from a file that has passed the checks of `scenario_checks`."""
    draw = Draw(slug, seed, file.draws)
    horizon = file.closes - file.opens
    builder = _Builder(file, draw)
    return Instance(
        slug=slug,
        title=file.title,
        requests=tuple(
            builder.request(name, request, catalogue.get(request.catalogue or ""))
            for name, request in file.requests.items()
        ),
        runners=tuple(
            Runner(
                name,
                file.cast[name].name,
                _five(runner.pace),
                _five(runner.level),
                runner.shift.opens - file.opens,
                runner.shift.closes - file.opens,
            )
            for name, runner in file.runners.items()
        ),
        departments=tuple(
            Department(
                name,
                department.name,
                department.hours.opens - file.opens,
                department.hours.closes - file.opens,
                draw.number(department.lead, "departments", name),
            )
            for name, department in file.departments.items()
        ),
        contacts=tuple(Contact(name, file.cast[name].name, file.cast[name].role) for name in file.contacts),
        appointments=tuple(
            Appointment(name, item.title, item.starts - file.opens, item.ends - file.opens)
            for name, item in file.appointments.items()
        ),
        coordinator=default_coordinator(horizon),
        horizon=horizon,
        starts_at=file.opens,
        tokens=file.goodwill,
        seed=seed,
    )


class _Builder:
    """Turns the requests of one file into those of one day."""

    def __init__(self, file: ScenarioFile, draw: Draw) -> None:
        self._file = file
        self._draw = draw

    def request(self, name: str, request: RequestFile, kind: CatalogueRequest | None) -> Request:
        arrives = self._arrival(name, request)
        due = self._after(request.truth.due, arrives, name, "due")
        by = None
        if request.claimed.by is not None:
            by = self._after(request.claimed.by, arrives, name, "by")
        local: dict[str, str] = {}
        if request.after is None:
            local = {"arrives": self._clock(arrives), "due": self._clock(arrives + due)}
            local["by"] = self._clock(arrives + (by or due))
        merged = Merged.of(request, kind)
        after = request.after
        return Request(
            id=name,
            visible=self._visible(name, request, merged, by, local),
            hidden=self._hidden(name, request, kind, merged, arrives, due, local),
            reading=Reading(
                request.looks.level, request.looks.signals, request.looks.contact, request.looks.resembles
            ),
            arrives=arrives,
            trigger=Trigger(after.when) if after else Trigger.ROOT,
            parent=after.request if after else None,
            delay=self._draw.number(after.delay, name, "delay") if after else 0,
        )

    def _arrival(self, name: str, request: RequestFile) -> int:
        if request.arrives is None:
            return 0
        return self._draw.minute(request.arrives, name, "arrives") - self._file.opens

    def _after(self, when: Moment | Span, arrives: int, name: str, what: str) -> int:
        """Return minutes after the arrival."""
        if isinstance(when, Span):
            return self._draw.number(when, name, what)
        return self._draw.minute(when, name, what) - self._file.opens - arrives

    def _clock(self, minute: int) -> str:
        return clock(self._file.opens + minute)

    def _visible(
        self, name: str, request: RequestFile, merged: Merged, by: int | None, local: Mapping[str, str]
    ) -> VisibleFacts:
        sender = self._file.cast[request.sender]

        def text(source: str) -> str:
            return self._draw.text(source, local)

        return VisibleFacts(
            sender=sender.name,
            sender_role=sender.role,
            channel=_given(merged.channel),
            work=request.work,
            subject=text(request.subject),
            body=text(request.body),
            claimed_urgency=self._draw.number(_given(merged.claimed_urgency), name, "claimed"),
            claimed_minutes=by,
            apparent_minutes=self._draw.number(request.looks.minutes, name, "looks"),
            apparent_owner=request.looks.owner,
            thread=tuple(text(earlier) for earlier in request.thread),
            attachments=tuple(Attachment(text(item.name), text(item.text)) for item in request.attachments),
            wordings=tuple(Wording(item.id, text(item.text)) for item in request.wordings),
        )

    def _hidden(
        self,
        name: str,
        request: RequestFile,
        kind: CatalogueRequest | None,
        merged: Merged,
        arrives: int,
        due: int,
        local: Mapping[str, str],
    ) -> HiddenFacts:
        truth, draw = request.truth, self._draw
        channel = _given(merged.channel)
        silence = truth.silence
        contain = truth.contain
        return HiddenFacts(
            weight=_given(merged.weight),
            due_minutes=due,
            work_minutes=draw.number(_given(merged.minutes), name, "minutes"),
            acknowledge_minutes=(
                draw.number(silence.within, name, "silence") if silence else SILENCE_WINDOWS[channel]
            ),
            needed_level=truth.level,
            owner=truth.owner,
            rework_minutes=draw.number(truth.rework, name, "rework"),
            flexibility_minutes=draw.number(truth.flexibility, name, "flexibility"),
            silence_cost=silence.cost if silence else None,
            grace_minutes=draw.number(truth.grace, name, "grace"),
            contain_minutes=self._after(contain.by, arrives, name, "contain") if contain else None,
            contain_cost=draw.number(contain.cost, name, "contain cost") if contain else 0,
            contacts=truth.contacts,
            duplicate_of=truth.repeats,
            fatal_when_late=truth.ends_day_when_late,
            verdicts=tuple(
                verdict
                for handler in Handler
                if (verdict := self._verdict(request, kind, handler, local)) is not None
            ),
            wording_effects=tuple(
                WordingEffect(item.id, item.judgement, item.cost, draw.text(item.reason, local))
                for item in request.wordings
            ),
            answer=draw.text(truth.answer, local),
            reason=draw.text(request.why, local),
            ideal=draw.text(request.ideal, local),
            consequence=draw.text(request.consequence, local),
            skills=request.skills,
            modules=request.modules,
        )

    def _verdict(
        self,
        request: RequestFile,
        kind: CatalogueRequest | None,
        handler: Handler,
        local: Mapping[str, str],
    ) -> Verdict | None:
        written = request.verdicts.get(handler)
        judged = judgement(request, kind, handler)
        if written is None:
            return None if judged is Judgement.NEUTRAL else Verdict(handler, judged)
        reason = self._draw.text(written.reason, local)
        return Verdict(handler, judged, reason, written.cost, written.mishandles, written.ends_day)


def _given(value: T | None) -> T:
    if value is None:
        raise ValueError("this file has not passed its checks")
    return value


def _five(figures: PerWork) -> Five:
    files, scheduling, logistics, people, technical = (getattr(figures, work.value) for work in WORKS)
    return files, scheduling, logistics, people, technical
