"""Times so many units away out of their pieces: "two days ago", "a week later", "in an hour"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.find.make_relative import IN_YEAR
from kb.resolve.dates.find.making import (
    Made,
    before_word,
    ends,
    mod_of,
    number,
    owned,
    said_of,
    unit_named,
    vague_of,
)
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups


def ago(g: Groups) -> Made:
    unit = unit_named(g, "UNIT") or unit_named(g, "unit") or unit_named(g, "units")
    count = number(g.get("count"))
    if "andhalf" in g and count is not None:
        count += 0.5
    if "big" in g:
        return _ages_ago(g, unit, count or 0)
    if "num" in g or (unit == "year" and (count or 0) >= _ROUND and g[":last"].text == "ago"):
        return _many_ago(g, unit, count)
    if g[":first"] is g.get("units") and before_word(g)[-1:].isnumeric():
        return None  # "1e9 years ago"
    last = g[":last"].text.lower()
    after = g.get(":after")
    if "while" in g:
        return Said("away", "year", number=-1)
    if not unit or (last == "later" and after is not None and "X" in after.values):
        return None  # "for 30 minutes later this week"
    if "weekday" in g:
        return _week_ago(g, unit)
    if "within" in g:
        return _years_ago(g, unit, count)
    if last == "back" and not ends(g):
        return None  # "three days back home"
    if last in ("ago", "back"):
        sign, how = -1, "deictic"
    elif last in ("now", "today"):
        sign, how = 1, "deictic"
    elif last == "earlier":
        sign, how = -1, "context"
    else:
        sign, how = 1, "context"
    if "count2" in g:
        return _sum_away(g, sign, how)
    vague = vague_of(g) if count is None else ""
    away = Said("away", unit, which=how, mod=mod_of(g), number=sign, value=vague)
    return away if count is None else replace(away, count=sign * count)


#: Years before which nothing was.
_OLDEST = 10**11


def _ages_ago(g: Groups, unit: str, count: float) -> Made:
    """Read "66 million years ago": as near as its last digit."""
    digits = f"{count:g}".partition(".")[2]
    big = g["big"].values["big"]
    size = big // 10 ** len(digits)
    if unit != "year" or count * big > _OLDEST:
        return None
    return Said("ages", "year", count=round(count * big), number=size, mod=mod_of(g))


#: From so many years on a round number is as near as its last digit that is none.
_ROUND = 1000


def _many_ago(g: Groups, unit: str, count: float | None) -> Made:
    """Read "10,000 years ago" and "0 days ago"."""
    said = g["num"].text.replace(",", "") if "num" in g else f"{count:.0f}"
    if not said.isdecimal() or before_word(g)[-1:] in _MONEY:
        return None
    count = int(said)
    if count < _ROUND or unit != "year":
        small = count < _ROUND * _ROUND and unit in ("day", "week", "month", "year", "hour")
        return Said("away", unit, which="deictic", count=-count, number=-1) if small else None
    size = 10 ** (len(said) - len(said.rstrip("0")))
    known = count <= _OLDEST
    return Said("ages", "year", count=count, number=size, mod=mod_of(g)) if known else None


_MONEY = ("$", "£", "€")


def _years_ago(g: Groups, unit: str, count: float | None) -> Made:
    """Read "two years ago this month": the month of that year."""
    this = said_of(g["within"])
    if this is None or this.value != "this" or unit != "year" or count is None or count % 1:
        return None
    size = IN_YEAR.get(this.unit)
    return replace(this, count=-int(count) * size, value="") if size else None


def _sum_away(g: Groups, sign: int, which: str) -> Made:
    """Read "2 weeks and 2 days ago": each is counted from where the one before it leads."""
    away: Said | None = None
    for name, unit in (("count", "UNIT"), ("count2", "unit2"), ("count3", "unit3")):
        if name in g:
            size = sign * (number(g[name]) or 0)
            kind = unit_named(g, unit)
            away = Said("away", kind, count=size, which=which, of=away, number=sign)
    return away


def _week_ago(g: Groups, unit: str) -> Made:
    """Read "a week ago Monday"."""
    day = said_of(g["weekday"])
    count = int(number(g.get("count")) or 1)
    if day is not None and day.which == "deictic":
        return Said("away", unit, count=-count, of=day, number=-1)
    if unit != "week" or day is None or day.op != "weekday" or day.which:
        return None
    return Said("weekday", "day", weekday=day.weekday, which="last", number=-7 * count)


def away(g: Groups) -> Made:
    unit = unit_named(g, "UNIT") or unit_named(g, "unit")
    sign = -1 if g["dir"].text.lower() == "before" else 1
    count = number(g["count"]) if "count" in g else 1 if "vague" not in g else None
    if "of" in g and "REF" in g["of"].values:
        if g["of"].values["REF"].value != "PRESENT_REF":
            return None
        return Said("away", unit, count=count, which="deictic", number=1, mod=mod_of(g))
    if "of" in g and "D" in g["of"].values and owned(g):
        return None  # "a day after Monday's bombing"
    if "of" not in g and "count" in g:
        away = Said("away", unit, which="context", number=sign)
        known = None if "vague" in g["count"].values else sign * (count or 0)
        return replace(away, count=known) if ends(g) and unit not in ("second", "night") else None
    if "of" not in g:
        if g["dir"].text.lower() == "after" and ":after" in g and g[":after"].text.isalnum():
            return None
        if unit not in ("day", "week", "month", "year"):
            return None
        return Said("shift", unit, count=sign, which="context", value="dir")
    if "count" in g and "vague" in g["count"].values:
        return None
    return Said(
        "away",
        unit,
        count=None if count is None else sign * count,
        of=said_of(g["of"]),
        mod=mod_of(g),
        number=sign,
    )


def ahead(g: Groups) -> Made:
    unit = unit_named(g, "UNIT") or unit_named(g, "units")
    if "half" in g:
        return (Said("ahead", unit, count=0.5, which="in"), "X", 1) if unit == "hour" else None
    if not unit or unit in ("second", "weekend") or "vague" in g["count"].values:
        return None
    which = "within" if "within" in g["in"].text.lower() else "in"
    return Said("ahead", unit, count=number(g["count"]), which=which, mod=mod_of(g)), "X", 1
