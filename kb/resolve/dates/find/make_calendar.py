"""Dates of the calendar out of their pieces: days, months, years, seasons, holidays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kb.resolve.dates.find.making import (
    SEASONS,
    Made,
    before_word,
    cued,
    ends,
    followed,
    month_of,
    number,
    said_of,
    weekday_of,
    which_of,
    whole,
    year_of,
)
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups


def sum_(g: Groups) -> Made:
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


def calendar(g: Groups) -> Made:
    if "iso" in g:
        return numeric(g["iso"].values["D0"])
    fields = year_of(g.get("year"))
    if "low" in g and not ends(g):
        return None  # "the 20th may be"
    month = month_of(g.get("month") or g.get("low"))
    day = whole(g.get("day"))
    if (day is not None and not 1 <= day <= 31) or not _plain(g):
        return None
    shift = said_of(g["shift"]) if "shift" in g else None
    if shift and shift.unit != "year":
        return None
    weekday = weekday_of(g)
    if not day and not fields and not shift and _of_person(g):
        return None
    if (month, day) == (9, 11) and not fields and _of_attacks(g):
        fields = {"year": 2001}
    return Said(
        "calendar",
        "day" if day else "month",
        month=month,
        day=day,
        weekday=weekday,
        shift=shift,
        **fields,
    )


_NAMES = frozenset((4, 6, 8))
_ARTICLES = frozenset("the a an this that its his her their our".split())


def _of_person(g: Groups) -> bool:
    """Tell whether a month may be a given name: "June Carr", but "the June Democratic primary"."""
    before, after = before_word(g), g.get(":after")
    if month_of(g.get("month")) not in _NAMES or cued(g) or before in _ARTICLES:
        return False
    return after is not None and after.text[:1].isupper() and after.text[1:2].islower()


_ATTACKS = frozenset("attack attacks terrorist terror hijackers hijackings".split())


def _of_attacks(g: Groups) -> bool:
    """Tell whether "the Sept. 11 attacks" are meant: those of 2001 need no year."""
    after = g.get(":after")
    return after is not None and after.text.lower() in _ATTACKS


def _plain(g: Groups) -> bool:
    """Tell whether a day in words, or a year of two digits, can be nothing else."""
    year, day = g.get("year"), g.get("day")
    if day is not None and "number" in day.values and year is None:
        return ends(g)  # "in May two men"
    if year is None or "yy" not in year.values:
        return True
    after = g.get(":after")
    dated = after is not None and after.text in ("-", "–", "—", "[")
    return ends(g) and (day is None or year.values["yy"] > 31 or dated)


def year_month(g: Groups) -> Made:
    """Read "2015-12" and "12-2015", but neither "2011-12", a season of sport, nor "555-2015"."""
    year, month = g["year"], g["month"]
    count = month.values["dd"]
    glued = year.end + 1 == month.start or month.end + 1 == year.start
    before, after = g.get(":before"), g.get(":after")
    if not glued or count > 12 or (before is not None and before.text in ("-", "#", "/", ".")):
        return None
    if after is not None and after.text in ("-", "/"):
        return None
    if year.start < month.start and count > year.values["yyyy"] % 100:
        return None
    return Said("calendar", "month", year=year.values["yyyy"], month=count)


def numeric(text: str) -> Made:
    """Read digits: ISO 8601, or day, month and year in the order of a country."""
    if "/" in text and text.count("/") == 1:
        return None
    sign = next((x for x in "/.-" if x in text[1:5]), "-")
    clock = ""
    if len(text) > 10 and text[10] in "T ":
        text, clock = text[:10], text[11:]
    first, second, third = [*text.split(sign), "", ""][:3]
    if not third:
        return None
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    elif len(third) == 4 or (len(third) == 2 and sign != "."):
        year, month, day = int(third), int(first), int(second)
        if month > 12 or sign == ".":
            month, day = day, month
    elif len(third) == 2 and len(first) == 2 == len(second):
        year, month, day = int(third), int(second), int(first)
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31) or len(first) == 3:
        return None
    found = Said(
        "calendar", "day", year=year, month=month, day=day, short=len(third) == 2 and len(first) < 4
    )
    return Said("timed", "time", of=found, value="T" + clock[:5]) if clock else found


_UP = frozenset("up from into back forward back to for short behind".split())
_FALL = frozenset("in since during this last next by until of early late".split())


def cued_month(g: Groups) -> Made:
    """Read "in May" and "mid-May": the word before tells that it is a month."""
    if "edge" in g:
        found = calendar(g)
        mod = g["edge"].values["edge"]
        return replace(found, mod=mod) if isinstance(found, Said) else None
    return calendar(g) if cued(g) and not followed(g, "of") else None


def named(g: Groups) -> Made:
    which = which_of(g["which"])
    month, day = month_of(g.get("MONTH") or g.get("month")), whole(g.get("day"))
    if "slashed" in g:
        month, day = _month_day(g["slashed"].text)
        if not month:
            return None
    if day:
        return Said("named", "day", month=month, day=day, which=which) if day < 32 else None
    season = SEASONS[g["season"].values["season"]] if "season" in g else ""
    return Said("named", "month" if month else "season", month=month, season=season, which=which)


def season(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    if shift and shift.unit != "year":
        return None
    piece = g.get("season") or g["cseason"]
    return Said(
        "calendar",
        "season",
        season=SEASONS[piece.values["season"]],
        shift=shift,
        **year_of(g.get("year")),
    )


def cued_season(g: Groups) -> Made:
    after = g.get(":after")
    lone = "cseason" in g
    if lone and after is not None and after.text.lower() == "of":
        return None
    if lone and g["cseason"].values["season"] == "autumn" and before_word(g) not in _FALL:
        return None
    if g[":last"].text[0].isupper() and after is not None and after.text[:1].isupper():
        return None  # "the Winter Olympics"
    if lone and before_word(g) == "to" and after is not None and after.text in _UP:
        return None  # "to spring up"
    definite = g[":first"] is not g[":last"]
    spring = lone and g["cseason"].values["season"] == "spring"
    return season(g) if cued(g) or (definite and (not lone or spring)) else None


def quarter(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    if "of" in g:
        return _year_back(g)
    if "h" in g:
        return Said("quarter", "half", number=g["h"].values["h"], **year_of(g["year"]))
    if "q" in g:
        return Said("quarter", "quarter", number=g["q"].values["q"], **year_of(g.get("year")))
    kind = ("quarter", "half")[g["part"].values["halfquarter"]]
    most = 4 if kind == "quarter" else 2
    count = whole(g.get("number")) or most
    if not 1 <= count <= most or (shift and shift.unit != "year"):
        return None
    if "year" not in g and not shift and kind == "half" and not _of_business(g):
        return None  # of a match, or of a war
    return Said("quarter", kind, number=count, shift=shift, **year_of(g.get("year")))


_BUSINESS = frozenset(
    "profit profits earnings results sales net loss losses revenue revenues figures report growth"
    " operating pretax income performance turnover output exports imports gdp".split()
)


def slashed_list(g: Groups) -> Made:
    """Read "11/20, 11/22 or 11/25" after a word that says that these are dates."""
    pieces = [g[x] for x in ("first", "second", "last") if x in g]
    found = [_month_day(x.text) for x in pieces]
    if before_word(g) not in _DATED or not all(x for x, _ in found):
        return None
    days = tuple(Said("calendar", "day", month=x, day=y) for x, y in found)
    return Said("list", more=days, which="or" if "or" in g else "")


def _of_business(g: Groups) -> bool:
    """Tell whether "first-half" is said of business, and not of a match."""
    after = g.get(":after")
    return after is not None and after.text.lower() in _BUSINESS


def _year_back(g: Groups) -> Made:
    """Read "the year-earlier quarter"."""
    if g["of"].values["unit"] != "year":
        return None
    part = g["part"].values
    if g["part"].text.lower() == "period":
        return Said("year back")
    unit = part.get("unit") or ("quarter", "half")[part["halfquarter"]]
    size = {"quarter": 4, "half": 2, "month": 12, "week": 52}.get(unit)
    return Said("shift", unit, count=-size, which="context") if size else None


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
    if first < 100:
        if "apostrophe" not in g:
            return None  # "in the 70s" may be degrees, or an age
        return Said("years", "decade", number=first, count=10, short=True, mod=mod)
    size = 10
    return Said("years", "decade", year=first, count=size, mod=mod) if first >= 1000 else None


def _decade_of(first: int) -> dict[str, Any]:
    return {"year": first} if first >= 1000 else {"number": first, "short": True}


def century(g: Groups) -> Made:
    count = whole(g["number"]) or 0
    if not 1 <= count <= 30:
        return None
    if "bc" in g:
        return Said("years", "century", year=1 - count * 100, count=100, value=f"BC{count - 1:02}")
    return Said("years", "century", year=(count - 1) * 100, count=100, value=f"{count - 1:02}")


_QUOTES = frozenset("\"”’'»")


def holiday(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    if shift and shift.unit != "year":
        return None
    after = g.get(":after")
    if after is not None and after.text in _QUOTES and before_word(g) and not cued(g):
        return None  # "White Christmas" is a song
    return Said(
        "holiday",
        "day",
        value=g["holiday"].values["holiday"],
        which=which_of(g.get("which")),
        shift=shift,
        **year_of(g.get("year")),
    )


def long_weekend(g: Groups) -> Made:
    """Read "Labor Day weekend": Saturday, Sunday and the holiday beside them."""
    of = Said(
        "holiday",
        "day",
        value=g["of"].values["holiday"],
        which=which_of(g.get("which")),
        **year_of(g.get("year")),
    )
    return Said("part", "weekend", of=of)


_STOPS = frozenset(["", *",.;)!?"])
#: Words between a day and its time.
_TO_CLOCK = frozenset(("at", "from", "between"))


_DATED = frozenset("on by until till since from between before after next this last dated".split())


def monthday(g: Groups) -> Made:
    """Read "Friday the 13th"."""
    day, after = whole(g["day"]) or 0, g.get(":after")
    word = "" if after is None else after.text.lower()
    digits = "dd" in g["day"].values
    if not 1 <= day <= 31 or (digits and word not in _STOPS and word not in _TO_CLOCK):
        return None
    if "of" in g:
        return Said("part", "around", of=Said("monthday", "day", day=day)), "X", 0
    if "on" in g:
        lone = word in _TO_CLOCK if digits else after is None or not after.text[:1].isalnum()
        return (Said("monthday", "day", day=day), "D", 1) if lone else None
    return Said("monthday", "day", day=day, weekday=weekday_of(g))


def slashed(g: Groups) -> Made:
    """Read "5/12": month and day, where a word before it says that it is a date."""
    text = (g.get("iso") or g["slashed"]).text
    before = g.get(":before")
    cue = before.text.lower() if before is not None else ""
    alone = before is None and ":after" not in g
    if text in ("9/11", "7/7", "24/7") or not ("WD" in g or cue in _DATED or alone):
        return None
    month, day = _month_day(text)
    return Said("calendar", "day", month=month, day=day) if month else None


def _month_day(text: str) -> tuple[int, int]:
    """Read "5/12", the month first where it can be; zeros where it is no date."""
    month, day = (int(x) for x in text.split("/"))
    if month > 12:
        month, day = day, month
    return (month, day) if 1 <= month <= 12 and 1 <= day <= 31 else (0, 0)


def slashed_range(g: Groups) -> Made:
    """Read "10/1-11/7", where a word before it or a year says that these are no fractions."""
    first, last = _month_day(g["first"].text), (0, 0)
    cued_ = g[":first"] is not g["first"] or before_word(g) in _DATED or "year" in g
    fields = year_of(g.get("year"))
    if "D0" in g["last"].values:
        end = numeric(g["last"].text)
        if not isinstance(end, Said) or end.year is None:
            return None
        last, fields, cued_ = (end.month or 0, end.day or 0), {"year": end.year}, True
    elif "/" in g["last"].text:
        last = _month_day(g["last"].text)
    if not first[0] or not last[0] or not (cued_ or (":before" not in g and ":after" not in g)):
        return None
    begin, end = (
        Said("calendar", "day", month=x, day=y, **(fields if z else {}))
        for x, y, z in ((*first, False), (*last, True))
    )
    return Said("range", of=begin, to=end)


def yearword(g: Groups) -> Made:
    return Said("calendar", "year", **year_of(g["year"])), "Y", 1
