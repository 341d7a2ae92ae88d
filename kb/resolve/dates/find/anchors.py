"""The rules of anchoring by what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find import (
    anchor_calendar,
    anchor_nights,
    anchor_parts,
    anchor_ranges,
    anchor_relative,
)

if TYPE_CHECKING:
    from kb.resolve.dates.find.story import Anchor

ANCHORS: dict[str, Anchor] = {
    "calendar": anchor_calendar.calendar,
    "quarter": anchor_calendar.calendar,
    "holiday": anchor_calendar.holiday,
    "years": anchor_calendar.years,
    "named": anchor_calendar.named,
    "monthday": anchor_calendar.monthday,
    "weekday": anchor_relative.weekday,
    "shift": anchor_relative.shift,
    "away": anchor_relative.away,
    "ages": anchor_relative.ages,
    "turn": anchor_parts.turn,
    "year back": anchor_relative.year_back,
    "ahead": anchor_relative.ahead,
    "weeks": anchor_relative.weeks,
    "rolling": anchor_relative.rolling,
    "part": anchor_parts.part,
    "timed": anchor_parts.timed,
    "clock": anchor_parts.clock,
    "duration": anchor_parts.duration,
    "set": anchor_parts.repeated,
    "ref": anchor_parts.ref,
    "range": anchor_ranges.range_,
    "lasting": anchor_parts.lasting,
    "list": anchor_ranges.list_,
    "night": anchor_nights.night,
    "about": anchor_nights.about,
    "throughout": anchor_nights.throughout,
}
