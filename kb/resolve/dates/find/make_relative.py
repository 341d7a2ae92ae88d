"""Times counted from somewhere out of their pieces: weekdays, "last week", "two days later"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import (
    Made,
    before_word,
    cued,
    ends,
    followed,
    mod_of,
    number,
    said_of,
    unit_named,
    vague_of,
    which_of,
)
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups


def weekday(g: Groups) -> Made:
    day = (g.get("WD") or g.get("weekday") or g["cweekday"]).values["weekday"]
    if "DAY" in g or "oo" in g or "dd" in g:
        return None
    which = which_of(g.get("which"))
    if "week" in g:
        week = said_of(g["week"])
        if week is None or week.op != "shift" or week.unit != "week":
            return None
        return Said("part", "weekday", weekday=day, number=1, of=week)
    if "later" in g:  # "Friday week": a week after the coming one
        unit = g["later"].text.lower()
        weeks = {"week": 7, "fortnight": 14}.get(unit, 0) if ends(g) else 0
        return Said("weekday", "day", weekday=day, which="coming", number=weeks) if weeks else None
    return Said("weekday", "day", weekday=day, which=which)


def cued_weekday(g: Groups) -> Made:
    piece = g["cweekday"]
    if cued(g) or piece.end - piece.start > len(piece.text):
        return Said("weekday", "day", weekday=piece.values["weekday"])
    return None


def deictic(g: Groups) -> Made:
    return Said("shift", "day", count=g["deictic"].values["deictic"], which="deictic")


def shift(g: Groups) -> Made:
    after = g.get(":after")
    if "next" in g or "last" in g:
        unit = g["unit"].values["unit"]
        steps = 2 if "next" in g else -2
        known = unit in ("week", "weekend", "month", "year")
        return Said("shift", unit, count=steps, which="said") if known else None
    if "which" not in g:
        if followed(g, "of"):
            return None
        return Said("shift", "weekend", count=0, which="said", value="the")
    which, unit = which_of(g["which"]), g["unit"].values["unit"]
    if which == "last" and after is not None and after.text.lower() == "of":
        return None
    if unit == "second" or (unit in ("night",)):
        return None
    if which == "that" and g[":first"] is g["which"] and unit in ("minute",):
        return None
    if unit in ("minute", "hour"):
        return None
    if unit == "night" and after:
        return None
    definite = g[":first"].text.lower() == "the"
    if which in ("past", "last") and definite and unit in ("day",):
        return None
    if (which == "past" and definite and unit != "weekend") or (
        which == "last" and definite and unit in ("decade", "century")
    ):
        return Said("rolling", unit, count=1, which=which), "DURP", 0
    number = {"last": -1, "prev": -1, "past": -1, "next": 1, "coming": 1, "following": 1}.get(
        which, 0
    )
    how = (
        "context"
        if which in ("prev", "following", "that", "same") or (definite and which in ("next",))
        else "said"
    )
    if which == "this" and unit == "day":
        return None
    return Said("shift", unit, count=number, which=how, value=which)


_DEFINITE = frozenset("for in during of".split())


def definite(g: Groups) -> Made:
    """Read "for the quarter" and "the best of the year": the one that is spoken of."""
    unit, after = g["unit"].values["unit"], g.get(":after")
    if unit not in ("week", "month", "quarter", "year") or before_word(g) not in _DEFINITE:
        return None
    if not g["unit"].text.islower() or (after is not None and after.text.lower() in _DEFINED):
        return None
    return Said("shift", unit, count=0, which="context")


#: Words after "the year" that say which.
_DEFINED = frozenset(
    "of that when since in which before after to he she it they we his her".split()
)


def same_back(g: Groups) -> Made:
    """Read "the same quarter last year"."""
    same, back = said_of(g["same"]), said_of(g["back"])
    if same is None or back is None or same.value != "same" or back.unit != "year":
        return None
    size = {"week": 52, "month": 12, "quarter": 4}.get(same.unit)
    if not size or back.op != "shift" or back.which != "said":
        return None
    return replace(same, count=size * (back.count or 0))


def to_date(g: Groups) -> Made:
    """Read "the year to date": from its beginning until now."""
    unit = g["unit"].values["unit"]
    to_now = "to" not in g or str(g["to"].values.get("head")).lower() in ("to", "till")
    if unit not in ("week", "month", "quarter", "year") or not to_now:
        return None
    return Said("shift", unit, count=0, which="said", more=(Said("EARLIER"),))


def week_day(g: Groups) -> Made:
    """Read "Wednesday, two weeks from now": the day in that week."""
    day, week = said_of(g["of"]), said_of(g["shift"])
    if day is None or day.op != "weekday" or day.which or week is None or week.op != "away":
        return None
    if week.which == "context" and week.of is None:
        return None  # "on Monday, three months later"
    return Said("part", "in week", weekday=day.weekday, of=week)


def rolling(g: Groups) -> Made:
    unit = g["units"].values["units"]
    count = number(g.get("count"))
    if unit == "second" or followed(g, "of"):
        return None
    within = before_word(g) == "within"
    which = "within" if within else which_of(g["which"])
    mod = "APPROX" if "least" in g else ""  # "the past 10 to 15 years"
    return Said("rolling", unit, count=count, which=which, value=vague_of(g), mod=mod)


def ago(g: Groups) -> Made:
    unit = unit_named(g, "UNIT") or unit_named(g, "unit") or unit_named(g, "units")
    count = number(g.get("count"))
    if "andhalf" in g and count is not None:
        count += 0.5
    if "big" in g:
        return _ages_ago(g, unit, count or 0)
    last = g[":last"].text.lower()
    after = g.get(":after")
    if "while" in g:
        return Said("away", "year", number=-1)
    if not unit or (last == "later" and after is not None and "X" in after.values):
        return None  # "for 30 minutes later this week"
    if "weekday" in g:
        return _week_ago(g, unit)
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
    if "of" in g and "D" in g["of"].values and followed_by_owner(g):
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


def followed_by_owner(g: Groups) -> bool:
    """Tell whether "'s" follows: what is counted from is an event of that day."""
    after = g.get(":after")
    return after is not None and after.text.lower() in ("'s", "’s")


def ahead(g: Groups) -> Made:
    unit = unit_named(g, "UNIT") or unit_named(g, "units")
    if "half" in g:
        return (Said("ahead", unit, count=0.5, which="in"), "X", 1) if unit == "hour" else None
    if not unit or unit in ("second", "weekend") or "vague" in g["count"].values:
        return None
    which = "within" if "within" in g["in"].text.lower() else "in"
    return Said("ahead", unit, count=number(g["count"]), which=which, mod=mod_of(g)), "X", 1
