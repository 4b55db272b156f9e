"""The kinds of question as an author writes them: keys, limits and what must hold within one question."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from academy.content.front_matter import Behaviour
from academy.content.questions.parameters import ClockText, Parameter

ArtefactKind = Literal["mail", "chat", "notes", "manifest", "tracker", "callsheet"]
Verdict = Literal["best", "between", "worst"]

_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
_Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=600)]
_Stem = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=900)]
_Formula = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
_Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$", max_length=30)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Artefact(_Part):
    """Something from the office, shown above the question; `text` is Markdown."""

    kind: ArtefactKind
    title: _Line
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class ArtefactFrame(_Part):
    """The frame of an artefact whose lines the question brings itself."""

    kind: ArtefactKind
    title: _Line


class Option(_Part):
    """One answer to choose, and why it is right or what it would cause."""

    text: _Line
    reason: _Reason
    right: bool = False


class Item(_Part):
    """One thing to put in order, and why it stands where it stands."""

    text: _Line
    reason: _Reason


class Pair(_Part):
    """Two things that belong together, and why."""

    left: _Line
    right: _Line
    reason: _Reason


class Mistake(_Part):
    """A usual wrong way to the number, and what is wrong with it."""

    formula: _Formula
    reason: _Reason


class NearMiss(_Part):
    """A wrong text that deserves an explanation."""

    text: _Line
    reason: _Reason


class MarkedLine(_Part):
    """A line of an artefact: `wrong` if a reader should find it. It has text, or a cell a column."""

    text: _Line | None = None
    cells: list[Annotated[str, StringConstraints(max_length=200)]] = Field(default_factory=list, max_length=8)
    wrong: bool = False
    reason: _Reason


class Reply(_Part):
    """One of four answers to a message."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
    verdict: Verdict
    reason: _Reason


class _Asked(_Part):
    """What every question has: a stable id, where it belongs, what it exercises, what it asks."""

    id: _Id
    module: _Id
    objective: _Line
    behaviour: Behaviour
    text: _Stem


class _WithArtefact(_Asked):
    artefact: Artefact | None = None


class SingleChoice(_WithArtefact):
    """One option is right."""

    kind: Literal["single"]
    options: list[Option] = Field(min_length=3, max_length=5)

    @model_validator(mode="after")
    def _has_one_right_option(self) -> "SingleChoice":
        _refuse_doubles([option.text for option in self.options])
        if sum(option.right for option in self.options) != 1:
            raise ValueError("exactly one option has right: true.")
        return self


class MultipleChoice(_WithArtefact):
    """Several options are right, and at least one is not."""

    kind: Literal["multiple"]
    options: list[Option] = Field(min_length=4, max_length=7)

    @model_validator(mode="after")
    def _has_right_and_wrong_options(self) -> "MultipleChoice":
        _refuse_doubles([option.text for option in self.options])
        if not 2 <= sum(option.right for option in self.options) < len(self.options):
            raise ValueError("two or more options have right: true, and at least one has not.")
        return self


class Ordering(_WithArtefact):
    """`items` stand in the right order."""

    kind: Literal["ordering"]
    items: list[Item] = Field(min_length=3, max_length=10)

    @model_validator(mode="after")
    def _has_no_doubles(self) -> "Ordering":
        _refuse_doubles([item.text for item in self.items])
        return self


class Matching(_WithArtefact):
    """Each left belongs to one right; `extras` belong to nothing."""

    kind: Literal["matching"]
    pairs: list[Pair] = Field(min_length=3, max_length=8)
    extras: list[Item] = Field(default_factory=list, max_length=3)

    @model_validator(mode="after")
    def _has_no_doubles(self) -> "Matching":
        _refuse_doubles([pair.left for pair in self.pairs])
        _refuse_doubles([*(pair.right for pair in self.pairs), *(extra.text for extra in self.extras)])
        return self


class Numeric(_WithArtefact):
    """A number to work out, with parameters drawn for each attempt; see `numbers.py` for what they give."""

    kind: Literal["numeric"]
    parameters: dict[_Name, Parameter] = Field(default_factory=dict, max_length=6)
    formula: _Formula
    unit: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]
    decimals: int = Field(default=0, ge=0, le=3)
    tolerance: float | int | Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)? ?%$")] = 0
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=900)]
    mistakes: list[Mistake] = Field(default_factory=list, max_length=5)
    keys: list[dict[_Name, float | int | ClockText]] = Field(min_length=1, max_length=10)

    @property
    def is_clock(self) -> bool:
        """True when the answer is a time of day."""
        return self.unit == "clock"

    @model_validator(mode="after")
    def _has_whole_keys(self) -> "Numeric":
        wanted = {*self.parameters, "answer"}
        if "answer" in self.parameters:
            raise ValueError('a parameter cannot be called "answer".')
        if any(key.keys() != wanted for key in self.keys):
            raise ValueError(f"each of the keys names {', '.join(sorted(wanted))} and nothing else.")
        return self


class ShortText(_WithArtefact):
    """One to four words; case, punctuation and a leading article do not matter."""

    kind: Literal["text"]
    accepted: list[_Line] = Field(min_length=1, max_length=15)
    reason: _Reason
    near: list[NearMiss] = Field(default_factory=list, max_length=6)


class FindErrors(_Asked):
    """An artefact whose wrong lines are to be marked."""

    kind: Literal["errors"]
    artefact: ArtefactFrame
    columns: list[_Line] = Field(default_factory=list, max_length=8)
    lines: list[MarkedLine] = Field(min_length=4, max_length=14)

    @model_validator(mode="after")
    def _has_right_and_wrong_lines(self) -> "FindErrors":
        if not 0 < sum(line.wrong for line in self.lines) < len(self.lines):
            raise ValueError("some lines have wrong: true, and some have not.")
        if any((line.text is None) != bool(self.columns) for line in self.lines):
            raise ValueError("lines have text; with columns they have cells instead.")
        if any(len(line.cells) != len(self.columns) for line in self.lines):
            raise ValueError(f"each line has {len(self.columns)} cells, one a column.")
        return self


class BestReply(_WithArtefact):
    """Four replies: the best and the worst are to be found."""

    kind: Literal["replies"]
    replies: list[Reply] = Field(min_length=4, max_length=4)

    @model_validator(mode="after")
    def _has_one_best_and_one_worst(self) -> "BestReply":
        verdicts = [reply.verdict for reply in self.replies]
        if verdicts.count("best") != 1 or verdicts.count("worst") != 1:
            raise ValueError("one reply is best, one is worst, two are between.")
        return self


Question = SingleChoice | MultipleChoice | Ordering | Matching | Numeric | ShortText | FindErrors | BestReply
AnyQuestion = Annotated[Question, Field(discriminator="kind")]


def _refuse_doubles(texts: Sequence[str]) -> None:
    folded = [text.casefold() for text in texts]
    for text in texts:
        if folded.count(text.casefold()) > 1:
            raise ValueError(f'"{text[:40]}" stands there twice; let each be different.')
