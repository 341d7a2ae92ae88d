"""The makers by the names that the grammar's tables call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find import (
    make_away,
    make_calendar,
    make_nights,
    make_numeric,
    make_parts,
    make_ranges,
    make_relative,
    make_seasons,
    make_times,
    make_years,
)
from kb.resolve.dates.find.tabled import TABLED

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Make

MAKERS: dict[str, Make] = {
    "sum": make_years.sum_,
    "yearwords": make_years.yearwords,
    "era": make_years.era,
    "fiscal": make_years.fiscal,
    "era_range": make_years.era_range,
    "era_decade": make_years.era_decade,
    "calendar": make_calendar.calendar,
    "cued_month": make_calendar.cued_month,
    "named": make_calendar.named,
    "season": make_seasons.season,
    "cued_season": make_seasons.cued_season,
    "quarter": make_seasons.quarter,
    "decade": make_years.decade,
    "century": make_years.century,
    "holiday": make_seasons.holiday,
    "monthday": make_numeric.monthday,
    "slashed": make_numeric.slashed,
    "slashed_list": make_numeric.slashed_list,
    "slashed_range": make_numeric.slashed_range,
    "year_month": make_numeric.year_month,
    "long_weekend": make_seasons.long_weekend,
    "yearword": make_years.yearword,
    "weekday": make_relative.weekday,
    "cued_weekday": make_relative.cued_weekday,
    "deictic": make_relative.deictic,
    "shift": make_relative.shift,
    "rolling": make_relative.rolling,
    "ago": make_away.ago,
    "ahead": make_away.ahead,
    "away": make_away.away,
    "edge": make_parts.edge,
    "approximate": make_parts.approximate,
    "lasting": make_ranges.lasting,
    "definite": make_relative.definite,
    "same_back": make_relative.same_back,
    "to_date": make_relative.to_date,
    "week_day": make_relative.week_day,
    "more": make_parts.more,
    "counted": make_parts.counted,
    "day_in": make_parts.day_in,
    "week_number": make_parts.week_number,
    "range": make_ranges.range_,
    "list": make_ranges.list_,
    "beside": make_parts.beside,
    "turn": make_parts.turn,
    "eve": make_nights.eve,
    "night": make_nights.night,
    "all_of": make_nights.all_of,
    "clock": make_times.clock,
    "frequency": make_times.frequency,
    "ref": make_times.ref,
    "duration": make_times.duration,
    "loose_duration": make_times.loose_duration,
    "timed": make_times.timed,
}
MAKERS |= TABLED
