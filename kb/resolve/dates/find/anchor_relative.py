"""Times counted from somewhere to days: from publication, or from what was mentioned last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model.calendar import civil, ordinal
from kb.resolve.dates.counting import UnanchoredError, day_away, monday
from kb.resolve.dates.find.making import period
from kb.resolve.dates.find.tense import FUTURE, PAST, is_past
from kb.resolve.dates.find.timex import Timex, unit_timex, unit_value

if TYPE_CHECKING:
    from kb.resolve.dates.find.said import Said
    from kb.resolve.dates.find.story import Story, Tense


#: Units that halves are counted in: "half a century" is 50 years.
_SMALLER = {"year": (12, "month"), "decade": (10, "year"), "century": (100, "year")}
#: Days of half a unit that is counted in days.
_HALF_DAYS = {"day": 1, "week": 4, "fortnight": 7, "month": 15}


#: What has no begin of its own where it is the last: "during the last decade".
_LONG = frozenset({"decade", "century"})
#: Days of a week before its weekend.
_SATURDAY = 5


def weekday(story: Story, said: Said, tense: Tense) -> Timex | None:
    fine = story.at is not None and story.at.unit in ("day", "week", "weekend")
    told = story.narrative and (fine or story.published is None)
    context = told or said.which in ("prev", "following", "same", "that")
    day = story.base("week") if context else story.now
    if story.narrative and not told and not context and story.published is not None:
        day = story.published  # no day of the story to count from
    here = monday(day) + (said.weekday or 1) - 1
    step = {"last": -7, "prev": -7, "next": 7, "coming": 7, "following": 7}.get(said.which, 0)
    if said.value == "week":
        return unit_timex("day", here + step)
    if said.which == "this":
        passed = here > day and is_past(tense())
        return unit_timex("day", here - 7 if passed else here)
    if said.which in ("last", "past", "prev"):
        return unit_timex("day", (here if here < day else here - 7) + said.number)
    if said.which == "next":
        return unit_timex("day", (here + 7 if here <= day else here) + said.number)
    if said.which in ("coming", "following"):
        return unit_timex("day", (here if here > day else here + 7) + said.number)
    when = FUTURE if context else tense()
    if when == FUTURE:
        return unit_timex("day", here if here >= day else here + 7)
    return unit_timex("day", here if here <= day else here - 7)


def shift(story: Story, said: Said, tense: Tense) -> Timex | None:
    unit = said.unit
    if said.which == "deictic" and story.narrative and not said.count:
        return Timex("reference", "PRESENT_REF")  # of the telling, not of the story
    deictic = said.which == "deictic" and story.published is not None
    if deictic and not story.narrative:
        base, how = story.now, "published"
    elif said.which == "context":
        base, how = story.base(unit), "mentioned"
    else:
        base, how = story.now, "published"
    if unit == "weekend" and said.count == 0 and not story.narrative:
        saturday = monday(base) + 5
        when = tense()
        past = is_past(when) or (not when and base < saturday - 2)
        if said.value == "this":  # "found this weekend", told on a Monday or Tuesday
            past = is_past(when) and base < saturday - 3
        if past and base < saturday:
            return unit_timex("weekend", base, -1)
    coming = unit == "weekend" and said.value == "coming" and (base - 1) % 7 < _SATURDAY
    return replace(unit_timex(unit, base, 0 if coming else int(said.count or 0)), anchor=how)


def away(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve what is counted from today, from what was mentioned last or from a date."""
    if said.short and is_past(tense()):  # "через два дні" of what was told
        return Timex("duration", period(said.count, said.unit))
    if said.count is None:
        return Timex("date", "FUTURE_REF" if said.number > 0 else "PAST_REF")
    if said.of is not None and said.of.op == "away":
        return sum_away(story, said)
    of = None
    if said.of is not None:
        of = story.read(said.of, tense)
        if of is None or of.first is None or of.last is None:
            return None
        base, fine = (of.last if said.number > 0 else of.first), of.unit in ("day", "feast")
    elif said.which == "deictic":
        told = story.at is not None and story.at.unit == "day"
        base, fine = story.now, story.published is not None or told
    else:
        base, fine = story.base(said.unit), story.at is None or story.at.unit == "day"
    found = counted(said, base, fine=fine, exact=of is not None and fine)
    if found is None or found.first is None or found.last is None or said.mod != "LESS_THAN":
        return found
    return replace(found, first=min(base, found.first), last=max(base, found.last))


def counted(said: Said, base: int, *, fine: bool, exact: bool) -> Timex | None:
    """Return the unit so many from a day; `fine` tells that the day is known, not its year only."""
    unit, count = said.unit, said.count or 0
    if unit == "second":
        return None
    if unit in ("minute", "hour", "night"):
        there = base + int(count / {"hour": 24, "minute": 1440}.get(unit, 1))
        return Timex("time", unit_value("day", there), first=there, last=there, unit="day")
    if count != int(count):
        if unit in _HALF_DAYS:
            there = day_with_half(base, unit, count)
            return unit_timex("week" if unit == "month" else "day", there if fine else _unknown())
        if unit not in _SMALLER:
            return None
        size, unit = _SMALLER[unit]
        count = round(count * size)
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit == "workday":
        return unit_timex("day", workday_away(base, int(count)))
    if exact:
        return unit_timex("day", day_away(base, unit, int(count)))
    if unit in ("day", "weekend"):
        return unit_timex(unit, day_away(base, unit, int(count)) if fine else _unknown())
    return unit_timex(unit, base, int(count))


def day_with_half(base: int, unit: str, count: float) -> int:
    """Return the day so many units away, with half a one more: "a month and a half ago"."""
    sign = 1 if count > 0 else -1
    return day_away(base, unit, int(count)) + sign * _HALF_DAYS[unit]


def sum_away(story: Story, said: Said) -> Timex:
    """Resolve "2 weeks and 2 days ago": from day to day, as fine as the last unit."""
    return unit_timex(said.unit, day_counted(story, said))


def day_counted(story: Story, said: Said) -> int:
    """Return the very day that is counted to."""
    parts = [said]
    while (of := parts[-1].of) is not None:
        parts.append(of)
    day = story.now if said.which == "deictic" else story.base("day")
    for part in reversed(parts):
        day = day_away(day, part.unit, int(part.count or 0))
    return day


def ages(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve "66 million years ago", which is as near as its last digit."""
    year = civil(story.now)[0] - int(said.count or 0)
    first, last = ordinal(year - said.number // 2), ordinal(year + said.number // 2, 12, 31)
    return Timex("date", "PAST_REF", first=first, last=last, unit="ages", anchor="published")


def year_back(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve "the year-earlier period": what was mentioned last, a year before."""
    at = story.at
    day = story.now if at is None or at.first is None else at.first
    unit = at.unit if at is not None and at.unit in ("day", "week", "month", "quarter") else "year"
    return unit_timex(unit, day_away(day, "year", -1))


def ahead(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve "in two weeks": from publication, or how long it took."""
    when = tense()
    short = said.unit in ("hour", "minute") and when != PAST
    if story.narrative or not (short or when == FUTURE):
        return Timex("duration", period(said.count, said.unit))
    if said.which == "within":
        return rolling(story, replace(said, which="within"), tense)
    return away(story, replace(said, which="deictic", number=1), tense)


def weeks(story: Story, said: Said, tense: Tense) -> Timex | None:
    base = story.read(said.shift, tense) if said.shift is not None else None
    year = said.year if base is None else civil(base.first or 0)[0]
    if year is None:
        year = civil(story.now)[0]
    return unit_timex("week", ordinal(year, 1, 4), said.number - 1)


def rolling(story: Story, said: Said, tense: Tense) -> Timex | None:
    value = period(said.count, said.unit)
    forward = said.which in ("next", "coming", "following", "within")
    first = last = None
    if said.count is not None and said.unit == "workday":
        there = workday_away(story.now, int(said.count) * (1 if forward else -1))
        first, last = (first, there) if forward else (there, workday_away(story.now, -1))
    elif said.count is not None and said.unit in ("minute", "hour"):
        there = int(said.count / {"hour": 24, "minute": 1440}[said.unit])
        first, last = (story.now, story.now + there) if forward else (story.now - there, story.now)
    elif said.count is not None and said.unit not in ("second", "night"):
        unit = {"weekend": "week"}.get(said.unit, said.unit)
        if unit in ("quarter", "decade", "century") and not (said.count == 1 and unit in _LONG):
            step = 1 if forward else -1
            one, other = (
                unit_timex(unit, story.now, step),
                unit_timex(unit, story.now, step * int(said.count)),
            )
            ends = sorted((one, other), key=lambda x: x.first or 0)
            return Timex(
                "duration", value, first=ends[0].first, last=ends[1].last, anchor="published"
            )
        there = day_away(story.now, unit, int(said.count) * (1 if forward else -1))
        start = story.now + (said.which != "within")
        first, last = (start, there) if forward else (there, story.now)
    return Timex("duration", value, first=first, last=last, unit="", anchor="published")


def workday_away(day: int, count: int) -> int:
    """Return the working day, Monday to Friday, so many from a day."""
    step = 1 if count > 0 else -1
    while count:
        day += step
        count -= step * ((day - 1) % 7 < 5)
    return day


def _unknown() -> int:
    raise UnanchoredError
