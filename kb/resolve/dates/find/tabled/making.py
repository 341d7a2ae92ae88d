"""What makers for tabled languages share: kinds, units, amounts and numbers of pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import number, whole
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups
    from kb.resolve.dates.find.scan import Piece

#: How many units of the calendar lie between publication and what "last", "this", "next" mean.
SHIFTS = {"last": -1, "this": 0, "next": 1}
#: Parts of a year that are counted, and how many there are.
PARTS = {"quarter": 4, "half": 2}
#: What "and a half" adds.
_HALF = 0.5
_KINDS = ("D", "M", "Y", "S", "DEC", "X", "TD", "T", "yyyy")


def kind_of(piece: Piece) -> str:
    """Return the kind of a piece that a rule made; a bare year is a year."""
    kind = next(x for x in _KINDS if x in piece.values)
    return "Y" if kind == "yyyy" else kind


def unit_of(g: Groups) -> str:
    """Return the unit of a form, whichever piece has it."""
    for name in ("unit", "units", "U", "part"):
        if name in g:
            found = g[name].values.get("unit") or g[name].values.get("units")
            if found:
                return str(found)
    return ""


def which_of(g: Groups, *, named: bool = False) -> str:
    """Return last, this, next, past or coming; where it is `named`, by its one reading."""
    piece = g.get("which") or g.get("named")
    if piece is None:
        return ""
    first, second = ("named", "which") if named else ("which", "named")
    return str(piece.values.get(first) or piece.values.get(second) or "")


def stands_wrong(g: Groups) -> bool:
    """Tell whether "last" stands where it belongs to something else: "ağustosun son haftası"."""
    if "which" not in g:
        return False
    leads, only = g[":first"] is g["which"], g["which"].values
    return "=stands_after" in only if leads else "=stands_before" in only


def amount(g: Groups) -> tuple[float | None, str]:
    """Return how many, or how vaguely many: None, and couple, few, several or nothing."""
    piece = g.get("count")
    if piece is None:
        last = g.get("U") or g.get("units") or g.get("unit")
        several = last is not None and "units" in last.values
        return (None, "several") if several else (1 + _HALF * ("half" in g), "")
    if "vague" in piece.values and "number" not in piece.values:
        return None, piece.values["vague"]
    count = number(piece)
    return (count + _HALF if "half" in g and count is not None else count), ""


def whole_or_roman(piece: Piece) -> int:
    return int(piece.values.get("roman") or whole(piece) or 0)


def century(number: int, *, bc: bool) -> Said | None:
    """Return a century by its number: the first is of the years 0 to 99, or 99 to 0 BC."""
    if not 1 <= number <= 30:
        return None
    year, value = (1 - number * 100, f"BC{number - 1:02}") if bc else (number * 100 - 100, "")
    return Said("years", "century", year=year, count=100, value=value or f"{number - 1:02}")


def day_of(g: Groups) -> int | None:
    """Return the day of a month, 0 where it can be none."""
    if "day" not in g:
        return None
    day = whole(g["day"]) or 0
    return day if 1 <= day <= 31 else 0
