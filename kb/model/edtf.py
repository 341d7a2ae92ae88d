"""The Extended Date/Time Format, both ways: text to bounds, bounds to text.

Levels 0 and 1 in full, and of level 2 one-of and all-of sets, seasons, significant digits,
exponent years, unspecified digits anywhere and qualified parts
(https://www.loc.gov/standards/datetime/). What EDTF does not settle is read thus:

- a date coarser than the event says *some time within*: `2022-08` is an event that begins and
  ends anywhere in August; `[A..B]` the same from A to B, `[..B]` by B, `[A..]` on A or later;
- `A/B` says that it lasted, from within A to within B; `..` and an empty end are both open;
- `{A,B}` lasted from its first member to its last; `1950S2` is some time in 1900–1999, about.

One step goes past EDTF, because events need it: an end of an interval may itself be a range
(`[2022-08-01..2022-08-20]/2022-09-06`), and a member of a set an interval. Clock times may stop
at the minute or the hour.
"""

from __future__ import annotations

import math
import re
from itertools import groupby, product
from typing import TYPE_CHECKING, NamedTuple

from kb.errors import InvalidTimeSpan
from kb.model.calendar import (
    DAY,
    SEASONS,
    Bounds,
    days,
    month_length,
    months,
    ordinal,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Unspecified digits may leave this many separate stretches open; where more, their hull is read.
MOST_MEMBERS = 100
#: A longer text is no date.
LONGEST = 5_000
OPEN = Bounds()

_Q = r"([?~%]?)"
_DATE = re.compile(
    rf"{_Q}(Y?)(-?)([0-9X]{{1,24}})(?:E([0-9]{{1,2}}))?(?:S([0-9]{{1,2}}))?{_Q}"
    rf"(?:-{_Q}([0-9X]{{2}}){_Q}(?:-{_Q}([0-9X]{{2}}){_Q})?)?",
    re.ASCII,
)
_CLOCK = re.compile(
    r"([01][0-9]|2[0-3])(?::([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]{1,9})?)?)?"
    r"(Z|([+-])([01][0-9]):?([0-5][0-9])?)?([?~%]?)",
    re.ASCII,
)


class Parsed(NamedTuple):
    """What an EDTF text says."""

    begin: Bounds
    end: Bounds
    approximate: bool = False
    uncertain: bool = False
    offset: int | None = None
    members: tuple[Parsed, ...] = ()


def parse_edtf(text: str) -> Parsed:
    """Read an EDTF text; raise InvalidTimeSpan where it is none.

    >>> parse_edtf("2022-08~").approximate
    True
    """
    if len(text) > LONGEST:
        raise InvalidTimeSpan(f"{text[:40]!r}… has {len(text)} characters: no date is so long")
    try:
        ends = _split(text, "/")
        return _parse_one(text) if len(ends) == 1 else _parse_interval(ends)
    except InvalidTimeSpan as error:
        raise InvalidTimeSpan(f"{text[:80]!r} is no EDTF date: {error}") from None


def _split(text: str, separator: str) -> list[str]:
    """Split where the separator stands outside all brackets."""
    if separator not in text:
        return [text]
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign in "[{") - (sign in "]}")
        if sign == separator and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _parse_interval(ends: list[str]) -> Parsed:
    if len(ends) != 2 or not any(ends):
        raise InvalidTimeSpan("an interval has two ends")
    begin, end = (_parse_end(x) for x in ends)
    return lasting(begin, _in_zone(end, begin.offset))


def _parse_end(text: str) -> Parsed:
    if text in ("", ".."):
        return Parsed(OPEN, OPEN)
    if text[0] != "[" or text[-1] != "]":
        return _parse_date(text)
    if "/" in text:
        raise InvalidTimeSpan("an interval cannot end in an interval")
    return _parse_set([_parse_element(x.strip()) for x in text[1:-1].split(",")])


def lasting(begin: Parsed, end: Parsed) -> Parsed:
    """Return what lasted from within the one to within the other."""
    return Parsed(
        Bounds(begin.begin.earliest, begin.end.latest),
        Bounds(end.begin.earliest, end.end.latest),
        begin.approximate or end.approximate,
        begin.uncertain or end.uncertain,
        begin.offset if begin.offset is not None else end.offset,
    )


def _in_zone(parsed: Parsed, offset: int | None) -> Parsed:
    """Shift a clock time to another offset, where both are known."""
    if offset is None or parsed.offset in (None, offset):
        return parsed
    shift = (offset - (parsed.offset or 0)) * 60
    begin, end = (
        Bounds(
            None if x.earliest is None else x.earliest + shift,
            None if x.latest is None else x.latest + shift,
        )
        for x in (parsed.begin, parsed.end)
    )
    return parsed._replace(begin=begin, end=end, offset=offset)


def _parse_one(text: str) -> Parsed:
    signs = text[:1] + text[-1:]
    if signs not in ("[]", "{}"):
        return _parse_date(text)
    members = [_parse_element(x.strip()) for x in _split(text[1:-1], ",")]
    one = _parse_set(members)
    if signs == "[]":
        return one
    every = lasting(min(members, key=_start), max(members, key=_stop))
    return every._replace(approximate=one.approximate, uncertain=one.uncertain)


def _start(parsed: Parsed) -> float:
    return -math.inf if parsed.begin.earliest is None else parsed.begin.earliest


def _stop(parsed: Parsed) -> float:
    return math.inf if parsed.end.latest is None else parsed.end.latest


def _parse_element(text: str) -> Parsed:
    """Read a member of a set: a date, a range or (past EDTF) an interval."""
    if len(ends := _split(text, "/")) > 1:
        return _parse_interval(ends)
    first, dots, last = text.partition("..")
    if not dots:
        return _parse_date(text)
    if not (first or last):
        raise InvalidTimeSpan("a range has at least one end")
    begin, end = (_parse_date(x) if x else Parsed(OPEN, OPEN) for x in (first, last))
    span = lasting(begin, _in_zone(end, begin.offset))
    within = Bounds(span.begin.earliest, span.end.latest)
    return span._replace(begin=within, end=within)


def _parse_set(members: list[Parsed]) -> Parsed:
    if len(members) == 1:
        return members[0]
    return Parsed(
        _hull(x.begin for x in members),
        _hull(x.end for x in members),
        any(x.approximate for x in members),
        any(x.uncertain for x in members),
        next((x.offset for x in members if x.offset is not None), None),
        tuple(members),
    )


def _hull(bounds: Iterable[Bounds]) -> Bounds:
    first, *rest = bounds
    for other in rest:
        first = first.join(other)
    return first


def _parse_date(text: str) -> Parsed:
    day_text, _, clock = text.partition("T")
    match = _DATE.fullmatch(day_text)
    if not match:
        raise InvalidTimeSpan(f"{text[:40]!r} is no date")
    q1, y, sign, year, exponent, significant, q2, q3, month, q4, q5, day, q6 = match.groups("")
    marks = q1 + q2 + q3 + q4 + q5 + q6
    if bool(y) != (len(year) > 4 or bool(exponent)) or (not y and len(year) != 4):
        raise InvalidTimeSpan("a year has four digits, or a Y before more")
    if sign and not year.strip("0"):
        raise InvalidTimeSpan("there is no year -0000")
    if (exponent or significant) and ("X" in year or month):
        raise InvalidTimeSpan("a year in significant digits or with an exponent stands alone")
    offset = None
    if clock:
        within, offset, mark = _parse_clock(_single_day(sign + year, month, day), clock)
        marks += mark
        stretches = [within]
    elif day_text != text:
        raise InvalidTimeSpan("there is no clock time after the T")
    elif "X" in day_text:
        stretches = _unspecified(sign, year, month, day)
    else:
        stretches = [_specified(int(sign + year), exponent, significant, month, day)]
    approximate = "~" in marks or "%" in marks or bool(significant)
    uncertain = "?" in marks or "%" in marks
    return _parse_set([Parsed(x, x, approximate, uncertain, offset) for x in stretches])


def _single_day(year: str, month: str, day: str) -> int:
    if not day or "X" in year + month + day:
        raise InvalidTimeSpan("a clock time needs a day")
    return ordinal(int(year), int(month), int(day))


def _parse_clock(day: int, text: str) -> tuple[Bounds, int | None, str]:
    match = _CLOCK.fullmatch(text)
    if not match:
        raise InvalidTimeSpan(f"{text[:40]!r} is no clock time")
    hour, minute, second, zone, sign, hours, minutes, mark = match.groups("")
    start = day * DAY + int(hour) * 3600 + int(minute or 0) * 60 + int(second or 0)
    size = 1 if second else 60 if minute else 3600
    offset = None
    if zone:
        offset = int(hours or 0) * 60 + int(minutes or 0)
        offset = -offset if sign == "-" else offset
    return Bounds(start, start + size - 1), offset, mark


def _specified(year: int, exponent: str, significant: str, month: str, day: str) -> Bounds:
    if day:
        number = ordinal(year, int(month), int(day))
        return days(number, number)
    if month:
        if int(month) in SEASONS:
            return months(year, *SEASONS[int(month)])
        if not 1 <= int(month) <= 12:
            raise InvalidTimeSpan(f"there is no month or season {month}")
        return months(year, int(month))
    year *= 10 ** int(exponent or 0)
    if not significant:
        return years(year, year)
    size = 10 ** max(len(str(abs(year))) - int(significant), 0)
    if int(significant) == 0:
        raise InvalidTimeSpan("at least one digit is significant")
    low = abs(year) // size * size
    return years(low, low + size - 1) if year >= 0 else years(-low - size + 1, -low)


def _unspecified(sign: str, year: str, month: str, day: str) -> list[Bounds]:
    """Return the stretches of time that fit a date with digits left open."""
    tail = (year + month + day).lstrip("0123456789")
    found = [] if tail.strip("X") else _open_to_the_right(sign, year, month, day)
    if found:
        return found
    many = year.count("X") > 2
    found = list(_stretches(sign, "2000" if many else year, month, day))
    if not found:
        raise InvalidTimeSpan("no day fits the digits that are given")
    if many:
        return _open_to_the_right(sign, year, "", "")
    return found if len(found) <= MOST_MEMBERS else [_hull(found)]


def _open_to_the_right(sign: str, year: str, month: str, day: str) -> list[Bounds]:
    """Read digits left open from the right on: `20XX`, `2004-XX`, `1985-04-XX`."""
    low, high = sorted(int(sign + year.replace("X", x)) for x in "09")
    if "X" in year:
        return [years(low, high)]
    if month == "XX":
        return [years(low, low)]
    if "X" in month or day != "XX":
        return []
    return [months(low, int(month))] if 1 <= int(month) <= 12 else []


def _stretches(sign: str, year: str, month: str, day: str) -> Iterator[Bounds]:
    """Yield the runs of days that fit, in order."""

    def fitting() -> Iterator[int]:
        for digits in sorted(int(sign + x) for x in _fill(year)):
            for of_year in (int(x) for x in _fill(month or "XX")):
                if not 1 <= of_year <= 12:
                    continue
                for of_month in (int(x) for x in _fill(day or "XX")):
                    if 1 <= of_month <= month_length(digits, of_year):
                        yield ordinal(digits, of_year, of_month)

    for _, run in groupby(enumerate(fitting()), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        yield days(numbers[0], numbers[-1])


def _fill(pattern: str) -> Iterator[str]:
    digits = ("0123456789" if x == "X" else x for x in pattern)
    return ("".join(x) for x in product(*digits))
