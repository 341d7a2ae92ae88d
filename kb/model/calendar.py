"""The proleptic Gregorian calendar for any year, and the units that days add up to.

Time is counted in seconds of the local clock: `ordinal * 86_400 + second of the day`, where the
ordinal of a day is that of `datetime.date.toordinal`, carried on below year 1 and above 9999.
Year 0 is 1 BC, as in ISO 8601 and EDTF.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from kb.errors import InvalidTimeSpan

DAY = 86_400
#: Years beyond this are refused: their seconds would not fit into 62 bits.
LAST_YEAR = 10**11
LAST_ORDINAL = date.max.toordinal()


class Precision(IntEnum):
    """How fine a time is known, from fine to coarse; SEASON is any named part of a year."""

    SECOND = 0
    MINUTE = 1
    HOUR = 2
    DAY = 3
    WEEK = 4
    MONTH = 5
    SEASON = 6
    YEAR = 7
    DECADE = 8
    CENTURY = 9
    MILLENNIUM = 10
    UNKNOWN = 11


@dataclass(frozen=True, slots=True)
class Bounds:
    """A second that lies somewhere in a closed range; None is open."""

    earliest: int | None = None
    latest: int | None = None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            raise InvalidTimeSpan(
                f"a time cannot be after {self.earliest} and before {self.latest}"
            )

    def meet(self, other: Bounds) -> Bounds | None:
        """Return what both allow; None where that is nothing."""
        earliest = _greatest(self.earliest, other.earliest)
        latest = _least(self.latest, other.latest)
        if earliest is not None and latest is not None and latest < earliest:
            return None
        return Bounds(earliest, latest)

    def join(self, other: Bounds) -> Bounds:
        """Return the narrowest range that holds both."""
        earliest, latest = (self.earliest, other.earliest), (self.latest, other.latest)
        return Bounds(
            None if None in earliest else min(x for x in earliest if x is not None),
            None if None in latest else max(x for x in latest if x is not None),
        )


def _greatest(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else max(a, b)


def _least(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else min(a, b)


class Unit(NamedTuple):
    """One unit of the calendar; `part` is the month, or the EDTF code of the part of a year."""

    precision: Precision
    year: int
    part: int = 0
    day: int = 0
    second: int = 0


#: Parts of a year by EDTF code: first month and number of months. Seasons are meteorological, and
#: a winter runs into the next year. 21–24 do not say where on earth: read as northern.
SEASONS: dict[int, tuple[int, int]] = {
    **{21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)},  # spring, summer, autumn, winter
    **{25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3)},  # the same, northern hemisphere
    **{29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)},  # the same, southern hemisphere
    **{33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)},  # quarters
    **{37: (1, 4), 38: (5, 4), 39: (9, 4)},  # thirds
    **{40: (1, 6), 41: (7, 6)},  # halves
}
_SEASON_CODES = {months: code for code, months in reversed(SEASONS.items())}

#: Years of the units that EDTF writes with X: 202X, 20XX, 2XXX.
_YEARS = {Precision.DECADE: 10, Precision.CENTURY: 100, Precision.MILLENNIUM: 1000}
_MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """Return the number of days in a month.

    >>> month_length(2024, 2), month_length(0, 2), month_length(1900, 2)
    (29, 29, 28)
    """
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _MONTH_DAYS[month]


def ordinal(year: int, month: int = 1, day: int = 1) -> int:
    """Return the ordinal of a day; raise InvalidTimeSpan where there is none such.

    >>> ordinal(1), ordinal(0), ordinal(-43, 3, 15)
    (1, -365, -15997)
    """
    if not (1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        raise InvalidTimeSpan(f"there is no day {day} of month {month} in year {year}")
    if abs(year) > LAST_YEAR:
        raise InvalidTimeSpan(f"year {year} is more than {LAST_YEAR} years away")
    # Years that begin in March put the leap day last; 400 of them have 146,097 days.
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    era, of_era = divmod(year, 400)
    days = of_era * 365 + of_era // 4 - of_era // 100 + (153 * month + 2) // 5 + day - 1
    return era * 146_097 + days - 305


def civil(day: int) -> tuple[int, int, int]:
    """Return year, month and day of an ordinal.

    >>> civil(738397), civil(-15997)
    ((2022, 8, 30), (-43, 3, 15))
    """
    if 1 <= day <= LAST_ORDINAL:
        known = date.fromordinal(day)
        return known.year, known.month, known.day
    era, of_era = divmod(day + 305, 146_097)
    years = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * years + years // 4 - years // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    year = years + era * 400
    return (year, month + 3, day) if month < 10 else (year + 1, month - 9, day)


def days(first: int | None, last: int | None) -> Bounds:
    """Return the bounds of a time somewhere in the days from first to last, both included."""
    return Bounds(
        None if first is None else first * DAY,
        None if last is None else last * DAY + DAY - 1,
    )


def months(year: int, month: int, count: int = 1) -> Bounds:
    """Return the bounds of a time somewhere in so many months, from a month on."""
    over, last = divmod(month - 2 + count, 12)
    end = ordinal(year + over, last + 1, month_length(year + over, last + 1))
    return days(ordinal(year, month), end)


def years(first: int, last: int) -> Bounds:
    """Return the bounds of a time somewhere in the years from first to last, both included."""
    return days(ordinal(first), ordinal(last, 12, 31))


def unit_at(second: int, precision: Precision) -> Unit:
    """Return the unit of that size that holds the second."""
    day, of_day = divmod(second, DAY)
    year, month, of_month = civil(day)
    if precision == Precision.YEAR:
        return Unit(precision, year)
    if precision == Precision.MONTH:
        return Unit(precision, year, month)
    return Unit(precision, year, month, of_month, of_day)


def single_day(bounds: Bounds) -> int | None:
    """Return the ordinal of the day that fills the bounds exactly, if one does."""
    first, last = bounds.earliest, bounds.latest
    if first is None or last is None or last - first != DAY - 1 or first % DAY:
        return None
    return first // DAY


def unit_of(bounds: Bounds) -> Unit | None:
    """Return the unit of the calendar that fills the bounds exactly, if there is one.

    >>> unit_of(months(2022, 8))
    Unit(precision=<Precision.MONTH: 5>, year=2022, part=8, day=0, second=0)
    """
    if bounds.earliest is None or bounds.latest is None:
        return None
    first, second = divmod(bounds.earliest, DAY)
    seconds = bounds.latest - bounds.earliest + 1
    if seconds < DAY:
        return _clock_unit(first, second, seconds)
    count, rest = divmod(seconds, DAY)
    return None if second or rest else _day_unit(first, count)


def _clock_unit(day: int, second: int, seconds: int) -> Unit | None:
    sizes = {1: Precision.SECOND, 60: Precision.MINUTE, 3600: Precision.HOUR}
    if seconds not in sizes or second % seconds:
        return None
    return Unit(sizes[seconds], *civil(day), second)


def _day_unit(first: int, count: int) -> Unit | None:
    year, month, day = civil(first)
    if count == 1:
        return Unit(Precision.DAY, year, month, day)
    if count == 7 and first % 7 == 1:
        return Unit(Precision.WEEK, year, month, day)
    if day != 1 or count < 28:
        return None
    last_year, last_month, last_day = civil(first + count - 1)
    if last_day != month_length(last_year, last_month):
        return None
    size = (last_year - year) * 12 + last_month - month + 1
    if size == 1:
        return Unit(Precision.MONTH, year, month)
    if (month, size) in _SEASON_CODES:
        return Unit(Precision.SEASON, year, _SEASON_CODES[month, size])
    return _year_unit(year, size) if month == 1 else None


def _year_unit(year: int, size: int) -> Unit | None:
    if size == 12:
        return Unit(Precision.YEAR, year)
    for precision, span in _YEARS.items():
        if size == span * 12 and year % span == 0 and 0 <= year < 10_000:
            return Unit(precision, year)
    return None


#: The units in which an end of a range can be written, coarse to fine.
_GRAINS = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.HOUR, Precision.MINUTE)


def grain(bounds: Bounds) -> Precision:
    """Return the coarsest of year, month, day, hour, minute and second that fits the bounds."""
    for precision in _GRAINS:
        if _starts(bounds.earliest, precision) and _starts(_after(bounds.latest), precision):
            return precision
    return Precision.SECOND


def range_grain(bounds: Bounds) -> Precision:
    """Return the unit in which a range is best written.

    An open range is written in days, since "by September" would leave the end of it in doubt.
    """
    size = grain(bounds)
    edge = bounds.latest if bounds.earliest is None else bounds.earliest
    if None not in (bounds.earliest, bounds.latest) or edge is None:
        return size
    return min(size, Precision.DAY) if 0 <= civil(edge // DAY)[0] <= 9999 else size


def _after(second: int | None) -> int | None:
    return None if second is None else second + 1


def _starts(second: int | None, precision: Precision) -> bool:
    """Tell whether a unit of that size starts at the second."""
    if second is None:
        return True
    if precision < Precision.DAY:
        return second % (3600 if precision == Precision.HOUR else 60) == 0
    day, rest = divmod(second, DAY)
    if rest or precision == Precision.DAY:
        return not rest
    _, month, of_month = civil(day)
    return of_month == 1 and (precision == Precision.MONTH or month == 1)
