"""What makers share: the numbers, years, months and units that pieces say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups
    from kb.resolve.dates.find.scan import Piece


Made = Said | tuple[Said, str, int] | None


#: Words before which a month that is also another word is a month: "in May", "last March".
CUES = frozenset(
    "in of since by until till from to during before after early late mid this last next between"
    " and through or into on throughout that around about previous following coming past each"
    " every end beginning start".split()
)


SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


_WHICH = ("last", "past", "prev", "next", "coming", "following", "this", "that", "same")


_SAID = tuple("D M Y S W DEC TD T X RNG DUR DURP REF SET LIST".split())


#: Kinds of what says a number, the surest first.
_NUMBERS = (
    *("n", "number", "fraction", "decimal", "oo", "ordinal", "dd", "a", "half", "tens", "hh"),
    *("yyyy", "Yw"),
)


def number(piece: Piece | None) -> float | None:
    """Return the number that a piece says."""
    if piece is None:
        return None
    for kind in _NUMBERS:
        if kind in piece.values:
            found = piece.values[kind]
            if isinstance(found, Said):
                found = found.count
            return float(found) if kind == "half" else found
    return None


def whole(piece: Piece | None) -> int | None:
    found = number(piece)
    return None if found is None else int(found)


def said_of(piece: Piece) -> Said | None:
    """Return what a piece says that a rule made, or a bare year."""
    for kind in _SAID:
        if isinstance(piece.values.get(kind), Said):
            return piece.values[kind]
    if "yyyy" in piece.values:
        return Said("calendar", "year", year=piece.values["yyyy"])
    if "cmonth" in piece.values:
        return Said("calendar", "month", month=piece.values["cmonth"])
    return None


def which_of(piece: Piece | None) -> str:
    return "" if piece is None else next((x for x in _WHICH if x in piece.values), "")


def year_of(piece: Piece | None) -> dict[str, Any]:
    if piece is None:
        return {}
    if "apos" in piece.values:
        return {"year": int(piece.text[-2:]), "short": True}
    if isinstance(piece.values.get("Y"), Said):
        return {"year": piece.values["Y"].year}
    if "yyyy" in piece.values:
        return {"year": piece.values["yyyy"]}
    if "Yw" in piece.values:
        return {"year": int(piece.values["Yw"].count or 0)}
    return {"year": piece.values["yy"], "short": True} if "yy" in piece.values else {}


def month_of(piece: Piece | None) -> int | None:
    if piece is None:
        return None
    return piece.values.get("month") or piece.values.get("lmonth")


def weekday_of(g: Groups) -> int | None:
    piece = g.get("WD")
    return None if piece is None else piece.values.get("weekday")


def unit_named(g: Groups, name: str) -> str:
    piece = g.get(name)
    return "" if piece is None else piece.values.get("unit") or piece.values.get("units") or ""


def mod_of(g: Groups) -> str:
    how = g.get("how")
    if how is not None and "morethan" in how.values:
        return how.values["morethan"]
    if how is not None and "approx" in how.values and how.text.lower() not in ("just", "only"):
        return "APPROX"
    if "approx" in g and g["approx"].text.lower() not in ("just", "only"):
        return "APPROX"
    return g["morethan"].values["morethan"] if "morethan" in g else ""


def before_word(g: Groups) -> str:
    """Return the word before a form, in small letters."""
    before = g.get(":before")
    return "" if before is None else before.text.lower()


def vague_of(g: Groups) -> str:
    """Return how vaguely many are said: couple, few or several."""
    piece = g.get("count") or g.get("vague")
    return str(piece.values.get("vague") or "") if piece is not None else ""


#: Longer than what short forms are: "Sun" alone is a paper, or what shines.
_SHORT = 3


def cued(g: Groups) -> bool:
    before = g.get(":before")
    if before is None and ":after" not in g:
        word = g[":last"].text
        lower = word.islower() and "cased" in g[":last"].values
        return not lower and (len(word) > _SHORT or word == "May")
    return (
        before is not None and bool(before.text.strip()) and before.text.lower().split()[-1] in CUES
    )


def ends(g: Groups) -> bool:
    """Tell whether no word or number follows a form."""
    after = g.get(":after")
    return after is None or not (after.rule or after.text[:1].isalnum())


def followed(g: Groups, word: str) -> bool:
    after = g.get(":after")
    return after is not None and after.text.lower() == word


def owned(g: Groups) -> bool:
    """Tell whether "'s" follows a form: what is meant is an event of that day."""
    return followed(g, "'s") or followed(g, "’s")


#: Units as TIMEX3 writes them, after the number.
_PERIODS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "workday": "D",
    "workweek": "W",
    "day": "D",
    "night": "TNI",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "millennium": "ML",
}


#: Years of longer units, of which a part is said in years: "half a century".
_IN_YEARS = {"decade": 10, "century": 100, "millennium": 1000}


def period(count: float | None, unit: str) -> str:
    """Return a duration as TIMEX3 writes it: P3D, PT5H, PXW."""
    if unit == "fortnight":
        count, unit = None if count is None else count * 2, "week"
    if unit in ("quarter", "half"):
        size = 3 if unit == "quarter" else 6
        count, unit = None if count is None else count * size, "month"
    if count is not None and count % 1 and unit in _IN_YEARS:
        count, unit = count * _IN_YEARS[unit], "year"
    if count == 0.5 and unit in ("year", "hour"):
        count, unit = (6, "month") if unit == "year" else (30, "minute")
    code = _PERIODS[unit]
    shown = "X" if count is None else f"{count:g}".lstrip("0") or "0"
    return f"PT{shown}{code[1:]}" if code[0] == "T" else f"P{shown}{code}"
