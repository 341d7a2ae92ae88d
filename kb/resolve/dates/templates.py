"""A single date by the kinds of its words: a template, and what it makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kb.model.calendar import years
from kb.model.timespan import TimeSpan
from kb.resolve.dates.expressions import (
    QUANTITIES,
    Calendar,
    Expression,
    Fixed,
    Named,
    Rolling,
    Shift,
    Weekday,
)

if TYPE_CHECKING:
    from kb.resolve.dates.lexicon import Token

#: How many units of the calendar lie between publication and what "last", "this", "next" mean.
SHIFTS = {"last": -1, "this": 0, "next": 1}
#: Parts of a year that are counted: the EDTF code of the first, and how many there are.
PARTS_OF_YEAR = {"quarter": (33, 4), "half": (40, 2)}

Values = dict[str, Any]


_Rule = Callable[[Values], Expression | None]


Templates = dict[int, list[tuple[tuple[str, ...], _Rule]]]


def match_template(tokens: Sequence[Token], templates: Templates) -> Expression | None:
    """Return what the first template that fits all the tokens makes of them."""
    for names, rule in templates.get(len(tokens), ()):
        values = [_value(token, name) for token, name in zip(tokens, names, strict=True)]
        if None not in values and (found := rule(dict(zip(names, values, strict=True)))):
            return found
    return None


def _value(token: Token, name: str) -> Any:
    if name == "day":
        number: int = token.tags.get("ordinal", token.tags.get("number", 0))
        spelt = not token.text[0].isdigit() and "number" in token.tags
        return number if 1 <= number <= 31 and not spelt else None
    if name == "numeral":  # "the 12th", in digits
        return token.tags.get("ordinal") if token.text[0].isdigit() else None
    if name in ("in", "ago", "later", "bc", "decade_of"):
        return name if name in token.marks else None
    return token.tags.get(name)


def _calendar(values: Values) -> Expression | None:
    return Calendar(**values)


def _decade_of(values: Values) -> Expression | None:
    year = values["year"]
    if year % 10:
        return None
    return Fixed(TimeSpan(years(year, year + 9), years(year, year + 9)))


def _bare(values: Values) -> Expression | None:
    return Calendar(**values, bare=True)


def _numeral(values: Values) -> Expression | None:
    return Calendar(day=values["numeral"])


def _weekday(values: Values) -> Expression | None:
    which = values.get("named") or values.get("which", "")
    return Weekday(values["weekday"], which, values.get("week_shift"))


def _named(values: Values) -> Expression | None:
    if "named" in values:
        values["which"] = values.pop("named")
    return Named(**values)


def _whole(values: Values) -> Expression | None:
    which, unit = values["which"], values["unit"]
    if which in SHIFTS:
        return Shift(unit, SHIFTS[which], SHIFTS[which], whole=True)
    return Rolling(unit, 1, 1, future=which == "coming")


def _count(values: Values) -> tuple[int, int]:
    if "number" in values:
        return values["number"], values["number"]
    if "quantity" in values or "units" in values:
        return QUANTITIES[values.get("quantity", "")]
    return 1, 1


def _duration(values: Values) -> Expression | None:
    which = values.get("which", "last")
    if which == "this":
        return None
    unit = values.get("units") or values["unit"]
    return Rolling(unit, *_count(values), future=which in ("next", "coming"))


def _ago(values: Values) -> Expression | None:
    low, high = _count(values)
    return Shift(values.get("units") or values["unit"], -high, -low)


def _ahead(values: Values) -> Expression | None:
    return Shift(values.get("units") or values["unit"], *_count(values))


def _deictic(values: Values) -> Expression | None:
    return Shift("day", values["deictic"], values["deictic"], whole=True)


def _weekend(values: Values) -> Expression | None:
    return Shift("weekend", 0, 0) if values["unit"] == "weekend" else None


def _century(values: Values) -> Expression | None:
    number = int(values.get("ordinal") or values.get("roman") or 0)
    if (values.get("unit") or values.get("units")) != "century" or number < 1:
        return None
    bounds = years(number * 100 - 100, number * 100 - 1)
    if "bc" in values:
        bounds = years(1 - number * 100, 100 - number * 100)
    return Fixed(TimeSpan(bounds, bounds))


def _part_of_year(values: Values) -> Expression | None:
    """Read "third quarter of 2022", "first half of last year"."""
    unit, number = values.pop("unit", ""), values.pop("ordinal", None) or values.pop("roman", 0)
    first, count = PARTS_OF_YEAR.get(unit, (0, 0))
    number = count if number == -1 else number
    return Calendar(season=first + number - 1, **values) if 1 <= number <= count else None


def _numbered_unit(values: Values) -> Expression | None:
    return _century(values) or _part_of_year(values)


def _given(values: Values) -> Expression | None:
    found: Expression = values["expression"]
    if "weekday" not in values:
        return found
    return replace(found, weekday=values["weekday"]) if isinstance(found, Calendar) else None


def _by_length(rules: dict[str, _Rule]) -> Templates:
    found: Templates = {}
    for template, rule in rules.items():
        names = tuple(template.split(" "))
        found.setdefault(len(names), []).append((names, rule))
    return found


_CALENDAR = """
day month year
month day year
year month day
day month
month day
month year
year month
month
year
season year
year season
season
weekday day month
weekday month day
weekday day month year
weekday month day year
day month year weekday
weekday day
day month year_shift
month day year_shift
month year_shift
season year_shift
year_shift day month
year_shift month day
year_shift month
year_shift season
day month_shift
month_shift day
"""
_COUNTED = """
which number units
which quantity units
which units
number which units
"""
_AGO = """
number units ago
number unit ago
quantity units ago
units ago
unit ago
ago number units
ago number unit
ago quantity units
ago units
ago unit
"""
_AHEAD = """
in number units
in number unit
in quantity units
in unit
number units later
number unit later
"""


def _rules(templates: str, rule: _Rule) -> dict[str, _Rule]:
    return dict.fromkeys(templates.strip().splitlines(), rule)


#: Durations alone: what stands after "for".
DURATIONS = _by_length(
    _rules("number units\nnumber unit\nquantity units\nunits\nunit\nwhich unit", _duration)
    | _rules(_COUNTED, _duration)
)

#: Dates; what is tried first stands first.
TEMPLATES = _by_length(
    {"expression": _given, "weekday expression": _given}
    | _rules(_CALENDAR, _calendar)
    | {"deictic": _deictic}
    | _rules("decade_of year", _decade_of)
    | _rules("named weekday\nweekday named", _weekday)
    | _rules("named month\nnamed season", _named)
    | _rules("weekday\nwhich weekday\nweekday week_shift\nweek_shift weekday", _weekday)
    | _rules("which month\nwhich season", _named)
    | {"which unit": _whole}
    | _rules(_COUNTED, _duration)
    | _rules(_AGO, _ago)
    | _rules(_AHEAD, _ahead)
    | {"unit": _weekend}
    | _rules(
        "ordinal unit\nroman unit\nunit roman\nunit ordinal\n"
        "ordinal units\nroman units\nunits roman\nunits ordinal",
        _numbered_unit,
    )
    | _rules(
        "unit ordinal year\nunit ordinal year_shift\nordinal unit year\n"
        "ordinal unit year_shift\nroman unit year",
        _part_of_year,
    )
    | {"numeral": _numeral, "day": _bare, "day year": _bare, "ordinal unit bc": _century}
    | _rules(
        "roman unit bc\nroman units bc\nunits roman bc\n"
        "unit roman bc\nunit ordinal bc\nunit number bc",
        _century,
    )
)
