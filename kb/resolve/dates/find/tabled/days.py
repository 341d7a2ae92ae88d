"""Dates of the calendar out of their pieces: days, months, seasons, quarters, holidays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model.calendar import ordinal
from kb.resolve.dates.find.making import (
    SEASONS,
    Made,
    month_of,
    period,
    said_of,
    whole,
    year_of,
)
from kb.resolve.dates.find.said import Said
from kb.resolve.dates.find.tabled.making import (
    PARTS,
    amount,
    day_of,
    stands_wrong,
    unit_of,
    which_of,
    whole_or_roman,
)

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups

#: Days by which the Julian calendar was behind, from 1582 to the 20th century.
_APART = range(10, 14)


#: How "last" and "next" are meant beside a day and its month.
_NAMED = {"last": "past", "past": "past", "next": "coming", "coming": "coming"}


def t_date(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    day = day_of(g)
    if (shift is not None and (shift.op, shift.unit) != ("shift", "year")) or day == 0:
        return None
    if stands_wrong(g) or ("late" in g and not _ends(g)):
        return None  # "in September 5 people"
    fields = year_of(g.get("year"))
    if day and not fields and (which := _NAMED.get(which_of(g, named=True))):
        return Said("named", "day", month=month_of(g["month"]), day=day, which=which)
    return Said(
        "calendar",
        "day" if day else "month",
        month=month_of(g.get("month") or g["late"]),
        day=day,
        weekday=g["weekday"].values["weekday"] if "weekday" in g else None,
        shift=shift,
        **fields,
    )


def t_given(g: Groups) -> Made:
    said = g["iso"].values.get("D0") or g["iso"].values["dotted"]
    if "weekday" not in g:
        return said
    return replace(said, weekday=g["weekday"].values["weekday"]) if said.op == "calendar" else None


def t_named(g: Groups) -> Made:
    season = SEASONS[g["season"].values["season"]] if "season" in g else ""
    month = month_of(g.get("month"))
    which = which_of(g, named=True)
    if stands_wrong(g):
        return None
    return Said("named", "month" if month else "season", month=month, season=season, which=which)


def t_season(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    if shift is not None and (shift.op, shift.unit) != ("shift", "year"):
        return None
    season = SEASONS[g["season"].values["season"]]
    return Said("calendar", "season", season=season, shift=shift, **year_of(g.get("year")))


def t_quarter(g: Groups) -> Made:
    """Read "third quarter of 2022", "first half of last year"."""
    shift = said_of(g["shift"]) if "shift" in g else None
    if shift is not None and (shift.op, shift.unit) != ("shift", "year"):
        return None
    unit = "quarter" if "q" in g else unit_of(g)
    most = PARTS.get(unit, 0)
    number = g["q"].values["q"] if "q" in g else whole_or_roman(g["number"]) if "number" in g else 0
    number = most if number == -1 else number
    if not 1 <= number <= most:
        return None
    if unit == "half" and not (shift or "year" in g):
        after = g.get(":after")
        if after is not None and {"M", "month", "unit"} & after.values.keys():
            return None
    return Said("quarter", unit, number=number, shift=shift, **year_of(g.get("year")))


def t_weekday(g: Groups) -> Made:
    day = g["weekday"].values["weekday"]
    if "week" in g:
        week = said_of(g["week"])
        if week is None or (week.op, week.unit) != ("shift", "week"):
            return None
        return Said("part", "weekday", weekday=day, number=1, of=week)
    if stands_wrong(g):
        return None
    return Said("weekday", "day", weekday=day, which=which_of(g, named=True))


def t_set(g: Groups) -> Made:
    """Read "each Monday", "on Mondays", "yearly", "every two weeks"."""
    if "frequency" in g:
        return Said("set", value=period(1, g["frequency"].values["frequency"]))
    if "day" in g:
        return Said("set", value=f"XXXX-WXX-{g['day'].values.get('repeated') or weekday_in(g)}")
    if "month" in g:
        return Said("set", value=f"XXXX-{month_of(g['month']):02}")
    if "season" in g:
        return Said("set", value=f"XXXX-{SEASONS[g['season'].values['season']]}")
    count, vague = amount(g) if "count" in g else (1, "")
    unit = unit_of(g)
    known = unit not in ("half", "weekend", "") and not vague
    return Said("set", value=period(count, unit)) if known else None


def weekday_in(g: Groups) -> int:
    """Return the day of the week of a form, Monday first."""
    return int(g["day"].values["weekday"])


def t_deictic(g: Groups) -> Made:
    count = g["deictic"].values["deictic"]
    if "=told" in g["deictic"].values:  # "le lendemain"
        return Said("shift", "day", count=count, which="context", value="dir")
    return Said("shift", "day", count=count, which="deictic")


def t_holiday(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    if (shift is not None and shift.unit != "year") or stands_wrong(g):
        return None
    which = which_of(g, named=True)
    rule = g["holiday"].values["holiday"]
    return Said("holiday", "day", value=rule, which=which, shift=shift, **year_of(g.get("year")))


#: Marks of words that join a date to another.
_JOINTS = frozenset({"=to", "=onto", "=until", "=and", "=or"})


def _ends(g: Groups) -> bool:
    """Tell whether no word follows a form before a sign or the end."""
    after = g.get(":next")
    joined = after is not None and not _JOINTS.isdisjoint(after.values)
    return after is None or joined or not after.text[:1].isalnum()


def t_monthday(g: Groups) -> Made:
    """Read "Friday the 13th", and "the 5th", which a text says only in a range or a list."""
    day = day_of(g)
    if not day or ("dd" in g["day"].values and "weekday" in g and not _ends(g)):
        return None
    weekday = g["weekday"].values["weekday"] if "weekday" in g else None
    loose = weekday is None and "dated" not in g
    return Said("monthday", "day", day=day, weekday=weekday, which="loose" if loose else "")


def t_day_of(g: Groups) -> Made:
    of, day = said_of(g["of"]), day_of(g)
    if of is None or (of.op, of.unit) != ("shift", "month") or not day:
        return None
    return Said("part", "day", number=day, count=1, of=of)


def t_twice(g: Groups) -> Made:
    """Read "yesterday, Monday 3 October": a day by two names."""
    first, last = said_of(g["one"]), said_of(g["two"])
    if first is None or last is None:
        return None
    if _is_old_style(first, last):
        return last
    deictic = [x.op == "shift" and x.which == "deictic" for x in (first, last)]
    if deictic == [True, False] or deictic == [False, True]:
        other = last if deictic[0] else first
        return other if other.op == "calendar" else (first if deictic[0] else last)
    return None


def _is_old_style(first: Said, last: Said) -> bool:
    """Tell whether two dates are one day by the Julian calendar and by the Gregorian."""
    if None in (first.day, first.month, last.day, last.month) or first.year is not None:
        return False
    year = last.year or 1900
    begin, end = (ordinal(year, x.month or 1, min(x.day or 1, 28)) for x in (first, last))
    slack = (last.day or 1) - (first.day or 1)
    apart = slack if first.month == last.month else end - begin
    return last.year is not None and apart in _APART


def t_old_style(g: Groups) -> Made:
    """Read "18 (30) September 1854": one day by the Julian calendar and by the Gregorian."""
    last = said_of(g["two"])
    if last is None or last.op != "calendar" or not last.day or not last.year:
        return None
    return last if last.day - (whole(g["day"]) or 0) in _APART else None
