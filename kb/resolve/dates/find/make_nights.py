"""Nights, which are of two days, and whole units out of their pieces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import Made, ends, said_of, whole
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups


_LONGEST_MONTH = 31


def night(g: Groups) -> Made:
    """Read "overnight into Monday", "the night of Sunday to Monday"; alone, "overnight"."""
    if "pair" in g:
        return _of_two_days(g)
    if "last" in g:
        return _from_to(g)
    if "of" in g:
        return Said("night", "day", of=said_of(g["of"]))
    if not is_alone(g):
        return None
    return Said("night", "day", of=Said("shift", "day", count=0, which="deictic"))


def _from_to(g: Groups) -> Made:
    """Read "the night of October 26 to 27" and "of 26 to 27 October"."""
    first, last = said_of(g["first"]), said_of(g["last"])
    if first is None and last is not None:
        first = _beside(last, whole(g["first"]))
    elif last is None and first is not None:
        last = _beside(first, whole(g["last"]))
    if first is None or last is None:
        return None
    return Said("night", "day", of=first, to=last)


def _of_two_days(g: Groups) -> Made:
    """Read "the night of 26/27 October 1941"."""
    month = said_of(g["of"])
    first, last = (int(x) for x in g["pair"].text.split("/"))
    if month is None or month.op != "calendar" or last != first + 1 or last > _LONGEST_MONTH:
        return None
    begin, end = (replace(month, unit="day", day=x) for x in (first, last))
    return Said("night", "day", of=begin, to=end)


def _beside(said: Said, day: int | None) -> Said | None:
    known = said.op == "calendar" and said.day and day and 1 <= day <= _LONGEST_MONTH
    return replace(said, day=day, weekday=None) if known else None


def eve(g: Groups) -> Made:
    """Read "the eve of Orthodox Easter": the day before."""
    of = said_of(g["of"])
    return Said("away", "day", count=-1, of=of, number=-1) if of is not None else None


def all_of(g: Groups) -> Made:
    """Read "all week" by itself: in a sentence it only says how long."""
    unit = g["unit"].values["unit"]
    if not is_alone(g) or unit not in ("day", "week", "weekend", "month", "quarter", "year"):
        return None
    return Said("throughout", unit, of=Said("shift", unit, count=0, which="said", value="this"))


def is_alone(g: Groups) -> bool:
    """Tell whether a form is all that is said, but for a word such as "in" before it."""
    before = g.get(":before")
    quiet = before is None or before.text.lower() in ("in", "on", "during", "over")
    return quiet and ends(g) and ":after" not in g
