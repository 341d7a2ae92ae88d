"""A date in English words."""

from __future__ import annotations

from typing import Protocol

from kb.model.calendar import Bounds, Precision, Unit, range_grain, unit_at, unit_of

MONTHS = (
    *("", "January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SEASON_NAMES = ("spring", "summer", "autumn", "winter")
_QUARTERS = ("first", "second", "third", "last")


class Describable(Protocol):
    """What can be said in words: a TimeSpan."""

    @property
    def begin(self) -> Bounds: ...
    @property
    def end(self) -> Bounds: ...
    @property
    def approximate(self) -> bool: ...
    @property
    def uncertain(self) -> bool: ...
    @property
    def offset(self) -> int | None: ...
    @property
    def members(self) -> tuple[Describable, ...]: ...


def words_of(span: Describable) -> str:
    """Say a span in English.

    >>> from kb.model.timespan import TimeSpan
    >>> words_of(TimeSpan.parse("2022-08-28~/2022-09-03~"))
    'about 28 August to 3 September 2022'
    """
    text = _join_or([_bare(_plain(x)) for x in span.members]) if span.members else _plain(span)
    if span.approximate:
        text = f"{'roughly' if ' between ' in text else 'about'} {_bare(text)}"
    return f"perhaps {text}" if span.uncertain else text


def _bare(text: str) -> str:
    return text.removeprefix("some time in ")


def _plain(span: Describable) -> str:
    begin, end, offset = span.begin, span.end, span.offset
    if begin == end:
        return _within(begin, offset)
    since = begin.earliest is None and begin.latest == end.latest
    until = end.latest is None and end.earliest == begin.earliest
    if until:
        return f"since {_bare(_within(begin, offset))}"
    if since:
        return f"until {_bare(_within(end, offset))}"
    first, last = (_bare(_within(x, offset)) for x in (begin, end))
    if begin.earliest is None:
        first = f"{first.removeprefix('by ')} or earlier"
    return _shorten(f"from {first}" if " " in first and not unit_of(begin) else first, "to", last)


def _within(bounds: Bounds, offset: int | None) -> str:
    unit = unit_of(bounds)
    if unit:
        text = _unit(unit, offset)
        return text if unit.precision <= Precision.DAY else f"some time in {text}"
    first, last = _edges(bounds, offset)
    if first and last:
        return "some time " + _shorten(f"between {first}", "and", last)
    if last:
        return f"by {last}"
    return f"{first} or later" if first else "undetermined"


def _edges(bounds: Bounds, offset: int | None) -> tuple[str, str]:
    size = range_grain(bounds)
    first, last = (
        "" if x is None else _unit(unit_at(x, size), offset)
        for x in (bounds.earliest, bounds.latest)
    )
    return first, last


def _unit(unit: Unit, offset: int | None) -> str:
    year, part = _year(unit.year), unit.part
    match unit.precision:
        case Precision.MILLENNIUM | Precision.CENTURY | Precision.DECADE:
            return (
                f"the {unit.year}s"
                if unit.precision != Precision.MILLENNIUM
                else (f"the years {year} to {unit.year + 999}")
            )
        case Precision.YEAR:
            return year
        case Precision.SEASON:
            return _season(part, unit.year)
        case Precision.MONTH:
            return f"{MONTHS[part]} {year}"
        case Precision.WEEK:
            return f"the week of {unit.day} {MONTHS[part]} {year}"
        case Precision.DAY:
            return f"{unit.day} {MONTHS[part]} {year}"
    return f"{_clock(unit, offset)} on {unit.day} {MONTHS[part]} {year}"


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def _season(code: int, year: int) -> str:
    if code <= 24:
        name = _SEASON_NAMES[code - 21]
        return f"{name} {year}–{(year + 1) % 100:02d}" if code == 24 else f"{name} {_year(year)}"
    if code <= 36:
        return f"the {_QUARTERS[code - 33]} quarter of {_year(year)}"
    if code <= 39:
        return f"the {_QUARTERS[min(code - 37, 1)] if code < 39 else 'last'} third of {_year(year)}"
    return f"the {'first' if code == 40 else 'second'} half of {_year(year)}"


def _clock(unit: Unit, offset: int | None) -> str:
    minutes, second = divmod(unit.second, 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    text += f":{second:02d}" if unit.precision == Precision.SECOND else ""
    if offset is None:
        return text
    hours, rest = divmod(abs(offset), 60)
    zone = f"{'-' if offset < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")
    return f"{text} UTC{zone if offset else ''}"


def _shorten(first: str, joint: str, last: str) -> str:
    """Join two dates, saying month and year once where both end in them."""
    head, tail = first.split(" "), last.split(" ")
    same = 0
    while same < min(2, len(head) - 1, len(tail) - 1) and head[-1 - same] == tail[-1 - same]:
        same += 1
    return f"{' '.join(head[: len(head) - same])} {joint} {last}"


def _join_or(texts: list[str]) -> str:
    text = _shorten(texts[-2], "or", texts[-1])
    for other in reversed(texts[:-2]):
        text = _shorten(other, ",", text).replace(" ,", ",")
    return text
