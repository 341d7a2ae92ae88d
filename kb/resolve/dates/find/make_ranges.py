"""What joins two times out of its pieces: "from … to …", "5 and 6 May"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.find.make_times import hours_of
from kb.resolve.dates.find.making import SEASONS, Made, ends, period, said_of, whole, year_of
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups
    from kb.resolve.dates.find.scan import Piece


def range_(g: Groups) -> Made:
    if "to" in g and str(g["to"].values.get("head")).lower() not in ("to", "till"):
        return None
    first, last = _end_of(g["first"]), _end_of(g.get("last") or g["to"])
    if last is not None and "hhmm" in g["first"].values and _is_clock(last):
        first = hours_of(g["first"])  # "between 1300 and 1800 hours"
    if first is not None and first.op == "clock" and last is not None and last.op == "shift":
        return None  # "3pm - this week"
    if first is not None and first.op == "shift" and first.which == "context" and not first.count:
        return None  # "the year through March"
    if first is None and last is not None and "season" in g["first"].values:
        first = replace(last, season=SEASONS[g["first"].values["season"]])
    elif first is None and last is not None:
        day = whole(g["first"])
        if last.which == "either":  # "5–7/5/2022": two days of a month
            last = replace(last, month=last.day, day=last.month, which="")
        if last.op == "calendar" and day and last.day and day < 32:
            first = replace(last, day=day, weekday=None)
    if last is None and first is not None:
        if first.which == "either":
            return None  # "05/06/2022–31": of which month?
        day = whole(g["last"])
        if "decade" in g["last"].values:
            last = _decade_on(first, g["last"].values["decade"])
        elif first.op == "calendar" and first.unit == "day" and day and day < 32:
            last = replace(first, day=day, weekday=None)
            if day < (first.day or 0):
                last = _month_on(last)
        elif (
            first.op == "calendar"
            and first.unit == "year"
            and "yy" in g["last"].values
            and first.year
        ):
            dash = g["first"].end + 1 == g["last"].start and (day or 0) > first.year % 100
            last = (
                replace(first, year=first.year // 100 * 100 + (day or 0))
                if dash and len(g["last"].text) == 2
                else None
            )
    if first is None or last is None:
        return None
    if "year" in g:
        first, last = _in_year(g, first), _in_year(g, last)
    if (
        "yyyy" in g["first"].values
        and "yyyy" in g["last"].values
        and (first.year or 0) > (last.year or 0)
    ):
        return None
    between = g[":first"].text.lower() == "between"
    return Said("range", of=first, to=last, which="between" if between else "")


def _is_clock(said: Said) -> bool:
    """Tell whether a time of day is by the clock."""
    return said.op in ("clock", "timed") and said.value[1:3].isdigit()


def _end_of(piece: Piece) -> Said | None:
    """Return an end of a range, which may be now."""
    return Said("ref", value="PRESENT_REF") if "present" in piece.values else said_of(piece)


def _in_year(g: Groups, said: Said) -> Said:
    """Give a day the year that stands after several: "Oct. 5-8, 2012"."""
    return said if said.year is not None else replace(said, **year_of(g["year"]))


def _decade_on(first: Said, decade: int) -> Said | None:
    """Return "90s" in the century of another decade: "the 1980s-90s"."""
    if first.unit != "decade" or decade >= 100:
        return None
    if first.year is None:  # "the 50's and 60's"
        return replace(first, number=decade) if decade > first.number else None
    year = first.year // 100 * 100 + decade
    return replace(first, year=year, value="") if year > first.year else None


def _month_on(said: Said) -> Said:
    """Return a day in the month after: "from 27 April to the third"."""
    over, month = divmod(said.month or 0, 12)
    year = None if said.year is None else said.year + over
    return replace(said, month=month + 1, year=year)


def lasting(g: Groups) -> Made:
    """Read "two weeks starting May 20" and "for 3 days from today"."""
    if "last" not in g:
        away = said_of(g["first"])
        if away is None or away.op != "away" or away.of is None or (away.count or 0) <= 0:
            return None
        lasts = Said("duration", away.unit, count=away.count, value=period(away.count, away.unit))
        return Said("lasting", of=away.of, to=lasts), "RNG", 1
    first, last = said_of(g["first"]), said_of(g["last"])
    if first is None or last is None or first.op != "duration" or first.count is None:
        return None
    return Said("lasting", of=last, to=first), "RNG", int("for" in g)


def list_(g: Groups) -> Made:
    first, last = said_of(g["first"]), said_of(g["last"])
    which = "or" if "or" in g else ""
    if last is None and not ends(g):
        return None  # "on May 3 and 4 people"
    if first is not None and last is not None:
        if not which and first.year is not None and last.year is not None:
            return None  # each says all of itself
        return Said("list", more=(first, last), which=which)
    if first is not None and "decade" in g["last"].values:
        decade = _decade_on(first, g["last"].values["decade"])
        return Said("list", more=(first, decade), which=which) if decade else None
    digits = "head" in g["last"].values and g["last"].values["head"][:1].isdigit()
    named = "head" in g["first"].values and g["first"].values["head"][:1].isalpha()
    if (first is None and not digits) or (last is None and not named):
        return None
    if last is not None and first is None and last.op == "calendar" and last.unit == "day":
        day = whole(g["first"])
        found = [replace(last, day=day, weekday=None), last] if day else []
        if "second" in g:
            found.insert(1, replace(last, day=whole(g["second"]), weekday=None))
    elif first is not None and first.op == "calendar" and first.unit == "day" and last is None:
        days = [whole(g[x]) for x in ("second", "third", "last") if x in g]
        found = [first, *(replace(first, day=x, weekday=None) for x in days)]
    else:
        return None
    if "year" in g:
        found = [_in_year(g, x) for x in found]
    return Said("list", more=tuple(found), which=which) if found else None
