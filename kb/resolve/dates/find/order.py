"""Whether day or month stands first in dates in digits, as the country or other dates tell."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.resolve.dates.find.said import Said
    from kb.resolve.dates.find.scan import Piece

#: Countries where English puts the month first, and those where both orders are in use (Unicode
#: CLDR 46, short date formats).
_MONTH_FIRST = frozenset("US AS BI GU MH MP PH PR UM VI".split())
_EITHER = frozenset("CA KE GH".split())
_LAST_MONTH = 12
#: Characters between the two dates of a range, at most.
_JOINED = 5
_DIGITS = re.compile(
    r"(?<![0-9/.])([0-9]{1,2})([/-])([0-9]{1,2})\2(?:[0-9]{4}|[0-9]{2})(?![0-9/]|\.[0-9])",
    re.ASCII,
)
_SHORT = re.compile(r"(?<![0-9/.])([0-9]{1,2})/([0-9]{1,2})(?![0-9/])", re.ASCII)


def day_first_in(region: str) -> bool | None:
    """Return whether the day stands first in a country; None where it is not known.

    >>> day_first_in("GB"), day_first_in("US"), day_first_in("")
    (True, False, None)
    """
    region = region.upper()
    if len(region) != len("GB") or region in _EITHER:
        return None
    return region not in _MONTH_FIRST


def day_first_of(text: str) -> bool | None:
    """Return whether the day stands first in a text, by its dates that can be read in one way.

    >>> day_first_of("from 3/4/2011 to 25/4/2011"), day_first_of("3/4/2011")
    (True, None)
    """
    dates = [*_DIGITS.finditer(text)]
    seen = {first for x in dates if (first := _is_first(x[1], x[3])) is not None}
    for one, other in pairwise(dates):
        same = one[1] == other[1], one[3] == other[3]
        if other.start() - one.end() <= _JOINED and same[0] != same[1]:
            seen.add(same[1])  # in "10/1/2018 - 10/7/2018" the month stays
    return seen.pop() if len(seen) == 1 else None


def _is_first(one: str, other: str) -> bool | None:
    """Return whether the first of two numbers is the day; None where both may be."""
    first, last = int(one) > _LAST_MONTH, int(other) > _LAST_MONTH
    return None if first == last else first


def _short_dates(found: Sequence[tuple[Piece, Said]], text: str) -> bool | None:
    """Return whether the day stands first, by what was found without a year: "5/12 to 5/20"."""
    said = (text[x.start : x.end] for x, _ in found)
    pairs = (_is_first(x[1], x[2]) for each in said for x in _SHORT.finditer(each))
    seen = {x for x in pairs if x is not None}
    return seen.pop() if len(seen) == 1 else None


def in_order(
    found: Sequence[tuple[Piece, Said]], text: str, region: str
) -> Iterable[tuple[Piece, Said]]:
    """Return what was found with each date in digits in the order that is known."""
    if not any(map(_is_open, (x for _, x in found))):
        return found
    day_first = day_first_in(region)
    day_first = day_first_of(text) if day_first is None else day_first
    day_first = _short_dates(found, text) if day_first is None else day_first
    return found if day_first is None else [(x, _read(y, day_first=day_first)) for x, y in found]


def _is_open(said: Said | None) -> bool:
    if said is None:
        return False
    return said.which == "either" or any(map(_is_open, (said.of, said.to, *said.more)))


def _read(said: Said, *, day_first: bool) -> Said:
    if not _is_open(said):
        return said
    of, to = (x and _read(x, day_first=day_first) for x in (said.of, said.to))
    said = replace(said, of=of, to=to, more=tuple(_read(x, day_first=day_first) for x in said.more))
    if said.which != "either":
        return said
    turned = replace(said, month=said.day, day=said.month) if day_first else said
    return replace(turned, which="")
