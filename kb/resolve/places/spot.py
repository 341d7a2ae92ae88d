"""Finding what a gazetteer knows in a text: the longest names, none within another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.resolve.places import tables
from kb.resolve.places.forms import by_article, by_noun, is_definite, joined, land, land_of
from kb.resolve.places.gazetteer import by_id, candidates, region, similar
from kb.resolve.places.keys import ROMANISED, key, skeleton
from kb.resolve.places.tokens import spans_of_names, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kb.resolve.places.candidate import Candidate
    from kb.resolve.places.tokens import Token

__all__ = ["Spot", "lookup", "spot"]

_ABBREVIATION = re.compile(r"(?<![\w.])(?:(?:[A-Z]\. ?){1,3}(?:[A-Z][a-z]+)?\.?|[A-Z][a-z]{1,5}\.)")
#: A name that a gazetteer has without these words.
_LOOSE = re.compile(
    r"^(?:the|city of|town of|village of|state of|republic of|downtown|central|greater"
    r"|northern|southern|eastern|western|north|south|east|west) | (?:city|area|region|province)$"
)
_FEW = 60

#: How English makes an adjective of a place that no table of such words may have.
_OF_PEOPLE = re.compile(r"(?:ians?|eans?|ese|ish)$")

_NONE: Mapping[str, list[Candidate]] = MappingProxyType({})

#: Shorter names have too little in them to be known by their sounds alone.
_LONG = 7


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


def spot(text: str, own: Mapping[str, list[Candidate]] = _NONE) -> tuple[list[Token], list[Spot]]:
    """Return the words of a text, and what in it goes by the name of a place, in order.

    `own` are places by their keys that stand before those of the gazetteer.
    """
    words = tokens(text)
    found = [*_abbreviations(text)]
    taken = [(each.start, each.end) for each in found]
    spans = [*spans_of_names(words)]
    keys = [key(text[words[a].start : words[b].end]) for a, b in spans]
    known, peoples = _known(keys, [text[words[a].start : words[b].end] for a, b in spans], own)
    places = tables.words()
    reached = -1
    for (first, last), name in zip(spans, keys, strict=True):
        start, end = words[first].start, words[last].end
        if first <= reached or any(a < end and start < b for a, b in taken):
            continue
        word = text[start:end]
        term = _term(word, places) if name not in own else None
        if term is not None:
            found.append(Spot(start, end, word, f"={word.casefold()}", *term, first, last))
        elif name in known and len(name) > 1:
            has_article = is_definite(text, start, end)
            meant = by_article(_trimmed(known[name]), has_article)
            if not meant:
                continue
            kept = by_noun(meant, text, start, end)
            # A city and its state of one name in a text are two names.
            name = f"{name}|{kept[0].kind}" if len(kept) < len(meant) else name
            meant = kept
            # The river and the town of one name in a text are two names.
            name = f"the {name}" if has_article and meant[0].kind == "river" else name
            found.append(Spot(start, end, word, name, "name", meant, first, last))
        elif name in peoples:
            key_ = f"={word.casefold()}"
            found.append(Spot(start, end, word, key_, "demonym", peoples[name], first, last))
        else:
            continue
        reached = last
    if any(each.candidates[0].country in ROMANISED for each in found):
        found += _transliterated(text, words, spans, found)
    return words, sorted(found, key=lambda each: each.start)


def _known(
    keys: Sequence[str], names: Sequence[str], own: Mapping[str, list[Candidate]]
) -> tuple[dict[str, list[Candidate]], dict[str, list[Candidate]]]:
    """Return what goes by each key, perhaps without hyphens, and what has a people of that name."""
    whole = {each: joined(name) for each, name in zip(keys, names, strict=True) if "-" in name}
    lands = {each: land(each) for each in keys}
    known = {**candidates([*keys, *whole.values(), *lands.values()]), **own}
    known |= {each: known[x] for each, x in whole.items() if each not in known and x in known}
    peoples = {each: land_of(known[x]) for each, x in lands.items() if x in known}
    return known, {each: found for each, found in peoples.items() if found}


def _transliterated(
    text: str, words: list[Token], spans: list[tuple[int, int]], found: list[Spot]
) -> list[Spot]:
    """Return what is known in another romanisation, where the text is of a country of such."""
    taken = [(each.start, each.end) for each in found]
    bones = {}
    for first, last in spans:
        start, end = words[first].start, words[last].end
        word = text[start:end]
        if len(word) < _LONG or key(word) in tables.common_words() or _OF_PEOPLE.search(word):
            continue
        if not any(a < end and start < b for a, b in taken):
            bones[first, last] = skeleton(word)
    known = similar(bones.values())
    more: list[Spot] = []
    for (first, last), bone in bones.items():
        if bone in known and not (more and first <= more[-1].last):
            start, end = words[first].start, words[last].end
            places = _trimmed(known[bone])
            more.append(Spot(start, end, text[start:end], f"~{bone}", "name", places, first, last))
    return more


def _term(word: str, places: dict[str, tables.Word]) -> tuple[str, list[Candidate]] | None:
    term = places.get(word)
    if term is None and word.isupper() and len(word) > 4:
        term = places.get(word.title())
    place = _place_of(term.place) if term is not None else None
    return (term.kind, [place]) if term is not None and place is not None else None


def _place_of(code: str) -> Candidate | None:
    return by_id(code.removeprefix("id:")) if code.startswith("id:") else region(code)


def _abbreviations(text: str) -> Iterable[Spot]:
    places = tables.words()
    for match in _ABBREVIATION.finditer(text):
        start, whole = match.start(), match[0]
        for word in (whole, whole[: whole.rfind(".") + 1], whole[: whole.rfind(" ") + 1].rstrip()):
            term = _term(word, places) if "." in word else None
            if term is not None:
                yield Spot(start, start + len(word), word, f"={word.casefold()}", *term)
                break


def _trimmed(places: list[Candidate]) -> list[Candidate]:
    """Return each place once, by its best name; only the larger ones of very many."""
    best: dict[int, Candidate] = {}
    for place in sorted(places, key=lambda each: each.grade):
        best.setdefault(place.number, place)
    ordered = sorted(best.values(), key=lambda each: (each.grade, -each.population))
    return ordered[:_FEW]


def lookup(name: str, own: Mapping[str, list[Candidate]] = _NONE) -> tuple[str, list[Candidate]]:
    """Return the key of a name that is known to be one, and the places that go by it."""
    if key(name) in own:
        return key(name), own[key(name)]
    term = _term(name.strip(), tables.words())
    if term is not None:
        return f"={name.casefold()}", term[1]
    bone = f"~{skeleton(name)}"
    shorter = key(name)
    while shorter:
        places = candidates([shorter]).get(shorter)
        if places:
            return shorter, _trimmed(places)
        cut = _LOOSE.sub("", shorter, count=1)
        if cut == shorter:
            break
        shorter = cut
    known, peoples = _known([key(name)], [name], own)
    if places := known.get(key(name)) or peoples.get(key(name)):
        return f"={name.casefold()}", _trimmed(places)
    found = similar([bone[1:]]) if len(name) >= _LONG else {}
    return bone, _trimmed(found.get(bone[1:], []))
