"""The code on a certificate: random, long enough that nobody finds one by trying, kind to who types it."""

from __future__ import annotations

import hashlib
import secrets

#: Crockford's base 32: without I, L, O and U, which are misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26  # 26 letters of 5 bits are 130 bits
GROUPS = (5, 5, 5, 5, 6)
MAX_TYPED_LENGTH = 80
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """A fresh code of 26 letters and digits, 130 bits of chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """The code as it is printed: groups of five with hyphens, the last of six."""
    groups, start = [], 0
    for length in GROUPS:
        groups.append(code[start : start + length])
        start += length
    return "-".join(groups)


def code_typed(text: str) -> str | None:
    """The code that somebody typed, whatever the case, blanks and hyphens; None when it cannot be one."""
    letters = "".join(one for one in text[:MAX_TYPED_LENGTH].upper() if one != "-" and not one.isspace())
    code = letters.translate(_READ_AS)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def digest_of(code: str) -> str:
    """What a code is looked up by, so that the time it takes tells nothing about how near a guess was."""
    return hashlib.sha256(code.encode()).hexdigest()
