"""Chance in a scenario; the rule: each draw has its own name, so changing one leaves the others alone."""

import re
from collections.abc import Iterator, Mapping

from academy.content.scenario_file import DrawFile
from academy.content.scenario_values import Moment, Span
from academy.sim.rng import Rng

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
LOCAL_NAMES = ("arrives", "due", "by")


class Draw:
    """The draws of one scenario for one seed."""

    def __init__(self, slug: str, seed: int, draws: Mapping[str, DrawFile]) -> None:
        self._slug = slug
        self._seed = seed
        self._names = dict(self._named(draws))

    def number(self, span: Span, *key: str) -> int:
        """Return a number of `span`, the same one for the same key."""
        if span.low == span.high:
            return span.low
        return self._rng(*key).between(span.low, span.high)

    def minute(self, moment: Moment, *key: str) -> int:
        """Return a minute of the day within the jitter of `moment`."""
        return self.number(Span(moment.earliest, moment.latest), *key)

    def text(self, text: str, local: Mapping[str, str]) -> str:
        """Fill the `{names}` of a text; `local` are names that only one request knows."""
        return PLACEHOLDER.sub(lambda found: local.get(found[1]) or self._names[found[1]], text)

    def _named(self, draws: Mapping[str, DrawFile]) -> Iterator[tuple[str, str]]:
        for name, draw in draws.items():
            if draw.between is not None:
                yield name, str(self.number(draw.between, "draws", name))
                continue
            chosen = self._rng("draws", name).choice(draw.one_of)
            if isinstance(chosen, dict):
                yield from ((f"{name}.{part}", str(value)) for part, value in chosen.items())
            else:
                yield name, str(chosen)

    def _rng(self, *key: str) -> Rng:
        return Rng("scenario", self._slug, self._seed, *key)


def known_names(draws: Mapping[str, DrawFile]) -> set[str]:
    """Return every name a text may use, but for those that only one request knows."""
    names: set[str] = set()
    for name, draw in draws.items():
        rows = [choice for choice in draw.one_of if isinstance(choice, dict)]
        names |= {f"{name}.{part}" for row in rows for part in row} if rows else {name}
    return names
