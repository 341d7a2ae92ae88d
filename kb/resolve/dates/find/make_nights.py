"""Nights, which are of two days, and whole units out of their pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import Made, ends, said_of
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups


def night(g: Groups) -> Made:
    """Read "overnight into Monday", "the night of Sunday to Monday"; alone, "overnight"."""
    if "last" in g:
        return Said("night", "day", of=said_of(g["first"]), to=said_of(g["last"]))
    if "of" in g:
        return Said("night", "day", of=said_of(g["of"]))
    if not is_alone(g):
        return None
    return Said("night", "day", of=Said("shift", "day", count=0, which="deictic"))


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
