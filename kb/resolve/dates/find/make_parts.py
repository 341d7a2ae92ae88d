"""Parts of a time out of their pieces, and what joins two: "late May", "from … to …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.find.make_times import hours_of
from kb.resolve.dates.find.making import (
    Made,
    before_word,
    ends,
    followed,
    number,
    owned,
    period,
    said_of,
    unit_named,
    whole,
    year_of,
)
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups
    from kb.resolve.dates.find.scan import Piece


def edge(g: Groups) -> Made:
    mod = g["edge"].values.get("edge") or g["edge"].values["edgenoun"]
    piece = g["of"]
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
    if first is None and last is not None:
        day = whole(g["first"])
        if last.op == "calendar" and day and last.day and day < 32:
            first = replace(last, day=day, weekday=None)
    if last is None and first is not None:
        day = whole(g["last"])
        if first.op == "calendar" and first.unit == "day" and day and day < 32:
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
