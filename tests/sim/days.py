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
    arrivals = sorted(
        dice.between(100, 160) if dice.chance(500) else dice.between(0, 400) for _ in range(count)
    )
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
    urgency = dice.between(1, 5)
    size, due = dice.between(3, 40), dice.between(15, 200)
    owner = dice.choice((None, None, None, "design", "it"))
    level = dice.between(0, 2)
    twin = earlier[0].id if earlier and dice.chance(150) else None
    wordings = (Wording("warm", "Of course."), Wording("curt", "No.")) if dice.chance(250) else ()
    verdicts = _drawn_verdicts(dice)
    contain = dice.choice((None, None, 20))
    rework = dice.choice((0, 0, 12))
    left_is_fatal = dice.chance(20)
    contacts: tuple[str, ...] = dice.choice(((), ("ruth",), ("noor",)))
    signals = {
        Signal.VAGUE: rework > 0,
        Signal.SPREADING: contain is not None,
        Signal.OUT_OF_SCOPE: _is_good(verdicts, Handler.DECLINE),
        Signal.BEYOND_AUTHORITY: _is_good(verdicts, Handler.ESCALATE),
        Signal.SENSITIVE: left_is_fatal or any(verdict.fatal for verdict in verdicts),
        Signal.CAN_WAIT: _is_good(verdicts, Handler.SCHEDULE),
    }
    return request(
        name,
        sender=dice.choice(("Hana", "Tomasz", "Yuna")),
        channel=dice.choice(tuple(Channel)),
        work=dice.choice(tuple(Work)),
        claimed_urgency=min(5, max(1, urgency + dice.between(-2, 2))),
        claimed_minutes=dice.choice((None, due, max(1, due - 10))),
        apparent_minutes=max(1, size + dice.between(-5, 5)),
        apparent_owner=owner if dice.chance(700) else None,
        wordings=wordings,
        wording_effects=tuple(
            WordingEffect(item.id, Judgement.NEUTRAL, cost=place * dice.between(0, 9))
            for place, item in enumerate(wordings)
        ),
        reading=Reading(
            level,
            urgency=urgency if dice.chance(800) else None,
            due_minutes=due if dice.chance(500) else None,
            signals=tuple(
                signal for signal, is_true in signals.items() if dice.chance(900 if is_true else 20)
            ),
            contact=contacts[0] if contacts else None,
            resembles=twin,
        ),
        weight=(1, 1, 2, 4, 8)[urgency - 1],
        due_minutes=due,
        work_minutes=size,
        acknowledge_minutes=dice.between(5, 60),
        needed_level=level,
        owner=owner,
        rework_minutes=rework,
        flexibility_minutes=dice.between(0, 60),
        grace_minutes=dice.between(0, 60),
        contain_minutes=contain,
        contain_cost=dice.between(0, 40),
        contacts=contacts,
        duplicate_of=twin,
        fatal_when_late=left_is_fatal,
        verdicts=verdicts,
    )


def _drawn_verdicts(dice: Rng) -> tuple[Verdict, ...]:
    """Draw a verdict for some handlers; doing and delegating are never fatal, so care survives the day."""
    verdicts = []
    for handler in Handler:
        draw = dice.between(0, 9)
        if draw == 0:
            may_kill = handler in (Handler.DECLINE, Handler.SCHEDULE)
            fatal = may_kill and dice.chance(300)
            cost = dice.between(0, 20)
            verdicts.append(Verdict(handler, Judgement.POOR, "", cost, dice.chance(300), fatal))
        elif draw < 4:
            verdicts.append(Verdict(handler, dice.choice((Judgement.RIGHT, Judgement.ACCEPTABLE))))
    return tuple(verdicts)


def _is_good(verdicts: tuple[Verdict, ...], handler: Handler) -> bool:
    good = (Judgement.RIGHT, Judgement.ACCEPTABLE)
    return any(verdict.handler is handler and verdict.judgement in good for verdict in verdicts)
