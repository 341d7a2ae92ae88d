"""Times counted from somewhere out of their pieces: weekdays, "last week", "past years"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import (
    Made,
    before_word,
    cued,
    ends,
    followed,
    number,
    owned,
    said_of,
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
    if "later" in g:
        days = _days_later(g)
        return Said("weekday", "day", weekday=day, which="coming", number=days) if days else None
    if "prior" in g:  # "the Tuesday before last"
        return Said("weekday", "day", weekday=day, which="last", number=-7)
    return Said(
        "weekday",
        "day",
        weekday=day,
        which="next" if "then" in g else which,
        number=7 * ("then" in g),
    )


#: Words before which "a week on Friday" is how long something took.
_TOOK = frozenset("for in of within than spent lasted after another about over".split())


def _days_later(g: Groups) -> int:
    """Read "Friday week" and "a week on Friday": so many days after the coming Friday."""
    days = 14 if g["later"].text.lower() == "fortnight" else 7
    if "count" not in g:
        return days if ends(g) else 0
    taken = before_word(g) in _TOOK or owned(g)
    return 0 if taken else days * int(number(g["count"]) or 0)


def cued_weekday(g: Groups) -> Made:
    piece = g["cweekday"]
    if cued(g) or piece.end - piece.start > len(piece.text):
        return Said("weekday", "day", weekday=piece.values["weekday"])
    return None


def deictic(g: Groups) -> Made:
    count = g["deictic"].values["deictic"]
    if "later" in g:  # "tomorrow week"
        weeks = 14 if g["later"].text.lower() == "fortnight" else 7
        count += weeks if count >= 0 else -weeks
        return Said("shift", "day", count=count, which="deictic") if ends(g) else None
    return Said("shift", "day", count=count, which="deictic")


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


#: How many units a year has, about.
IN_YEAR = {"week": 52, "month": 12, "quarter": 4}


def same_back(g: Groups) -> Made:
    """Read "the same quarter last year"."""
    same, back = said_of(g["same"]), said_of(g["back"])
    if same is None or back is None or same.value != "same" or back.unit != "year":
        return None
    if same.unit == "day" and back.which == "said" and back.op == "shift":
        return Said("away", "year", count=back.count, of=same, number=-1)
    size = IN_YEAR.get(same.unit)
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
