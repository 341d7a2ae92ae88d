"""The makers by the names that the grammar's tables call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find import make_calendar, make_parts, make_relative, make_times

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Make

MAKERS: dict[str, Make] = {
    "sum": make_calendar.sum_,
    "yearwords": make_calendar.yearwords,
    "era": make_calendar.era,
    "fiscal": make_calendar.fiscal,
    "era_range": make_calendar.era_range,
    "era_decade": make_calendar.era_decade,
    "calendar": make_calendar.calendar,
    "cued_month": make_calendar.cued_month,
    "named": make_calendar.named,
    "season": make_calendar.season,
    "cued_season": make_calendar.cued_season,
    "quarter": make_calendar.quarter,
    "decade": make_calendar.decade,
    "century": make_calendar.century,
    "holiday": make_calendar.holiday,
    "monthday": make_calendar.monthday,
    "slashed": make_calendar.slashed,
    "slashed_list": make_calendar.slashed_list,
    "slashed_range": make_calendar.slashed_range,
    "year_month": make_calendar.year_month,
    "long_weekend": make_calendar.long_weekend,
    "yearword": make_calendar.yearword,
    "weekday": make_relative.weekday,
    "cued_weekday": make_relative.cued_weekday,
    "deictic": make_relative.deictic,
    "shift": make_relative.shift,
    "rolling": make_relative.rolling,
    "ago": make_relative.ago,
    "ahead": make_relative.ahead,
    "away": make_relative.away,
    "edge": make_parts.edge,
    "approximate": make_parts.approximate,
    "lasting": make_parts.lasting,
    "definite": make_relative.definite,
    "to_date": make_relative.to_date,
    "week_day": make_relative.week_day,
    "more": make_parts.more,
    "counted": make_parts.counted,
    "day_in": make_parts.day_in,
    "week_number": make_parts.week_number,
    "range": make_parts.range_,
    "list": make_parts.list_,
    "clock": make_times.clock,
    "frequency": make_times.frequency,
    "ref": make_times.ref,
    "duration": make_times.duration,
    "loose_duration": make_times.loose_duration,
    "timed": make_times.timed,
}
