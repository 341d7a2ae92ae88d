"""The days of holidays by the rule that the grammar's table states for each."""

from __future__ import annotations

import re

from kb.model.calendar import month_length, ordinal
from kb.resolve.dates.counting import UnanchoredError

_FIXED = re.compile(r"([01][0-9])-([0-3][0-9])")
_EASTER = re.compile(r"easter([+-][0-9]+)")
_NTH = re.compile(r"([01][0-9])-([1-7])#(-?[1-5])([+][0-9])?")


def holiday_on(rule: str, year: int) -> int:
    """Return the day of a holiday in a year: `12-25`, `easter-2`, `11-4#4` (its 4th Thursday).

    >>> from kb.model.calendar import civil
    >>> civil(holiday_on("easter+0", 2018)), civil(holiday_on("11-4#4", 2022))
    ((2018, 4, 1), (2022, 11, 24))
    """
    if match := _FIXED.fullmatch(rule):
        return ordinal(year, int(match[1]), int(match[2]))
    if match := _EASTER.fullmatch(rule):
        return easter(year) + int(match[1])
    if match := _NTH.fullmatch(rule):
        month, weekday, count = int(match[1]), int(match[2]), int(match[3])
        return nth_weekday(year, month, weekday, count) + int(match[4] or 0)
    raise UnanchoredError


def nth_weekday(year: int, month: int, weekday: int, count: int) -> int:
    """Return the first, second … weekday of a month; below zero, from its end."""
    if count > 0:
        first = ordinal(year, month)
        return first + (weekday - 1 - (first - 1)) % 7 + 7 * (count - 1)
    last = ordinal(year, month, month_length(year, month))
    return last - ((last - 1) - (weekday - 1)) % 7 + 7 * (count + 1)


def easter(year: int) -> int:
    """Return Easter Sunday of the western churches (the computus of Meeus 1991)."""
    century, of_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    quarter, odd = divmod(of_century, 4)
    sunday = (32 + 2 * rest + 2 * quarter - moon - odd) % 7
    shift = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return ordinal(year, month, day + 1)
