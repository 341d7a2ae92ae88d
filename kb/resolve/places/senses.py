"""The names of a text: its mentions by what they may mean together, and what each is chosen for.

A name means one place throughout a text. Only what is said to contain it parts it in two:
"Cambridge, Massachusetts, and Cambridge, England".
"""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.resolve.places.choose import Choice, Name, choose, lies_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.places.spot import Spot

__all__ = ["choices"]

#: What stands between a place and what contains it: "Paris, Texas", "Paris (Texas)", "Paris, a
#: town in Texas".
_CONTAINED = re.compile(
    r",? ?\(?|,? in |'s |, (?:northern|southern|eastern|western|central) "
    r"|, (?:an?|the) (?:\w+ ){1,3}(?:in|of) "
)


def choices(
    text: str, spots: Sequence[tuple[Spot, float]], countries: Sequence[str]
) -> list[Choice]:
    """Return what is chosen for each spot; each comes with its log odds, in the text's order."""
    if not spots:
        return []
    containers = [
        at + 1
        if one.key != other.key and _CONTAINED.fullmatch(text, one.end, other.start)
        else None
        for at, ((one, _), (other, _)) in enumerate(pairwise(spots))
    ]
    senses = _senses([x for x, _ in spots], [*containers, None])
    names: list[Name] = [Name(x.text, x.candidates, 0.0, (), x.key) for x in _firsts(spots, senses)]
    for (_, odds), sense in zip(spots, senses, strict=True):
        name = names[sense]
        name.certainty = max(name.certainty, 1 / (1 + math.exp(-odds)))
    for sense, container in zip(senses, containers, strict=False):
        if container is not None:
            name = names[sense]
            name.containers = tuple({*name.containers, senses[container]})
    chosen = choose(names, countries=countries)
    return [chosen[sense] for sense in senses]


def _firsts(spots: Sequence[tuple[Spot, float]], senses: Sequence[int]) -> list[Spot]:
    first: dict[int, Spot] = {}
    for (spot, _), sense in zip(spots, senses, strict=True):
        first.setdefault(sense, spot)
    return [first[sense] for sense in sorted(first)]


def _senses(spots: Sequence[Spot], containers: Sequence[int | None]) -> list[int]:
    """Return the number of the name that each spot is of, in the order of the text."""
    found: list[int] = []
    within: list[frozenset[int]] = []
    by_key: dict[str, list[int]] = {}
    for spot, container in zip(spots, containers, strict=True):
        inside = _inside(spot, spots[container]) if container is not None else frozenset()
        known = by_key.setdefault(spot.key, [])
        fitting = [x for x in known if not inside or not within[x] or within[x] & inside]
        if fitting:
            sense = fitting[-1]
            within[sense] = within[sense] & inside or within[sense] or inside
            known.remove(sense)
        else:
            sense = len(within)
            within.append(inside)
        known.append(sense)
        found.append(sense)
    return found


def _inside(inner: Spot, outer: Spot) -> frozenset[int]:
    """Return the numbers of the places of a name that lie in one of another's."""
    return frozenset(
        x.number for x in inner.candidates if any(lies_in(x, y) for y in outer.candidates)
    )
