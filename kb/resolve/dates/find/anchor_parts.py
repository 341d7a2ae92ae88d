"""Parts of a time to days, times of day, and turns of a century."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model.calendar import civil, ordinal
from kb.resolve.dates.counting import DAYS, MONTHS, day_away, monday
from kb.resolve.dates.find.anchor_relative import day_counted
from kb.resolve.dates.find.tense import FUTURE, is_past
from kb.resolve.dates.find.timex import Timex, unit_timex, unit_value

if TYPE_CHECKING:
    from kb.resolve.dates.find.said import Said
    from kb.resolve.dates.find.story import Story, Tense


def part(story: Story, said: Said, tense: Tense) -> Timex | None:
    of = story.read(said.of, tense) if said.of else None
    if of is None or of.first is None or of.last is None:
        return None
    first, last, unit = of.first, of.last, said.unit
    if unit == "around":
        return unit_timex("week", first)
    if unit == "weekend":
        return nth_weekend(said, first, last) if said.number else weekend_of(first)
    if unit == "in week":
        counted = of.unit in ("day", "week") or said.of is None or said.of.of is not None
        day = first if counted or said.of is None else day_counted(story, said.of)
        return unit_timex("day", monday(day) + (said.weekday or 1) - 1)
    if unit == "beside":
        day = first - 1 if said.number < 0 else last + 1
        there = monday(day) + (said.weekday or 1) - 1
        passed = there > day if said.number < 0 else there < day
        return unit_timex("day", there + 7 * said.number if passed else there)
    if unit == "rest":
        start = max(first, story.now) if story.published and not story.narrative else first
        return replace(of, first=start if start <= last else first, anchor="rest")
    if unit == "weekday":
        return nth_weekday(said, first, last)
    if unit == "half":
        if first == last:  # halves of a day have no days of their own
            return replace(of, mod="START" if said.number == 1 else "END")
        middle = (first + last) // 2
        year = civil(first)[0]
        if of.unit == "month":
            middle = first + 14
        if of.unit == "year":
            return unit_timex("half", ordinal(year, 1 if said.number == 1 else 7))
        bounds = (first, middle) if said.number == 1 else (middle + 1, last)
        return replace(
            of,
            first=bounds[0],
            last=bounds[1],
            mod="START" if said.number == 1 else "END",
            unit="half",
        )
    if said.count is None:
        return replace(of, mod="START" if said.number > 0 else "END")
    size = int(said.count)
    if unit == "day":
        start = first + (said.number - 1) * size if said.number > 0 else last - size + 1
        if size == 1:
            return unit_timex("day", start) if first <= start <= last else None
        return Timex(
            "date",
            unit_value(of.unit, first),
            "START" if said.number > 0 else "END",
            start,
            start + size - 1,
        )
    if unit == "week":
        start = first + (said.number - 1) * 7 * size if said.number > 0 else last - 7 * size + 1
        value = unit_value("week", start + 3)
        if of.unit == "year":  # whose weeks ISO 8601 counts
            start = monday(start + 3)
        return Timex("date", value, "", start, start + 7 * size - 1, unit="week")
    if unit in ("month", "year", "decade", "quarter"):
        anchor = first if said.number > 0 else last
        steps = (said.number - 1) * size if said.number > 0 else 1 - size
        one = unit_timex(unit, anchor, steps)
        if size == 1:
            return one
        end = unit_timex(unit, one.first or 0, size - 1)
        return Timex("date", of.value, "START" if said.number > 0 else "END", one.first, end.last)
    return None


#: Years around the turn of a longer time that it may be: days, for a year.
_TURNS = {"decade": 1, "century": 5, "millennium": 5}
#: Days around the turn of a year.
_TURN_OF_YEAR = 14


def turn(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve "the turn of the century": around where it begins, the nearest one to the story."""
    of = story.read(said.of, tense) if said.of else None
    if of is None or of.first is None or of.last is None or said.of is None:
        return None
    first, value = of.first, of.value
    if said.of.op == "shift" and not said.of.count and story.now - first > of.last - story.now:
        first = of.last + 1
        value = unit_timex(said.unit, first).value
    slack = _TURNS.get(said.unit)
    year = civil(first)[0]
    begin = ordinal(year - slack) if slack else first - _TURN_OF_YEAR
    end = ordinal(year + slack, 12, 31) if slack else first + _TURN_OF_YEAR - 1
    return Timex("date", value, "START", begin, end, unit="turn")


def weekend_of(day: int) -> Timex:
    """Return the weekend nearest to a day, with the days that join the two."""
    saturday = monday(day) + (5 if (day - 1) % 7 >= 2 else -2)
    value = unit_value("weekend", saturday)
    return Timex("date", value, first=min(day, saturday), last=max(day, saturday + 1), unit="week")


def nth_weekend(said: Said, first: int, last: int) -> Timex | None:
    saturday = nth_weekday(replace(said, weekday=6), first, last)
    return unit_timex("weekend", saturday.first or 0) if saturday is not None else None


def nth_weekday(said: Said, first: int, last: int) -> Timex | None:
    days = [x for x in range(first, last + 1) if (x - 1) % 7 + 1 == said.weekday]
    place = said.number - 1 if said.number > 0 else said.number
    return unit_timex("day", days[place]) if -len(days) <= place < len(days) else None


def timed(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve a time of a day, or a part of it."""
    of = story.read(said.of, tense) if said.of else None
    if of is None or of.first is None:
        return None
    day = of.value if of.value.startswith("BC") else of.value[:10].partition("T")[0]
    return replace(of, kind="time", value=day + said.value)


def clock(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve a time without its day: that of publication, or the last one mentioned."""
    day = story.clock_day
    value = unit_value("day", day) + said.value
    return Timex("time", value, first=day, last=day, unit="day")


def duration(story: Story, said: Said, tense: Tense) -> Timex | None:
    return Timex("duration", said.value, said.mod)


def repeated(story: Story, said: Said, tense: Tense) -> Timex | None:
    return Timex("set", said.value)


def ref(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Return "now", "recently", "soon", which name no days.

    Of a past, "soon" says what came next and not when: it is no expression there. "Now" is one,
    as all triggers of the TIDES guideline are (Ferro et al. 2005), as are "former" and "that time".
    """
    if said.which == "to date" and story.published is not None:
        now = story.published
        return Timex("reference", said.value, first=now, last=now, unit="to date")
    past = said.which == "adverb" and said.value != "PRESENT_REF"
    if past and (story.narrative or said.value == "FUTURE_REF") and is_past(tense()):
        return None
    return Timex("reference", said.value)


def lasting(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve "two weeks starting May 20": from that day, as many as it says."""
    begin = story.resolve(said.of, lambda: FUTURE) if said.of else None
    lasts = said.to
    if begin is None or begin.first is None or lasts is None:
        return None
    if lasts.unit not in DAYS and lasts.unit not in MONTHS:
        return None
    last = day_away(begin.first, lasts.unit, int(lasts.count or 0)) - 1
    value = f"{begin.value}/{lasts.value}"
    return Timex("date", value, "", begin.first, max(begin.first, last), "lasting")
