"""Dates of the calendar to days: the year that a date leaves out.

Newspapers leave out the year of their publication: a date that no verb places is of that year,
unless it would lie over half a year ahead, or of the next where that is at most two months off. A
verb, or a word such as "since" or "until", looks back or ahead instead. In a narrative it is the
year of the story.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.errors import InvalidTimeSpan
from kb.model.calendar import civil, month_length, ordinal
from kb.resolve.dates.counting import UnanchoredError
from kb.resolve.dates.find.holidays import holiday_timex
from kb.resolve.dates.find.tense import BEFORE, FUTURE, is_past
from kb.resolve.dates.find.timex import SEASON_MONTH, Timex, season_timex, unit_timex, year_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.resolve.dates.find.said import Said
    from kb.resolve.dates.find.story import Story, Tense


#: How much farther a date seems to lie where the tense of its verb is against it.
_AGAINST, _AGAINST_FUTURE = 30, 12
#: Days that a date of the year of publication may lie ahead.
_HALF_A_YEAR = 183
#: Days that one of the next year may lie ahead.
_SOON = 61
#: Months by which a narrative would fall back if it had not gone on into the next year.
_GONE_ON = 8


#: Histories of earlier years write no year in two digits.
_OLD = 1000


def calendar(story: Story, said: Said, tense: Tense) -> Timex | None:
    year = said.year
    how = "said"
    if year is not None and said.short:
        year = century(story, year)
    if said.shift is not None:
        base = story.read(said.shift, tense)
        year = None if base is None or base.first is None else civil(base.first)[0]
    if said.which == "either" and said.weekday and story.published is not None:
        said = on_weekday(story.published, said)
    if year is None:
        year, how = year_left_out(story, said, tense)
    return replace(in_year(said, year), anchor=how)


def on_weekday(published: int, said: Said) -> Said:
    """Return "Friday 7/6" in the order by which it is a Friday, the month first if in neither."""
    here = civil(published)[0]
    years = [said.year] if said.year is not None else range(here - 1, here + 2)
    for each in (said, replace(said, month=said.day, day=said.month)):
        days = [x.first or 0 for x in known_years(each, years)]
        if any((x - 1) % 7 + 1 == said.weekday for x in days):
            return replace(each, which="")
    return replace(said, weekday=None, which="")


def in_year(said: Said, year: int) -> Timex:
    if said.unit == "holiday":
        return holiday_timex(said.value, year)
    if said.season:
        return season_timex(year, said.season)
    if said.unit in ("quarter", "half"):
        size = 3 if said.unit == "quarter" else 6
        return unit_timex(said.unit, ordinal(year, (said.number - 1) * size + 1))
    if said.month is None:
        return Timex(
            "date", year_text(year), first=ordinal(year), last=ordinal(year, 12, 31), unit="year"
        )
    if said.day is None:
        return unit_timex("month", ordinal(year, said.month))
    return unit_timex("day", ordinal(year, said.month, said.day))


def century(story: Story, year: int) -> int:
    """Return a year of two digits in full: it is of our time, or of a story of another one."""
    if story.at is not None and story.at.first is not None and civil(story.at.first)[0] < _OLD:
        raise UnanchoredError  # "'68" in a history of Athens
    here = civil(story.now)[0]
    found = here // 100 * 100 + year
    return found - 100 if found > here + 20 else found


def year_left_out(story: Story, said: Said, tense: Tense) -> tuple[int, str]:
    """Return the year of a date that leaves it out, and where it comes from."""
    if story.narrative and story.at is not None and story.at.first is not None:
        return story_year(story, said, tense), "mentioned " + story.at.value
    if story.published is None:
        raise UnanchoredError
    here = civil(story.published)[0]
    leap = said.month == 2 and said.day == 29 and not story.alone
    years = range(here - 4, here + 5) if leap else range(here - 1, here + 2)
    found = [(x, y[0]) for x in years if (y := known_years(said, [x]))]
    if said.weekday:
        on = [
            x for x in found if x[1].first is not None and (x[1].first - 1) % 7 + 1 == said.weekday
        ]
        found = on or found
    when = tense()
    day = story.published
    if story.alone and when != FUTURE:
        found = [x for x in found if (x[1].first or 0) - day <= _HALF_A_YEAR]

    def cost(item: tuple[int, Timex]) -> tuple[bool, int]:
        """Weigh how far a date lies, and more where the tense is against it."""
        first, last = item[1].first or 0, item[1].last or 0
        age, ahead = max(day - last, 0), max(first - day, 0)
        if when == FUTURE:
            return False, ahead + _AGAINST_FUTURE * age
        if is_past(when):
            return False, age + _AGAINST * ahead
        usual = ahead <= (_HALF_A_YEAR if item[0] == here else _SOON if item[0] > here else -1)
        return not usual, age + ahead

    if not found:
        raise UnanchoredError
    return min(found, key=cost)[0], "published"


def known_years(said: Said, years: Iterable[int]) -> list[Timex]:
    """Return a date in each of the years that have it: there is seldom a 29 February."""
    found = []
    for year in years:
        try:
            found.append(in_year(said, year))
        except (InvalidTimeSpan, UnanchoredError):
            continue
    return found


def story_year(story: Story, said: Said, tense: Tense) -> int:
    """Return the year of a date in a narrative, by where the story is.

    What had happened by then lies before it: "(In March) … had begun in November".
    """
    at = story.fine or story.at
    if at is None or at.first is None:
        raise UnanchoredError
    year, month, _ = civil(at.first)
    start = said.month or SEASON_MONTH.get(said.season, 0)
    if tense() == BEFORE and start and at.unit in ("day", "month"):
        return year - (start > month)
    gone_on = at.unit in ("day", "month") and start and month - start >= _GONE_ON
    return year + bool(gone_on)


def _known(found: Timex | None) -> Timex:
    """Return what was found; raise where no year near has such a date."""
    if found is None:
        raise UnanchoredError
    return found


def holiday(story: Story, said: Said, tense: Tense) -> Timex | None:
    said = replace(said, unit="holiday")
    if said.which in ("last", "prev", "past", "next", "coming", "following"):
        years = range(civil(story.now)[0] - 1, civil(story.now)[0] + 2)
        found = known_years(said, years)
        if said.which in ("next", "coming", "following"):
            return _known(next((x for x in found if (x.first or 0) > story.now), None))
        return _known(next((x for x in reversed(found) if (x.last or 0) < story.now), None))
    return calendar(story, said, tense)


def years(story: Story, said: Said, tense: Tense) -> Timex | None:
    count = int(said.count or 10)
    year = said.year
    if said.shift is not None:
        century = story.read(said.shift, tense)
        year = None if century is None else civil(century.first or 0)[0] + said.number
    if year is None:
        here = civil(story.now)[0]
        year = here // 100 * 100 + said.number
        year -= 100 if year > here else 0
    value = said.value or (f"{year // 10:03}" if count == 10 else f"{year // 100:02}")
    return Timex(
        "date", value, first=ordinal(year), last=ordinal(year + count - 1, 12, 31), unit=said.unit
    )


def named(story: Story, said: Said, tense: Tense) -> Timex | None:
    context = said.which in ("prev", "following", "that", "same", "this")
    told = context and (story.narrative or said.which != "this")
    day = story.base(said.unit) if told else story.told
    year = civil(day)[0]
    found = known_years(said, range(year - 4, year + 5))
    if said.which in ("this", "that", "same"):
        return in_year(said, year)
    if said.which in ("last", "prev", "past"):
        return _known(next((x for x in reversed(found) if (x.last or 0) < day), None))
    return _known(next((x for x in found if (x.first or 0) > day), None))


def monthday(story: Story, said: Said, tense: Tense) -> Timex | None:
    """Resolve "Friday the 13th" to the nearest such day."""
    year, month, _ = civil(story.now)
    found = []
    for shift in range(-1, 2) if story.alone else range(-14, 15):
        over, of_year = divmod(month - 1 + shift, 12)
        if (said.day or 1) <= month_length(year + over, of_year + 1):
            day = ordinal(year + over, of_year + 1, said.day or 1)
            if said.weekday is None or (day - 1) % 7 + 1 == said.weekday:
                found.append(day)
    when = tense()
    right = [
        x
        for x in found
        if (x >= story.now if when == FUTURE else x <= story.now if is_past(when) else True)
    ]
    return (
        unit_timex("day", min(right or found, key=lambda x: abs(x - story.now))) if found else None
    )
