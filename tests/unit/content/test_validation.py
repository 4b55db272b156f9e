"""Findings of pydantic in an author's words, on the line of the file."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from academy.content.validation import problems_of
from academy.content.yaml_files import parse_yaml


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Cut(Strict):
    kind: Literal["cut"]
    frames: int = Field(ge=1, le=500)


class Fade(Strict):
    kind: Literal["fade"]
    seconds: float = Field(gt=0, lt=10)


class Sheet(Strict):
    title: str = Field(min_length=1, max_length=20)
    level: Literal["rough", "final"] = "rough"
    notes: list[str] = Field(default=[], min_length=1, max_length=2)
    is_locked: bool = False
    moves: list[Annotated[Cut | Fade, Field(discriminator="kind")]] = []

    @field_validator("title")
    @classmethod
    def refuse_shouting(cls, title: str) -> str:
        if title.isupper():
            raise ValueError("write the title in lower case.")
        return title


def complaints(text: str) -> list[str]:
    document = parse_yaml(text, Path("s.yaml"))
    with pytest.raises(ValidationError) as caught:
        Sheet.model_validate(document.value)
    return [str(problem) for problem in problems_of(caught.value, document)]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("level: rough", "s.yaml:1: title: this key is missing; add it."),
        (
            "title: x\nlevle: final",
            "s.yaml:2: levle: this key is not known; check its spelling, or delete it.",
        ),
        ("title: 5", "s.yaml:1: title: this must be text, not 5."),
        ("title:", "s.yaml:1: title: this must be text, not nothing."),
        ("title: ''", "s.yaml:1: title: this is empty or too short; fill it in."),
        ("title: aaaaaaaaaaaaaaaaaaaaa", "s.yaml:1: title: this is longer than 20 characters; shorten it."),
        ("title: LOUD", "s.yaml:1: title: write the title in lower case."),
        (
            "title: x\nlevel: best",
            "s.yaml:2: level: this must be 'rough' or 'final', not the text \"best\".",
        ),
        (
            "title: x\nnotes: one",
            's.yaml:2: notes: this must be a list (one item a line, after "- "), not the text "one".',
        ),
        ("title: x\nnotes: []", "s.yaml:2: notes: this needs at least 1 items; it has 0."),
        ("title: x\nnotes:\n- a\n- [b]", "s.yaml:4: notes, item 2: this must be text, not a list."),
        ("title: x\nis_locked: yes", 's.yaml:2: is_locked: this must be true or false, not the text "yes".'),
        ("- title: x", "s.yaml:1: this must be a group of key: value lines, not a list."),
        (
            "title: x\nmoves:\n- kind: cut\n  frames: 501",
            "s.yaml:4: moves, item 1, frames: this must be at most 500.",
        ),
        (
            "title: x\nmoves:\n- kind: cut\n  frames: 0",
            "s.yaml:4: moves, item 1, frames: this must be at least 1.",
        ),
        (
            "title: x\nmoves:\n- kind: fade\n  seconds: 0.0",
            "s.yaml:4: moves, item 1, seconds: this must be more than 0.0.",
        ),
        ("title: x\nmoves:\n- kind: fade", "s.yaml:3: moves, item 1, seconds: this key is missing; add it."),
        (
            "title: x\nmoves:\n- kind: wipe",
            "s.yaml:3: moves, item 1: 'kind' must be 'cut', 'fade', not 'wipe'.",
        ),
        ("title: x\nmoves:\n- frames: 2", "s.yaml:3: moves, item 1: this needs the key 'kind'."),
    ],
)
def test_a_finding_is_one_plain_sentence(text: str, complaint: str) -> None:
    assert complaints(text) == [complaint]


def test_all_findings_come_in_the_order_of_the_file() -> None:
    found = complaints("level: best\nmoves:\n- kind: cut\n  frames: 0\nextra: 1\n")
    assert [line.split(":")[1] for line in found] == ["1", "1", "4", "5"]
