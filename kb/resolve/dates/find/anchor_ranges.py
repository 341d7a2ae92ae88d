"""What joins several dates, to days: ranges and lists, of which one end says the year of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model.calendar import civil
from kb.resolve.dates.find.anchor_calendar import in_year, known_years
from kb.resolve.dates.find.said import Said
from kb.resolve.dates.find.tense import FUTURE
from kb.resolve.dates.find.timex import Timex, unit_timex

if TYPE_CHECKING:
    from kb.resolve.dates.find.story import Story, Tense


def now_said(story: Story, said: Said) -> Said:
    """Return the day of publication where an end of a range is now."""
    if said.op != "ref" or said.value != "PRESENT_REF":
        return said
    year, month, day = civil(story.published if story.published is not None else story.now)
    return Said("calendar", "day", year=year, month=month, day=day)


def range_(story: Story, said: Said, tense: Tense) -> Timex | None:
    first, last = said.of, said.to
    if first is None or last is None:
        return None
    first, last = shared(now_said(story, first), now_said(story, last))
    if first.op == "clock" and last.op == "timed":
        first = replace(last, value=first.value)
    elif last.op == "clock" and first.op == "timed":
        last = replace(first, value=last.value)
    elif last.op == "clock" and first.op in ("weekday", "calendar") and first.unit == "day":
        return None
    begin = story.resolve(first, tense)
    if not story.narrative and begin is not None and loose(first) and loose(last):
        begin = reaching(story, first, last, tense) or begin
    if (
        story.narrative
        and begin is not None
        and loose(first)
        and loose(last)
        and (last.month or 0) < (first.month or 0)
    ):
        begin = nearer_beginning(story, first, last, begin)
    if begin is not None and last.op == "calendar" and last.year is None and not last.shift:
        held = story.at, story.fine, story.narrative
        story.at, story.fine, story.narrative = begin, begin, True
        end = story.resolve(last, tense)
        story.at, story.fine, story.narrative = held
        if end is not None and (end.first or 0) < (begin.first or 0):
            year = civil(end.first or 0)[0] + 1
            end = story.resolve(replace(last, year=year), tense)
    elif story.alone and first.op == last.op == "weekday" and not first.which + last.which:
        end = story.resolve(last, tense)
        gap = ((last.weekday or 1) - (first.weekday or 1)) % 7
        begin = unit_timex("day", end.first - gap) if end and end.first else None
    elif begin is not None and last.op == "weekday" and not last.which and begin.first:
        gap = ((last.weekday or 1) - 1 - (begin.first - 1) % 7) % 7
        end = unit_timex("day", begin.first + gap)
    else:
        end = story.resolve(last, tense)
    if begin is None or end is None or (end.last or 0) < (begin.first or 0):
        return None
    return Timex(
        "date", f"{begin.value}/{end.value}", "", begin.first, end.last, "range", parts=(begin, end)
    )


def reaching(story: Story, first: Said, last: Said, tense: Tense) -> Timex | None:
    """Return the beginning of "will run from May to September" that is not over yet.

    Where no verb tells, it is the latest before the end that news of the day would mean.
    """
    if story.published is None:
        return None
    year = civil(story.published)[0]
    when = tense()
    if not when:
        return latest_before(story, first, story.resolve(last, tense))
    if when != FUTURE:
        return None
    over = (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0)
    for begin in (year - 1, year, year + 1):
        end = known_years(last, [begin + over])
        if end and (end[0].last or 0) >= story.published:
            return next((replace(x, mod=first.mod) for x in known_years(first, [begin])), None)
    return None


def latest_before(story: Story, first: Said, end: Timex | None) -> Timex | None:
    """Return the latest beginning that is not after an end."""
    if end is None or end.first is None:
        return None
    year = civil(end.first)[0]
    fits = [x for x in known_years(first, (year - 1, year)) if (x.first or 0) <= (end.last or 0)]
    return replace(fits[-1], mod=first.mod) if fits else None


def nearer_beginning(story: Story, first: Said, last: Said, begin: Timex) -> Timex | None:
    """Return the beginning of "from October to March" that the story is nearer to."""
    at = story.fine or story.at
    if at is None or at.first is None:
        return begin
    month = civil(at.first)[1]
    near = abs(month - (last.month or 0)) < abs(month - (first.month or 0))
    return in_year(first, civil(at.first)[0] - near)


def list_(story: Story, said: Said, tense: Tense) -> Timex | None:
    first, last = shared(said.more[0], said.more[-1])
    found = [story.resolve(x, tense) for x in (first, *said.more[1:-1], last)]
    known = [x for x in found if x is not None and x.first is not None]
    if len(known) < len(found):
        return None
    return Timex(
        "date",
        ",".join(x.value for x in known),
        "",
        known[0].first,
        known[-1].last,
        said.which or "list",
        parts=tuple(known),
    )


def loose(said: Said) -> bool:
    return said.op == "calendar" and said.year is None and said.shift is None


def shared(first: Said, last: Said) -> tuple[Said, Said]:
    """Give the beginning of a range the year that only its end says."""
    if first.op == "timed" and first.of is not None:
        of, last = shared(first.of, last)
        return replace(first, of=of), last
    if last.op == "timed" and last.of is not None:
        return shared(first, last.of)[0], last
    if (
        first.op == last.op
        and first.op in ("calendar", "quarter")
        and first.year is None
        and first.shift is None
        and (last.year is not None or last.shift is not None)
    ):
        later = (first.month or 0, first.day or 0) > (last.month or 12, last.day or 31)
        later = later or first.number > last.number > 0
        year = None if last.year is None else last.year - later
        first = replace(first, year=year, short=last.short, shift=last.shift)
    return first, last
