"""Nights, which are of two days, and times that are meant from their begin to their end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model.timespan import TimeSpan
from kb.resolve.dates.find.anchor_ranges import shared
from kb.resolve.dates.find.meaning import span_of
from kb.resolve.dates.find.timex import Timex, unit_value

if TYPE_CHECKING:
    from kb.resolve.dates.find.said import Said
    from kb.resolve.dates.find.story import Story, Tense


def night(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve the night to a day, which began the day before, or that from one to another."""
    if said.of is None:
        return None
    first, last = shared(said.of, said.to) if said.to is not None else (None, said.of)
    end = story.read(last, tense)
    if end is None or end.first is None or end.first != end.last:
        return None
    begin = end.first - 1
    parts: tuple[Timex, ...] = ()
    if first is not None:
        found = story.read(first, tense)
        if found is None or found.first is None:
            return None
        begin = found.first if found.first <= end.first else begin
        parts = (found, end)
    value = unit_value("day", begin) + "TNI"
    span = TimeSpan.within(begin, end.first)
    return Timex("time", value, first=begin, last=end.first, unit="night", parts=parts, span=span)


def throughout(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve "all week": what lasted from the begin of it to the end."""
    found = story.read(said.of, tense) if said.of is not None else None
    if found is None or found.first is None or found.last is None:
        return None
    return replace(found, span=TimeSpan.from_days(found.first, found.last))


def about(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve "around mid-August", of which TIMEX3 has a place for one half alone."""
    found = story.resolve(said.of, tense) if said.of is not None else None
    span = span_of(found) if found is not None else None
    if found is None or span is None:
        return None
    return replace(found, span=span.qualified(approximate=True), mod="")
