"""Numbers, years, decades, centuries and times of day out of their pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import Made, month_of, said_of, whole
from kb.resolve.dates.find.said import Said
from kb.resolve.dates.find.tabled.making import century, whole_or_roman

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups

_TWELVE, _HUNDRED = 12, 100


def t_sum(g: Groups) -> Made:
    tens, ones = whole(g["tens"]) or 0, whole(g["ones"]) or 0
    fits = 20 <= tens < 100 and not tens % 10 and 1 <= ones <= 9
    return Said("number", count=tens + ones) if fits else None


def t_half(g: Groups) -> Made:
    """Read "два с половиной", and "ein halbes", which is no more than half."""
    count = whole(g["whole"]) or 0
    if "fraction" in g:
        half = g["fraction"].values["fraction"]
        return Said("number", count=half) if (count, half) == (1, 0.5) else None
    return Said("number", count=count + 0.5)


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
    piece = g.get("decade") or g.get("year") or g["tens"]
    year = piece.values.get("decade") or piece.values.get("yyyy") or piece.values.get("yy") or 1
    if "apos" in piece.values:
        year = int(piece.text[-2:])
    if "tens" in g:
        year = whole(piece) or 1
        year = 1 if year >= _HUNDRED else year
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
