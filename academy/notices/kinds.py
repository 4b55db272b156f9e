"""The kinds of notices that people may do without. A feature that tells something new adds its line here.

What is not listed is always told: a score that a mended key has changed, more time for a running attempt.
"""

from __future__ import annotations

#: What each kind is about, in the order in which the settings list them.
KINDS = {
    "Assigned": "a trainer gives my cohort work",
    "Due time": "a trainer moves the time by which work is wanted",
    "Cohort": "I join a cohort",
    "Sign-off": "somebody asks for, gives or declines a sign-off",
    "Feedback": "a trainer writes about something I did",
    "Checklist": "somebody adds me to a list",
    "Question": "a trainer answers my flag on a question",
    "Card": "a trainer answers what I said about a review card",
    "Certificate": "I am given a certificate",
}
#: Kinds that ask for a look and therefore stand on the home page until they are opened.
ON_HOME = ("Sign-off", "Feedback", "Certificate")
