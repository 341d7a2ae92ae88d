"""What is counted out of its pieces: "last week", "two days ago", "first week of", "for weeks"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import Made, period, said_of, whole
from kb.resolve.dates.find.said import Said
from kb.resolve.dates.find.tabled.making import (
    PARTS,
    SHIFTS,
    amount,
    kind_of,
    stands_wrong,
    unit_of,
    which_of,
    whole_or_roman,
)

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups
    from kb.resolve.dates.find.scan import Piece

#: Kinds of what has parts that are counted.
_LONGER = frozenset({"month", "season", "yyyy", "Y", "M", "DEC"})


def t_rolling(g: Groups) -> Made:
    which = which_of(g)
    if which == "this" or _is_last_of(g) or stands_wrong(g):
        return None
    if "count" not in g and "unit" in g["units"].values:
        return None  # "last week"
    count, vague = amount(g)
    ahead = "next" if which in ("next", "coming") else "past"
    return Said("rolling", unit_of(g), count=count, which=ahead, value=vague)


def _is_last_of(g: Groups) -> bool:
    """Tell whether "last" counts the parts of a time: "the last days of November"."""
    after = g.get(":after")
    last = g["which"].values.get("ordinal") == -1
    return last and after is not None and bool(_LONGER & after.values.keys())


def t_shift(g: Groups) -> Made:
    which, unit = which_of(g), unit_of(g)
    if unit in ("minute", "hour") or _is_last_of(g) or stands_wrong(g):
        return None
    if which in SHIFTS:
        told = unit == "day" and which == "next"  # "the next day" is that of the story
        how = "context" if told else "said"
        return Said("shift", unit, count=SHIFTS[which], which=how, value="dir" if told else which)
    ahead = "next" if which == "coming" else "past"
    return Said("rolling", unit, count=1, which=ahead), "DURP", 0


def t_ago(g: Groups) -> Made:
    if {"=ago", "=stands_before"} <= g[":last"].values.keys() or _of_event(g):
        return None  # "a minute before the end", in a language whose "ago" is "before"
    count, vague = amount(g)
    count = None if count is None else -count
    mod = "APPROX" if "about" in g else ""
    return Said("away", unit_of(g), count=count, which="deictic", number=-1, value=vague, mod=mod)


def _of_event(g: Groups) -> bool:
    """Tell whether a count is from something that is no date: "قبل يومين من العيد"."""
    before, after = (g[x].values if x in g else {} for x in (":before", ":next"))
    return "=out" in before or "=away_from" in after


def t_beside(g: Groups) -> Made:
    """Read "two days before Christmas", in any order: of a date, by the word between."""
    of, (count, _) = said_of(g["of"]), amount(g)
    if of is None or of.unit != "day" or count is None or unit_of(g) not in ("day", "week"):
        return None
    sign = 1 if "later" in g else -1
    return Said("away", unit_of(g), count=sign * count, of=of, number=sign)


def t_week_day(g: Groups) -> Made:
    """Read "vor zwei Wochen am Dienstag": the day in that week."""
    day, week = said_of(g["day"]), said_of(g["shift"])
    if day is None or day.op != "weekday" or day.which or week is None:
        return None
    if (week.op, week.unit, week.which) != ("away", "week", "deictic") or week.count is None:
        return None
    return Said("part", "in week", weekday=day.weekday, of=week)


def t_away(g: Groups) -> Made:
    """Read "two days later", from what was mentioned last."""
    count, vague = amount(g)
    sign = 1 if g["more"].values["more"] == "LATER" else -1
    count = None if count is None else sign * count
    return Said("away", unit_of(g), count=count, which="context", number=sign, value=vague)


def t_ahead(g: Groups) -> Made:
    count, vague = amount(g)
    if "=after" in (g[":after"].values if ":after" in g else {}):
        return None  # "через два дні після вибуху"
    away = Said("away", unit_of(g), count=count, which="deictic", number=1, value=vague)
    return replace(away, short=True)  # of the future alone


def t_edge(g: Groups) -> Made:
    mod, piece = edge_of(g["edge"]), g["of"]
    said = said_of(piece)
    if said is None:
        unit = piece.values.get("unit", "")
        if unit in ("minute", "hour", "half", "day", ""):
            return None
        return Said("shift", unit, count=0, which="said", mod=mod), "X", 0
    if said.mod or said.op in ("monthday", "rolling"):
        return None
    return replace(said, mod=mod), kind_of(piece), 0


def edge_of(piece: Piece) -> str:
    """Return which part of a longer time a word means, before or after it."""
    return str(piece.values.get("edge") or piece.values["edge_after"])


def t_more(g: Groups) -> Made:
    more = (Said(g["more"].values["more"]),)
    said = said_of(g["of"])
    if said is None:
        unit = g["of"].values["unit"]
        return Said("shift", unit, count=0, which="said", more=more), "X", 0
    return replace(said, more=more), kind_of(g["of"]), 0


def t_counted(g: Groups) -> Made:
    """Read "first week of …", "last three days of …", "first half of …"."""
    number, unit = whole_or_roman(g["number"]), unit_of(g)
    of = said_of(g["of"]) if "of" in g else None
    count = whole(g["count"]) or 1 if "count" in g else 1
    if of is None and "of" in g:
        of = Said("shift", g["of"].values["unit"], count=0, which="said")
    if of is None or not number or unit in ("year", "century", "minute", "hour", ""):
        return None
    if unit in PARTS and of.unit == "year":
        return None
    if unit == "decade" and of.unit == "month":
        return Said("part", "day", number=number, count=10, of=of)
    if unit == "day" and "count" not in g and "units" in _counter(g).values:
        count = 5  # "the first days of"
    return Said("part", unit, number=number, count=count, of=of)


def _counter(g: Groups) -> Piece:
    return g.get("U") or g.get("units") or g["unit"]


def t_around(g: Groups) -> Made:
    of = said_of(g["of"])
    unit = unit_of(g)
    if of is None or of.op == "shift":
        return None
    if unit == "weekend" and of.day:
        return of, "D", 0
    if unit == "week" and of.day and not str(g["of"].values.get("head"))[:1].isdigit():
        month = replace(of, unit="month", day=None)  # "the week, the first of September"
        return Said("part", "week", number=of.day, count=1, of=month)
    return Said("part", "around", of=of, value=unit)


def t_weekend(g: Groups) -> Made:
    return Said("shift", "weekend", count=0, which="said", value="the")


def t_lasting(g: Groups) -> Made:
    how = next(x[1:] for x in ("=for_over", "=since", "=within", "=for") if x in g[":first"].values)
    of = said_of(g["of"]) if "of" in g else None
    unit = of.unit if of is not None else unit_of(g)
    count, vague = (of.count, of.value) if of is not None else amount(g)
    if of is not None and how == "within" and of.which == "past":
        return of
    if how == "within" or (of is not None and of.which == "next"):
        return Said("rolling", unit, count=count, which="within", value=vague)
    lasts = period(count, unit) if unit != "half" else ""
    mod = "MORE_THAN" if how == "for_over" else ""
    said = Said(
        "duration",
        unit,
        count=count,
        value=lasts,
        which="since" if how == "since" else "for",
        mod=mod,
    )
    return replace(said, shift=Said("vague", value=vague))


def t_duration(g: Groups) -> Made:
    count, _ = amount(g)
    unit = unit_of(g)
    if unit in ("half", "weekend", ""):
        return None
    return Said("duration", unit, count=count, value=period(count, unit))
