"""The kinds of notices, for people to choose from. A feature that tells something new adds its line here."""

from __future__ import annotations

#: What each kind is about, in the order in which the settings list them.
KINDS = {
    "Assigned": "a trainer gives my cohort work",
    "Due time": "a trainer moves the time by which work is wanted",
    "Cohort": "I join a cohort",
    "Sign-off": "somebody asks for, gives or declines a sign-off",
    "Feedback": "a trainer writes about something I did",
    "Certificate": "I am given a certificate",
}
#: Kinds that ask for a look and therefore stand on the home page until they are opened.
ON_HOME = ("Sign-off", "Feedback", "Certificate")
