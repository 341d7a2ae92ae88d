"""What an expression means: a TIMEX3 value and the days that it names.

Values follow ISO-TimeML (TimeML 1.2.1): `2022-W35`, `2022-SU`, `PXW`, `PRESENT_REF`; years before 1
are `BC0499`, as HeidelTime writes them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.model.calendar import DAY, civil, month_length, ordinal
from kb.resolve.dates.counting import monday, unit_around

if TYPE_CHECKING:
    from kb.model.timespan import TimeSpan

SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Timex:
    """What an expression means: a TIMEX3 value, and the days from first to last."""

    kind: str
    value: str
    mod: str = ""
    first: int | None = None
    last: int | None = None
    unit: str = ""
    anchor: str = ""
    parts: tuple[Timex, ...] = ()
    span: TimeSpan | None = None  # what the words say, where the days from first to last do not


def year_text(year: int) -> str:
    """Return a year as TIMEX3 writes it.

    >>> year_text(1943), year_text(-498)
    ('1943', 'BC0499')
    """
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def unit_timex(unit: str, day: int, count: int = 0) -> Timex:
    """Return the unit of the calendar that a day is in, or the one so many units away."""
    if unit == "fortnight":
        first = monday(day) + 14 * count
        return Timex("date", "P2W", first=first, last=first + 13, unit="week")
    if unit == "season":
        year, month, _ = civil(day)
        start = year * 12 + month // 3 * 3 - 1 + 3 * count
        code = next(k for k, v in SEASON_MONTH.items() if v == start % 12 + 1)
        return season_timex(start // 12, code)
    if unit == "workweek":
        first = monday(day) + 7 * count
        return Timex("date", unit_value("week", first), first=first, last=first + 4, unit="week")
    if unit == "millennium":
        year = civil(day)[0] // 1000 * 1000 + 1000 * count
        return Timex(
            "date",
            f"{year // 1000}",
            first=ordinal(year),
            last=ordinal(year + 999, 12, 31),
            unit=unit,
        )
    bounds = unit_around(day, unit, count)
    first, last = (bounds.earliest or 0) // DAY, (bounds.latest or 0) // DAY
    return Timex("date", unit_value(unit, first), first=first, last=last, unit=unit)


def week_from_sunday(week: Timex, now: int) -> Timex:
    """Return a week counted from `now`, one from Monday on, as one that begins on Sunday.

    Its value is the ISO week that it has six days of.
    """
    if week.first is None or week.last is None:
        return week
    shift = 6 if (now - 1) % 7 == 6 else -1
    first, last = week.first + shift, week.last + shift
    return replace(week, value=unit_value("week", first + 1), first=first, last=last)


def unit_value(unit: str, first: int) -> str:
    """Return the TIMEX3 value of a unit that begins on a day."""
    year, month, day = civil(first)
    text = year_text(year)
    if unit == "day":
        return f"{text}-{month:02}-{day:02}"
    if unit in ("week", "weekend"):
        thursday = monday(first) + 3
        iso_year = civil(thursday)[0]
        week = (thursday - ordinal(iso_year)) // 7 + 1
        return f"{year_text(iso_year)}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{text}-{month:02}"
    if unit == "quarter":
        return f"{text}-Q{month // 3 + 1}"
    if unit == "half":
        return f"{text}-H{month // 6 + 1}"
    if unit == "decade":
        return f"{year // 10:03}" if year > 0 else f"BC{-year // 10:03}"
    if unit == "century":
        return f"{year // 100:02}" if year >= 0 else f"BC{-year // 100:02}"
    return text


def season_timex(year: int, code: str) -> Timex:
    """Return a season; a winter is of the year that it begins in."""
    start = SEASON_MONTH[code]
    end_year, end = (year + 1, 2) if code == "WI" else (year, start + 2)
    last = ordinal(end_year, end, month_length(end_year, end))
    return Timex(
        "date", f"{year_text(year)}-{code}", first=ordinal(year, start), last=last, unit="season"
    )
