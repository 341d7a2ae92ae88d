"""A date in the words of a table of messages, for other languages than English.

`months` has the twelve months as they stand alone, `months_of` as they stand after a day or a
preposition. Each form has a message: `date_within`, `date_between` and so on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.calendar import Precision, range_grain, unit_at, unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.model.calendar import Bounds, Unit
    from kb.model.timespan import TimeSpan

    Messages = Mapping[str, str]

__all__ = ["span_words"]


def span_words(span: TimeSpan, messages: Messages) -> str:
    """Return a span in words."""
    members = [_plain(each, messages) for each in span.members]
    text = messages["date_or"].join(members) if members else _plain(span, messages)
    if span.approximate:
        text = messages["date_about"].format(text)
    return messages["date_perhaps"].format(text) if span.uncertain else text


def _plain(span: TimeSpan, messages: Messages) -> str:
    begin, end = span.begin, span.end
    if begin == end:
        return _within(begin, messages)
    if end.latest is None and end.earliest == begin.earliest:
        return messages["date_since"].format(_moment(begin, messages))
    if begin.earliest is None and begin.latest == end.latest:
        return messages["date_until"].format(_moment(end, messages))
    return messages["date_from_to"].format(_moment(begin, messages), _moment(end, messages))


def _within(bounds: Bounds, messages: Messages) -> str:
    unit = unit_of(bounds)
    if unit and unit.precision <= Precision.DAY:
        return _unit(unit, messages)
    if unit:
        return messages["date_within"].format(_unit(unit, messages))
    return _edges(bounds, messages)


def _moment(bounds: Bounds, messages: Messages) -> str:
    unit = unit_of(bounds)
    return _unit(unit, messages, after=True) if unit else _edges(bounds, messages)


def _edges(bounds: Bounds, messages: Messages) -> str:
    size = range_grain(bounds)
    first, last = (
        "" if at is None else _unit(unit_at(at, size), messages, after=True)
        for at in (bounds.earliest, bounds.latest)
    )
    if first and last:
        return messages["date_between"].format(first, last)
    if last:
        return messages["date_by"].format(last)
    return messages["date_or_later"].format(first) if first else messages["no_date"]


def _unit(unit: Unit, messages: Messages, *, after: bool = False) -> str:
    """Say a unit; `after` a preposition, in the case that one takes."""
    year = str(unit.year) if unit.year > 0 else messages["bc"].format(year=1 - unit.year)
    month = messages["months_of"].split()[unit.part - 1] if 1 <= unit.part <= 12 else ""
    match unit.precision:
        case Precision.MILLENNIUM | Precision.CENTURY | Precision.DECADE:
            return messages["date_years"].format(unit.year)
        case Precision.YEAR:
            return year
        case Precision.SEASON:
            names = messages["seasons_of" if after else "seasons"].split(";")
            return f"{names[unit.part - 21]} {year}" if unit.part - 21 < len(names) else year
        case Precision.MONTH:
            alone = messages["months_alone"].split()[unit.part - 1]
            return f"{month if after else alone} {year}"
        case Precision.WEEK:
            return messages["date_week"].format(f"{unit.day} {month} {year}")
    day = f"{unit.day} {month} {year}"
    if unit.precision == Precision.DAY:
        return day
    minutes = unit.second // 60
    return messages["date_clock"].format(f"{minutes // 60:02d}:{minutes % 60:02d}", day)
