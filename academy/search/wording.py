"""What somebody typed, as terms that FTS5 reads as words only. The rule: no typed sign is an operator."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_LENGTH = 200
MAX_TERMS = 12
#: Words that every text has; a search leaves them out as long as it holds any other.
SMALL_WORDS = frozenset(
    {
        *(
            "a",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "by",
            "can",
            "do",
            "does",
            "for",
            "from",
            "how",
            "i",
            "in",
            "is",
            "it",
        ),
        *(
            "me",
            "my",
            "of",
            "on",
            "or",
            "that",
            "the",
            "this",
            "to",
            "was",
            "what",
            "when",
            "where",
            "which",
            "who",
            "why",
            "with",
            "you",
        ),
    }
)

_PIECES = re.compile(r'"([^"]*)"|([^\s"]+)')
_QUOTES = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True, slots=True)
class Term:
    """A word that may go on, or a phrase between double quotes that may not."""

    text: str
    is_phrase: bool

    @property
    def expression(self) -> str:
        """The term for FTS5: quoted, so that whatever it holds is text."""
        return f'"{self.text}"' if self.is_phrase else f'"{self.text}"*'


@dataclass(frozen=True, slots=True)
class Wording:
    """The terms of a search; all must be there. `text` is what was typed, cleaned; `is_cut`: too long."""

    text: str
    terms: tuple[Term, ...]
    is_cut: bool

    @property
    def names(self) -> tuple[str, str]:
        """What a name may be that was searched for exactly: all that was typed, or its terms alone."""
        whole = self.text.translate(_QUOTES).strip('" ')
        return folded(whole), folded(" ".join(term.text for term in self.terms)).rstrip("?.! ")


def wording_of(typed: str) -> Wording:
    """Read a search. Never raises; what holds no letter and no digit is left out."""
    text = " ".join(_printable(typed[: 4 * MAX_LENGTH]).split())
    kept = text[:MAX_LENGTH]
    terms = [
        Term(phrase or word, is_phrase=bool(phrase))
        for phrase, word in _PIECES.findall(kept.translate(_QUOTES))
        if any(map(str.isalnum, phrase or word))
    ]
    terms = [term for term in terms if term.is_phrase or folded(term.text) not in SMALL_WORDS] or terms
    is_cut = len(typed.strip()) > 4 * MAX_LENGTH or len(text) > MAX_LENGTH or len(terms) > MAX_TERMS
    return Wording(kept, tuple(dict.fromkeys(terms[:MAX_TERMS])), is_cut)


def folded(text: str) -> str:
    """The text as the index compares it: small letters without accents."""
    small = text.casefold()
    if small.isascii():
        return small
    parts = unicodedata.normalize("NFKD", small)
    return "".join(one for one in parts if not unicodedata.combining(one))


def _printable(text: str) -> str:
    """Control characters, lone surrogates and marks that turn the text become blanks."""
    return "".join(
        " " if unicodedata.category(one) in {"Cc", "Cs", "Cf", "Co", "Cn"} else one for one in text
    )
