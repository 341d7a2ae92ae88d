"""Dates in digits out of their pieces: ISO 8601, "10/11/2022", "5/12", "the 13th"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import Made, before_word, followed, weekday_of, whole, year_of
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups


def numeric(text: str) -> Made:
    """Read digits: ISO 8601, or day, month and year in the order of a country."""
    if "/" in text and text.count("/") == 1:
        return None
    sign = next((x for x in "/.-" if x in text[1:5]), "-")
    clock = ""
    if len(text) > 10 and text[10] in "T ":
        text, clock = text[:10], text[11:]
    first, second, third = [*text.split(sign), "", ""][:3]
    if not third:
        return None
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    elif len(third) == 4 or (len(third) == 2 and sign != "."):
        year, month, day = int(third), int(first), int(second)
        if month > 12 or sign == ".":
            month, day = day, month
    elif len(third) == 2 and len(first) == 2 == len(second):
        year, month, day = int(third), int(second), int(first)
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31) or len(first) == 3:
        return None
    short, which = len(third) == 2 and len(first) < 4, ""
    if len(third) == 4 and sign != "." and month != day and max(month, day) <= 12:
        which = "either"  # the day may be the month
    found = Said("calendar", "day", year=year, month=month, day=day, short=short, which=which)
    return Said("timed", "time", of=found, value="T" + clock[:5]) if clock else found


def year_month(g: Groups) -> Made:
    """Read "2015-12" and "12-2015", but neither "2011-12", a season of sport, nor "555-2015"."""
    year, month = g["year"], g["month"]
    count = month.values["dd"]
    glued = year.end + 1 == month.start or month.end + 1 == year.start
    before, after = g.get(":before"), g.get(":after")
    if not glued or count > 12 or (before is not None and before.text in ("-", "#", "/", ".")):
        return None
    if after is not None and after.text in ("-", "/"):
        return None
    if year.start < month.start and count > year.values["yyyy"] % 100:
        return None
    return Said("calendar", "month", year=year.values["yyyy"], month=count)


_STOPS = frozenset(["", *",.;)!?"])


#: Words between a day and its time.
_TO_CLOCK = frozenset(("at", "from", "between"))
#: What an ordinal before it counts, so that it is no day of the month: "Friday, the tenth day of".
_COUNTED = frozenset(
    "day night week month year anniversary consecutive straight successive time round".split()
)


def monthday(g: Groups) -> Made:
    """Read "Friday the 13th"."""
    day, after = whole(g["day"]) or 0, g.get(":after")
    word = "" if after is None else after.text.lower()
    digits = "dd" in g["day"].values
    if not 1 <= day <= 31 or (digits and word not in _STOPS and word not in _TO_CLOCK):
        return None
    if not digits and word in _COUNTED:
        return None
    if "of" in g:
        return Said("part", "around", of=Said("monthday", "day", day=day)), "X", 0
    if g[":first"].text.lower() == "the" or g[":first"] is g["day"]:
        lone = ":before" not in g and ":after" not in g
        return Said("monthday", "day", day=day) if lone else None
    if "on" in g:
        lone = word in _TO_CLOCK if digits else after is None or not after.text[:1].isalnum()
        return (Said("monthday", "day", day=day), "D", 1) if lone else None
    return Said("monthday", "day", day=day, weekday=weekday_of(g))


_DATED = frozenset("on by until till since from between before after next this last dated".split())


def slashed(g: Groups) -> Made:
    """Read "5/12": month and day, where a word before it says that it is a date."""
    text = (g.get("iso") or g["slashed"]).text
    before = g.get(":before")
    cue = before.text.lower() if before is not None else ""
    alone = before is None and ":after" not in g
    dated = "WD" in g or cue in _DATED or alone
    if text in ("9/11", "7/7", "24/7") or followed(g, "of") or not dated:
        return None
    month, day = month_day(text)
    which = "either" if month != day and max(month, day) <= 12 else ""
    day_of_week = weekday_of(g) if which else None
    said = Said("calendar", "day", month=month, day=day, which=which, weekday=day_of_week)
    return said if month else None


def slashed_range(g: Groups) -> Made:
    """Read "10/1-11/7", where a word before it or a year says that these are no fractions."""
    first, last = month_day(g["first"].text), (0, 0)
    cued_ = g[":first"] is not g["first"] or before_word(g) in _DATED or "year" in g
    fields = year_of(g.get("year"))
    if "D0" in g["last"].values:
        end = numeric(g["last"].text)
        if not isinstance(end, Said) or end.year is None:
            return None
        last, fields, cued_ = (end.month or 0, end.day or 0), {"year": end.year}, True
    elif "/" in g["last"].text:
        last = month_day(g["last"].text)
    if not first[0] or not last[0] or not (cued_ or (":before" not in g and ":after" not in g)):
        return None
    begin, end = (
        Said("calendar", "day", month=x, day=y, **(fields if z else {}))
        for x, y, z in ((*first, False), (*last, True))
    )
    return Said("range", of=begin, to=end)


def slashed_list(g: Groups) -> Made:
    """Read "11/20, 11/22 or 11/25" after a word that says that these are dates."""
    pieces = [g[x] for x in ("first", "second", "last") if x in g]
    found = [month_day(x.text) for x in pieces]
    if before_word(g) not in _DATED or not all(x for x, _ in found):
        return None
    days = tuple(Said("calendar", "day", month=x, day=y) for x, y in found)
    return Said("list", more=days, which="or" if "or" in g else "")


def month_day(text: str) -> tuple[int, int]:
    """Read "5/12", the month first where it can be; zeros where it is no date."""
    month, day = (int(x) for x in text.split("/"))
    if month > 12:
        month, day = day, month
    return (month, day) if 1 <= month <= 12 and 1 <= day <= 31 else (0, 0)
