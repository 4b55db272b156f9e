"""Engine version 1: every constant of the model; the rule: never edited once runs exist, only versioned."""

from enum import StrEnum

from academy.sim.instance import Channel

# Attention minutes of each operation
CONTAIN_MINUTES = 1
BRIEFING_MINUTES = 2
ROUTE_MINUTES = 1
ESCALATE_MINUTES = 2
ESCALATE_WITH_OPTIONS_MINUTES = 4
PROMISE_MINUTES = 1
DECLINE_MINUTES = 1
RECALL_MINUTES = 1
MERGE_MINUTES = 1
REPLY_MINUTES = 0
ASK_MINUTES = {
    Channel.MAIL: 1,
    Channel.CHAT: 1,
    Channel.PHONE: 3,
    Channel.WALK_IN: 3,
    Channel.TRACKER: 1,
}

# Minutes until something comes back
ANSWER_WAIT = {
    Channel.MAIL: 25,
    Channel.CHAT: 6,
    Channel.PHONE: 0,
    Channel.WALK_IN: 0,
    Channel.TRACKER: 25,
}
BOUNCE_WAIT = 15
DECISION_WAIT = 15  # with options prepared
DECISION_WAIT_UNPREPARED = 25  # they have to find the options themselves first
RESUME_MINUTES = 2  # to find one's place again after an interruption
OVERTIME_MINUTES = 60  # what is open at the end counts as done this long after it

# By when people expect a sign of life, by channel; public, an instance's own window may differ
EXPECTED_REPLY = {
    Channel.MAIL: 60,
    Channel.CHAT: 20,
    Channel.PHONE: 6,
    Channel.WALK_IN: 5,
    Channel.TRACKER: 60,
}

# Step costs, points; "per weight" ones are multiplied by the weight of the request
NUISANCE = 8
NEEDLESS_ESCALATION = 16
NEEDLESS_BELOW = 2  # weight up to which an escalation is needless unless the author calls it right
MISHANDLED_PER_WEIGHT = 10
BROKEN_PER_WEIGHT = 6
REFUSED_PER_WEIGHT = 3
WRONG_DECLINE_PER_WEIGHT = 60
NO_SIGNPOST_PER_WEIGHT = 2
FAIL_PER_WEIGHT = 40


def silence_cost(weight: int) -> int:
    """Return what silence past the window costs unless the request says otherwise."""
    return 4 * weight + 4


class ChargeKind(StrEnum):
    """Why points were charged."""

    LATE = "late"
    LEFT_OPEN = "left_open"
    SILENCE = "silence"
    BROKEN_PROMISE = "broken_promise"
    REFUSED_PROMISE = "refused_promise"
    WRONG_ADDRESS = "wrong_address"
    NEEDLESS_ESCALATION = "needless_escalation"
    WRONG_LEVEL = "wrong_level"
    UNCONTAINED = "uncontained"
    NEEDLESS_CONTAINMENT = "needless_containment"
    WRONG_DECLINE = "wrong_decline"
    NO_SIGNPOST = "no_signpost"
    POOR_HANDLER = "poor_handler"
    POOR_WORDING = "poor_wording"
    WRONG_MERGE = "wrong_merge"
    FAIL_STATE = "fail_state"
    NEVER_REACHED = "never_reached"
