"""Bounds to EDTF text, as short as they allow; `kb.model.edtf` reads it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from kb.model.calendar import (
    LAST_ORDINAL,
    Bounds,
    Precision,
    Unit,
    range_grain,
    single_day,
    unit_at,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class Formattable(Protocol):
    """What can be written as EDTF: a Parsed, a TimeSpan."""

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
    def members(self) -> Iterable[Formattable]: ...


def format_edtf(span: Formattable) -> str:
    """Write a span as EDTF, as short as its bounds allow.

    >>> from kb.model.edtf import parse_edtf
    >>> format_edtf(parse_edtf("[2022-08-01..2022-08-31]"))
    '2022-08'
    """
    if members := list(span.members):
        return "[" + ",".join(_format_element(x) for x in members) + "]"
    return _format_whole(span)


def _format_element(span: Formattable) -> str:
    text = _format_whole(span)
    return text[1:-1] if text[0] == "[" and "/" not in text else text


def _format_whole(span: Formattable) -> str:
    mark = {0: "", 1: "?", 2: "~", 3: "%"}[2 * span.approximate + span.uncertain]
    begin, end = span.begin, span.end
    if begin == end and begin != Bounds():
        return _format_bounds(begin, mark, span.offset)
    since = begin.earliest is None and begin.latest == end.latest
    until = end.latest is None and end.earliest == begin.earliest
    first = ".." if since else _format_bounds(begin, mark, span.offset)
    last = ".." if until else _format_bounds(end, mark, span.offset)
    return f"{first}/{last}"


def _format_bounds(bounds: Bounds, mark: str, offset: int | None) -> str:
    day = single_day(bounds)
    if day is not None and 1 <= day <= LAST_ORDINAL:
        return date.fromordinal(day).isoformat() + mark
    unit = unit_of(bounds)
    if unit and unit.precision != Precision.WEEK:
        return _format_unit(unit, offset) + mark
    precision = range_grain(bounds)
    first, last = (
        "" if x is None else _format_unit(unit_at(x, precision), offset) + mark
        for x in (bounds.earliest, bounds.latest)
    )
    return f"[{first}..{last}]"


def _format_unit(unit: Unit, offset: int | None) -> str:
    year = f"{abs(unit.year):04d}"
    if abs(unit.year) > 9999:
        year = f"Y{'-' if unit.year < 0 else ''}{year}"
    elif unit.year < 0:
        year = f"-{year}"
    if unit.precision >= Precision.YEAR:
        open_digits = unit.precision - Precision.YEAR
        return year[:-open_digits] + "X" * open_digits if open_digits else year
    if unit.precision >= Precision.MONTH:
        return f"{year}-{unit.part:02d}"
    text = f"{year}-{unit.part:02d}-{unit.day:02d}"
    return text if unit.precision == Precision.DAY else text + _format_clock(unit, offset)


def _format_clock(unit: Unit, offset: int | None) -> str:
    minutes, second = divmod(unit.second, 60)
    hour, minute = divmod(minutes, 60)
    parts = (f"T{hour:02d}", f":{minute:02d}", f":{second:02d}")
    text = "".join(parts[: 3 - unit.precision])
    if offset is None:
        return text
    sign, (hours, rest) = "-" if offset < 0 else "+", divmod(abs(offset), 60)
    return text + (f"{sign}{hours:02d}:{rest:02d}" if offset else "Z")
