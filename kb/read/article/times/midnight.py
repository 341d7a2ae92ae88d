"""Midnight and small hours, which lie between two days: some time on either, and no order from it.

"Midnight on Tuesday" is the one that begins Tuesday to some writers, the one that ends it to
others; "at 2 a.m.", told of a night, is of the day that follows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.model.calendar import DAY
from kb.model.timespan import TimeSpan

if TYPE_CHECKING:
    from kb.read.article.times.anchors import Anchor

_MIDNIGHT = re.compile(r"\bmidnight\b", re.IGNORECASE)
_SMALL_HOURS = re.compile(r"T0[0-5]\b")
_NIGHTS = ("TNI", "TEV")


def is_midnight(anchor: Anchor) -> bool:
    """Tell whether an expression names midnight."""
    return _MIDNIGHT.search(anchor.mention.text) is not None


def hour_of(anchor: Anchor, day: Anchor, before: str, published: int | None) -> TimeSpan:
    """Return the days of a time of day that a story tells of, whose day is `day`.

    After a day's evening or night, small hours are of the next one, or of that day; midnight is
    between two. `before` is the word before it, `published` the last second that it may be.
    """
    span = day.span
    if span.earliest is None or span.latest is None:
        return span
    night = _SMALL_HOURS.search(anchor.mention.value) and day.mention.value.endswith(_NIGHTS)
    midnight = is_midnight(anchor) and before not in ("before", "until", "by")
    if not (night or midnight):
        return span
    return clipped(TimeSpan.within(span.earliest // DAY, span.latest // DAY + 1), published)


def clipped(span: TimeSpan, published: int | None) -> TimeSpan:
    """Return what lies within a night of a span no later than publication."""
    first, last = span.earliest, span.latest
    if published is None or first is None or last is None or not first <= published < last:
        return span
    return TimeSpan.within(first // DAY, published // DAY)
