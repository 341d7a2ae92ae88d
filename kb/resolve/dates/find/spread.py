"""What words leave open: the time that they say, where it is more than the likeliest reading.

A TIMEX3 value names one reading; the span of a phrase keeps all that its words allow. In a text,
where verbs and other dates tell more, what is counted exactly has the one reading of its value.

- "Last" and "next" before a day, month or season have two readings ("next Friday", said on a
  Tuesday): where they differ, both are meant.
- "Two weeks ago" is a week of days around that day, "two months ago" that month. "Several" are two
  to eight, "a few" two to six, "a couple" two or three; the result is approximate. Hours ago may
  have been the day before.
- "A year and a half ago" is two months more or less.
- "In the past two weeks" is some time from then to publication.
- "For weeks" began so many weeks before publication and ends on that day or later; "for over two
  weeks" may have begun at any time before.
- A weekday that is not that of its date says no day. Before 1582 it is that of the Julian calendar
  and says nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model.calendar import DAY, Bounds, civil, days, ordinal
from kb.model.timespan import TimeSpan
from kb.resolve.dates.counting import (
    DAYS,
    MONTHS,
    SLACK,
    UnanchoredError,
    day_away,
    distant,
    monday,
    unit_around,
    within,
)
from kb.resolve.dates.find.anchor_calendar import known_years
from kb.resolve.dates.find.anchor_relative import day_with_half

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.resolve.dates.find.said import Said
    from kb.resolve.dates.find.story import Story
    from kb.resolve.dates.find.timex import Timex

#: Counts of units that words leave open: at least, at most.
QUANTITIES = {"couple": (2, 3), "few": (2, 6), "several": (2, 8)}
#: The first day of the Gregorian calendar: before it, weekdays are those of the Julian one.
_GREGORIAN = ordinal(1582, 10, 15)
#: Minutes that are of the same day.
_MINUTES = 120
#: Units that roll on from any day; quarters and decades are those of the calendar.
_ROLLING = frozenset("hour day week fortnight month year".split())
#: What its neighbours tell more of in a text: there it has one reading, that of TIMEX3.
_LOOSE = frozenset({"weekday", "named", "shift", "away", "ahead", "rolling", "ref"})
#: Days of a month, about.
_MONTH = 30
#: Units with a half: how many of which unit they are counted as, and how far off is meant.
_HALVES = {
    "week": (7, "day", 2, "day"),
    "month": (1, "month", 7, "day"),
    "year": (12, "month", 2, "month"),
    "decade": (120, "month", 12, "month"),
    "century": (100, "year", 5, "year"),
}
_COUNTED = DAYS.keys() | MONTHS.keys() | {"hour", "minute"}


def spread(story: Story, said: Said, found: Timex) -> Timex:
    """Return what was found with the span that the words say."""
    rule = _RULES.get(said.op)
    if rule is None or (said.op in _LOOSE and not story.alone and not _is_vague(said)):
        return found
    span = rule(story, said, found)
    return found if span is None else replace(found, span=span)


def _is_vague(said: Said) -> bool:
    if said.count is None:
        return said.op in ("away", "ref") or bool(said.value)
    return said.op in ("away", "ahead") and said.count != int(said.count)


def _amount(said: Said) -> tuple[int, int] | None:
    """Return how many units at least and at most."""
    if said.count is not None:
        count = abs(said.count)
        return (int(count), int(count)) if count == int(count) else None
    vague = said.shift.value if said.shift is not None and said.op == "duration" else said.value
    return QUANTITIES.get(vague, QUANTITIES["several"])


def _both(one: TimeSpan, other: TimeSpan) -> TimeSpan | None:
    return None if one == other else TimeSpan.one_of([one, other])


def _weekday(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    if story.narrative or said.which not in ("last", "next") or said.value or said.number < 0:
        return None
    here = monday(story.now) + (said.weekday or 1) - 1
    step = -7 if said.which == "last" else 7
    passed = here < story.now if step < 0 else here > story.now
    near = here if passed else here + step
    days = (near + said.number, here + step + said.number)
    return _both(*map(TimeSpan.from_days, days))


def _named(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    if story.narrative or said.which not in ("last", "next") or said.day:
        return None
    year = civil(story.now)[0] + (-1 if said.which == "last" else 1)
    spans = [
        TimeSpan.within(x.first or 0, x.last or 0) for x in (found, *known_years(said, [year]))
    ]
    return _both(spans[0], spans[-1])


def _shift(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    if (
        said.unit != "weekend"
        or said.count != 1
        or said.value == "coming"
        or story.narrative
        or found.first is None
    ):
        return None
    if (story.now - 1) % 7 >= 5:
        return None
    return _both(within(unit_around(story.now, "weekend", 0)), _days(found))


def _days(found: Timex) -> TimeSpan:
    return TimeSpan.within(found.first or 0, found.last or 0)


def _away(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    counted = said.which == "deictic" and said.of is None and said.mod in ("", "APPROX")
    if not counted or said.unit not in _COUNTED or (story.narrative and story.at is None):
        return None
    if said.count is not None and said.unit in _HALVES and said.count != int(said.count):
        return _with_half(story, said)
    amount = _amount(said)
    if amount is None or (said.unit == "minute" and amount[1] <= _MINUTES):
        return None
    one, other = (distant(story.now, said.unit, said.number * x) for x in amount)
    span = within(one.join(other))
    return span.qualified(approximate=True) if amount[0] != amount[1] else span


def _with_half(story: Story, said: Said) -> TimeSpan:
    """Return the time around "a year and a half ago", by half of what is added."""
    size, unit, slack, fine = _HALVES[said.unit]
    there = day_away(story.now, unit, round((said.count or 0) * size))
    if said.unit == "month":
        there = day_with_half(story.now, said.unit, said.count or 0)
    first, last = day_away(there, fine, -slack), day_away(there, fine, slack)
    return TimeSpan.within(first, last)


def _ahead(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    if found.kind == "duration" or said.which == "within":
        return _rolling(story, said, found) if said.which == "within" else None
    return _away(story, replace(said, which="deictic", number=1), found)


def _rolling(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    amount = _amount(said)
    if amount is None or said.unit not in _ROLLING or said.which == "this":
        return None
    ahead = said.which in ("next", "coming", "following", "within")
    far = day_away(story.now, said.unit, amount[1] if ahead else -amount[1])
    span = TimeSpan.within(*sorted((story.now, far)))
    return span.qualified(approximate=True) if amount[0] != amount[1] else span


def _duration(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    lasts = said.which == "since" or (said.which == "for" and story.alone)
    return lasting(story, said) if lasts else None


def lasting(story: Story, said: Said) -> TimeSpan | None:
    """Return the time of what has lasted so long at publication, and lasts: "for weeks"."""
    loose = SLACK.get(said.unit, 0)
    if said.unit in _HALVES and said.count is not None and said.count != int(said.count):
        size, unit = _HALVES[said.unit][:2] if said.unit != "month" else (_MONTH, "day")
        said = replace(said, count=round(said.count * size), unit=unit)
    amount = _amount(said)
    if amount is None or said.unit not in _COUNTED:
        return None
    least, most = amount
    last = day_away(story.now, said.unit, -least)
    if said.mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return TimeSpan(days(None, last), days(story.now, None))
    first = day_away(story.now, said.unit, -most)
    slack = loose if least == most else 0
    span = TimeSpan(days(first - slack, last + slack), days(story.now, None))
    return span.qualified(approximate=True) if least != most else span


def _calendar(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    day = found.first
    if said.which == "either" and said.weekday is None and day is not None:
        turned = known_years(replace(said, month=said.day, day=said.month), [civil(day)[0]])
        if not turned:
            return None  # "05/06/2022–31" has no such month
        return _both(TimeSpan.from_days(day), TimeSpan.from_days(turned[0].first or 0))
    if said.weekday is None or day is None or day < _GREGORIAN:
        return None
    if (day - 1) % 7 + 1 != said.weekday:
        raise UnanchoredError  # "Tuesday, 29 August 2022" is no day
    return None


def _range(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    if said.which != "between" or len(found.parts) != 2:
        return None
    from kb.resolve.dates.find.meaning import span_of

    first, last = (span_of(x) for x in found.parts)
    if first is None or last is None or first.earliest is None or last.latest is None:
        return None
    return within(Bounds(first.earliest, last.latest))


def _timed(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    """Return the minute of a clock time, or its hour where no minute was said."""
    hour, _, rest = said.value[1:].partition(":")
    if said.value == "TNI" and story.alone and said.of is not None and found.first is not None:
        return _night(said.of, found.first)
    if not hour.isdigit() or found.first is None or found.first != found.last:
        return None
    if said.which == "midnight":  # that Friday begins with, or ends with
        return TimeSpan.one_of([_minute(found.first), _minute(found.first + 1)])
    minute, _, second = rest.partition(":")
    size = 3600 if said.short else 1 if second else 60
    start = found.first * DAY + int(hour) * 3600 + int(minute or 0) * 60 + int(second or 0)
    bounds = Bounds(start, start + size - 1)
    return TimeSpan(bounds, bounds, offset=None if said.count is None else int(said.count))


def _minute(day: int) -> TimeSpan:
    """Return the first minute of a day."""
    return within(Bounds(day * DAY, day * DAY + 59))


def _night(of: Said, day: int) -> TimeSpan | None:
    """Return the two days of "last night", or of "the night" of which no day is told."""
    if of.op != "shift" or of.unit != "day":
        return None
    if of.which == "deictic" and of.value == "last":
        return TimeSpan.within(day, day + 1)
    return TimeSpan.within(day - 1, day) if of.which == "context" and not of.count else None


def _ref(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    """Return the time of "in recent weeks"."""
    return _rolling(story, replace(said, which="past"), found) if said.unit else None


def _years(story: Story, said: Said, found: Timex) -> TimeSpan | None:
    """Tell which century "the 20s" are of: where two may be meant, it is not known."""
    here = civil(story.now)[0] if said.which == "open" and story.alone else None
    if here is not None and here // 100 * 100 + said.number <= here:
        raise UnanchoredError
    return None


_RULES: dict[str, Callable[[Story, Said, Timex], TimeSpan | None]] = {
    "weekday": _weekday,
    "named": _named,
    "shift": _shift,
    "away": _away,
    "ahead": _ahead,
    "rolling": _rolling,
    "duration": _duration,
    "calendar": _calendar,
    "range": _range,
    "years": _years,
    "timed": _timed,
    "clock": _timed,
    "ref": _ref,
}
