"""The bots by name, for the command line and tables; the rule: a name and a seed give the same play."""

import re
from collections.abc import Callable, Mapping

from academy.sim.policies import simple
from academy.sim.policies.expert import Expert, human
from academy.sim.policies.play import Policy
from academy.sim.policies.simple import Fifo, Random

BOTS: Mapping[str, Callable[[int], Policy]] = {
    "random": Random,
    "fifo": lambda _: Fifo(),
    "loudest": lambda _: simple.loudest(),
    "all_urgent": lambda _: simple.all_urgent(),
    "escalate_all": lambda _: simple.escalate_all(),
    "decline_all": lambda _: simple.decline_all(),
    "edd": lambda _: simple.edd(),
    "wspt": lambda _: simple.wspt(),
    "hedger": lambda _: simple.hedger(),
    "expert": lambda _: Expert(),
}
HUMAN = "human(0.5)"  # the form of the name of somebody between a beginner (0) and the expert (1)
_HUMAN = re.compile(r"human\((0(?:\.\d+)?|1(?:\.0+)?)\)")


def bot(name: str, seed: int = 0) -> Policy:
    """Return the bot of that name, its own dice thrown by `seed`; raise ValueError when there is none."""
    person = _HUMAN.fullmatch(name)
    if person is not None:
        return human(float(person[1]), seed)
    if name not in BOTS:
        raise ValueError(f"no bot is called {name!r}; there are {', '.join(BOTS)}, and {HUMAN} from 0 to 1")
    return BOTS[name](seed)
