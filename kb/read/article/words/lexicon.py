"""The words that name events: `triggers.csv`, found by any of their forms.

A row has a lemma and its part of speech, a pattern, the kind of event (a term of
`kb/model/vocabulary.csv`, whose crosswalks lead to PLOVER, CAMEO and ACLED), a weight and a source.
In a pattern `~` stands for the word itself, `…` for up to `GAP` words between, and what begins with
`@` lists words of which one stands anywhere in the sentence; without a pattern the word alone
counts. The weight says how surely the word names news: 3 nearly always, 2 often,
1 sometimes; 0 keeps a word from being taken for an event. The source is `own`, or the table that
its kind was held against by the codes that the vocabulary gives: CAMEO-2.0 is PETRARCH2's
dictionary of verbs (https://github.com/openeventdata/petrarch2, CAMEO.2.0.txt).
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kb.read.article.words.forms import noun_forms, verb_forms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_FORMS: Mapping[str, Callable[[str], Iterable[tuple[str, str]]]] = {
    "verb": verb_forms,
    "noun": noun_forms,
    "adjective": lambda lemma: [(lemma, "JJ")],
}
#: How many words may stand where a pattern has `…`.
GAP = 9


class Entry(NamedTuple):
    """A row of `triggers.csv`."""

    lemma: str
    pos: str
    pattern: str
    kind: str
    weight: float
    source: str

    @property
    def size(self) -> int:
        """How many words the pattern takes besides the lemma."""
        return len([x for x in self.pattern.split() if x not in "~…" and x[0] != "@"])

    @property
    def rank(self) -> tuple[int, bool, float]:
        """How specific the row is: by the words it takes, then by what it asks around it."""
        return self.size, self.pattern.startswith("@"), self.weight


#: Forms to the rows that have them, each with the tags that the form may have.
Index = "Mapping[str, tuple[tuple[Entry, frozenset[str]], ...]]"


@cache
def entries() -> tuple[Entry, ...]:
    """Return the rows of the table, in order."""
    with Path(__file__).with_name("triggers.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Entry(x["lemma"], x["pos"], x["pattern"], x["kind"], float(x["weight"]), x["source"])
            for x in csv.DictReader(file)
        )


@cache
def index() -> Mapping[str, tuple[tuple[Entry, frozenset[str]], ...]]:
    """Return the rows by every form of their words."""
    found: dict[str, dict[Entry, set[str]]] = {}
    for entry in entries():
        for form, tag in _FORMS[entry.pos](entry.lemma):
            found.setdefault(form, {}).setdefault(entry, set()).add(tag)
    return MappingProxyType(
        {
            form: tuple((entry, frozenset(tags)) for entry, tags in rows.items())
            for form, rows in found.items()
        }
    )


def kind_named(term: str) -> str:
    """Return the kind that a noun or a verb names by itself; empty where none does.

    >>> kind_named("peace talks"), kind_named("air strike"), kind_named("idea")
    ('meeting', 'strike', '')
    """
    words = term.lower().replace("-", " ").replace("_", " ").split() or [""]
    named = [
        entry
        for form in {words[-1], "-".join(words)}
        for entry, _ in index().get(form, ())
        if entry.weight and entry.kind != "other" and match(entry.pattern, words, len(words) - 1)
    ]
    return max(named, key=lambda x: (x.pos == "noun", *x.rank)).kind if named else ""


def match(pattern: str, words: Sequence[str], place: int) -> tuple[int, int] | None:
    """Return the first and last word that a pattern takes, or None where it does not fit.

    >>> match("~ … on hold", "they put the vote on hold".split(), 1)
    (1, 5)
    """
    listed, _, rest = pattern[1:].partition(" ") if pattern.startswith("@") else ("", "", pattern)
    if listed and set(listed.split("|")).isdisjoint(words):
        return None
    parts = rest.split()
    if not parts:
        return place, place
    at = parts.index("~")
    first = place - at
    if first < 0 or list(words[first:place]) != parts[:at]:
        return None
    last = _match_right(parts[at + 1 :], words, place + 1)
    return None if last is None else (first, last)


def _match_right(parts: list[str], words: Sequence[str], place: int) -> int | None:
    if not parts:
        return place - 1
    if parts[0] != "…":
        fits = list(words[place : place + len(parts)]) == parts
        return place + len(parts) - 1 if fits else None
    for start in range(place, min(place + GAP + 1, len(words))):
        if words[start] in _CLAUSE_ENDS:
            return None
        if (last := _match_right(parts[1:], words, start)) is not None:
            return last
    return None


#: A gap does not reach beyond these.
_CLAUSE_ENDS = frozenset({",", ";", ":", ".", "that", "who", "which", "because", "when", "—", "–"})
