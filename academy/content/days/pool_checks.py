"""What does not fit together in the pool; the rule: a fault stands at the line of the request it is in."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from academy.content.catalogue import CatalogueRequest
from academy.content.days.world import PoolRequestFile, WorldFile, as_scenario
from academy.content.problems import Problem
from academy.content.scenario_checks import findings
from academy.content.scenario_file import DrawFile
from academy.content.scenario_requests import RequestFile
from academy.content.scenario_values import Hours, Moment
from academy.content.yaml_files import Document, KeyPath

WORLD_PATH = Path("days/world.yaml")
PAIR_MINUTES = 30  # a loud one and a quiet one come within so many minutes of each other

Homes = dict[str, tuple[Document, Any]]  # by request: the file it stands in, and how it is written there
Catalogued = Mapping[str, CatalogueRequest]


def pool_problems(
    world: WorldFile,
    requests: Mapping[str, PoolRequestFile],
    draws: Mapping[str, DrawFile],
    catalogue: Catalogued,
    homes: Homes,
) -> list[Problem]:
    """Return what is wrong with the pool as a whole, and with each request as one of a day."""
    problems = [*_pair_problems(world, requests, catalogue), *_missing(requests, catalogue)]
    landed: dict[str, RequestFile] = {}
    for name, request in requests.items():
        document, _ = homes[name]
        found = list(_request_problems(name, request, requests))
        problems += [document.problem_at(("requests", name, *place), message) for place, message in found]
        if not any(place == () for place, _ in found):
            landed[name] = request.model_copy(update={"arrives": _middle(request.lands)})
    written = {name: homes[name][1] for name in landed}
    stage = next(iter(world.stages.values()))
    file = as_scenario(world, stage, draws=draws, requests=landed)
    for key_path, message in findings(file, {"requests": written}, catalogue):
        problems.append(_placed(key_path, message, homes))
    return problems


def _request_problems(
    name: str, request: PoolRequestFile, requests: Mapping[str, PoolRequestFile]
) -> Iterator[tuple[KeyPath, str]]:
    if (request.lands is None) == (request.after is None):
        yield (), "write lands (for a root) or after (for a follow-up), one of them."
    if request.arrives is not None:
        yield (), "the pool says lands: instead of arrives."
    for place, other in enumerate(request.excludes):
        if other not in requests or other == name:
            yield ("excludes", place), f"there is no other request {other} in the pool."
    if request.board.done or request.board.late:
        yield ("board",), "drawn days have no board; delete this."


def _pair_problems(
    world: WorldFile, requests: Mapping[str, PoolRequestFile], catalogue: Catalogued
) -> Iterator[Problem]:
    for first, second in world.pairs:
        for name in (first, second):
            if name not in catalogue:
                yield Problem(WORLD_PATH, 1, f"pairs: there is no request {name}.")
        if first in requests and second in requests:
            one, other = requests[first].lands, requests[second].lands
            if one and other and not _can_meet(one, other):
                message = f"pairs: {first} and {second} can never land within {PAIR_MINUTES} minutes."
                yield Problem(WORLD_PATH, 1, message)


def _can_meet(one: Hours, other: Hours) -> bool:
    return one.opens <= other.closes + PAIR_MINUTES and other.opens <= one.closes + PAIR_MINUTES


def _missing(requests: Mapping[str, PoolRequestFile], catalogue: Catalogued) -> Iterator[Problem]:
    written = {request.catalogue for request in requests.values()}
    missing = [name for name in catalogue if name not in written]
    if requests and missing:
        message = f"the pool has no request of {len(missing)} kinds of the catalogue: {', '.join(missing)}."
        yield Problem(WORLD_PATH, 1, message, "warning")


def _placed(key_path: KeyPath, message: str, homes: Homes) -> Problem:
    """Put a finding where its request or draw is written; the world's is on its first line."""
    if key_path[0] == "requests" and len(key_path) > 1 and key_path[1] in homes:
        return homes[str(key_path[1])][0].problem_at(key_path, message)
    for document, _ in homes.values():
        if key_path[0] == "draws" and key_path in document.lines:
            return document.problem_at(key_path, message)
    return Problem(WORLD_PATH, 1, f"{', '.join(map(str, key_path))}: {message}")


def _middle(lands: Hours | None) -> Moment | None:
    """Return the whole span as one moment, so that every check holds wherever in it a request lands."""
    if lands is None:
        return None
    width = lands.closes - lands.opens
    return Moment(lands.opens + width // 2, width // 2)
