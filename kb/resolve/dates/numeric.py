"""Dates that mean the same in every language: EDTF, and what ISO 8601 has besides."""

from __future__ import annotations

import re

from kb.errors import InvalidTimeSpan
from kb.model.calendar import days, ordinal
from kb.model.timespan import TimeSpan

_SPACED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) +([0-9]{2}:[0-9]{2}\S{0,20})", re.ASCII)
_BASIC = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])", re.ASCII)
_WEEK = re.compile(r"([0-9]{4})-?W([0-5][0-9])(?:-?([1-7]))?", re.ASCII)
_DAY_OF_YEAR = re.compile(r"([0-9]{4})-([0-3][0-9]{2})", re.ASCII)


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
