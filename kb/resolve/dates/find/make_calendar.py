"""Days and months of the calendar out of their pieces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.find.make_numeric import month_day, numeric
from kb.resolve.dates.find.making import (
    SEASONS,
    Made,
    before_word,
    cued,
    ends,
    followed,
    month_of,
    said_of,
    weekday_of,
    which_of,
    whole,
    year_of,
)
from kb.resolve.dates.find.said import Said
from kb.resolve.dates.find.tense import is_month

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups


def calendar(g: Groups) -> Made:
    if "iso" in g:
        return _dated(g, numeric(g["iso"].values["D0"]))
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
    if not fields and not shift and (_of_name(g) if day else _of_person(g)):
        return (Said("number"), "number", 0) if day else None
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


def _dated(g: Groups, said: Made) -> Made:
    """Return a date in digits with the weekday or the time zone beside it."""
    if not isinstance(said, Said):
        return said
    if "zone" in g:
        return replace(said, count=g["zone"].values["zone"]) if said.op == "timed" else None
    return replace(said, weekday=weekday_of(g)) if said.op == "calendar" else said


#: What is named by a day, with a capital: "14 July Bridge", "the March 23 Movement".
_PLACES = frozenset(
    "Street Road Avenue Square Bridge Boulevard Stadium University Movement Brigade Brigades"
    " Battalion Mosque Alliance Coalition Organization Organisation".split()
)
#: What is named by a month, with a capital: "the October Revolution".
_EVENTS = frozenset(
    "Revolution Revolt Uprising Crisis Coup Massacre Movement Manifesto Rebellion Putsch Surprise"
    " Theses Constitution Monarchy Plot".split()
)


def _of_name(g: Groups) -> bool:
    """Tell whether a day is of the name of a street, a bridge or a movement."""
    after = g.get(":after")
    words = after.text.split() if after is not None else []
    return bool(words) and (words[0] in _PLACES or words[0] == "Youth")


_NAMES = frozenset((4, 6, 8))

_SAYS = frozenset("said says told".split())
_ARTICLES = frozenset("the a an this that its his her their our".split())


def _of_person(g: Groups) -> bool:
    """Tell whether a month may be of a name: "June Carr", but "the June Democratic primary"."""
    before, after = before_word(g), g.get(":after")
    if after is not None and (after.text.lower() in _SAYS or after.text in _EVENTS):
        return True
    if cued(g) or before in _ARTICLES:
        return False
    named = len(g[":last"].text) > 4 and not followed(g, "-")
    if named and before.isalpha() and len(before) > 2 and g[":before"].text.istitle():
        return True  # "Black September"
    if month_of(g.get("month")) not in _NAMES:
        return False
    word = "" if after is None else after.text
    return word[:1].isupper() and (word[1:2].islower() or len(word) == 1)


_ATTACKS = frozenset("attack attacks terrorist terror hijackers hijackings".split())


def _of_attacks(g: Groups) -> bool:
    """Tell whether "the Sept. 11 attacks" are meant: those of 2001 need no year."""
    after = g.get(":after")
    return after is not None and after.text.lower() in _ATTACKS


_LONGEST_MONTH = 31


def _plain(g: Groups) -> bool:
    """Tell whether a day in words, or a year of two digits, can be nothing else."""
    year, day = g.get("year"), g.get("day")
    if day is not None and "number" in day.values and year is None:
        return ends(g)  # "in May two men"
    if year is None or "yy" not in year.values:
        return True
    after = g.get(":after")
    dated = after is not None and after.text in ("-", "–", "—", "[")
    none_of_day = year.values["yy"] > _LONGEST_MONTH or year.text[0] == "0"
    return ends(g) and (day is None or none_of_day or dated)


def _is_may(g: Groups) -> bool:
    """Tell whether "MAY" is the month, among capitals, by its neighbours."""
    return is_month(before_word(g), g[":after"].text if ":after" in g else "")


#: Words after which even "may" in small letters is a month, where nothing follows.
_SURELY = frozenset("in since until last next early late mid this by".split())


def cued_month(g: Groups) -> Made:
    """Read "in May" and "mid-May": the word before tells that it is a month."""
    if "edge" in g:
        found = calendar(g)
        mod = g["edge"].values["edge"]
        return replace(found, mod=mod) if isinstance(found, Said) else None
    if "lmonth" in g[":last"].values and g[":last"].text.islower():
        return calendar(g) if before_word(g) in _SURELY and ends(g) else None
    if g[":last"].text == "MAY" and ":before" in g and not _is_may(g):
        return None  # "ANYONE THAT MAY HAVE INFLUENCE"
    return calendar(g) if cued(g) and not followed(g, "of") else None


def named(g: Groups) -> Made:
    which = which_of(g["which"])
    month, day = month_of(g.get("MONTH") or g.get("month")), whole(g.get("day"))
    if which == "that" and g[":last"].text == "MAY":
        return None
    if "slashed" in g:
        month, day = month_day(g["slashed"].text)
        if not month:
            return None
    if day:
        return Said("named", "day", month=month, day=day, which=which) if day < 32 else None
    season = SEASONS[g["season"].values["season"]] if "season" in g else ""
    return Said("named", "month" if month else "season", month=month, season=season, which=which)
