"""E-mail addresses: which ones are taken, and the folded form by which two spellings are one. Pure."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 254
MAX_LOCAL_LENGTH = 64

_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+")
_DOMAIN = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z][A-Za-z0-9-]*"
)


def fold_address(email: str) -> str:
    """The key of an address: case, width, ligatures and blanks around it make no difference."""
    folded = unicodedata.normalize("NFKC", email).strip().casefold()
    return unicodedata.normalize("NFKC", folded)


def fault_of_address(email: str) -> str | None:
    """None for an address that mail can be sent to as it stands, else a sentence that says what to mend.

    Only plain ASCII is taken: a letter that merely looks like another one must not make a second account.
    """
    if len(email) > MAX_LENGTH:
        return f"An address has at most {MAX_LENGTH} characters."
    if not email.isascii():
        return "Write the address with plain letters, without accents."
    local, at_sign, domain = email.rpartition("@")
    is_local_right = len(local) <= MAX_LOCAL_LENGTH and _LOCAL.fullmatch(local) and ".." not in f".{local}."
    if not (at_sign and is_local_right and _DOMAIN.fullmatch(domain)):
        return "Write the whole address, for example ada@example.org."
    return None
