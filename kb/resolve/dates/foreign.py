"""The languages without a table of their own, through dateparser; its traps are closed here.

dateparser fills what a phrase leaves out from its base day, and says nothing of it. So each phrase
is read from several base days: what stays the same was said, what moves with the base was not.
Settings are fixed; a number or a single short word is never a date.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kb.resolve.dates.find.anchors import ANCHORS
from kb.resolve.dates.find.meaning import span_of
from kb.resolve.dates.find.numerals import read_numeric
from kb.resolve.dates.find.said import Said
from kb.resolve.dates.find.story import Story

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

    from kb.model.timespan import TimeSpan

#: Base days that differ in year, month, day and weekday.
_BASES = (datetime(2021, 2, 3), datetime(2024, 7, 19))
_PERIODS = {"day": "day", "week": "week", "month": "month", "year": "year", "time": "day"}
_SETTINGS = {
    "DATE_ORDER": "DMY",
    "PREFER_DATES_FROM": "current_period",
    "PREFER_DAY_OF_MONTH": "first",
    "PREFER_MONTH_OF_YEAR": "first",
    "PARSERS": ["relative-time", "absolute-time"],
    "RETURN_AS_TIMEZONE_AWARE": False,
    "TIMEZONE": "UTC",
    "NORMALIZE": True,
}
_NUMBER = re.compile(r"[0-9]+")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[+-][0-9]{2}:?[0-9]{2}(?![0-9])")
_LONGEST = 60


def resolve_foreign(
    phrase: str, published: int | None, code: str, *, absolute: bool = False
) -> TimeSpan | None:
    """Return the time that a phrase means in a language that dateparser knows.

    With `absolute`, only a day that is said with its year counts.

    >>> resolve_foreign("30. August 2022", None, "de").edtf
    '2022-08-30'
    >>> resolve_foreign("12", None, "de") is None
    True
    """
    said = _said(phrase, code)
    whole = said is not None and said.year is not None and said.day is not None
    if said is None or (absolute and not whole):
        return None
    found = Story(published, ANCHORS, alone=True).resolve(said, lambda: "")
    return None if found is None else span_of(found)


@lru_cache(maxsize=16_384)
def _said(phrase: str, code: str) -> Said | None:
    if len(phrase) > _LONGEST:
        return None
    if not any(map(str.isalpha, phrase)):
        return read_numeric(phrase, day_first=True)
    if not _may_be_date(phrase):
        return None
    (one, period), (other, _) = (_read(phrase, code, base) for base in _BASES)
    if one is None or other is None:
        return None
    unit = _PERIODS.get(period, "day")
    return _absolute(phrase, one, unit) if one == other else _moving(phrase, one, other, unit)


def _may_be_date(phrase: str) -> bool:
    """Tell whether there is more than a short word in it."""
    words = [x for x in phrase.split() if any(map(str.isalpha, x))]
    return len(phrase.split()) > 1 or not (words[0].isascii() and len(words[0]) < 4)


def _absolute(phrase: str, day: datetime, unit: str) -> Said | None:
    """Return a date that has its year, where every number of the phrase is in it."""
    numbers = {int(x) for x in _NUMBER.findall(_CLOCK.sub(" ", phrase))}
    if unit == "year":
        return Said("calendar", "year", year=day.year) if numbers == {day.year} else None
    if unit == "month":
        said = Said("calendar", "month", year=day.year, month=day.month)
        return said if day.year in numbers else None
    if not {day.day, day.year} <= numbers <= {day.day, day.month, day.year}:
        return None
    return Said("calendar", "day", year=day.year, month=day.month, day=day.day)


def _moving(phrase: str, one: datetime, other: datetime, unit: str) -> Said | None:
    """Tell what a phrase says that moves with the base."""
    apart = [(x.date() - base.date()).days for x, base in zip((one, other), _BASES, strict=True)]
    numbers = [int(x) for x in _NUMBER.findall(phrase)]
    same_month = one.month == other.month
    if unit == "month" and same_month and apart[0] != apart[1]:
        return Said("calendar", "month", month=one.month)
    if unit == "day" and same_month and one.day == other.day and {*numbers} == {one.day}:
        return Said("calendar", "day", month=one.month, day=one.day)
    if apart[0] != apart[1] and unit == "day" and not numbers:
        near = max(map(abs, apart)) <= 7 and one.weekday() == other.weekday()
        return Said("weekday", "day", weekday=one.isoweekday()) if near else None
    return _counted(one, other, apart, unit, said=bool(numbers))


def _counted(
    one: datetime, other: datetime, apart: list[int], unit: str, *, said: bool
) -> Said | None:
    """Count units from the base; `said` tells whether the phrase has the number in digits."""
    if unit == "day" and apart[0] == apart[1]:
        return Said("shift", "day", count=apart[0], which="deictic")
    if unit == "week" and apart[0] == apart[1] and apart[0] % 7 == 0:
        count = apart[0] // 7
        away = _away("week", count)
        if said or abs(count) > 1:
            return away
        last = Said("shift", "week", count=count, which="said")
        return Said("list", more=(last, away), which="or")  # last week, a week ago
    moved = zip((one, other), _BASES, strict=True)
    shifts = {(x.year - base.year, x.month - base.month) for x, base in moved}
    if unit == "year" and len({years for years, _ in shifts}) == 1:
        return _away("year", shifts.pop()[0])
    counts = {years * 12 + months for years, months in shifts}
    return _away("month", counts.pop()) if unit == "month" and len(counts) == 1 else None


def _away(unit: str, count: int) -> Said:
    return Said("away", unit, count=count, which="deictic", number=1 if count > 0 else -1)


def _read(phrase: str, code: str, base: datetime) -> tuple[datetime | None, str]:
    parser = _parser(code, base)
    if parser is None:
        return None, ""
    try:
        found = parser.get_date_data(phrase)
    except (ValueError, OverflowError):  # some texts are too much for it
        return None, ""
    return found.date_obj, found.period


@cache
def _parser(code: str, base: datetime) -> DateDataParser | None:
    """Return a parser of one language; None where dateparser has no such language."""
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    if code not in language_order:
        return None
    return DateDataParser(languages=[code], settings={**_SETTINGS, "RELATIVE_BASE": base})
