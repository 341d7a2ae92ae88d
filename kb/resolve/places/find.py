"""The two questions: which places does a text name, and where are the ones that it is said to."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.errors import InvalidValue
from kb.resolve.places.choose import Choice, Name, choose
from kb.resolve.places.gazetteer import chain
from kb.resolve.places.judge import judge
from kb.resolve.places.place import Place, PlaceMention
from kb.resolve.places.spot import Spot, lookup, spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.resolve.places.gazetteer import Candidate

__all__ = ["find_places", "resolve_places"]

_CONTAINED = re.compile(r",? ?\(?|, in |'s |, (?:northern|southern|eastern|western|central) ")


def find_places(
    text: str,
    *,
    spans: Sequence[tuple[int, int]] | None = None,
    names: Iterable[tuple[int, int, str]] | None = None,
    countries: Sequence[str] = (),
) -> list[PlaceMention]:
    """Find the places that a text names, each with the one it means."""
    _check(text, spans or ())
    words, spots = spot(text)
    kept = judge(text, words, spots, list(names or ()))
    mentions = _settled(text, kept, countries)
    if spans is not None:
        mentions = [x for x in mentions if any(a < x.end and x.start < b for a, b in spans)]
    return mentions


def resolve_places(
    text: str, spans: Sequence[tuple[int, int]], *, countries: Sequence[str] = ()
) -> list[Place | None]:
    """Return the place that each of the given mentions means, None where no gazetteer has it."""
    _check(text, spans)
    given = [Spot(a, b, text[a:b], *_named(text[a:b])) for a, b in spans]
    words, spots = spot(text)
    around = [
        each
        for each in judge(text, words, spots, [])
        if not any(a < each.end and each.start < b for a, b in spans)
    ]
    known = sorted([*around, *(x for x in given if x.candidates)], key=lambda x: (x.start, x.end))
    by_span = {(x.start, x.end): x.place for x in _settled(text, known, countries)}
    return [by_span.get((a, b)) for a, b in spans]


def _named(name: str) -> tuple[str, str, list[Candidate]]:
    found, places = lookup(name)
    return found, "name", places


def _settled(text: str, spots: list[Spot], countries: Sequence[str]) -> list[PlaceMention]:
    groups: dict[str, Name] = {}
    for each in spots:
        group = groups.setdefault(each.key, Name(each.key, each.candidates, 0))
        group.count += 1
    order = {name: position for position, name in enumerate(groups)}
    for one, other in pairwise(spots):
        gap = text[one.end : other.start]
        if one.key != other.key and _CONTAINED.fullmatch(gap):
            group = groups[one.key]
            group.containers = tuple({*group.containers, order[other.key]})
    choices = dict(zip(groups, choose(list(groups.values()), countries=countries), strict=True))
    return [_mention(each, choices[each.key]) for each in spots]


def _mention(spot: Spot, choice: Choice) -> PlaceMention:
    (best, share), *others = choice.ranked
    rivals = tuple(f"{x.name} ({', '.join(chain(x))})" for x, part in others[:3] if part > 0.001)
    place = Place(
        best.id,
        best.name,
        best.kind,
        best.lat,
        best.lon,
        best.precision,
        best.radius,
        best.country,
        chain(best),
        best.population,
        choice.why,
        rivals,
    )
    demonym = spot.kind == "demonym"
    return PlaceMention(spot.start, spot.end, spot.text, place, share, (), demonym)


def _check(text: str, spans: Iterable[tuple[int, int]]) -> None:
    if not isinstance(text, str):
        raise InvalidValue(f"the text must be a str, not {type(text).__name__}")
    for span in spans:
        start, end = span
        if not 0 <= start < end <= len(text):
            raise InvalidValue(
                f"span {span!r} does not lie within the text, which has {len(text)} characters"
            )
