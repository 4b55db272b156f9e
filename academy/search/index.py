"""An index in memory: SQLite's FTS5 over entries. The rule: one search at a time, from any thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import pairwise
from threading import Lock
from typing import Any

from academy.search.entries import Entry
from academy.search.snippets import Piece, pieces_of, without_marks
from academy.search.wording import Term, Wording, folded

LIKE_ENOUGH = 0.72
FAMILY_LIMIT = 20
NEAREST = 40  # so many are compared letter by letter

# Words are indexed as they are spelt, so that beginnings are found while somebody types. `families`
# holds each word of the vocabulary by its stem, so that a word also finds those with another ending.
_SCHEMA = """
create virtual table entries using fts5(
    title, other, context, body, kind unindexed, aside unindexed,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
create virtual table vocabulary using fts5vocab(entries, 'row');
create virtual table families using fts5(word, tokenize = 'porter unicode61 remove_diacritics 2');
create table names (name text not null, entry integer not null, primary key (name, entry)) without rowid;
"""
_PUT = """
insert into entries (rowid, title, other, context, body, kind, aside) values (?, ?, ?, ?, ?, ?, ?)
"""
_FAMILY = "select word from families where families match ? limit ?"
_COUNT = "select kind, count(*) from entries where entries match ? group by kind"
# The weights: title, other names, context, body. Asides count for less; bm25 is the smaller the better.
_FIND = """
select rowid from entries
where entries match :expression and (:kind = '' or kind = :kind)
order by rowid not in (select entry from names where name in (:name, :short_name)),
         bm25(entries, 10.0, 5.0, 1.5, 1.0) * (1 - 0.7 * aside), rowid
limit :limit offset :offset
"""
# char(2) and char(3) are START and END of snippets.py; 26 words are two lines; definitions are shown whole.
_MARK = """
select highlight(entries, 0, char(2), char(3)),
       case kind when 'term' then highlight(entries, 3, char(2), char(3))
                 else snippet(entries, 3, char(2), char(3), '…', 26) end
from entries where entries match ? and rowid = ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, its title and the place in its text with the found words marked."""

    entry: Entry
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A word of the vocabulary: in how many entries it stands, and its pairs of letters."""

    entries: int
    pairs: frozenset[str]


class SearchIndex:
    """Entries that can be searched; threads may share it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._lock = Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._fill()
        words = self._connection.execute("select term, doc from vocabulary where length(term) > 2").fetchall()
        self._vocabulary = {word: _Spelling(entries, _pairs(word)) for word, entries in words}

    def counts(self, wording: Wording) -> dict[str, int]:
        """How many entries of each kind match; kinds without any are left out."""
        return dict(self._rows(_COUNT, (self._expression(wording),))) if wording.terms else {}

    def find(self, wording: Wording, *, kind: str = "", limit: int, offset: int = 0) -> list[Hit]:
        """The entries that match, an exact name first, then the most relevant; `kind` "" means all kinds."""
        if not wording.terms:
            return []
        name, short_name = wording.names
        expression = self._expression(wording)
        values = {
            "expression": expression,
            "name": name,
            "short_name": short_name,
            "kind": kind,
            "limit": limit,
            "offset": offset,
        }
        return [self._hit(expression, row) for (row,) in self._rows(_FIND, values)]

    def correction(self, wording: Wording) -> str | None:
        """The search with each unknown word replaced by the most similar one, if that finds anything."""
        terms = [term if self._is_known(term) else self._similar(term) for term in wording.terms]
        if None in terms or tuple(terms) == wording.terms:
            return None
        known = [term for term in terms if term is not None]
        corrected = Wording("", tuple(known), is_cut=False)
        text = " ".join(f'"{term.text}"' if term.is_phrase else term.text for term in known)
        return text if self.counts(corrected) else None

    def _hit(self, expression: str, row: int) -> Hit:
        """The entry with its marks; they are worked out for what is shown only."""
        title, snippet = self._rows(_MARK, (expression, row))[0]
        return Hit(self._entries[row - 1], pieces_of(title), pieces_of(snippet))

    def _fill(self) -> None:
        connection = self._connection
        connection.executescript(_SCHEMA)
        connection.execute("begin")
        for row, entry in enumerate(self._entries, start=1):
            texts = [without_marks(text) for text in (entry.title, entry.other, entry.context, entry.body)]
            connection.execute(_PUT, (row, *texts, entry.kind, entry.is_aside))
            names = {(folded(name), row) for name in entry.names}
            connection.executemany("insert into names values (?, ?)", names)
        connection.execute("insert into families select term from vocabulary")
        connection.execute("commit")
        connection.execute("insert into entries (entries) values ('optimize')")

    def _rows(self, statement: str, values: Any) -> list[Any]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def _expression(self, wording: Wording) -> str:
        """The whole search for FTS5: every term must match."""
        return " AND ".join(map(self._alternatives, wording.terms))

    def _alternatives(self, term: Term) -> str:
        """The term, or any word of its family that does not begin with it anyway."""
        if term.is_phrase:
            return term.expression
        family = self._rows(_FAMILY, (f'"{term.text}"', FAMILY_LIMIT))
        others = [f'"{word}"' for (word,) in family if not word.startswith(folded(term.text))]
        return f"({' OR '.join((term.expression, *others))})"

    def _is_known(self, term: Term) -> bool:
        return bool(
            self._rows("select 1 from entries where entries match ? limit 1", (self._alternatives(term),))
        )

    def _similar(self, term: Term) -> Term | None:
        """The most similar word of the vocabulary, the more frequent of equals; None when none is like it."""
        word = folded(term.text)
        pairs = _pairs(word)
        near = nlargest(
            NEAREST,
            self._vocabulary.items(),
            key=lambda one: len(pairs & one[1].pairs) / (len(pairs) + len(one[1].pairs)),
        )
        matcher = SequenceMatcher(b=word, autojunk=False)
        best: tuple[float, int, str] | None = None
        for candidate, spelling in near:
            matcher.set_seq1(candidate)
            found = (matcher.ratio(), spelling.entries, candidate)
            if found[0] >= LIKE_ENOUGH and (best is None or found > best):
                best = found
        return Term(best[2], is_phrase=False) if best else None


def _pairs(word: str) -> frozenset[str]:
    """The pairs of neighbouring letters, with the word's ends: words that look alike share most of them."""
    return frozenset(map("".join, pairwise(f"^{word}$")))
