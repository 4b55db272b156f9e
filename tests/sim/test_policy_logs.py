"""What the reference policies decide, pinned: a faster expert has to be the same expert."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from academy.sim.commands import to_row
from academy.sim.instance import Instance, Runner
from academy.sim.policies.expert import Expert, Habits, human, perturbed
from academy.sim.policies.play import Policy, play
from tests.sim.days import drawn_day

KIM = Runner("kim", "Kim", (100,) * 5, (1,) * 5, 60, 480)
POLICIES: dict[str, list[Policy]] = {
    "expert": [Expert(), Expert(Habits(interrupt_from=0)), Expert(Habits(latency=3))],
    "perturbed": list(perturbed()[1:]),
    "human": [human(tenths / 10, 3) for tenths in range(11)],
}
DIGESTS = {
    "expert": "48ee4a54f97ff700a91f5e2df453bbfdb66d7129fa79364816ab0d7032321026",
    "perturbed": "658ac329d660d2484bc919ee857c004577f0ac57d3deedf2d1d8c60d5e0c5be1",
    "human": "19f02831d0ee7f671af1042da32232c1feea1009506ec9628ede4360d0e65bdb",
}


def some_days() -> Iterator[Instance]:
    for seed in range(6):
        yield drawn_day(seed, 8)
        yield drawn_day(seed, 20)
        crowded = drawn_day(seed, 40)
        yield replace(crowded, runners=(*crowded.runners, KIM))


def digest_of(policies: list[Policy]) -> str:
    digest = hashlib.sha256()
    for instance in some_days():
        for policy in policies:
            state, log = play(instance, policy)
            digest.update(json.dumps([state.cost, [to_row(entry) for entry in log]]).encode())
    return digest.hexdigest()


def test_every_reference_policy_decides_as_it_always_did():
    assert {name: digest_of(policies) for name, policies in POLICIES.items()} == DIGESTS
