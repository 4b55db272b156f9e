"""A sound question of each kind, as text; tests spoil one place of one."""

HEAD = """\
- id: {id}
  module: first
  objective: Name one
  behaviour: K1.2
  kind: {kind}
  text: What do you do with the box at reception?
"""
SINGLE = (
    HEAD.format(id="box", kind="single")
    + """\
  options:
    - {text: Log it, right: true, reason: It is on the list now.}
    - {text: Leave it, reason: Nobody knows that it came.}
    - {text: Open it, reason: It is addressed to somebody else.}
"""
)
MULTIPLE = (
    HEAD.format(id="boxes", kind="multiple")
    + """\
  options:
    - {text: Log it, right: true, reason: It is on the list now.}
    - {text: Tell Hana, right: true, reason: She waits for it.}
    - {text: Leave it, reason: Nobody knows that it came.}
    - {text: Open it, reason: It is addressed to somebody else.}
"""
)
ORDERING = (
    HEAD.format(id="steps", kind="ordering")
    + """\
  items:
    - {text: Look, reason: First see what it is.}
    - {text: Log, reason: Then write it down.}
    - {text: Tell, reason: Then say so to whoever waits.}
"""
)
MATCHING = (
    HEAD.format(id="pairs", kind="matching")
    + """\
  pairs:
    - {left: Box, right: Log, reason: Boxes are logged.}
    - {left: Mail, right: Answer, reason: Mails are answered.}
    - {left: Call, right: Note, reason: Calls are noted.}
  extras:
    - {text: Ignore, reason: Nothing is ignored here.}
"""
)
NUMERIC = (
    HEAD.format(id="upload", kind="numeric").replace(
        "What do you do with the box at reception?",
        '"A pack of {size} GB goes up at {rate} Mbit/s from {start}. How many minutes?"',
    )
    + """\
  parameters:
    size: {from: 20, to: 60, step: 20}
    rate: {choices: [100, 200]}
    start: {clock: ["13:00", "14:00", 30]}
  formula: size * 8000 / rate / 60
  unit: minutes
  tolerance: 1
  reason: "{size} GB are {size * 8000} megabits; that takes {answer} minutes, until {start + answer:clock}."
  mistakes:
    - {formula: size * 1000 / rate / 60, reason: A byte is eight bits.}
  keys:
    - {size: 60, rate: 100, start: "13:00", answer: 80}
    - {size: 20, rate: 100, start: "13:30", answer: 26.7}
"""
)
TEXT = (
    HEAD.format(id="word", kind="text")
    + """\
  accepted: [An addendum, addenda]
  reason: It is numbered and says what changed.
  near:
    - {text: new version, reason: That is one file; this is an addition to a pack.}
"""
)
ERRORS = (
    HEAD.format(id="find", kind="errors")
    + """\
  artefact: {kind: tracker, title: Pack 105}
  columns: [Id, Status]
  lines:
    - {cells: [PRP-1, DONE], reason: Approved and named.}
    - {cells: [PRP-2, latest], wrong: true, reason: That is not a status.}
    - {cells: [PRP-3, WIP], reason: Somebody works on it.}
    - {cells: ["", DONE], wrong: true, reason: It has no id.}
"""
)
REPLIES = (
    HEAD.format(id="answer", kind="replies")
    + """\
  artefact: {kind: mail, title: From Seoul, text: Which version is right?}
  replies:
    - {text: The latest., verdict: worst, reason: Nobody knows which that is.}
    - {text: I will look., verdict: between, reason: Kind and too little.}
    - {text: "v04; approved by Tomasz at 11.", verdict: best, reason: A version and who said so.}
    - {text: Ask Hana., verdict: between, reason: A name without a time.}
"""
)
ALL = SINGLE + MULTIPLE + ORDERING + MATCHING + NUMERIC + TEXT + ERRORS + REPLIES
