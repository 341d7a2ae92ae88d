"""What the forms that all languages share make of their pieces.

The forms (`grammars/common.toml`) are the same for every language; a maker reads kinds of word
alone, never a word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model.calendar import ordinal
from kb.resolve.dates.find.making import SEASONS, Made, month_of, period, said_of, whole, year_of
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups
    from kb.resolve.dates.find.scan import Piece

#: How many units of the calendar lie between publication and what "last", "this", "next" mean.
SHIFTS = {"last": -1, "this": 0, "next": 1}
#: Kinds of what has parts that are counted.
_LONGER = frozenset({"month", "season", "yyyy", "Y", "M", "DEC"})
#: Parts of a year that are counted, and how many there are.
_PARTS = {"quarter": 4, "half": 2}
_KINDS = ("D", "M", "Y", "S", "DEC", "X", "TD", "T", "yyyy")
_TWELVE = 12
#: Days by which the Julian calendar was behind, from 1582 to the 20th century.
_APART = range(10, 14)


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


def amount(g: Groups) -> tuple[float | None, str]:
    """Return how many, or how vaguely many: None, and couple, few, several or nothing."""
    piece = g.get("count")
    if piece is None:
        last = g.get("U") or g.get("units") or g.get("unit")
        several = last is not None and "units" in last.values
        return (None, "several") if several else (1, "")
    if "vague" in piece.values and "number" not in piece.values:
        return None, piece.values["vague"]
    return whole(piece), ""


def t_sum(g: Groups) -> Made:
    tens, ones = whole(g["tens"]) or 0, whole(g["ones"]) or 0
    fits = 20 <= tens < 100 and not tens % 10 and 1 <= ones <= 9
    return Said("number", count=tens + ones) if fits else None


def t_same_month(g: Groups) -> Made:
    """Read "أيلول/سبتمبر": one month by two names."""
    month = month_of(g["month"])
    return month if month == month_of(g["other"]) else None  # type: ignore[return-value]


def t_year(g: Groups) -> Made:
    year = whole(g["year"]) or 0
    if "bc" in g:
        return Said("calendar", "year", year=1 - year)
    if "only" in g and (
        year < 100
        or len(g["year"].text) != 3
        or "units" in g["only"].values
        or _unit_is_not(g, "year")
    ):
        return None
    return Said("calendar", "year", year=year)


def _unit_is_not(g: Groups, unit: str) -> bool:
    return g["only"].values.get("unit") != unit


def t_decade(g: Groups) -> Made:
    """Read "1990-х", and "90-х", of which only a century to come is ruled out."""
    piece = g.get("decade") or g["year"]
    year = piece.values.get("decade") or piece.values.get("yyyy") or piece.values.get("yy") or 1
    if year % 10 or (year < 100 and g[":first"] is g[":last"] and piece.text[:1].isdigit()):
        return None
    if year < 100:
        return Said("years", "decade", number=year, count=10, short=True, which="open")
    return Said("years", "decade", year=year, count=10)


def t_decade_of(g: Groups) -> Made:
    """Read "the 20s of the XX century", "the nineties of the last century"."""
    of, piece = said_of(g["of"]), g.get("decade") or g.get("year")
    short = said_of(g["short"]) if "short" in g else None
    if short is not None:
        tens = short.number if short.short else 1
    else:
        tens = piece.values.get("decade", piece.values.get("n", 1)) if piece is not None else 1
    if of is None or of.unit != "century" or tens % 10 or not 0 < tens < 100:
        return None
    if of.op == "shift":
        return Said("years", "decade", number=tens, count=10, short=True, shift=of)
    known = of.op == "years" and "BC" not in of.value
    return Said("years", "decade", year=(of.year or 0) + tens, count=10) if known else None


def t_century(g: Groups) -> Made:
    return century(whole_or_roman(g["number"]), bc="bc" in g)


def whole_or_roman(piece: Piece) -> int:
    return int(piece.values.get("roman") or whole(piece) or 0)


def century(number: int, *, bc: bool) -> Said | None:
    """Return a century by its number: the first is of the years 0 to 99, or 99 to 0 BC."""
    if not 1 <= number <= 30:
        return None
    year, value = (1 - number * 100, f"BC{number - 1:02}") if bc else (number * 100 - 100, "")
    return Said("years", "century", year=year, count=100, value=value or f"{number - 1:02}")


_AT = frozenset({"=skip", "=about", "=at"})
_NOT_AT = frozenset({"=in", "=ago", "=since", "=for", "=over", "=within", "which", "vague"})


def t_clock(g: Groups) -> Made:
    """Read a time of day; "24 hours" are none, unless a word such as "at" stands before."""
    hour = g.get("hour:word") or g[":last"]
    lasting = ("=hour" in hour.values and "unit" in hour.values) or "units" in hour.values
    if lasting and "count" in g and "oclock" not in g:
        before = g.get(":before")
        if before is None or not (_AT & before.values.keys()) or _NOT_AT & before.values.keys():
            return None
    text, exact = _time_of(g)
    if not text:
        return None
    start, rest = int(text[:2]), text[2:]
    half = g["ampm"].values["ampm"] if "ampm" in g else ""
    if half and start <= _TWELVE:
        if not start:
            return None
        start = start % 12 + (12 if half == "pm" else 0)
    if start > 24 or (start == 24 and rest != ":00"):
        return None
    zone = g["zone"].values["zone"] if "zone" in g else None
    bare = g[":first"] is g[":last"] and "clock" in g
    return Said(
        "clock",
        "time",
        value=f"T{start % 24:02}{rest}",
        count=zone,
        which="bare" if bare else "",
        short=not exact,
    )


def _time_of(g: Groups) -> tuple[str, bool]:
    """Return HH:MM, and whether the minute was said."""
    if "hhmm" in g:
        hour, minute = divmod(g["hhmm"].values["hhmm"], 100)
        return f"{hour:02}:{minute:02}", True
    if "clock" in g:
        return g["clock"].values["clock"], True
    if "dotted" in g:
        text = g["dotted"].values.get("clock") or g["dotted"].text.replace(".", ":")
        return text.rjust(5, "0"), True
    count = whole(g.get("count") or g.get("hour"))
    if count is None:
        return "", False
    if "minute" in g:
        minute = int(g["minute"].text)
        return (f"{count:02}:{minute:02}", True) if minute < 60 else ("", False)
    return f"{count:02}:00", False


def t_rolling(g: Groups) -> Made:
    which = which_of(g)
    if which == "this" or _is_last_of(g):
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
    if unit in ("minute", "hour") or _is_last_of(g):
        return None
    if which in SHIFTS:
        return Said("shift", unit, count=SHIFTS[which], which="said", value=which)
    ahead = "next" if which == "coming" else "past"
    return Said("rolling", unit, count=1, which=ahead), "DURP", 0


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


def day_of(g: Groups) -> int | None:
    """Return the day of a month, 0 where it can be none."""
    if "day" not in g:
        return None
    day = whole(g["day"]) or 0
    return day if 1 <= day <= 31 else 0


def t_date(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    day = day_of(g)
    if (shift is not None and (shift.op, shift.unit) != ("shift", "year")) or day == 0:
        return None
    fields = year_of(g.get("year"))
    return Said(
        "calendar",
        "day" if day else "month",
        month=month_of(g["month"]),
        day=day,
        weekday=g["weekday"].values["weekday"] if "weekday" in g else None,
        shift=shift,
        **fields,
    )


def t_given(g: Groups) -> Made:
    said = g["iso"].values.get("D0") or g["iso"].values["dotted"]
    if "weekday" not in g:
        return said
    return replace(said, weekday=g["weekday"].values["weekday"]) if said.op == "calendar" else None


def t_named(g: Groups) -> Made:
    season = SEASONS[g["season"].values["season"]] if "season" in g else ""
    month = month_of(g.get("month"))
    which = which_of(g, named=True)
    return Said("named", "month" if month else "season", month=month, season=season, which=which)


def t_season(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    if shift is not None and (shift.op, shift.unit) != ("shift", "year"):
        return None
    season = SEASONS[g["season"].values["season"]]
    return Said("calendar", "season", season=season, shift=shift, **year_of(g.get("year")))


def t_weekday(g: Groups) -> Made:
    day = g["weekday"].values["weekday"]
    if "week" in g:
        week = said_of(g["week"])
        if week is None or (week.op, week.unit) != ("shift", "week"):
            return None
        return Said("part", "weekday", weekday=day, number=1, of=week)
    return Said("weekday", "day", weekday=day, which=which_of(g, named=True))


def t_deictic(g: Groups) -> Made:
    return Said("shift", "day", count=g["deictic"].values["deictic"], which="deictic")


def t_holiday(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    if shift is not None and shift.unit != "year":
        return None
    which = which_of(g, named=True)
    rule = g["holiday"].values["holiday"]
    return Said("holiday", "day", value=rule, which=which, shift=shift, **year_of(g.get("year")))


def t_monthday(g: Groups) -> Made:
    day = day_of(g)
    weekday = g["weekday"].values["weekday"] if "weekday" in g else None
    return Said("monthday", "day", day=day, weekday=weekday) if day else None


def t_day_of(g: Groups) -> Made:
    of, day = said_of(g["of"]), day_of(g)
    if of is None or (of.op, of.unit) != ("shift", "month") or not day:
        return None
    return Said("part", "day", number=day, count=1, of=of)


def t_twice(g: Groups) -> Made:
    """Read "yesterday, Monday 3 October": a day by two names."""
    first, last = said_of(g["one"]), said_of(g["two"])
    if first is None or last is None:
        return None
    if _is_old_style(first, last):
        return last
    deictic = [x.op == "shift" and x.which == "deictic" for x in (first, last)]
    if deictic == [True, False] or deictic == [False, True]:
        other = last if deictic[0] else first
        return other if other.op == "calendar" else (first if deictic[0] else last)
    return None


def _is_old_style(first: Said, last: Said) -> bool:
    """Tell whether two dates are one day by the Julian calendar and by the Gregorian."""
    if None in (first.day, first.month, last.day, last.month) or first.year is not None:
        return False
    year = last.year or 1900
    begin, end = (ordinal(year, x.month or 1, min(x.day or 1, 28)) for x in (first, last))
    slack = (last.day or 1) - (first.day or 1)
    apart = slack if first.month == last.month else end - begin
    return last.year is not None and apart in _APART


def t_old_style(g: Groups) -> Made:
    """Read "18 (30) September 1854": one day by the Julian calendar and by the Gregorian."""
    last = said_of(g["two"])
    if last is None or last.op != "calendar" or not last.day or not last.year:
        return None
    return last if last.day - (whole(g["day"]) or 0) in _APART else None


def t_ago(g: Groups) -> Made:
    count, vague = amount(g)
    count = None if count is None else -count
    mod = "APPROX" if "about" in g else ""
    return Said("away", unit_of(g), count=count, which="deictic", number=-1, value=vague, mod=mod)


def t_away(g: Groups) -> Made:
    """Read "two days later", from what was mentioned last."""
    count, vague = amount(g)
    sign = 1 if g["more"].values["more"] == "LATER" else -1
    count = None if count is None else sign * count
    return Said("away", unit_of(g), count=count, which="context", number=sign, value=vague)


def t_ahead(g: Groups) -> Made:
    count, vague = amount(g)
    return Said("away", unit_of(g), count=count, which="deictic", number=1, value=vague)


def t_edge(g: Groups) -> Made:
    mod, piece = g["edge"].values["edge"], g["of"]
    said = said_of(piece)
    if said is None:
        unit = piece.values.get("unit", "")
        if unit in ("minute", "hour", "half", "day", ""):
            return None
        return Said("shift", unit, count=0, which="said", mod=mod), "X", 0
    if said.mod or said.op in ("monthday", "rolling"):
        return None
    return replace(said, mod=mod), kind_of(piece), 0


def t_more(g: Groups) -> Made:
    more = (Said(g["more"].values["more"]),)
    said = said_of(g["of"])
    if said is None:
        unit = g["of"].values["unit"]
        return Said("shift", unit, count=0, which="said", more=more), "X", 0
    return replace(said, more=more), kind_of(g["of"]), 0


def t_quarter(g: Groups) -> Made:
    """Read "third quarter of 2022", "first half of last year"."""
    shift = said_of(g["shift"]) if "shift" in g else None
    if shift is not None and (shift.op, shift.unit) != ("shift", "year"):
        return None
    unit = "quarter" if "q" in g else unit_of(g)
    most = _PARTS.get(unit, 0)
    number = g["q"].values["q"] if "q" in g else whole_or_roman(g["number"]) if "number" in g else 0
    number = most if number == -1 else number
    if not 1 <= number <= most:
        return None
    if unit == "half" and not (shift or "year" in g):
        after = g.get(":after")
        if after is not None and {"M", "month", "unit"} & after.values.keys():
            return None
    return Said("quarter", unit, number=number, shift=shift, **year_of(g.get("year")))


def t_counted(g: Groups) -> Made:
    """Read "first week of …", "last three days of …", "first half of …"."""
    number, unit = whole_or_roman(g["number"]), unit_of(g)
    of = said_of(g["of"]) if "of" in g else None
    count = whole(g["count"]) or 1 if "count" in g else 1
    if of is None and "of" in g:
        of = Said("shift", g["of"].values["unit"], count=0, which="said")
    if of is None or not number or unit in ("year", "century", "minute", "hour", ""):
        return None
    if unit in _PARTS and of.unit == "year":
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
    said = Said("duration", unit, count=count, value=lasts, which="for", mod=mod)
    return replace(said, shift=Said("vague", value=vague))


def t_duration(g: Groups) -> Made:
    count, _ = amount(g)
    unit = unit_of(g)
    if unit in ("half", "weekend", ""):
        return None
    return Said("duration", unit, count=count, value=period(count, unit))


def t_timed(g: Groups) -> Made:
    """Read a time of a day; the day is kept, a part of it is only for TIMEX3."""
    time = said_of(g["clock"]) if "clock" in g else None
    of = said_of(g["of"]) if "of" in g else None
    part = g["part"].values["part"] if "part" in g else ""
    if of is None:
        return (replace(time, which=""), "T", 0) if time is not None else None
    if of.unit != "day" and of.op != "timed":
        return None
    if time is None:
        return Said("timed", "time", of=of, value="T" + part)
    return Said(
        "timed", "time", of=of, value=time.value, count=time.count, mod=time.mod, short=time.short
    )


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
    if "edge" in g:
        first = replace(first, mod=g["edge"].values["edge"])
    return Said("range", of=first, to=last, which="between" if "how" in g else "")


def _both(g: Groups) -> tuple[Said | None, Said | None]:
    """Read two dates; what only one of them says counts for both."""
    first, last = said_of(g["first"]), said_of(g["last"])
    era = g["era"].values if "era" in g else {}
    if last is None and first is not None:
        last = _like(_number(g["last"]), first, g["last"], after="=ad" in era)
    elif last is not None and (first is None or _is_loose(first, last)):
        number = first.day or first.year or 0 if first is not None else _number(g["first"])
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


def _number(piece: Piece) -> int:
    return whole_or_roman(piece)


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
        found.insert(1, _like(_number(g["second"]), last, g["second"]))
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
    of = g["of"]
    return (said_of(of), "RNG" if "RNG" in of.values else "LIST", 0) if is_weekend else None
