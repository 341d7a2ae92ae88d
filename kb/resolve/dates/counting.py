"""Units counted from a day, and parts of a time, in days of the calendar."""

from __future__ import annotations

from kb.model.calendar import (
    Bounds,
    Precision,
    civil,
    days,
    month_length,
    months,
    ordinal,
    years,
)
from kb.model.timespan import TimeSpan

DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


#: Days by which "for two weeks" may be more or less.
SLACK = {"week": 3, "fortnight": 3, "month": 10, "quarter": 30, "year": 120, "decade": 1000}


_HOURS = {"minute": 24 * 60, "hour": 24}


class UnanchoredError(Exception):
    """The phrase says nothing without the day of its publication, or nothing at all."""


def within(bounds: Bounds) -> TimeSpan:
    """Return some time within bounds."""
    return TimeSpan(bounds, bounds)


def monday(day: int) -> int:
    """Return the Monday of the week that a day is in."""
    return day - (day - 1) % 7


def unit_around(day: int, unit: str, count: int) -> Bounds:
    """Return the unit of the calendar so many units from the one that a day is in."""
    if unit not in DAYS and unit not in MONTHS:
        raise UnanchoredError
    if unit in DAYS:
        size = DAYS[unit]
        first = monday(day) if size > 1 else day
        first += count * size
        return days(first + 5, first + 6) if unit == "weekend" else days(first, first + size - 1)
    year, month, _ = civil(day)
    size = MONTHS[unit]
    start = (year * 12 + month - 1) // size * size + count * size
    return months(start // 12, start % 12 + 1, size)


def distant(day: int, unit: str, count: int) -> Bounds:
    """Return the time so many units from a day, as vague as the unit is."""
    if unit in _HOURS:
        far = day + (count // _HOURS[unit] if count < 0 else -(-count // _HOURS[unit]))
        return days(min(day, far), max(day, far))
    if unit in MONTHS:
        return unit_around(day, unit, count)
    there, slack = day + count * DAYS[unit], (DAYS[unit] - 1) // 2
    return days(there - slack, there + slack)


def day_away(day: int, unit: str, count: int) -> int:
    """Return the day so many units before or after a day; the last of a shorter month."""
    if unit in _HOURS:
        return day + (count // _HOURS[unit] if count < 0 else -(-count // _HOURS[unit]))
    if unit in DAYS:
        return day + count * DAYS[unit]
    year, month, of_month = civil(day)
    year, month = divmod(year * 12 + month - 1 + count * MONTHS[unit], 12)
    return ordinal(year, month + 1, min(of_month, month_length(year, month + 1)))


def third(whole: TimeSpan, first: int, last: int, place: int) -> Bounds:
    """Return the first, second or last third of a time, in its own units."""
    year, month, _ = civil(first)
    if whole.precision == Precision.MONTH:
        return days(first + 10 * place, last if place == 2 else first + 10 * place + 9)
    if whole.precision in (Precision.SEASON, Precision.YEAR) and civil(last)[0] - year < 9:
        end_year, end_month, _ = civil(last)
        size = ((end_year - year) * 12 + end_month - month + 1) // 3
        over, start = divmod(month - 1 + size * place, 12)
        return months(year + over, start + 1, size)
    if whole.precision >= Precision.DECADE or civil(last)[0] - year >= 9:
        count = civil(last)[0] - year + 1
        edges = [-(-count * x // 3) for x in range(4)]
        return years(year + edges[place], year + edges[place + 1] - 1)
    count = last - first + 1
    edges = [count * x // 3 for x in range(4)]
    return days(first + edges[place], first + edges[place + 1] - 1)
