"""A small pool of requests for drawn days, written as a table: enough for fair days, and nothing more."""

import json

from academy.content.catalogue import Stage

WORLD = """\
title: A drawn day
summary: A small office with small troubles, another each day.
day: An ordinary day
opens: "08:30"
closes: "17:30"
live_minutes: 14
step_minutes: 40
aims: [Find what cannot wait]
debrief: [What was real?, What did you not know?, What did you leave?]
cast:
  hana: {name: Hana, role: editor, department: editorial}
  wen: {name: Wen, role: colour lead, department: design}
  ruth: {name: Ruth, role: production manager}
  maya: {name: Maya, role: runner}
  jonah: {name: Jonah, role: runner}
  kit: {name: Kit, role: nobody writes as Kit}
departments:
  editorial: {name: Editorial, hours: "08:30-17:30", lead: [15, 20]}
  design: {name: Design, hours: "09:00-18:00", lead: [20, 30]}
  stage: {name: Stage, hours: "09:00-18:00", lead: [20, 30]}
contacts: [ruth]
runners:
  maya: {shift: "08:30-16:30", pace: {files: 80}, level: {files: 2}}
  jonah: {shift: "09:00-17:30", pace: {people: 80}, level: {people: 2}}
pairs:
  - [loud1, quiet1]
stages:
  making:
    title: Making
    show: Lantern Lane
    draws_from: [PROD, ANY]
    briefing: You have the desk of **Lantern Lane** today, and much is small that looks large.
  ending:
    title: Ending
    show: Lantern Lane
    draws_from: [DEL]
    briefing: You have the desk of deliveries today, of which there are hardly any, as it happens.
appointments:
  dailies: {title: Dailies, starts: "10:30", ends: "11:30"}
  lunch: {title: Lunch, starts: "13:00", ends: "14:00"}
  meeting: {title: Meeting, starts: "15:30", ends: "16:15"}
goodwill: [2, 4]
"""
DUE = {5: [30, 45], 4: [90, 150], 3: [180, 330], 2: [560, 700], 1: [750, 1000]}  # by true urgency
LANDS = ("08:30-12:30", "09:00-13:30", "10:00-15:00", "12:00-16:30")
# id, stage, claimed urgency, true urgency, minutes, best handler, trap
ROWS: list[tuple[str, Stage, int, int, int, str, str]] = [
    *((f"routine{number}", "ANY", 3, 3, 14 + number, "do", "GOOD") for number in range(1, 9)),
    *((f"errand{number}", "PROD", 2, 2, 12 + number, "delegate", "GOOD") for number in range(1, 7)),
    *((f"quiet{number}", "PROD", 2, 4, 10 + number, "route", "QUIET") for number in range(1, 7)),
    *((f"loud{number}", "ANY", 5, 2, 8 + number, "do", "LOUD") for number in range(1, 7)),
    *((f"friend{number}", "ANY", 4, 1, 8, "decline", "NDA") for number in range(1, 4)),
    *((f"senior{number}", "PROD", 2, 4, 12, "escalate", "AUTH") for number in range(1, 4)),
    *((f"care{number}", "ANY", 1, 5, 15, "escalate", "WELF") for number in range(1, 3)),
    ("wipe", "ANY", 1, 5, 10, "do", "QUIET"),
    ("stray", "DEL", 2, 2, 10, "do", "GOOD"),
]
SIGNALS = {"decline": ["out_of_scope"], "escalate": ["beyond_authority"]}


def small_pool() -> dict[str, str | bytes | None]:
    """Return the files of the pool by path."""
    catalogue = {
        name: {
            "stage": stage,
            "channel": "mail",
            "claimed_urgency": claimed,
            "true_urgency": true,
            "minutes": minutes,
            "best": best,
            "poor": ["schedule"],
            "skills": ["K1"],
            "trap": trap,
            **({"ends_day": True} if name == "wipe" else {}),
        }
        for name, stage, claimed, true, minutes, best, trap in ROWS
    }
    requests = {row[0]: _request(place, *row) for place, row in enumerate(ROWS)}
    requests["quiet1late"] = _follow_up("quiet1")
    requests["routine1late"] = _follow_up("routine1")
    requests["senior1"]["truth"]["due"] = "17:00 ±5"
    requests["routine2"]["excludes"] = ["routine3"]
    draws = {"shot": {"one_of": ["0110", "0150"]}, "copies": {"between": [3, 9]}}
    return {
        "catalogue/requests.yaml": json.dumps({"requests": catalogue}),
        "days/world.yaml": WORLD,
        "days/pool.yaml": json.dumps({"draws": draws, "requests": requests}, indent=1),
    }


def _request(
    place: int, name: str, stage: str, claimed: int, true: int, minutes: int, best: str, trap: str
) -> dict:
    owner = {"owner": "editorial"} if best == "route" else {}
    poor = {"reason": "Too late.", "cost": 20, **({"ends_day": True} if name == "wipe" else {})}
    return {
        "catalogue": name,
        "from": ("hana", "wen")[place % 2],
        "work": ("files", "people", "scheduling")[place % 3] if best != "delegate" else "files",
        "lands": LANDS[place % len(LANDS)],
        "subject": f"About {name}" if place else "About shot {shot}",
        "body": "By {due}, please." if place % 4 else "{copies} of them by {by}.",
        "claimed": {"by": 60} if claimed > true else {},
        "looks": {"urgency": true, "minutes": minutes, "signals": SIGNALS.get(best, []), **owner},
        "truth": {
            "due": DUE[true],
            "minutes": [minutes - 2, minutes + 2],
            "silence": {"within": 80},
            **owner,
        },
        "verdicts": {best: "Well done.", "schedule": poor},
        "why": "It was what it was.",
        "ideal": "Do the right thing.",
        "consequence": "A grumble.",
        "skills": ["K1.1"],
    }


def _follow_up(parent: str) -> dict:
    return {
        "from": "wen",
        "channel": "chat",
        "work": "people",
        "after": {"request": parent, "when": "late", "delay": [5, 15]},
        "subject": f"Still waiting for {parent}",
        "body": "Where is it?",
        "claimed": {"urgency": 4},
        "looks": {"minutes": 8},
        "truth": {"due": 60, "urgency": 4, "minutes": [6, 10]},
        "verdicts": {"do": {"judgement": "right", "reason": "Done at last."}},
        "why": "It came back.",
        "ideal": "Do it now.",
        "consequence": "It comes back again.",
        "skills": ["K4.1"],
    }
