"""The parameters of a numeric question: what they may be, and one draw of them."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from academy.sim.rng import Rng

MAX_VALUES = 500

ClockText = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]

_CLOCK = re.compile(r"(\d\d):(\d\d)")


class Parameter(BaseModel):
    """Numbers from, to and step; or choices; or times of day as clock: [first, last, minutes between]."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    first: float | int | None = Field(default=None, alias="from")
    last: float | int | None = Field(default=None, alias="to")
    step: float | int | None = None
    choices: list[float | int] | None = Field(default=None, min_length=2, max_length=40)
    clock: list[ClockText | int] | None = Field(default=None, min_length=3, max_length=3)

    @property
    def is_clock(self) -> bool:
        """True when the values are minutes after midnight, shown as times of day."""
        return self.clock is not None

    @model_validator(mode="after")
    def _is_of_one_form(self) -> "Parameter":
        is_range = self.first is not None and self.last is not None and self.step is not None
        forms = [is_range, self.choices is not None, self.clock is not None]
        if sum(forms) != 1:
            raise ValueError("a parameter has from, to and step; or choices; or clock.")
        if self.clock and [type(part) for part in self.clock] != [str, str, int]:
            raise ValueError('clock is two times and the minutes between, such as ["09:00", "12:00", 15].')
        first, last, step = self._bounds()
        if step <= 0 or last < first or (last - first) / step >= MAX_VALUES:
            raise ValueError(f"the step is more than 0 and leads upwards to at most {MAX_VALUES} values.")
        return self

    def values(self) -> list[Fraction]:
        """Return every value that may be drawn."""
        if self.choices is not None:
            return [exact(choice) for choice in self.choices]
        first, last, step = self._bounds()
        return [first + step * place for place in range(int((last - first) // step) + 1)]

    def _bounds(self) -> tuple[Fraction, Fraction, Fraction]:
        if self.clock:
            first, last, step = self.clock
            return exact(first), exact(last), exact(step)
        return exact(self.first or 0), exact(self.last or 0), exact(self.step or 1)


def exact(value: float | int | str) -> Fraction:
    """Return a number as it is written, 0.1 as a tenth; a time of day as minutes after midnight."""
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    return Fraction(int(match[1]) * 60 + int(match[2])) if match else Fraction(str(value))


def draw(parameters: Mapping[str, Parameter], seed: int) -> dict[str, Fraction]:
    """Return one value for each parameter; the same seed gives the same values for ever."""
    rng = Rng("parameters", seed)
    return {name: rng.choice(parameters[name].values()) for name in sorted(parameters)}
