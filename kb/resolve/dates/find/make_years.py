"""Years, decades and centuries out of their pieces, and the numbers that say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.resolve.dates.find.making import Made, before_word, number, whole, year_of
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups


#: Fractions as they are written in digits: of a date they would be months and days.
_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}


def _mixed(g: Groups) -> Made:
    """Read "1 1/2" and "2½" before a unit."""
    after = g.get(":next")
    last = g[":last"]
    part = last.values.get("vulgar") or _FRACTIONS.get(last.text)
    if part is None or after is None or not {"unit", "units"} & after.values.keys():
        return None
    return Said("number", count=(number(g.get("whole")) or 0) + float(part))


def sum_(g: Groups) -> Made:
    if "vulgar" in g[":last"].values or "slashed" in g[":last"].values:
        return _mixed(g)
    if "whole" in g:
        return Said("number", count=(number(g["whole"]) or 0) + 0.5)
    if "ordinal" in g:
        return Said("number", count=g["tens"].values["tens"] + g["ordinal"].values["ordinal"])
    total = int(number(g.get("number")) or 0)
    if "scale" in g:
        total += g["scale"].values["scale"] * int(number(g.get("first")) or 1)
    if "tens" in g:
        total += g["tens"].values["tens"]
    made = Said("number", count=total)
    hundreds = "scale" in g and g["scale"].values["scale"] == 100 and 1100 <= total < 2000
    return (made, "Yw", 0) if hundreds or 1900 <= total <= 2099 else made


def yearwords(g: Groups) -> Made:
    first, last, ones = whole(g["first"]), whole(g["last"]), whole(g.get("ones")) or 0
    first = g["first"].values.get("tens", first)
    last = g["last"].values.get("tens", last) or 0
    if first is None or not 10 <= first <= 20 or not 10 <= last <= 99 or ones > 9:
        return None
    return Said("number", count=first * 100 + last + ones)


def yearword(g: Groups) -> Made:
    return Said("calendar", "year", **year_of(g["year"])), "Y", 1


def era(g: Groups) -> Made:
    year = g["year"].values["n"]
    return Said(
        "calendar",
        "year",
        year=1 - year if "bc" in g else year,
        mod="APPROX" if "approx" in g else "",
    )


def fiscal(g: Groups) -> Made:
    """Read "fiscal 1989": about that year, for when it begins differs by country and firm."""
    if "unit" in g and g["unit"].text.split()[0].lower() not in ("fiscal", "financial"):
        return None
    return Said("calendar", "year", mod="APPROX", **year_of(g["year"]))


def era_range(g: Groups) -> Made:
    first, last = (Said("calendar", "year", year=1 - g[x].values["n"]) for x in ("first", "last"))
    return Said("range", of=first, to=last)


def era_decade(g: Groups) -> Made:
    first = g["decade"].values["decade"]
    return Said("years", "decade", year=-first - 8, count=10, value=f"BC{first // 10:03}")


def decade(g: Groups) -> Made:
    mod = g["edge"].values["edge"] if "edge" in g else ""
    if "digits" in g:
        first = int(g["digits"].text)
        full = first >= 1000
        if first % 10 or (full and not 1000 <= first <= 2990) or (not full and first < 20):
            return None
        if not full and g[":first"] is g["digits"] and before_word(g) != "in":
            return None
        return Said("years", "decade", **_decade_of(first), count=10)
    if "decadeword" in g:
        if g[":first"].text.lower() not in ("the", "in", "since", "during") and not mod:
            return None
        return Said(
            "years",
            "decade",
            number=g["decadeword"].values["decadeword"],
            count=10,
            short=True,
            mod=mod,
        )
    first = g["decade"].values["decade"]
    if first % 100 == 0 and 1100 <= first <= 1900 and not mod:
        return Said("years", "century", year=first, count=100)
    if first < 100:
        if "apostrophe" not in g and not _tells_years(g, mod):
            return None  # "in the 70s" may be degrees, or an age
        return Said("years", "decade", number=first, count=10, short=True, mod=mod)
    size = 10
    return Said("years", "decade", year=first, count=size, mod=mod) if first >= 1000 else None


#: Words before "the 70s" after which they are years and no degrees.
_OF_YEARS = frozenset("In during since from by throughout until".split())


def _tells_years(g: Groups, mod: str) -> bool:
    """Tell whether "the 70s" are years: "the early 70s" and, first in a sentence, "In the 70s"."""
    before = g[":before"].text if ":before" in g else ""
    the = g[":first"].text.lower() == "the"
    return the and (mod in ("START", "END") or before in _OF_YEARS or before.lower() == "during")


_MOST = 30


def _centuries(g: Groups, first: int, last: int) -> Made:
    """Read "the 19th and 20th centuries"."""
    if g["units"].values["units"] != "century" or not 1 <= first < last <= _MOST:
        return None
    both = tuple(
        Said("years", "century", year=x * 100 - 100, count=100, value=f"{x - 1:02}")
        for x in (first, last)
    )
    if g["joint"].text.lower() in ("and", "or"):
        which = "or" if g["joint"].text.lower() == "or" else ""
        return Said("list", more=both, which=which), "LIST", 0
    return Said("range", of=both[0], to=both[1]), "RNG", 0


def _decade_of(first: int) -> dict[str, Any]:
    return {"year": first} if first >= 1000 else {"number": first, "short": True}


def century(g: Groups) -> Made:
    count = whole(g["number"]) or 0
    if "other" in g:
        return _centuries(g, count, whole(g["other"]) or 0)
    if not 1 <= count <= 30:
        return None
    if "bc" in g:
        return Said("years", "century", year=1 - count * 100, count=100, value=f"BC{count - 1:02}")
    return Said("years", "century", year=(count - 1) * 100, count=100, value=f"{count - 1:02}")
