"""The days of holidays, by the rule that a table states for each.

The rules of the calendar are short; movable feasts of other calendars come from the tables of the
library holidays, which is loaded when such a feast is named. They know a century or more around
today; of other years nothing is said.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.model.calendar import month_length, ordinal
from kb.model.timespan import TimeSpan
from kb.resolve.dates.counting import UnanchoredError
from kb.resolve.dates.find.timex import Timex, unit_timex, unit_value

if TYPE_CHECKING:
    from datetime import date

_FIXED = re.compile(r"([01][0-9])-([0-3][0-9])")
_EASTER = re.compile(r"(easter|orthodox)([+-][0-9]+)")
_NTH = re.compile(r"([01][0-9])-([1-7])#(-?[1-5])([+][0-9])?")
_MOON = re.compile(r"([a-z]+):([a-z_]+)")
#: The calendars of the library, each by the class that has its feasts.
_CALENDARS = {
    "islamic": "_IslamicLunar",
    "hebrew": "_HebrewLunisolar",
    "hindu": "_HinduLunisolar",
    "buddhist": "_BuddhistLunisolar",
    "chinese": "_ChineseLunisolar",
    "vietnamese": "_ChineseLunisolar",
    "persian": "_Persian",
}
#: The years for which Easter is reckoned: the western one by the Gregorian calendar.
_YEARS = {"easter": range(1583, 4100), "orthodox": range(326, 4100)}


class Holiday(NamedTuple):
    """A holiday: its rule, how many days it lasts, and whether its day is known only about."""

    rule: str
    days: int = 1
    approximate: bool = False


@cache
def holidays() -> dict[str, Holiday]:
    """Return the holidays by their names.

    >>> holidays()["good-friday"].rule
    'easter-2'
    """
    source = files("kb.resolve.dates").joinpath("holidays.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(source.splitlines())
    return {
        x["name"]: Holiday(x["rule"], int(x["days"] or 1), x["approximate"] == "yes") for x in rows
    }


@lru_cache(maxsize=4096)
def holiday_timex(name: str, year: int) -> Timex:
    """Return a holiday, by its name or its rule, in a year.

    >>> holiday_timex("christmas", 2022).value, holiday_timex("ramadan", 2022).value
    ('2022-12-25', '2022-04-02/2022-05-01')
    """
    holiday = holidays().get(name) or Holiday(name)
    mod = "APPROX" if holiday.approximate else ""
    if "|" in holiday.rule:
        days = [holiday_on(x, year) for x in holiday.rule.split("|")]
        either = TimeSpan.one_of([TimeSpan.from_days(x) for x in sorted(days)])
        return Timex("date", unit_value("day", days[0]), mod, days[0], days[0], "day", span=either)
    begin, _, end = holiday.rule.partition("..")
    first = holiday_on(begin, year)
    last = _after(end, first, year) - 1 if end else first + holiday.days - 1
    if first == last:
        found = unit_timex("day", first)
        return Timex("date", found.value, mod, first, last, "day")
    value = f"{unit_value('day', first)}/{unit_value('day', last)}"
    return Timex("date", value, mod, first, last, "feast")


def _after(rule: str, day: int, year: int) -> int:
    """Return the first day of a feast that comes after a day of a year."""
    calendar, _, name = rule.partition(":")
    days = [x for each in (year, year + 1) for x in feasts(calendar, name, each) if x > day]
    if not days:
        raise UnanchoredError
    return min(days)


def holiday_on(rule: str, year: int) -> int:
    """Return the day of a rule in a year: `12-25`, `easter-2`, `11-4#4` (its 4th Thursday).

    >>> from kb.model.calendar import civil
    >>> civil(holiday_on("easter+0", 2018)), civil(holiday_on("11-4#4", 2022))
    ((2018, 4, 1), (2022, 11, 24))
    >>> civil(holiday_on("orthodox+0", 2022)), civil(holiday_on("islamic:eid_al_adha", 2022))
    ((2022, 4, 24), (2022, 7, 9))
    """
    if match := _FIXED.fullmatch(rule):
        return ordinal(year, int(match[1]), int(match[2]))
    if match := _EASTER.fullmatch(rule):
        return easter(year, match[1]) + int(match[2])
    if match := _NTH.fullmatch(rule):
        month, weekday, count = int(match[1]), int(match[2]), int(match[3])
        return nth_weekday(year, month, weekday, count) + int(match[4] or 0)
    if match := _MOON.fullmatch(rule):
        return feast(match[1], match[2], year)
    raise UnanchoredError


def nth_weekday(year: int, month: int, weekday: int, count: int) -> int:
    """Return the first, second … weekday of a month; below zero, from its end."""
    if count > 0:
        first = ordinal(year, month)
        return first + (weekday - 1 - (first - 1)) % 7 + 7 * (count - 1)
    last = ordinal(year, month, month_length(year, month))
    return last - ((last - 1) - (weekday - 1)) % 7 + 7 * (count + 1)


def easter(year: int, church: str = "easter") -> int:
    """Return Easter Sunday of the western churches, or of the orthodox ones."""
    from dateutil import easter as computus  # type: ignore[import-untyped]  # it has no stubs

    if year not in _YEARS[church]:
        raise UnanchoredError
    method = computus.EASTER_WESTERN if church == "easter" else computus.EASTER_ORTHODOX
    return int(computus.easter(year, method).toordinal())


def feast(calendar: str, name: str, year: int) -> int:
    """Return the first day of a feast of another calendar; the first in the year, if two."""
    days = feasts(calendar, name, year)
    if not days:
        raise UnanchoredError
    return min(days)


def feasts(calendar: str, name: str, year: int) -> list[int]:
    """Return the first days of a feast of another calendar in a year of ours."""
    found = getattr(_calendar(calendar), f"{name}_date", None)
    dates = found(year) if found else getattr(_calendar(calendar), f"{name}_dates")(year)
    return [x.toordinal() for x in _dates(dates) if x.year == year]


@cache
def _calendar(name: str) -> Any:
    from holidays import calendars

    made = getattr(calendars, _CALENDARS[name])
    return made("VIETNAMESE_CALENDAR") if name == "vietnamese" else made()


def _dates(found: Any) -> list[date]:
    """Return the dates that a calendar of the library gives: one, one with a flag, or several."""
    if found is None:
        return []
    if isinstance(found, tuple):
        return [found[0]] if found[0] is not None else []
    if hasattr(found, "year"):
        return [found]
    return [x[0] if isinstance(x, tuple) else x for x in found]
