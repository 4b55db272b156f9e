"""The requests of a scenario file; the rule: what is claimed and what is true are written apart."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from academy.content.scenario_values import Number, Span, Time, When, matching
from academy.sim.instance import Channel, Handler, Judgement, Signal, Work

# Shown on the board, which is the same for every draw
Note = Annotated[
    str, Field(max_length=200), AfterValidator(matching(r"[^{}]*", "plain words; nothing is drawn here"))
]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Line = Annotated[str, Field(min_length=1, max_length=160)]
Name = Annotated[
    str,
    AfterValidator(matching(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", "letters, digits, - and _, such as sq010")),
]
Status = Literal["todo", "ready", "wip", "wfa", "retake", "done"]
Points = Annotated[int, Field(ge=0, le=2000)]
Level = Annotated[int, Field(ge=0, le=3)]
Urgency = Annotated[int, Field(ge=1, le=5)]  # 1 (this week) to 5 (now)
Skill = Annotated[str, AfterValidator(matching(r"K[1-5]\.[1-6]", "a behaviour from K1.1 to K5.6"))]
ModulePath = Annotated[
    str,
    AfterValidator(
        matching(r"[a-z0-9-]+/[a-z0-9-]+", "course/module without its number, such as basics/notes")
    ),
]
Weight = Literal[1, 2, 4, 8]


class Strict(BaseModel):
    """What every part of a scenario file has in common: unknown keys are refused, nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, validate_by_alias=True)


def _reason_alone(value: Any) -> Any:
    return {"reason": value} if isinstance(value, str) else value


class After(Strict):
    """What sets a follow-up off."""

    request: Name
    when: Literal["late", "mishandled", "uncontained"]
    delay: Number = Span(0, 0)  # minutes from then to the arrival


class AttachmentFile(Strict):
    """A file that comes with a message; `text` is what one sees on opening it."""

    name: Line
    text: Text


class Claimed(Strict):
    """What the message says of itself."""

    urgency: Number | None = None  # 1 (this week) to 5 (now)
    by: When | None = None  # the deadline it names


class Looks(Strict):
    """What it looks like to an experienced eye."""

    minutes: Number
    urgency: Urgency | None = None  # None: no more than the claim
    due: When | None = None  # None: as claimed
    owner: Name | None = None
    level: Level = 0
    signals: tuple[Signal, ...] = ()
    contact: Name | None = None
    resembles: Name | None = None


class Silence(Strict):
    """How long they wait for a word from us, and what the silence costs."""

    within: Number
    cost: Points | None = None  # None: four points for each of weight, and four


class Containment(Strict):
    """Damage that grows until it is stopped."""

    by: When
    cost: Number


class Truth(Strict):
    """What is so, whatever the message says."""

    due: When
    urgency: Urgency | None = None
    weight: Weight | None = None  # cost of a minute of lateness; None: from the urgency
    minutes: Number | None = None
    owner: Name | None = None
    level: Level = 0
    rework: Number = Span(0, 0)  # extra minutes when started without asking
    answer: str = Field(default="", max_length=1000)
    flexibility: Number = Span(0, 0)
    silence: Silence | None = None
    grace: Number = Span(30, 30)
    contain: Containment | None = None
    contacts: tuple[Name, ...] = ()
    repeats: Name | None = None  # the earlier request that asks for the same
    ends_day_when_late: bool = False


class VerdictFile(Strict):
    """What the author thinks of one way to handle it; without a judgement the catalogue's holds."""

    reason: Text
    judgement: Judgement | None = None
    cost: Points = 0
    mishandles: bool = False
    ends_day: bool = False


class WordingFile(Strict):
    """A reply the learner can choose, and its effect."""

    id: Name
    text: Text
    judgement: Judgement
    reason: Text
    cost: Points = 0


class BoardChange(Strict):
    """One cell of the production board that changes."""

    row: Name
    column: Name
    status: Status
    note: Note = ""


class BoardEffects(Strict):
    """What the board shows once the request is done, and once it is late."""

    done: tuple[BoardChange, ...] = ()
    late: tuple[BoardChange, ...] = ()


class RequestFile(Strict):
    """One request or follow-up. Named times are London clock times; numbers are minutes after the arrival."""

    catalogue: Name | None = None
    sender: Name = Field(alias="from")
    channel: Channel | None = None
    work: Work
    arrives: Time | None = None
    after: After | None = None
    subject: Line
    body: Text
    thread: Annotated[tuple[Text, ...], Field(max_length=6)] = ()
    attachments: Annotated[tuple[AttachmentFile, ...], Field(max_length=4)] = ()
    claimed: Claimed = Claimed()
    looks: Looks
    truth: Truth
    verdicts: dict[Handler, Annotated[VerdictFile, BeforeValidator(_reason_alone)]]
    wordings: Annotated[tuple[WordingFile, ...], Field(max_length=4)] = ()
    why: Text  # what it really was about, for the debrief
    ideal: Text
    consequence: Text
    skills: Annotated[tuple[Skill, ...], Field(min_length=1, max_length=3)]
    modules: tuple[ModulePath, ...] = ()
    board: BoardEffects = BoardEffects()
