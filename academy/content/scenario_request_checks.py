"""Cross-checks of one request of a scenario: names, times that can be met, verdicts that can be defended."""

from collections.abc import Iterable, Iterator, Mapping

from academy.content.catalogue import CatalogueRequest
from academy.content.scenario_draw import LOCAL_NAMES, PLACEHOLDER, known_names
from academy.content.scenario_file import ScenarioFile
from academy.content.scenario_kinds import Merged, judgement
from academy.content.scenario_requests import RequestFile
from academy.content.scenario_values import Hours, Moment, Span, clock
from academy.content.yaml_files import KeyPath
from academy.sim.instance import Handler, Judgement
from academy.sim.rules import BRIEFING_MINUTES, DECISION_WAIT, ESCALATE_WITH_OPTIONS_MINUTES, ROUTE_MINUTES

Finding = tuple[KeyPath, str]

ESCALATION_MINUTES = ESCALATE_WITH_OPTIONS_MINUTES + DECISION_WAIT


def request_findings(
    file: ScenarioFile, name: str, request: RequestFile, kind: CatalogueRequest | None, written: object
) -> Iterator[Finding]:
    """Yield everything about one request that does not fit the rest of its file or its kind.

    `written` is the request as it stands in the file, for the texts.
    """
    place: KeyPath = ("requests", name)
    for part, message in (
        *_names(file, name, request),
        *_missing(request, kind),
        *_times(file, request),
        *_reach(file, request, kind),
        *_verdicts(request, kind),
        *_texts(file, request, written),
    ):
        yield (*place, *part), message


def _names(file: ScenarioFile, name: str, request: RequestFile) -> Iterator[Finding]:
    truth, looks = request.truth, request.looks
    others = [other for other in file.requests if other != name]
    uses: list[tuple[KeyPath, str | None, str, Iterable[str]]] = [
        (("from",), request.sender, "cast", file.cast),
        (("looks", "owner"), looks.owner, "departments", file.departments),
        (("truth", "owner"), truth.owner, "departments", file.departments),
        (("looks", "contact"), looks.contact, "contacts", file.contacts),
        (("looks", "resembles"), looks.resembles, "other requests", others),
        (("truth", "repeats"), truth.repeats, "other requests", others),
        (("after", "request"), request.after.request if request.after else None, "other requests", others),
    ]
    uses += [
        (("truth", "contacts", place), contact, "contacts", file.contacts)
        for place, contact in enumerate(truth.contacts)
    ]
    for effect, changes in (("done", request.board.done), ("late", request.board.late)):
        for place, change in enumerate(changes):
            uses.append((("board", effect, place, "row"), change.row, "rows of the board", file.board.rows))
            uses.append(
                (
                    ("board", effect, place, "column"),
                    change.column,
                    "columns of the board",
                    file.board.columns,
                )
            )
    for part, used, where, known in uses:
        if used is not None and used not in known:
            yield part, f"{used} is not among the {where} ({', '.join(known) or 'there are none'})."
    parent = file.requests.get(request.after.request) if request.after else None
    if request.after and request.after.when == "uncontained" and parent and parent.truth.contain is None:
        yield ("after", "when"), f"{request.after.request} has nothing to contain; write contain there."
    twin = file.requests.get(truth.repeats or "")
    if twin is not None and twin.truth.repeats is not None:
        yield ("truth", "repeats"), f"{truth.repeats} repeats another request itself; name that one."


def _missing(request: RequestFile, kind: CatalogueRequest | None) -> Iterator[Finding]:
    merged = Merged.of(request, kind)
    needed: list[tuple[KeyPath, object]] = [
        (("channel",), merged.channel),
        (("claimed", "urgency"), merged.claimed_urgency),
        (("truth", "urgency"), merged.weight),
        (("truth", "minutes"), merged.minutes),
    ]
    for part, value in needed:
        if value is None:
            yield part, f"{', '.join(map(str, part))} is missing; write it, or name a catalogue request."
    if merged.claimed_urgency and not 1 <= merged.claimed_urgency.low <= merged.claimed_urgency.high <= 5:
        yield ("claimed", "urgency"), "urgency goes from 1 (this week) to 5 (now)."
    spans: list[tuple[KeyPath, Span | None]] = [
        (("truth", "minutes"), merged.minutes),
        (("looks", "minutes"), request.looks.minutes),
        (("truth", "silence", "within"), request.truth.silence.within if request.truth.silence else None),
    ]
    for part, span in spans:
        if span is not None and span.low < 1:
            yield part, "this must be at least 1 minute."
    if kind is not None and kind.contain_first and request.truth.contain is None:
        yield ("truth",), f"{request.catalogue} has to be contained first; write contain: with by and cost."


def _times(file: ScenarioFile, request: RequestFile) -> Iterator[Finding]:
    contain = request.truth.contain
    whens: list[tuple[KeyPath, Moment | Span | None]] = [
        (("truth", "due"), request.truth.due),
        (("claimed", "by"), request.claimed.by),
        (("looks", "due"), request.looks.due),
        (("truth", "contain", "by"), contain.by if contain else None),
    ]
    if (request.arrives is None) == (request.after is None):
        yield (), "write either arrives (a clock time) or after (what sets it off), and only one of them."
        return
    arrives = request.arrives
    if arrives and not file.opens <= arrives.earliest <= arrives.latest < file.closes:
        yield ("arrives",), f"this is not within the day, {clock(file.opens)} to {clock(file.closes)}."
    for part, when in whens:
        if isinstance(when, Moment) and arrives is None:
            yield part, "a follow-up comes when it comes; write minutes after its arrival, such as 45."
        elif isinstance(when, Moment) and arrives and when.earliest <= arrives.latest:
            yield part, f"this can be {clock(when.earliest)}, and the request can arrive later than that."
        elif isinstance(when, Span) and when.low < 1:
            yield part, "this must be at least 1 minute after the arrival."


def _reach(file: ScenarioFile, request: RequestFile, kind: CatalogueRequest | None) -> Iterator[Finding]:
    """Find a due time that no defensible handler could meet, even started at once."""
    shortest = _shortest_time(request)
    minutes = Merged.of(request, kind).minutes
    quickest = quickest_good_way(file, request, kind, minutes.low) if minutes else None
    if shortest is not None and quickest is not None and quickest > shortest:
        yield (
            ("truth", "due"),
            f"this leaves {shortest} minutes, and the quickest good way takes {quickest};"
            " move the due time or make the job smaller.",
        )
    if judgement(request, kind, Handler.ROUTE) is Judgement.RIGHT and request.truth.owner is None:
        yield ("truth",), "routing is right here, so somebody owns it; write owner: with a department."


def quickest_good_way(
    file: ScenarioFile,
    request: RequestFile,
    kind: CatalogueRequest | None,
    minutes: int,
    arrives: int | None = None,
) -> int | None:
    """Return how long the fastest right or acceptable handler takes for `minutes` of work, started at once.

    With `arrives`, minutes after midnight, opening hours and shifts count too. None: nobody is timed, as with
    a polite no.
    """
    by_hand = minutes if request.truth.owner is None else 2 * minutes  # others' work takes us twice as long
    ways = {
        Handler.DO: by_hand,
        Handler.DELEGATE: _fastest_runner(file, request, by_hand, arrives),
        Handler.ROUTE: _routed(file, request, arrives),
        Handler.ESCALATE: ESCALATION_MINUTES if file.contacts else None,
    }
    good = (Judgement.RIGHT, Judgement.ACCEPTABLE)
    defensible = [
        needed
        for handler, needed in ways.items()
        if needed is not None and judgement(request, kind, handler) in good
    ]
    return min(defensible, default=None)


def _shortest_time(request: RequestFile) -> int | None:
    due = request.truth.due
    if isinstance(due, Span):
        return due.low
    return due.earliest - request.arrives.latest if request.arrives else None


def _fastest_runner(
    file: ScenarioFile, request: RequestFile, minutes: int, arrives: int | None
) -> int | None:
    work = request.work.value
    ways = [
        _within(arrives, runner.shift, BRIEFING_MINUTES, -(-minutes * getattr(runner.pace, work) // 100))
        for runner in file.runners.values()
        if getattr(runner.level, work) >= request.truth.level
    ]
    return min((way for way in ways if way is not None), default=None)


def _routed(file: ScenarioFile, request: RequestFile, arrives: int | None) -> int | None:
    department = file.departments.get(request.truth.owner or "")
    return _within(arrives, department.hours, ROUTE_MINUTES, department.lead.low) if department else None


def _within(arrives: int | None, hours: Hours, handing_over: int, work: int) -> int | None:
    """Return the minutes until work handed over at once is done; None when it is not done that day."""
    if arrives is None:
        return handing_over + work
    done = max(arrives + handing_over, hours.opens) + work
    return done - arrives if done <= hours.closes else None


def _verdicts(request: RequestFile, kind: CatalogueRequest | None) -> Iterator[Finding]:
    judged = {handler: judgement(request, kind, handler) for handler in Handler}
    for handler, verdict in judged.items():
        if verdict is not Judgement.NEUTRAL and handler not in request.verdicts:
            yield ("verdicts",), f"the catalogue judges {handler} {verdict}; add {handler}: with the reason."
    if Judgement.RIGHT not in judged.values():
        yield ("verdicts",), "no way of handling this is right; judge at least one of them right."
    for handler, written in request.verdicts.items():
        harm = written.cost or written.mishandles or written.ends_day
        if harm and judged[handler] is not Judgement.POOR:
            yield (
                ("verdicts", handler.value),
                "only a poor choice does harm; judge it poor, or take the harm out.",
            )
    ends_day = request.truth.ends_day_when_late or any(item.ends_day for item in request.verdicts.values())
    if kind is not None and kind.ends_day and not ends_day:
        yield (
            ("verdicts",),
            f"{request.catalogue} can end the day; say which way of handling does (ends_day: true).",
        )
    seen: set[str] = set()
    for place, wording in enumerate(request.wordings):
        if wording.id in seen:
            yield ("wordings", place, "id"), f"the id {wording.id} stands here again; give each its own."
        seen.add(wording.id)


def _texts(file: ScenarioFile, request: RequestFile, written: object) -> Iterator[Finding]:
    known = known_names(file.draws) | (set(LOCAL_NAMES) if request.arrives else set())
    for part, text in texts_in(written):
        for found in PLACEHOLDER.finditer(text):
            if found[1] not in known:
                yield part, f"{found[0]} names nothing; add it under draws, or take the braces away."


def texts_in(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text of plain values with its place, in order."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_in(item, (*path, key))
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            yield from texts_in(item, (*path, place))
