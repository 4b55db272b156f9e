"""Certificates of par: the best plan of a day with its bound, made once; the rule: replaying proves the cost.

Anyone can check a certificate's cost without a solver. Its bound is a solver's proof, made when it was
written, and holds for the day of that digest under that engine.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from academy.sim import codec
from academy.sim.commands import Entry, read_log, to_row
from academy.sim.engine import IllegalMove, finish, fold
from academy.sim.instance import ENGINE_VERSION, Instance
from academy.sim.score import References

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Certificate:
    """The best plan known for one drawn day, and the references that the day is scored against."""

    digest: str  # of the instance
    references: References
    lower_bound: int  # points
    log: tuple[Entry, ...]
    engine: int = ENGINE_VERSION

    @property
    def cost(self) -> int:
        """J of the plan, points."""
        return self.references.best_known


def fault_of(certificate: Certificate, instance: Instance) -> str | None:
    """Replay a certificate; return in words why it does not hold for `instance`, or None when it does."""
    if certificate.engine != instance.engine:
        return f"it is for engine {certificate.engine}, and the day is played by engine {instance.engine}"
    if certificate.digest != instance.digest:
        return "it is for another version of this day"
    proven = certificate.references.best_known_is_proven
    if certificate.lower_bound > certificate.cost or proven > (certificate.lower_bound == certificate.cost):
        return f"its bound {certificate.lower_bound} does not fit its cost {certificate.cost}"
    try:
        cost = finish(fold(instance, certificate.log)).cost
    except IllegalMove as refusal:
        return f"its plan cannot be played: {refusal.reason}"
    return None if cost == certificate.cost else f"its plan costs {cost}, not {certificate.cost}"


def write_certificates(slug: str, certificates: Mapping[int, Certificate]) -> str:
    """Return the certificates of a scenario's days, by seed, as the JSON text of `<slug>.par.json`."""
    days = [json.dumps(_to_plain(seed, item), separators=(",", ":")) for seed, item in certificates.items()]
    head = f'{{"format":{FORMAT_VERSION},"scenario":{json.dumps(slug)},"days":['
    return head + "\n" + ",\n".join(days) + "\n]}\n"


def read_certificates(text: str) -> dict[int, Certificate]:
    """Return the certificates of `write_certificates` by seed; raise ValueError when the text is none."""
    try:
        values = json.loads(text)
        if values["format"] != FORMAT_VERSION:
            raise ValueError(f"format {values['format']} is not {FORMAT_VERSION}")
        return {day["seed"]: _from_plain(day) for day in values["days"]}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is no file of certificates: {error!r}") from error


def _to_plain(seed: int, item: Certificate) -> dict[str, object]:
    return {
        "seed": seed,
        "digest": item.digest,
        "engine": item.engine,
        "references": codec.to_plain(item.references),
        "lower_bound": item.lower_bound,
        "log": _rows(item.log),
    }


def _rows(log: Iterable[Entry]) -> list[dict[str, object]]:
    return [
        {key: value for key, value in to_row(entry).items() if value is not None and value is not False}
        for entry in log
    ]


def _from_plain(day: Mapping[str, Any]) -> Certificate:
    digest, bound, engine = day["digest"], day["lower_bound"], day["engine"]
    if not isinstance(digest, str) or any(type(number) is not int for number in (bound, engine, day["seed"])):
        raise ValueError("a day needs a digest in text, and seed, lower_bound and engine in whole numbers")
    references = codec.from_plain(References, day["references"])
    return Certificate(digest, references, bound, read_log(day["log"]), engine)
