"""What the forms that all languages share (`grammars/common.toml`) make of their pieces.

The forms are the same for every language; a maker reads kinds of word alone, never a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find.tabled import counts, days, joins, numbers

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Make

TABLED: dict[str, Make] = {
    "t_sum": numbers.t_sum,
    "t_half": numbers.t_half,
    "t_same_month": numbers.t_same_month,
    "t_year": numbers.t_year,
    "t_decade": numbers.t_decade,
    "t_decade_of": numbers.t_decade_of,
    "t_century": numbers.t_century,
    "t_clock": numbers.t_clock,
    "t_date": days.t_date,
    "t_given": days.t_given,
    "t_named": days.t_named,
    "t_season": days.t_season,
    "t_quarter": days.t_quarter,
    "t_weekday": days.t_weekday,
    "t_deictic": days.t_deictic,
    "t_holiday": days.t_holiday,
    "t_set": days.t_set,
    "t_monthday": days.t_monthday,
    "t_day_of": days.t_day_of,
    "t_twice": days.t_twice,
    "t_old_style": days.t_old_style,
    "t_rolling": counts.t_rolling,
    "t_shift": counts.t_shift,
    "t_ago": counts.t_ago,
    "t_away": counts.t_away,
    "t_beside": counts.t_beside,
    "t_week_day": counts.t_week_day,
    "t_ahead": counts.t_ahead,
    "t_edge": counts.t_edge,
    "t_more": counts.t_more,
    "t_counted": counts.t_counted,
    "t_around": counts.t_around,
    "t_weekend": counts.t_weekend,
    "t_lasting": counts.t_lasting,
    "t_duration": counts.t_duration,
    "t_approximate": joins.t_approximate,
    "t_timed": joins.t_timed,
    "t_night": joins.t_night,
    "t_throughout": joins.t_throughout,
    "t_range": joins.t_range,
    "t_list": joins.t_list,
    "t_weekend_of": joins.t_weekend_of,
}
