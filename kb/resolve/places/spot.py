"""Finding what a gazetteer knows in a text: the longest names, none within another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.resolve.places import tables
from kb.resolve.places.gazetteer import Candidate, candidates, region
from kb.resolve.places.keys import key
from kb.resolve.places.tokens import spans_of_names, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.resolve.places.tokens import Token

__all__ = ["Spot", "lookup", "spot"]

_ABBREVIATION = re.compile(r"(?<![\w.])(?:(?:[A-Z]\. ?){1,3}(?:[A-Z][a-z]+)?\.?|[A-Z][a-z]{1,5}\.)")
#: A name that a gazetteer has without these words.
_LOOSE = re.compile(
    r"^(?:the|city of|town of|village of|state of|republic of|downtown|central|greater"
    r"|northern|southern|eastern|western|north|south|east|west) | (?:city|area|region|province)$"
)
_FEW = 60


@dataclass(slots=True)
class Spot:
    """A stretch of text that is the name of some place, and the places that bear it.

    `first` and `last` are positions in the words of the text, where it was found among them.
    """

    start: int
    end: int
    text: str
    key: str
    kind: str
    candidates: list[Candidate] = field(repr=False)
    first: int = -1
    last: int = -1


def spot(text: str) -> tuple[list[Token], list[Spot]]:
    """Return the words of a text, and what in it goes by the name of a place, in order."""
    words = tokens(text)
    found = [*_abbreviations(text)]
    taken = [(each.start, each.end) for each in found]
    spans = [*spans_of_names(words)]
    keys = [key(text[words[a].start : words[b].end]) for a, b in spans]
    known = candidates(keys)
    places = tables.words()
    reached = -1
    for (first, last), name in zip(spans, keys, strict=True):
        start, end = words[first].start, words[last].end
        if first <= reached or any(a < end and start < b for a, b in taken):
            continue
        word = text[start:end]
        term = _term(word, places)
        if term is not None:
            found.append(Spot(start, end, word, f"={word.casefold()}", *term, first, last))
        elif name in known and len(name) > 1:
            found.append(Spot(start, end, word, name, "name", _trimmed(known[name]), first, last))
        else:
            continue
        reached = last
    return words, sorted(found, key=lambda each: each.start)


def _term(word: str, places: dict[str, tables.Word]) -> tuple[str, list[Candidate]] | None:
    term = places.get(word)
    if term is None and word.isupper() and len(word) > 4:
        term = places.get(word.title())
    place = _place_of(term.place) if term is not None else None
    return (term.kind, [place]) if term is not None and place is not None else None


def _place_of(code: str) -> Candidate | None:
    if code.startswith("id:"):
        return None
    return region(code)


def _abbreviations(text: str) -> Iterable[Spot]:
    places = tables.words()
    for match in _ABBREVIATION.finditer(text):
        word = match[0].rstrip()
        term = _term(word, places)
        if term is not None and word.endswith("."):
            end = match.start() + len(word)
            yield Spot(match.start(), end, word, f"={word.casefold()}", *term)


def _trimmed(places: list[Candidate]) -> list[Candidate]:
    """Return each place once, by its best name; only the larger ones of very many."""
    best: dict[int, Candidate] = {}
    for place in sorted(places, key=lambda each: each.grade):
        best.setdefault(place.number, place)
    ordered = sorted(best.values(), key=lambda each: (each.grade, -each.population))
    return ordered[:_FEW]


def lookup(name: str) -> tuple[str, list[Candidate]]:
    """Return the key of a name that is known to be one, and the places that go by it."""
    term = _term(name.strip(), tables.words())
    if term is not None:
        return f"={name.casefold()}", term[1]
    whole = key(name)
    shorter = whole
    while shorter:
        found = candidates([shorter]).get(shorter)
        if found:
            return shorter, _trimmed(found)
        cut = _LOOSE.sub("", shorter, count=1)
        if cut == shorter:
            break
        shorter = cut
    return whole, []
