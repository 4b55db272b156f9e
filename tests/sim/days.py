"""Days to test the simulator on: `day()` builds one by hand, `drawn_day()` draws one from a seed."""

from dataclasses import replace
from typing import Any

from academy.sim.instance import (
    Appointment,
    Channel,
    Contact,
    Department,
    Handler,
    HiddenFacts,
    Instance,
    Judgement,
    Reading,
    Request,
    Runner,
    Signal,
    Trigger,
    Verdict,
    VisibleFacts,
    Wording,
    WordingEffect,
    Work,
)
from academy.sim.rng import Rng

MAYA = Runner("maya", "Maya", (80, 110, 90, 140, 130), (2, 1, 2, 1, 1), 0, 480)
JONAH = Runner("jonah", "Jonah", (120, 85, 130, 90, 160), (1, 2, 1, 2, 0), 30, 420)
DESIGN = Department("design", "Design", 0, 480, 30)
IT = Department("it", "IT", 0, 400, 20)
RUTH = Contact("ruth", "Ruth", "production manager")
NOOR = Contact("noor", "Noor", "welfare contact")


def request(name: str = "R1", **facts: Any) -> Request:
    """Make a plain request; keywords go to the visible facts, the hidden facts, or the request itself."""
    visible = VisibleFacts("Hana", "editor", Channel.MAIL, Work.FILES, "Reel", "Please.", 3, 60, 20)
    hidden = HiddenFacts(weight=4, due_minutes=60, work_minutes=20, acknowledge_minutes=480)
    made = Request(name, visible, hidden)
    for key, value in facts.items():
        if key in VisibleFacts.__dataclass_fields__:
            made = replace(made, visible=replace(made.visible, **{key: value}))
        elif key in HiddenFacts.__dataclass_fields__:
            made = replace(made, hidden=replace(made.hidden, **{key: value}))
        else:
            made = replace(made, **{key: value})
    return made


def day(*requests: Request, **fields: Any) -> Instance:
    """Make a day of these requests with two runners, two departments and two contacts."""
    base = Instance(
        "test",
        "A test day",
        requests or (request(),),
        runners=(MAYA, JONAH),
        departments=(DESIGN, IT),
        contacts=(RUTH, NOOR),
    )
    return replace(base, **fields)


def drawn_day(seed: int, count: int = 12, runners: int = 2) -> Instance:
    """Draw a day that uses every feature of the model somewhere."""
    dice = Rng("test day", seed, count)
    requests: list[Request] = []
    arrivals = sorted(dice.between(0, 400) for _ in range(count))
    for place, minute in enumerate(arrivals):
        root = _drawn_request(dice, f"R{place:02}", requests)
        requests.append(replace(root, arrives=minute))
        for trigger in (Trigger.LATE, Trigger.MISHANDLED, Trigger.UNCONTAINED):
            if trigger is Trigger.UNCONTAINED and root.hidden.contain_minutes is None:
                continue
            if dice.chance(300):
                child = _drawn_request(dice, f"R{place:02}{trigger[0]}", [])
                delay = dice.between(0, 30)
                requests.append(replace(child, parent=root.id, trigger=trigger, delay=delay))
    meetings = (Appointment("dailies", "Dailies", 90, 120), Appointment("call", "Call with Seoul", 120, 130))
    return day(
        *requests,
        runners=(MAYA, JONAH)[:runners],
        appointments=meetings if dice.chance(700) else (),
        tokens=dice.between(0, 4),
        slug=f"drawn-{seed}-{count}",
        seed=seed,
    )


def _drawn_request(dice: Rng, name: str, earlier: list[Request]) -> Request:
    weight = dice.choice((1, 2, 4, 8))
    size, due = dice.between(3, 40), dice.between(15, 200)
    owner = dice.choice((None, None, None, "design", "it"))
    wordings = (Wording("warm", "Of course."), Wording("curt", "No.")) if dice.chance(250) else ()
    verdicts = [
        Verdict(
            handler,
            Judgement.POOR,
            cost=dice.between(0, 20),
            mishandles=dice.chance(300),
            fatal=dice.chance(30),
        )
        if dice.chance(250)
        else Verdict(handler, dice.choice((Judgement.RIGHT, Judgement.ACCEPTABLE, Judgement.NEUTRAL)))
        for handler in Handler
        if dice.chance(600)
    ]
    signals = tuple(signal for signal in Signal if dice.chance(200))
    return request(
        name,
        sender=dice.choice(("Hana", "Tomasz", "Yuna")),
        channel=dice.choice(tuple(Channel)),
        work=dice.choice(tuple(Work)),
        claimed_urgency=dice.between(1, 5),
        claimed_minutes=dice.choice((None, due, max(1, due - 10))),
        apparent_minutes=max(1, size + dice.between(-5, 5)),
        apparent_owner=owner if dice.chance(700) else None,
        wordings=wordings,
        wording_effects=tuple(
            WordingEffect(item.id, Judgement.NEUTRAL, cost=dice.between(0, 9)) for item in wordings
        ),
        reading=Reading(dice.between(0, 2), dice.choice((None, 2, 4, 5)), signals=signals),
        weight=weight,
        due_minutes=due,
        work_minutes=size,
        acknowledge_minutes=dice.between(5, 60),
        needed_level=dice.between(0, 2),
        owner=owner,
        rework_minutes=dice.choice((0, 0, 12)),
        flexibility_minutes=dice.between(0, 60),
        grace_minutes=dice.between(0, 60),
        contain_minutes=dice.choice((None, None, 20)),
        contain_cost=dice.between(0, 40),
        contacts=dice.choice(((), ("ruth",), ("noor",))),
        duplicate_of=None if not earlier or dice.chance(800) else earlier[0].id,
        fatal_when_late=dice.chance(20),
        verdicts=tuple(verdicts),
    )
