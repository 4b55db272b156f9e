"""Certificates of par: what one claims is replayed without a solver, and nothing else is believed."""

from dataclasses import replace

import pytest

from academy.config import courses_folder
from academy.content.scenarios import load_scenarios
from academy.sim.commands import Do, Entry
from academy.sim.par.certificate import Certificate, fault_of, read_certificates, write_certificates
from academy.sim.policies.expert import Expert
from academy.sim.policies.play import play
from academy.sim.score import references
from tests.sim.days import day, drawn_day, request

SCENARIOS = load_scenarios(courses_folder()).scenarios


def certified(instance):
    state, log = play(instance, Expert())
    return Certificate(instance.digest, references(instance, 5, par=state.cost), 0, tuple(log))


INSTANCE = drawn_day(3, 6)
CERTIFICATE = certified(INSTANCE)


def test_a_certificate_holds_when_its_plan_costs_what_it_says():
    assert fault_of(CERTIFICATE, INSTANCE) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (replace(CERTIFICATE, engine=99), "engine 99"),
        (replace(CERTIFICATE, digest="0" * 64), "another version"),
        (replace(CERTIFICATE, lower_bound=10**6), "does not fit"),
        (replace(CERTIFICATE, references=replace(CERTIFICATE.references, best_known_is_proven=True)), "fit"),
        (replace(CERTIFICATE, references=replace(CERTIFICATE.references, best_known=10**6)), "costs"),
        (replace(CERTIFICATE, log=(Entry(0, Do("nothing")),)), "cannot be played"),
    ],
)
def test_a_certificate_that_claims_something_else_does_not_hold(changed, said):
    if said == "costs":
        changed = replace(changed, lower_bound=0)
    assert said in (fault_of(changed, INSTANCE) or "")


def test_certificates_survive_their_file():
    text = write_certificates("test", {3: CERTIFICATE, 1: CERTIFICATE})
    assert read_certificates(text) == {3: CERTIFICATE, 1: CERTIFICATE}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "days": []}',
        '{"format": 1, "days": [{}]}',
        '{"format": 1, "days": [{"seed": 1, "digest": 5, "lower_bound": 0, "engine": 1}]}',
        '{"format": 1, "days": [{"seed": 1, "digest": "", "lower_bound": 0, "engine": 1, "references": {}}]}',
    ],
)
def test_a_file_that_holds_something_else_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        read_certificates(text)


def test_a_replaced_day_is_not_the_one_certified():
    assert "another version" in (fault_of(CERTIFICATE, day(request())) or "")


@pytest.mark.parametrize("slug", list(SCENARIOS))
def test_every_shipped_certificate_holds_and_is_proven(slug):
    scenario = SCENARIOS[slug]
    assert list(scenario.certificates) == list(range(1, 25))
    for seed, certificate in scenario.certificates.items():
        assert fault_of(certificate, scenario.instance(seed)) is None
        assert certificate.references.best_known_is_proven


@pytest.mark.parametrize("slug", list(SCENARIOS))
def test_shipped_references_are_what_the_bots_cost(slug):
    scenario = SCENARIOS[slug]
    for seed in (1, 13):
        stored = scenario.certificates[seed].references
        par, proven = stored.best_known, stored.best_known_is_proven
        assert references(scenario.instance(seed), par=par, proven=proven) == stored
