"""Seasons, quarters, halves and holidays out of their pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import (
    SEASONS,
    Made,
    before_word,
    cued,
    said_of,
    which_of,
    whole,
    year_of,
)
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups
    from kb.resolve.dates.find.scan import Piece


_UP = frozenset("up from into back forward back to for short behind".split())

_FALL = frozenset("in since during this last next by until of early late".split())


def season(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    if shift and shift.unit != "year":
        return None
    piece = g.get("season") or g["cseason"]
    if "then" in g and (whole(g["then"]) or 0) % 100 != (year_of(g["year"])["year"] + 1) % 100:
        return None  # "the winters of 1850-55"
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
    if after is not None and after.text.lower() in ("break", "training"):
        return None  # of a school, of a team
    if g[":last"].text[0].isupper() and after is not None and after.text[:1].isupper():
        return None  # "the Winter Olympics"
    if lone and before_word(g) == "to" and after is not None and after.text in _UP:
        return None  # "to spring up"
    definite = g[":first"] is not g[":last"]
    spring = lone and g["cseason"].values["season"] == "spring"
    return season(g) if cued(g) or (definite and (not lone or spring)) else None


_BUSINESS = frozenset(
    "profit profits earnings results sales net loss losses revenue revenues figures report growth"
    " operating pretax income performance turnover output exports imports gdp".split()
)


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
    bare = "year" not in g and not shift
    if bare and ((kind == "half" and not _of_business(g)) or _of_match(g)):
        return None  # of a match, or of a war
    return Said("quarter", kind, number=count, shift=shift, **year_of(g.get("year")))


#: What has quarters and is no year.
_MATCHES = frozenset("game match contest final finals season bout play super bowl victory".split())


def _of_match(g: Groups) -> bool:
    """Tell whether a quarter is said to be of something else: "of the game"."""
    after = g.get(":after")
    word = "" if after is None else after.text.lower()
    return word in ("of", "against", "touchdown") or word in _MATCHES


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


_QUOTES = frozenset("\"”’'»")


#: Words with a capital that say which of two holidays is meant.
_CHURCHES = frozenset("orthodox western eastern catholic gregorian julian chinese lunar".split())


def _is_name(piece: Piece | None) -> bool:
    """Tell whether a piece beside a holiday makes a name of it."""
    word = "" if piece is None else piece.text
    return len(word) > 2 and word.istitle() and word.lower() not in _CHURCHES


#: Holidays that wars and offensives are named by, and words that tell that the feast is meant.
_NAMED = frozenset({"tet", "yom-kippur", "ramadan", "arbaeen", "ashura"})
_FEAST = frozenset("during on before until this last next".split())
_EVENTS = frozenset("war offensive uprising revolution massacre campaign".split())


#: Things of a feast that are there for weeks, and what is named by one.
_THINGS = frozenset(
    "tree trees card cards carol carols market markets gift gifts present presents lights song"
    " songs egg eggs bunny island shopping sale sales cake tale story".split()
)


def _is_event(g: Groups) -> bool:
    """Tell whether an event that is named by a holiday is meant."""
    before, after = before_word(g), g.get(":after")
    if after is not None and after.text.lower() in _EVENTS:
        return True
    bare = g["holiday"].text.lower() == "tet"
    return bare and bool(before) and before not in _FEAST


def holiday(g: Groups) -> Made:
    shift = said_of(g["shift"]) if "shift" in g else None
    if shift and shift.unit != "year":
        return None
    after = g.get(":after")
    if after is not None and after.text in _QUOTES and before_word(g) and not cued(g):
        return None  # "White Christmas" is a song
    if not cued(g) and any(_is_name(g.get(x)) for x in (":before", ":after")):
        return None  # "the Tet Offensive", "the Good Friday Agreement", "White Christmas"
    thing = after is not None and after.text.lower() in _THINGS
    if thing and "year" not in g:
        return None  # "a Christmas tree"
    name = g["holiday"].values["holiday"]
    if name in _NAMED and "year" not in g and _is_event(g):
        return None  # "the Tet Offensive", "the Yom Kippur War"
    return Said(
        "holiday",
        "day",
        value=name,
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
