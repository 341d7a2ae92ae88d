"""Parts of a time out of their pieces: "late May", "the first week of", "around 1990"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import (
    Made,
    before_word,
    ends,
    followed,
    number,
    owned,
    said_of,
    unit_named,
    whole,
)
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups


def edge(g: Groups) -> Made:
    mod = g["edge"].values.get("edge") or g["edge"].values["edgenoun"]
    piece = g["of"]
    if "till" in g:
        return _edges(g, mod)
    if "unit" in piece.values and said_of(piece) is None:
        unit = piece.values["unit"]
        if unit in ("second", "minute", "hour", "night"):
            return None
        noun, joined = "edgenoun" in g["edge"].values, g[":last"] is g["edge"]
        if joined and "joint" not in g and g["edge"].text.lower() != "end":
            return None  # "the year beginning July 1"
        owned = g[":first"].text.lower() == "the" or before_word(g) == "by"
        if joined and unit in ("day", "week") and not owned:
            return None  # "weekend", "day's end"
        if not noun and (mod != "MID" or unit == "day"):
            return None  # "late night"
        return Said("shift", unit, count=0, which="said", mod=mod), "X", 0
    said = said_of(piece)
    if said is None or said.mod in ("START", "MID", "END"):
        return None
    kind = next(x for x in ("D", "M", "Y", "S", "W", "DEC", "X", "yyyy") if x in piece.values)
    return replace(said, mod=mod), "Y" if kind == "yyyy" else kind, 0


def _edges(g: Groups, mod: str) -> Made:
    """Read "early to mid-May": within the two parts."""
    of, last = said_of(g["of"]), g["till"].values["edge"]
    if of is None or of.mod or mod == last:
        return None
    ends = (replace(of, mod=x) for x in (mod, last))
    return Said("range", of=next(ends), to=next(ends), which="between"), "RNG", 0


def beside(g: Groups) -> Made:
    """Read "the Tuesday before Christmas"."""
    day, of = said_of(g["day"]), said_of(g["of"])
    if day is None or of is None or day.op != "weekday" or day.which or owned(g):
        return None
    definite = g[":first"].text.lower() == "the"
    if of.op != "holiday" and not (definite and of.op == "calendar" and of.day):
        return None
    sign = -1 if g["dir"].text.lower() == "before" else 1
    return Said("part", "beside", weekday=day.weekday, number=sign, of=of)


def turn(g: Groups) -> Made:
    """Read "the turn of the century"."""
    of = said_of(g["of"])
    if of is None:
        of = Said("shift", g["of"].values["unit"], count=0, which="said")
    known = of.unit in ("century", "millennium", "decade", "year")
    return Said("turn", of.unit, of=of) if known else None


#: Words after which "about" means how near, and not of what: "in about 1990".
_NEAR = frozenset("in on by since until till from at to between and before after".split())


_LATEST = 2050


def approximate(g: Groups) -> Made:
    """Read "around May 5"; "about 1968" may be what a film is about."""
    said, before = said_of(g["of"]), before_word(g)
    about = g["how"].text.lower() == "about"
    if (
        said is None
        or said.mod not in ("", "START", "MID", "END")
        or said.which == "bare"
        or (about and before not in _NEAR and before[:1].isalpha())
    ):
        return None
    kind = next(x for x in ("D", "M", "Y", "S", "DEC", "X", "T", "yyyy") if x in g["of"].values)
    if kind == "yyyy" and not ((said.year or 0) <= _LATEST and ends(g)):
        return None  # "around 1500 people", "around 2100"
    if said.mod:
        return Said("about", said.unit, of=said), kind, 0
    return replace(said, mod="APPROX"), "Y" if kind == "yyyy" else kind, 0


def more(g: Groups) -> Made:
    piece = g["of"]
    said = said_of(piece)
    if said is None and piece.values.get("unit") in ("day", "week", "month", "year"):
        unit = piece.values["unit"]
        return (
            Said("shift", unit, count=0, which="context", more=(Said(g["which"].values["more"]),)),
            "X",
            0,
        )
    if said is None:
        return None
    kind = next(x for x in ("D", "M", "Y", "S", "X") if x in piece.values)
    if said.unit == "day":
        return said, kind, 0
    return replace(said, more=(Said(g["which"].values["more"]),)), kind, 0


#: So many are "the first days" of a time.
_FIRST_DAYS = 5


def counted(g: Groups) -> Made:
    unit = unit_named(g, "days") or unit_named(g, "UNIT") or unit_named(g, "units")
    unit = unit or unit_named(g, "unit")
    final = "number" in g and not {"last", "final"}.isdisjoint(g["number"].values)
    order = -1 if final else whole(g.get("number")) or 0
    of = said_of(g["of"]) if "of" in g else None
    if of is None and "of" in g and "unit" in g["of"].values:
        of = Said("shift", g["of"].values["unit"], count=0, which="said")
    if "unit2" in g:
        of = Said("shift", g["unit2"].values["unit"], count=0, which="said")
    if of is None:
        return None
    if "WD" in g:
        day = said_of(g["WD"])
        if day is None or day.op != "weekday" or day.which:
            return None
        return Said("part", "weekday", weekday=day.weekday, number=order, of=of)
    if not order and "D" in g["of"].values:
        weekend = "span" in g and g["span"].text.lower() == "weekend"
        return Said("part", "weekend" if weekend else "around", of=of)
    if not order:
        return Said("part", "rest", of=of)
    if "third" in g:
        return _third(g, of, order)
    count = number(g["count"]) if "count" in g else 1
    if "days" in g:
        if unit != "day":
            return None
        count = _FIRST_DAYS
    if not unit:
        unit = "half"
    return Said("part", unit, number=order, count=count, of=of)


_THIRDS = {1: "START", 2: "MID", 3: "END", -1: "END"}


def _third(g: Groups, of: Said, order: int) -> Made:
    """Read "the last third of 1999", also in digits, and "the first 1/2 of"."""
    if g["third"].text == "1/2" and order in (1, 2, -1):
        return Said("part", "half", number=order, count=1, of=of)
    known = g["third"].text.lower() in ("third", "1/3") and order in _THIRDS and not of.mod
    return replace(of, mod=_THIRDS[order]) if known else None


def week_number(g: Groups) -> Made:
    """Read "week 27 of 2022", as ISO 8601 counts weeks."""
    year = {} if "year" not in g else g["year"].values
    shift = said_of(g["year"]) if "X" in year else None
    count = whole(g["count"]) or 0
    if not 1 <= count <= 53 or (shift is not None and shift.unit != "year"):
        return None
    if not year and followed(g, "of"):
        return None  # of a trial, or of pregnancy
    return Said("weeks", "week", number=count, shift=shift, year=year.get("yyyy"))


def day_in(g: Groups) -> Made:
    of = said_of(g["which"])
    day = whole(g.get("day"))
    if of is None or of.unit != "month" or not day or day > 31:
        return None
    return Said("part", "day", number=day, count=1, of=of)
