"""What the codes of a score sheet are called in a debrief."""

CHARGES = {
    "late": "Lateness",
    "left_open": "Left open at the end",
    "silence": "Silence",
    "broken_promise": "Broken promises",
    "refused_promise": "Promises asking too much",
    "wrong_address": "Sent to the wrong place",
    "needless_escalation": "Needless escalations",
    "wrong_level": "Beyond the skill of who did it",
    "uncontained": "Not contained in time",
    "needless_containment": "Needless containment",
    "wrong_decline": "Declined what had to be done",
    "no_signpost": "Declined without saying who can help",
    "poor_handler": "Poor ways of handling",
    "poor_wording": "Poor wording",
    "wrong_merge": "Merged with something else",
    "fail_state": "What ended the day",
    "never_reached": "Never reached",
}
JUDGEMENTS = {
    "right": "right",
    "acceptable": "acceptable",
    "neutral": "neither good nor poor",
    "poor": "poor",
}
TRIGGERS = {
    "root": "",
    "late": "came because “{parent}” was late",
    "mishandled": "came because “{parent}” was mishandled",
    "uncontained": "came because “{parent}” was not contained",
}
WEIGHTS = {
    1: "weight 1 (could wait)",
    2: "weight 2 (today)",
    4: "weight 4 (a cut-off)",
    8: "weight 8 (severe)",
}
