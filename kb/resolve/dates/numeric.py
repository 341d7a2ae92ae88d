"""Dates in digits alone: ISO 8601, EDTF, and numbers in the order of a country."""

from __future__ import annotations

import re

from kb.errors import InvalidTimeSpan
from kb.model.calendar import days, month_length, ordinal
from kb.model.timespan import TimeSpan
from kb.resolve.dates.expressions import Calendar, Expression, Several

_SPACED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) +([0-9]{2}:[0-9]{2}\S{0,20})", re.ASCII)
_BASIC = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])", re.ASCII)
_WEEK = re.compile(r"([0-9]{4})-?W([0-5][0-9])(?:-?([1-7]))?", re.ASCII)
_DAY_OF_YEAR = re.compile(r"([0-9]{4})-([0-3][0-9]{2})", re.ASCII)
_PARTS = re.compile(r"([0-9]{1,4})[./-]([0-9]{1,2})(?:[./-]([0-9]{2,4}))?", re.ASCII)


def read_iso(text: str) -> TimeSpan | None:
    """Read EDTF, or an ISO 8601 date that EDTF leaves out; None where it is neither.

    >>> read_iso("2022-W35").edtf, read_iso("20220830").edtf, read_iso("2022-242").edtf
    ('[2022-08-29..2022-09-04]', '2022-08-30', '2022-08-30')
    """
    if match := _SPACED.fullmatch(text):
        text = f"{match[1]}T{match[2]}"
    elif match := _BASIC.fullmatch(text):
        text = "-".join(match.groups())
    try:
        if match := _WEEK.fullmatch(text):
            return _week(int(match[1]), int(match[2]), int(match[3] or 0))
        if match := _DAY_OF_YEAR.fullmatch(text):
            return _day_of_year(int(match[1]), int(match[2]))
        return TimeSpan.parse(text)
    except InvalidTimeSpan:
        return None


def _week(year: int, week: int, day: int) -> TimeSpan | None:
    """Read a week of ISO 8601: the first is the one with 4 January in it."""
    fourth = ordinal(year, 1, 4)
    monday = fourth - (fourth - 1) % 7 + (week - 1) * 7
    if not 1 <= week <= 53 or (week == 53 and monday + 3 > ordinal(year, 12, 31)):
        return None
    first, last = (monday + day - 1, monday + day - 1) if day else (monday, monday + 6)
    return TimeSpan(days(first, last), days(first, last))


def _day_of_year(year: int, number: int) -> TimeSpan | None:
    day = ordinal(year) + number - 1
    return TimeSpan.from_days(day) if ordinal(year) <= day <= ordinal(year, 12, 31) else None


def read_numeric(text: str, *, day_first: bool) -> Expression | None:
    """Read day, month and year in numbers.

    A year of four digits may stand first; one of two digits says no century, and is no date.
    Where the day may be the month and the month the day, both dates are meant, unless the
    language (or dots) say that the day stands first.

    >>> read_numeric("13/11/2022", day_first=False).month
    11
    """
    match = _PARTS.fullmatch(text)
    if not match:
        return None
    first, second, third = match.groups()
    if len(first) == 4 and third and len(third) == 2:
        return _valid(int(first), int(second), int(third))
    if len(first) > 2 or (third and len(third) != 4):
        return None
    if not third and "." in text and not (day_first and len(text) == 5):
        return None  # "10.5" is a number
    year = int(third) if third else None
    orders = [(int(second), int(first))]
    if not day_first and "." not in text:
        orders.append((int(first), int(second)))
    found = [x for month, day in orders if (x := _valid(year, month, day))]
    if len(found) == 2 and found[0] != found[1]:
        return Several(tuple(found))
    return found[0] if found else None


def _valid(year: int | None, month: int, day: int) -> Calendar | None:
    if not 1 <= month <= 12:
        return None
    length = month_length(2000 if year is None else year, month)
    return Calendar(year=year, month=month, day=day) if 1 <= day <= length else None
