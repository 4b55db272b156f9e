"""Passwords: how they are hashed, and which ones are too easy to guess. No database, no request."""

from __future__ import annotations

import re
from dataclasses import dataclass

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 12
MAX_LENGTH = 256
MIN_DIFFERENT = 5
MIN_OWN_PART = 4
MIN_RUN = 3
MIN_UNRUN = 5

TOO_EASY = (
    "That one is easy to guess. Use several words that do not belong together, or let a manager make one."
)

#: Rows and walks over a keyboard, the alphabet and the digits; their reverses count as well.
_ROWS = (
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "!@#$%^&*()_+",
)
_RUNS = _ROWS + tuple(row[::-1] for row in _ROWS)

#: Words that people build passwords from, and the words of this product.
_WORDS = frozenset(
    """
    academy animation animator cartoon coordinator production runner studio trainer learner password
    passwort passw motdepasse contrasena wachtwoord parola senha geheim secret default welcome
    willkommen bonjour hello letmein opensesame changeme trustno iloveyou loveyou forever admin
    administrator root user guest login access master superman batman spiderman starwars pokemon dragon
    monkey princess sunshine shadow football baseball basketball hockey soccer liverpool chelsea arsenal
    manchester united michael jennifer jessica charlie thomas jordan computer internet samsung google
    facebook microsoft windows whatever nothing something unbelievable correct horse battery staple
    mustang freedom killer flower summer winter spring autumn january february march april june july
    august september october november december monday tuesday wednesday thursday friday saturday sunday
    london england qwerty asdf zxcv abc
    """.split()  # noqa: SIM905 (one word a line would fill pages)
)
_TAIL = "0123456789!?.,;:-_+*# "
_LOOKALIKES = str.maketrans("@4310$57!", "aaeiossti")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a password is right, and its fresh hash where the stored one was made with an older cost."""

    is_right: bool
    fresh_hash: str | None = None


class Hasher:
    """argon2id with one cost; checking an unknown account costs as much as checking a known one.

    The usual cost is OWASP's: higher ones let a few sign-ins at once fill a small server.
    """

    def __init__(self, *, rounds: int = 2, memory_kib: int = 19_456, lanes: int = 1) -> None:
        self._argon2 = PasswordHasher(
            time_cost=rounds, memory_cost=memory_kib, parallelism=lanes, type=Type.ID
        )
        self._nobodys_hash = self._argon2.hash("nobody has this password")

    @classmethod
    def standard(cls) -> Hasher:
        """The hasher of servers and of the command line."""
        return cls()

    def hash(self, password: str) -> str:
        """The password's hash, with a fresh salt."""
        return self._argon2.hash(password)

    def check(self, stored_hash: str | None, password: str) -> Verdict:
        """Compare with a stored hash; None (no such account) takes as long and is never right."""
        is_right = self._matches(stored_hash or self._nobodys_hash, password)
        if stored_hash is None or not is_right:
            return Verdict(is_right=False)
        is_stale = self._argon2.check_needs_rehash(stored_hash)
        return Verdict(is_right=True, fresh_hash=self.hash(password) if is_stale else None)

    def _matches(self, stored_hash: str, password: str) -> bool:
        try:
            return self._argon2.verify(stored_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def fault_of_password(password: str, *, email: str, name: str) -> str | None:
    """None for a password worth having, else a sentence that says what to change."""
    if len(password) < MIN_LENGTH:
        return f"Use at least {MIN_LENGTH} characters; this one has {len(password)}."
    if len(password) > MAX_LENGTH:
        return f"Use at most {MAX_LENGTH} characters."
    plain = password.casefold()
    if len(set(plain)) < MIN_DIFFERENT or _is_repetition(plain) or _unrun_length(plain) < MIN_UNRUN:
        return TOO_EASY
    own_words = [word for word in re.split(r"[\W_]+", f"{email} {name}".casefold()) if len(word) >= MIN_RUN]
    spelled_out = (plain.rstrip(_TAIL) or plain).translate(_LOOKALIKES)
    if min(_own_part(form, own_words) for form in (plain, spelled_out)) < MIN_OWN_PART:
        return TOO_EASY
    return None


def _is_repetition(text: str) -> bool:
    """Whether the text is one piece, written several times."""
    return text in (text + text)[1:-1]


def _unrun_length(text: str) -> int:
    """How many characters belong to no run along a keyboard row, the alphabet or the digits."""
    position = unrun = 0
    while position < len(text):
        length = max(_run_length(text, position, row) for row in _RUNS)
        if length < MIN_RUN:
            unrun += 1
            length = 1
        position += length
    return unrun


def _run_length(text: str, position: int, row: str) -> int:
    length = 0
    while position + length < len(text) and text[position : position + length + 1] in row:
        length += 1
    return length


def _own_part(text: str, own_words: list[str]) -> int:
    """What is left when common words and the person's own are struck out.

    Letters count 1, other characters a third: digits at the end are what everybody adds.
    """
    for word in sorted({*_WORDS, *own_words}, key=len, reverse=True):
        text = text.replace(word, " ")
    letters = sum(character.isalpha() for character in text)
    others = sum(not character.isalpha() and not character.isspace() for character in text)
    return letters + others // 3
