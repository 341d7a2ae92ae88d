"""What an expression means as a time span: no more than it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import InvalidTimeSpan
from kb.model.calendar import DAY, Bounds, days
from kb.model.timespan import TimeSpan
from kb.resolve.dates.counting import third, within

if TYPE_CHECKING:
    from kb.resolve.dates.find.timex import Timex

_THIRDS = {"START": 0, "MID": 1, "END": 2}


def span_of(found: Timex, bound: str = "") -> TimeSpan | None:
    """Return the span of what was found, bounded by the word before it."""
    if found.span is None and (found.first is None or found.last is None):
        return None
    span = _whole(found)
    return _bounded(span, bound, found) if bound else span


def _whole(found: Timex) -> TimeSpan:
    first, last = found.first or 0, found.last or 0
    if found.span is not None and found.mod not in _THIRDS:
        near = found.mod == "APPROX"
        return found.span.qualified(approximate=True) if near else found.span
    if len(found.parts) == 2 and found.unit == "range":
        one, other = (span_of(x) for x in found.parts)
        if one is not None and other is not None and (other.latest or 0) >= (one.earliest or 0):
            begin, end = Bounds(one.earliest, one.latest), Bounds(other.earliest, other.latest)
            return TimeSpan(begin, end, one.approximate or other.approximate)
    if found.unit == "to date":
        return TimeSpan(days(None, last), days(None, last))
    if found.unit == "lasting":
        return TimeSpan(days(first, first), days(last, last))
    if found.unit in ("list", "or"):
        spans = [x for x in map(span_of, found.parts) if x is not None]
        if found.unit == "or":
            return TimeSpan.one_of(spans)
        ordered = sorted(spans, key=lambda x: x.sort_key)
        try:
            return TimeSpan.parse("{" + ",".join(x.edtf for x in ordered) + "}")
        except InvalidTimeSpan:  # a member that is itself one of several
            return TimeSpan.within(min(first, last), max(first, last))
    span = TimeSpan.from_days(first) if first == last else TimeSpan.within(first, last)
    if (
        found.mod in _THIRDS
        and first != last
        and found.unit in ("week", "month", "season", "quarter", "year", "decade", "century")
    ):
        span = within(third(span, first, last, _THIRDS[found.mod]))
    if found.mod == "MORE_THAN":
        past = found.anchor == "past"
        bounds = days(None, last) if past else days(first, None)
        return TimeSpan(bounds, bounds)
    return span.qualified(approximate=True) if found.mod == "APPROX" else span


def _bounded(span: TimeSpan, bound: str, found: Timex) -> TimeSpan:
    begin, end = span.earliest, span.latest
    if begin is None or end is None:
        return span
    if bound == "of the day" and found.first is not None:
        return TimeSpan.from_days(found.first)
    if bound == "about":
        return span.qualified(approximate=True)
    if bound == "before" and found.mod == "END":
        bound = "by"
    if bound in ("by", "before"):
        bounds = Bounds(None, end if bound == "by" else begin - 1)
        return TimeSpan(bounds, bounds, span.approximate)
    if bound == "from_on":
        return TimeSpan(Bounds(begin, None), Bounds(begin, None), span.approximate)
    if bound == "throughout":
        return TimeSpan.from_days(begin // DAY, end // DAY)
    if bound == "since the start":
        end = begin - begin % DAY + DAY - 1
    if bound == "after":
        return TimeSpan(Bounds(end + 1, None), Bounds(end + 1, None), span.approximate)
    if bound in ("until", "till"):
        return TimeSpan(Bounds(None, end), Bounds(begin, end), span.approximate)
    return TimeSpan(Bounds(begin, end), Bounds(begin, None), span.approximate)
