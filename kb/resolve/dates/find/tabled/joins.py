"""What joins dates, or changes one, out of its pieces: parts of a day, nights, ranges, lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import SEASONS, Made, said_of, whole
from kb.resolve.dates.find.said import Said
from kb.resolve.dates.find.tabled.making import century, kind_of, whole_or_roman

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups
    from kb.resolve.dates.find.scan import Piece


def t_approximate(g: Groups) -> Made:
    said = said_of(g["of"])
    if said is None or said.op == "about":
        return None
    if said.mod:
        return Said("about", said.unit, of=said), kind_of(g["of"]), 0
    clock = said.op == "clock"
    near = not (clock and "=at" in g[":first"].values)  # "um 14 Uhr" is that very hour
    made = replace(said, mod="APPROX" if near else "", which="" if clock else said.which)
    return made, kind_of(g["of"]), 0


def t_timed(g: Groups) -> Made:
    """Read a time of a day; the day is kept, a part of it is only for TIMEX3."""
    time = said_of(g["clock"]) if "clock" in g else None
    of = said_of(g["of"]) if "of" in g else None
    if "at" in g:
        time = _hour(g)
        if time is None:
            return None
    part = g["part"].values["part"] if "part" in g else ""
    if of is None:
        return (replace(time, which=""), "T", 0) if time is not None else None
    if (of.unit != "day" and of.op != "timed") or of.which == "loose":
        return None  # "о 5-й ранку"
    if time is None:
        return Said("timed", "time", of=of, value="T" + part)
    return Said(
        "timed", "time", of=of, value=time.value, count=time.count, mod=time.mod, short=time.short
    )


def _hour(g: Groups) -> Said | None:
    """Read the hour of "lunedì alle 22", but not of "lunedì alle 22 famiglie"."""
    after = g.get(":next")
    counts = after is not None and after.text[:1].isalpha() and not after.values
    return None if counts else Said("clock", "time", value=f"T{whole(g['at']):02}:00", short=True)


def t_night(g: Groups) -> Made:
    """Read "the night to Sunday", which began on Saturday, and "the night from … to …"."""
    if "last" in g:
        first, last = _both(g)
        return Said("night", "day", of=first, to=last) if first and last else None
    of = said_of(g["of"]) if "of" in g else None
    if of is not None and "=night_from" in g[":first"].values:
        return of, kind_of(g["of"]), 0
    if of is None and "part" in g and g["part"].values["part"] != "NI":
        return None
    return Said("night", "day", of=of or Said("shift", "day", count=0, which="deictic"))


def t_throughout(g: Groups) -> Made:
    of = said_of(g["of"])
    if of is None:
        of = Said("shift", g["of"].values["unit"], count=0, which="said")
    return Said("throughout", of.unit, of=of)


def t_range(g: Groups) -> Made:
    first, last = _both(g)
    if first is None or last is None or "clock" in (first.op, last.op):
        return None
    if "join" in g and "=and" in g["join"].values:
        return None  # "il 5 maggio e il 9 agosto" are two days; "e" ends a night alone
    if "edge" in g:
        first = replace(first, mod=g["edge"].values["edge"])
    return Said("range", of=first, to=last, which="between" if "how" in g else "")


def _both(g: Groups) -> tuple[Said | None, Said | None]:
    """Read two dates; what only one of them says counts for both."""
    first, last = said_of(g["first"]), said_of(g["last"])
    era = g["era"].values if "era" in g else {}
    if last is None and first is not None:
        last = _like(whole_or_roman(g["last"]), first, g["last"], after="=ad" in era)
    elif last is not None and (first is None or _is_loose(first, last)):
        number = first.day or first.year or 0 if first is not None else whole_or_roman(g["first"])
        first = _like(number, last, g["first"])
    if first is None or last is None:
        return first, last
    if first.unit == "season" and last.op == "calendar" and last.unit == "year":
        last = replace(first, year=last.year)
    if first.unit == last.unit == "century" and "BC" in last.value and "BC" not in first.value:
        first = century((first.year or 0) // 100 + 1, bc=True)
    return first, last


def _is_loose(first: Said, last: Said) -> bool:
    """Tell whether the first of two is a number without its month, its century or its era."""
    if first.op == "monthday":
        return last.op != "monthday"
    years = first.op == last.op == "calendar" and first.unit == last.unit == "year"
    return years and (last.year or 1) <= 0 < (first.year or 0)


def _like(number: int, said: Said, piece: Piece, *, after: bool = False) -> Said | None:
    """Read a number, or a season, as a date of the kind that another is."""
    if said.op == "timed" and said.of is not None:
        return _like(number, said.of, piece)
    if said.unit == "season":
        season = piece.values.get("season")
        return replace(said, season=SEASONS[season]) if season else None
    if said.unit == "century":
        return century(number, bc="BC" in said.value and not after)
    if said.op == "calendar" and said.unit == "year":
        early = (said.year or 1) <= 0
        return replace(said, year=1 - number if early else number) if number else None
    if not 1 <= number <= 31:
        return None
    if said.op == "calendar" and said.day:
        return replace(said, day=number, weekday=None, mod="")
    return replace(said, number=number) if (said.op, said.unit) == ("part", "day") else None


def t_list(g: Groups) -> Made:
    which = "or" if "=or" in g["join"].values else ""
    first, last = _both(g)
    found = [first, last]
    if "second" in g and last is not None:
        found.insert(1, _like(whole_or_roman(g["second"]), last, g["second"]))
    elif "first2" in g:
        found.insert(1, said_of(g["first2"]))
    known = tuple(x for x in found if x is not None)
    if len(known) < len(found) or any(x.op == "clock" for x in known):
        return None
    return Said("list", more=known, which=which)


def t_weekend_of(g: Groups) -> Made:
    """Read "the weekend 17–18 February"."""
    first = said_of(g["first"])
    is_weekend = first is not None and first.unit == "weekend" and first.value == "the"
    of = said_of(g["of"])
    kind = "RNG" if "RNG" in g["of"].values else "LIST"
    return (of, kind, 0) if is_weekend and of is not None else None
