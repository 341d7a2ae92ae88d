"""Expressions to time spans: what a phrase says, given the day on which it was published.

The rules, where language leaves room (each has its row in `tests/cases/dates.csv`):

- A day or month without a year is that of the year of publication, since that is when newspapers
  leave the year out. It is that of the next year where that is at most two months ahead, and that
  of the last where this year's is over half a year ahead. After "since" it is the latest that is
  not in the future; after "by", "until" and "before" the one from four months before publication
  to eight after it.
- A weekday alone is the latest on or before publication. "Last" and "next" have two readings
  ("next Friday", said on a Tuesday): where they differ, both are meant. So has "last August".
- "Last week" is the week before, Monday to Sunday. "Two weeks ago" is a week of days around that
  day; "two months ago" that month. "Several" are two to eight, "a few" two to six, "a couple" two
  or three; the result is approximate. Hours ago may have been the day before.
- "For weeks" began so many weeks before publication, and ends on the day of publication or later;
  "for over two weeks" may have begun at any time before.
- "In the past two weeks" is some time from then to publication.
- "Overnight" is some time on the day of publication or the day before.
- "Early", "mid" and "late" are the thirds of a time: 1–10, 11–20 and 21–31 August. "End of" is
  "late" and "beginning of" is "early". "Earlier this week" is up to the day of publication.
- "By" a time is up to its end, "before" it up to the day before it begins, "after" it from the day
  after it ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.errors import InvalidTimeSpan
from kb.model.calendar import (
    DAY,
    SEASONS,
    Bounds,
    civil,
    days,
    month_length,
    months,
    ordinal,
    years,
)
from kb.model.timespan import TimeSpan
from kb.resolve.dates.counting import (
    SLACK,
    UnanchoredError,
    counted,
    day_away,
    day_range,
    distant,
    monday,
    third,
    unit_around,
    within,
)
from kb.resolve.dates.expressions import (
    Bounded,
    Calendar,
    Changed,
    Clock,
    Expression,
    Fixed,
    Lasting,
    Named,
    Pair,
    Part,
    Rolling,
    Several,
    Shift,
    Weekday,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Where a date without a year is looked for: about publication, before it, or mostly after it.
ABOUT, PAST, FUTURE = "about", "past", "future"
#: Days that what is "by" a date may lie behind; days that a date without a year may lie ahead, in
#: the year of publication and in the next.
LATELY, HALF_A_YEAR, SOON = 120, 183, 61
#: The first day of the Gregorian calendar: before it, weekdays are those of the Julian one.
_GREGORIAN = ordinal(1582, 10, 15)
_LEAN = {"starting": FUTURE, "since": PAST, "by": FUTURE, "until": FUTURE, "before": FUTURE}


def anchor(expression: Expression, published: int | None) -> TimeSpan | None:
    """Return the time that an expression means, published on a day (an ordinal).

    None where it cannot be known: the day is not known, or there is no such date.
    """
    try:
        return _Anchor(published).span(expression)
    except (UnanchoredError, InvalidTimeSpan):
        return None


class _Anchor:
    """The day of publication, and where dates without a year are looked for."""

    def __init__(self, published: int | None, lean: str = ABOUT) -> None:
        self.published = published
        self.lean = lean

    @property
    def day(self) -> int:
        if self.published is None:
            raise UnanchoredError
        return self.published

    def span(self, expression: Expression) -> TimeSpan:
        rule: Callable[[_Anchor, Any], TimeSpan] = _RULES[type(expression)]
        return rule(self, expression)


def _fixed(_: _Anchor, said: Fixed) -> TimeSpan:
    return said.span


# Dates of the calendar.


def _calendar(at: _Anchor, said: Calendar) -> TimeSpan:
    year = said.year
    if said.year_shift is not None:
        year = civil(at.day)[0] + said.year_shift
    if said.month_shift is not None or (said.day and not said.month):
        return _day_of_month(at, said)
    if year is not None:
        return _checked(_in_year(said, year), said.weekday)
    return _nearest(at, said)


def _day_of_month(at: _Anchor, said: Calendar) -> TimeSpan:
    """Resolve "the 5th" to the nearest fifth, "the 5th of last month" to the one of that month."""
    year, month, _ = civil(at.day)
    shifts = (0, -1, 1) if said.month_shift is None else (said.month_shift,)
    found = []
    for shift in shifts:
        over, of_year = divmod(month - 1 + shift, 12)
        if (said.day or 0) <= month_length(year + over, of_year + 1):
            found.append(TimeSpan.from_days(ordinal(year + over, of_year + 1, said.day or 1)))
    return _choose(at, [x for x in found if _is_on(x, said.weekday)])


def _in_year(said: Calendar, year: int) -> TimeSpan:
    if said.season:
        return within(months(year, *SEASONS[said.season]))
    if not said.month:
        return within(years(year, year))
    if not said.day:
        return within(months(year, said.month))
    return TimeSpan.from_days(ordinal(year, said.month, said.day))


def _checked(span: TimeSpan, weekday: int | None) -> TimeSpan:
    if day_range(span)[1] > _GREGORIAN and not _is_on(span, weekday):
        raise UnanchoredError  # "Tuesday, 29 August 2022" is no day
    return span


def _is_on(span: TimeSpan, weekday: int | None) -> bool:
    return weekday is None or (day_range(span)[0] - 1) % 7 + 1 == weekday


def _nearest(at: _Anchor, said: Calendar) -> TimeSpan:
    """Resolve a date without a year."""
    year = civil(at.day)[0]
    found = []
    for candidate in (year - 1, year, year + 1):
        leap = not (said.month == 2 and said.day == 29) or month_length(candidate, 2) == 29
        if leap and _is_on(span := _in_year(said, candidate), said.weekday):
            found.append(span)
    return _choose(at, found)


def _choose(at: _Anchor, spans: Iterable[TimeSpan]) -> TimeSpan:
    """Choose the span that lies best to publication."""

    def order(span: TimeSpan) -> tuple[bool, int, int]:
        first, last = day_range(span)
        doubtful = {
            PAST: first > at.day,
            FUTURE: last < at.day - LATELY,
            ABOUT: not _is_of_the_time(first, last, at.day),
        }[at.lean]
        return doubtful, max(first - at.day, at.day - last, 0), first

    limit = at.day + (366 if at.lean == FUTURE else HALF_A_YEAR)
    found = sorted((x for x in spans if day_range(x)[0] <= limit), key=order)
    if not found:
        raise UnanchoredError
    return found[0]


def _is_of_the_time(first: int, last: int, day: int) -> bool:
    """Tell whether news of a day would leave out the year of a date."""
    if civil(first)[0] == civil(day)[0]:
        return first <= day + HALF_A_YEAR
    return day < first <= day + SOON


def _named(at: _Anchor, said: Named) -> TimeSpan:
    year = civil(at.day)[0]
    calendar = Calendar(month=said.month, season=said.season)
    spans = [_in_year(calendar, year + shift) for shift in (-2, -1, 0, 1, 2)]
    if said.which == "this":
        return spans[2]
    before = [x for x in spans if day_range(x)[1] < at.day]
    after = [x for x in spans if day_range(x)[0] > at.day]
    if said.which in ("coming", "past"):
        return after[0] if said.which == "coming" else before[-1]
    nearest, other = (before[-1], spans[1]) if said.which == "last" else (after[0], spans[3])
    return TimeSpan.one_of([nearest, other])


# Weeks and their days.


def _weekday(at: _Anchor, said: Weekday) -> TimeSpan:
    here = monday(at.day) + said.day - 1  # in the week of publication
    if said.week_shift is not None:
        return TimeSpan.from_days(here + 7 * said.week_shift)
    latest = here if here <= at.day else here - 7
    before = here if here < at.day else here - 7
    after = here if here > at.day else here + 7
    match said.which:
        case "this":
            return TimeSpan.from_days(here)
        case "last":
            return TimeSpan.one_of([TimeSpan.from_days(here - 7), TimeSpan.from_days(before)])
        case "next":
            return TimeSpan.one_of([TimeSpan.from_days(after), TimeSpan.from_days(here + 7)])
        case "coming":
            return TimeSpan.from_days(after)
        case "past":
            return TimeSpan.from_days(before)
    forward = at.lean == FUTURE and here != at.day
    return TimeSpan.from_days(after if forward else latest)


# Times counted from publication.


def _shift(at: _Anchor, said: Shift) -> TimeSpan:
    if said.unit == "weekend" and not said.whole:
        saturday = monday(at.day) + 5
        first = saturday if saturday <= at.day else saturday - 7
        return within(days(first, first + 1))
    if said.whole:
        span = within(unit_around(at.day, said.unit, said.low))
        if said.unit == "weekend" and said.low == 1 and at.day - monday(at.day) < 5:
            return TimeSpan.one_of([within(unit_around(at.day, "weekend", 0)), span])
        return span
    far, near = distant(at.day, said.unit, said.low), distant(at.day, said.unit, said.high)
    span = within(far.join(near))
    return span.qualified(approximate=True) if said.low != said.high else span


def _rolling(at: _Anchor, said: Rolling) -> TimeSpan:
    count = said.high if said.future else -said.high
    first, last = sorted((at.day, day_away(at.day, said.unit, count)))
    span = TimeSpan.within(first, last)
    return span.qualified(approximate=True) if said.low != said.high else span


def _lasting(at: _Anchor, said: Lasting) -> TimeSpan:
    last = day_away(at.day, said.unit, -said.low)
    if said.high is None:
        return TimeSpan(days(None, last), days(at.day, None))
    first = day_away(at.day, said.unit, -said.high)
    slack = SLACK.get(said.unit, 0) if said.low == said.high else 0
    span = TimeSpan(days(first - slack, last + slack), days(at.day, None))
    return span.qualified(approximate=True) if said.low != said.high else span


# Parts of a time.


def _part(at: _Anchor, said: Part) -> TimeSpan:
    whole = at.span(said.of)
    first, last = day_range(whole)
    if said.which == "around":
        return within(unit_around(first, said.unit, 0))
    if first == last:
        return whole
    if said.which in ("earlier", "later"):
        rest = days(None, at.day) if said.which == "earlier" else days(at.day, None)
        met = whole.begin.meet(rest)
        if met is None:
            raise UnanchoredError
        return within(met)
    if said.which:
        return within(third(whole, first, last, ("early", "mid", "late").index(said.which)))
    return within(counted(said, first, last))


def _clock(at: _Anchor, said: Clock) -> TimeSpan:
    first, last = day_range(at.span(said.of))
    if first != last:
        raise UnanchoredError
    start = first * DAY + said.second
    bounds = Bounds(start, start + said.size - 1)
    return TimeSpan(bounds, bounds, offset=said.offset)


# Bounds and joints.


def _bounded(at: _Anchor, said: Bounded) -> TimeSpan:
    span = _Anchor(at.published, _LEAN.get(said.how, at.lean)).span(said.of)
    begin, end = span.begin.earliest, span.end.latest
    if (
        isinstance(said.of, Part)
        and said.of.which == "early"
        and isinstance(said.of.of, Shift)
        and said.how in ("since", "from", "starting")
        and begin is not None
    ):
        end = begin - begin % DAY + DAY - 1  # "since the beginning of the year"
    if (
        isinstance(said.of, Part)
        and said.of.which == "late"
        and said.how == "before"
        and end is not None
    ):
        return TimeSpan(Bounds(None, end), Bounds(None, end), span.approximate)
    if begin is None or end is None:
        raise UnanchoredError
    first = last = {
        "since": Bounds(begin, end),
        "from": Bounds(begin, end),
        "starting": Bounds(begin, end),
        "until": Bounds(None, end),
        "by": Bounds(None, end),
        "before": Bounds(None, begin - 1),
        "after": Bounds(end + 1, None),
        "from_on": Bounds(begin, None),
    }[said.how]
    if said.how in ("since", "from", "starting"):
        last = Bounds(begin, None)
    elif said.how == "until":
        last = Bounds(begin, end)
    return TimeSpan(first, last, span.approximate, span.uncertain)


def _changed(at: _Anchor, said: Changed) -> TimeSpan:
    span = at.span(said.of)
    if said.how == "about":
        return span.qualified(approximate=True)
    first, last = day_range(span)
    if said.how == "throughout":
        return TimeSpan.from_days(first, last)
    if first != last:
        raise UnanchoredError
    return TimeSpan.within(first - 1, first)


def _pair(at: _Anchor, said: Pair) -> TimeSpan:
    last = at.span(said.last)
    # A beginning without a year, or on a weekday, is the latest that is not after the end.
    loose = (isinstance(said.first, Calendar) and said.first.year_shift is None) or (
        isinstance(said.first, Weekday) and not said.first.which
    )
    start = _Anchor(day_range(last)[1], PAST) if loose and at.published is not None else at
    first = start.span(said.first)
    approximate = first.approximate or last.approximate
    if said.how == "within":
        bounds = Bounds(first.earliest, last.latest)
        return TimeSpan(bounds, bounds, approximate)
    begin, end = Bounds(first.earliest, first.latest), Bounds(last.earliest, last.latest)
    return TimeSpan(begin, end, approximate)


def _several(at: _Anchor, said: Several) -> TimeSpan:
    spans = [at.span(x) for x in said.of]
    if not said.every:
        return TimeSpan.one_of(spans)
    text = ",".join(x.edtf for x in sorted(spans, key=lambda x: x.sort_key))
    return TimeSpan.parse("{" + text + "}")


_RULES: dict[type, Callable[..., TimeSpan]] = {
    Fixed: _fixed,
    Calendar: _calendar,
    Named: _named,
    Weekday: _weekday,
    Shift: _shift,
    Rolling: _rolling,
    Lasting: _lasting,
    Part: _part,
    Clock: _clock,
    Bounded: _bounded,
    Changed: _changed,
    Pair: _pair,
    Several: _several,
}
