"""One playable day as frozen data; the rule: what a learner may see and what is hidden are different types.

All times are whole simulated minutes. Minute 0 is the start of the day (`Instance.starts_at` on the clock);
a request's own times count from the minute it arrives, because follow-ups arrive when something goes wrong.
Texts are opaque: the engine carries them for pages and debriefs and never reads them.
"""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from academy.sim import codec

ENGINE_VERSION = 1
COORDINATOR = "you"
WEIGHTS = (1, 2, 4, 8)
LEVELS = range(4)
URGENCIES = range(1, 6)


class Channel(StrEnum):
    """How a request reaches the coordinator; it sets what asking costs and how soon silence is noticed."""

    MAIL = "mail"
    CHAT = "chat"
    PHONE = "phone"
    WALK_IN = "walk_in"
    TRACKER = "tracker"


class Work(StrEnum):
    """The kind of work a request is; runners have a speed and a level for each."""

    FILES = "files"
    SCHEDULING = "scheduling"
    LOGISTICS = "logistics"
    PEOPLE = "people"
    TECHNICAL = "technical"


WORKS = tuple(Work)


class Handler(StrEnum):
    """The seven ways to handle a request."""

    DO = "do"
    DELEGATE = "delegate"
    ROUTE = "route"
    ESCALATE = "escalate"
    ASK = "ask"
    SCHEDULE = "schedule"
    DECLINE = "decline"


class Judgement(StrEnum):
    """What the author thinks of a handler; a handler without a verdict is neutral."""

    RIGHT = "right"
    ACCEPTABLE = "acceptable"
    NEUTRAL = "neutral"
    POOR = "poor"


class Trigger(StrEnum):
    """What makes a request arrive: the clock (root), or what became of its parent."""

    ROOT = "root"
    LATE = "late"
    MISHANDLED = "mishandled"
    UNCONTAINED = "uncontained"


class Signal(StrEnum):
    """What an experienced reader takes from a request's text; for bots, never printed on a page."""

    VAGUE = "vague"  # something needed seems to be missing
    OUT_OF_SCOPE = "out_of_scope"  # looks like something to decline
    BEYOND_AUTHORITY = "beyond_authority"  # somebody senior has to decide
    SPREADING = "spreading"  # damage grows until it is stopped
    SENSITIVE = "sensitive"  # welfare, minors, leaks, fraud, safety
    CAN_WAIT = "can_wait"  # better done later on


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file named in a message, with what one sees on opening it."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A reply the learner can choose; its effect is in `HiddenFacts.wording_effects` under the same id."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class VisibleFacts:
    """What everyone at the desk can see of a request from the minute it arrives: claims, not truth."""

    sender: str  # display name, for example "Hana"
    sender_role: str  # for example "editor"
    channel: Channel
    work: Work
    subject: str
    body: str
    claimed_urgency: int  # 1 (this week) to 5 (now)
    claimed_minutes: int | None  # claimed deadline, minutes after arrival (>= 1); None: none was named
    apparent_minutes: int  # how long it looks for the coordinator, minutes (>= 1)
    apparent_owner: str | None = None  # id of the department that seems to own it; None: looks like ours
    thread: tuple[str, ...] = ()  # earlier messages, oldest first
    attachments: tuple[Attachment, ...] = ()
    wordings: tuple[Wording, ...] = ()  # replies on offer; empty: none


@dataclass(frozen=True, slots=True)
class Reading:
    """What an experienced person would read between the lines; bots see it, pages and the API do not."""

    apparent_level: int = 0  # 0 (anyone) to 3 (expert)
    urgency: int | None = None  # 1 to 5, as a careful reader would take it; None: no more than the claim
    due_minutes: int | None = None  # deadline the text implies, minutes after arrival; None: as claimed
    signals: tuple[Signal, ...] = ()
    contact: str | None = None  # id of the contact one would think of; None: any
    resembles: str | None = None  # id of the request this seems to repeat


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the author says of one handler for one request, and what a poor choice brings."""

    handler: Handler
    judgement: Judgement
    reason: str = ""  # in words, for the debrief
    cost: int = 0  # points charged once when the handler is used (>= 0; only a poor one may cost)
    mishandles: bool = False  # using it sets off the follow-ups of trigger "mishandled"
    fatal: bool = False  # using it ends the run into the debrief (fail-state requests)


@dataclass(frozen=True, slots=True)
class WordingEffect:
    """What choosing a wording brings."""

    id: str
    judgement: Judgement
    cost: int = 0  # points (>= 0)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HiddenFacts:
    """The truth about a request: in no view before it is known, and then only the part an answer tells."""

    weight: int  # cost of one minute of lateness: 1, 2, 4 or 8
    due_minutes: int  # true deadline, minutes after arrival (>= 1)
    work_minutes: int  # true size for the coordinator, minutes (>= 1)
    acknowledge_minutes: int  # minutes after arrival until silence is noticed (>= 1)
    needed_level: int = 0  # 0 to 3
    owner: str | None = None  # id of the department that owns it; None: nobody but us
    rework_minutes: int = 0  # extra minutes when started without asking (>= 0)
    flexibility_minutes: int = 0  # how far a promise made in time can move the deadline (>= 0)
    silence_cost: int | None = None  # points; None: 4 x weight + 4
    grace_minutes: int = 30  # minutes past the deadline until the late follow-ups are set off (>= 0)
    contain_minutes: int | None = None  # minutes after arrival to have it contained; None: nothing to contain
    contain_cost: int = 0  # points when not contained by then (>= 0)
    contacts: tuple[str, ...] = ()  # ids of the contacts who can decide; empty: any of them
    duplicate_of: str | None = None  # id of an earlier request that asks for the same thing
    fatal_when_late: bool = False  # left past deadline and grace, it ends the run
    verdicts: tuple[Verdict, ...] = ()  # at most one for each handler
    wording_effects: tuple[WordingEffect, ...] = ()  # one for each visible wording
    answer: str = ""  # what they say when asked
    reason: str = ""  # what this request really was about, for the debrief
    ideal: str = ""  # the ideal move in words, for the debrief
    consequence: str = ""  # what happens when it is late or mishandled, in words
    skills: tuple[str, ...] = ()  # behaviours it exercises: "K1.1" to "K5.6"
    modules: tuple[str, ...] = ()  # "course/module" that teach it

    def verdict(self, handler: Handler) -> Verdict:
        """Return the author's verdict on `handler`, neutral when there is none."""
        for verdict in self.verdicts:
            if verdict.handler is handler:
                return verdict
        return Verdict(handler, Judgement.NEUTRAL)

    @property
    def declining_is_right(self) -> bool:
        """Whether a polite no is a right or acceptable way to handle it."""
        return self.verdict(Handler.DECLINE).judgement in (Judgement.RIGHT, Judgement.ACCEPTABLE)


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that lands on the desk: a root by the clock, a follow-up when its parent sets it off."""

    id: str  # short and unique, for example "R03"
    visible: VisibleFacts
    hidden: HiddenFacts
    reading: Reading = Reading()
    arrives: int = 0  # minute of arrival of a root (0 to horizon - 1); ignored for follow-ups
    trigger: Trigger = Trigger.ROOT
    parent: str | None = None  # id of the request whose fate sets this one off; None for roots
    delay: int = 0  # minutes from the trigger to the arrival of a follow-up (>= 0)


@dataclass(frozen=True, slots=True)
class Runner:
    """Somebody who works through a queue: a runner, or the coordinator. All of it is public."""

    id: str
    name: str
    speed: tuple[
        int, int, int, int, int
    ]  # minutes taken in percent of the size, by `WORKS` order (10 to 1000)
    level: tuple[int, int, int, int, int]  # 0 to 3, by `WORKS` order
    starts: int  # first minute of the shift
    ends: int  # minute at which the shift is over


@dataclass(frozen=True, slots=True)
class Department:
    """A department requests can be routed to. All of it is public."""

    id: str
    name: str
    opens: int  # minute from which it works (may be negative)
    closes: int  # minute at which it closes
    lead_minutes: int  # working minutes from routing to done (>= 1)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to escalate to. All of it is public."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A fixed block of the coordinator's time: dailies, a call. Only an operation in hand delays it."""

    id: str
    title: str
    starts: int
    ends: int


def default_coordinator(horizon: int) -> Runner:
    """Return the coordinator as the model has them: speed 100, level 2 in everything, there all day."""
    return Runner(COORDINATOR, "You", (100,) * 5, (2,) * 5, 0, horizon)


@dataclass(frozen=True)
class Instance:
    """A whole day, chance already drawn. `digest` identifies it; equal digests replay alike."""

    slug: str
    title: str
    requests: tuple[Request, ...]  # roots and follow-ups, in file order; the order breaks ties
    runners: tuple[Runner, ...] = ()
    departments: tuple[Department, ...] = ()
    contacts: tuple[Contact, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    coordinator: Runner = field(default_factory=lambda: default_coordinator(480))
    horizon: int = 480  # length of the day, minutes
    starts_at: int = 540  # wall-clock minute of minute 0: 540 is 09:00
    tokens: int = 3  # goodwill for escalations, 0 to 9 (2 to 4 in a fair day)
    seed: int = 0  # of the draw it came from
    engine: int = ENGINE_VERSION

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON."""
        return codec.digest(self)

    def to_json(self) -> str:
        """Return the canonical JSON text; `from_json` gives an equal instance back."""
        return codec.canonical(self)

    @classmethod
    def from_json(cls, text: str) -> "Instance":
        """Rebuild an instance from `to_json`; raise ValueError when the text is not one."""
        return codec.from_plain(cls, json.loads(text))
