"""Telling names of places from names of people and plain words that look like them.

Each occurrence of a name shows signs: the words around it, whether somebody of the text bears it
as a surname, what kind of places go by it. `signs.csv` says how much each sign counts, in
logarithms of odds; it was fitted on half of the articles of LGL (docs/places.md), and held near
weights that were set by hand. The signs are few and general, so that other news may be read by
them.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.resolve.places import tables
from kb.resolve.places.beside import after, before

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kb.resolve.places.candidate import Candidate
    from kb.resolve.places.choose import Choice
    from kb.resolve.places.spot import Spot
    from kb.resolve.places.tokens import Token

__all__ = ["final_odds", "first_odds", "settled_signs", "signs", "strongest"]

#: How many signs are told as reasons.
_FEW = 3

#: Signs of people and of places that tell of other mentions of the name as well.
_OF_PEOPLE = {"after first name", "after title", "first name before name"}
_OF_PLACES = {"contained", "after within"}
_OF_PLACE_LISTS = {"after within", "after route", "after direction", "listed with place"}
#: What stands between two places of a pair, and before the first.
_PAIRS = {" to ": "from ", " into ": "from ", " and ": "between "}
#: What stands between names of a list.
_LISTED = frozenset({" and ", ", ", ", and ", " or "})
_OF_SURNAMES = {"after first name", "after title"}
_OF_FAME = {"is country", "is capital", "is state"}
_PERSONAL = {"surname", "first name"}
_OTHER_WORDS = _PERSONAL | {"common word"}

#: Kinds of places that a text may name wherever it is from, and how many people make a town such.
_LARGE = frozenset({"country", "capital", "state", "area", "continent"})
_SMALL = 30_000
#: Less support from other names of a text is none.
_ALONE = 0.1

#: What labels of recognisers come to (OntoNotes, CoNLL).
_LABELS = {
    "PERSON": "person",
    "PER": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
    "DATE": "time",
    "TIME": "time",
}


def first_odds(shown: dict[str, float]) -> float:
    """Return the logarithm of odds that a name is a place, by its own signs."""
    weights = tables.sign_weights()
    return sum(weights[sign][0] * size for sign, size in shown.items() if sign in weights)


def final_odds(shown: dict[str, float], choice: Choice, countries: Collection[str] = ()) -> float:
    """Return it once its place is chosen: that others lie near it speaks for it.

    `countries` are those that the text names.
    """
    weights = tables.sign_weights()
    every = shown | settled_signs(choice, countries)
    return sum(weights[sign][1] * size for sign, size in every.items() if sign in weights)


def strongest(shown: dict[str, float]) -> tuple[str, ...]:
    """Return the signs that tell most, the strongest first; those against it have a minus."""
    weights = tables.sign_weights()
    told = {sign: weights[sign][1] * size for sign, size in shown.items() if sign in weights}
    top = sorted(told, key=lambda sign: (-abs(told[sign]), sign))[:_FEW]
    return tuple(sign if told[sign] > 0 else f"-{sign}" for sign in top if told[sign])


def settled_signs(choice: Choice, countries: Collection[str] = ()) -> dict[str, float]:
    """Return the signs that a chosen place shows; `countries` are those that the text names."""
    best = choice.ranked[0][0]
    near, state, country = choice.support
    found = {
        "near others": near,
        "in their state": state,
        "in their country": country,
        "chosen people": math.log10(best.population + 100) - 4,
        f"chosen {best.kind}": 1.0,
        f"chosen grade {best.grade}": 1.0,
    }
    # Any text may name the United States, whatever it is about.
    if best.country in countries and best.kind != "country" and best.country != "US":
        found["its country is named"] = 1.0
    if _is_stranger(best, choice.support, countries):
        found["stranger"] = 1.0
    return found


def _is_stranger(
    best: Candidate, support: tuple[float, float, float], countries: Collection[str]
) -> bool:
    """Tell whether a small place lies where the text has no other, which names other countries.

    A village that the gazetteer lacks has namesakes elsewhere: Tissi in Chad, and in Sardinia.
    """
    is_small = best.kind not in _LARGE and 0 <= best.population < _SMALL and best.number >= 0
    return is_small and bool(countries) and best.country not in countries and max(support) < _ALONE


def signs(
    text: str,
    words: Sequence[Token],
    spots: Sequence[Spot],
    names: Sequence[tuple[int, int, str]],
) -> list[dict[str, float]]:
    """Return for each spot its signs, each with its size, mostly 1."""
    own = [_own(each, text, words) for each in spots]
    _contain(spots, own, text)
    _list(spots, own, text)
    labels = _labels(spots, names)
    surnames = {x.key for x, y in zip(spots, own, strict=True) if y.keys() & _OF_SURNAMES}
    placed = {x.key for x, y in zip(spots, own, strict=True) if y.keys() & _OF_PLACES}
    for each, found, label in zip(spots, own, labels, strict=True):
        if each.kind != "name":
            continue
        if each.key in placed and not found.keys() & _OF_PLACES:
            found["place here"] = 1
        elif each.key in surnames and not found.keys() & (_OF_PEOPLE | _OF_PLACES):
            found["surname here"] = 1
            for sign in _OF_FAME & found.keys():
                del found[sign]
        if label and not (label == "person" and "paired" in found):
            found[f"label {label}"] = 1
    return own


def _own(spot: Spot, text: str, words: Sequence[Token]) -> dict[str, float]:
    found: dict[str, float] = {f"kind {spot.kind}": 1.0}
    if spot.kind != "name":
        return found
    beside = [*before(spot, text, words), *after(spot, text, words)]
    name = dict.fromkeys(_of_name(spot), 1.0)
    if "after within" in beside:  # nobody is near or across a person
        name = {sign: size for sign, size in name.items() if sign not in _PERSONAL}
    found |= name | dict.fromkeys(beside, 1.0)
    if not _OF_PEOPLE & found.keys():  # that a place is known does not make a person one
        found |= _of_places(spot)
        if _is_of_feature(spot, beside, words):
            of = "land" if _OF_FAME & found.keys() else "town"
            found[f"{of} of feature"] = 1.0  # the Mississippi River is not the state
        if {"after within", "common word", "people"} <= found.keys():
            found["known and within"] = found["people"]
    return found


def _is_of_feature(spot: Spot, beside: Sequence[str], words: Sequence[Token]) -> bool:
    """Tell whether a name is a part of another: "Mississippi River", "Lake Chad"."""
    after = "after feature" in beside and words[spot.first - 1].capital
    return after or "before feature C" in beside


def _of_name(spot: Spot) -> Iterator[str]:
    if spot.first != spot.last:
        yield "many words"
        return
    known = {
        "common word": tables.common_words(),
        "surname": tables.surnames(),
        "first name": tables.first_names(),
    }
    others = [sign for sign, words in known.items() if spot.key.partition("|")[0] in words]
    yield from others or ["no other word"]
    if len(spot.key) < 4:
        yield "short"
    if spot.key.startswith("~"):
        yield "by sound"
    if spot.text.isupper():
        yield "capitals"


def _of_places(spot: Spot) -> dict[str, float]:
    best = min(each.grade for each in spot.candidates)
    if spot.candidates[0].number < 0:
        return {"own place": 1.0}
    people = max(each.population for each in spot.candidates if each.grade <= max(best, 1))
    kinds = {each.kind for each in spot.candidates if each.grade == best}
    found = {f"grade {best}": 1.0, "people": math.log10(people + 100) - 4}
    found |= {
        f"is {kind}": 1.0 for kind in kinds & {"country", "capital", "state", "county", "area"}
    }
    if not kinds & {"country", "state", "county", "area", "town", "capital", "continent"}:
        found["is feature"] = 1.0
    return found


def _contain(spots: Sequence[Spot], own: list[dict[str, float]], text: str) -> None:
    """Mark names that are followed by what contains one of their places, and those containers."""
    for position in range(len(spots) - 1):
        inner, outer = spots[position], spots[position + 1]
        gap = text[inner.end : outer.start]
        if gap not in {", ", " (", ",\n", " in "} or inner.key == outer.key:
            continue
        regions = {each.region or each.country for each in outer.candidates if each.grade < 2}
        regions |= {each.country for each in outer.candidates if each.kind == "country"}
        if any(_regions(each) & regions for each in inner.candidates):
            own[position]["contained"] = own[position + 1]["contains"] = 1.0
            if own[position].keys() & _OTHER_WORDS:
                own[position]["contained word"] = 1.0  # "Reading, Pennsylvania"
            if outer.kind == "postal":
                own[position + 1]["state after place"] = 1.0


def _list(spots: Sequence[Spot], own: list[dict[str, float]], text: str) -> None:
    """Mark names that are told in one breath with another of a place: "in Nikopol and Kherson"."""
    for (one, shown), (other, also) in pairwise(zip(spots, own, strict=True)):
        opening = _PAIRS.get(text[one.end : other.start], "")
        if opening and text[one.start - len(opening) : one.start].lower() == opening:
            shown["paired"] = also["paired"] = 1.0
        if text[one.end : other.start] in _LISTED and other.kind == one.kind == "name":
            if shown.keys() & _OF_PLACE_LISTS:
                also["listed with place"] = 1.0
            elif not (shown.keys() | also.keys()) & (_OF_PEOPLE | {"contained"}):
                also["listed"] = 1.0


def _regions(place: Candidate) -> set[str]:
    return {place.country, ".".join(place.region.split(".")[:2])} - {""}


def _labels(spots: Sequence[Spot], names: Sequence[tuple[int, int, str]]) -> list[str]:
    """Return what a recogniser says of each spot, empty where it says nothing that matters."""
    labels = [""] * len(spots)
    ordered = sorted(names)
    at = 0
    for position, each in enumerate(spots):
        while at < len(ordered) and ordered[at][1] <= each.start:
            at += 1
        if at < len(ordered) and ordered[at][0] < each.end:
            labels[position] = _LABELS.get(ordered[at][2], "")
    return labels
