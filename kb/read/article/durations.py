"""Times that phrases only bound: "for weeks" of what goes on, "several weeks ago"."""

from __future__ import annotations

import re

from kb.model.calendar import DAY, Bounds, Precision
from kb.model.timespan import TimeSpan

#: Days of a unit of TIMEX3 durations.
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_WORDS = {"day": 1, "week": 7, "month": 30, "year": 365}
_DURATION = re.compile(r"P(\d+|X)([DWMY])")
_AGO = re.compile(
    r"(?:some|several|a few|many|a couple of)?\s*(day|week|month|year)s\s+(?:ago|earlier)", re.I
)

_ORDINALS = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth"
).split()
_NTH = re.compile(
    rf"for (?:the |a |its |their )?({'|'.join(_ORDINALS)}|[1-9]\d?(?:st|nd|rd|th)) "
    r"(?:consecutive |straight |successive )?(?:day|night)"
)


def lasting_span(value: str, published: int) -> TimeSpan | None:
    """Return how long what goes on has lasted, by a TIMEX3 duration; None where it has no days.

    It began about so long before publication; of a plural without a number, two units before or
    earlier. It had not ended: its end is open.

    >>> from kb.model.timespan import TimeSpan
    >>> day = TimeSpan.parse("2022-09-06").latest
    >>> lasting_span("PXW", day).edtf
    '[..2022-08-23]/[2022-09-06..]'
    """
    match = _DURATION.fullmatch(value)
    if match is None:
        return None
    many, size = match[1], _DAYS[match[2]]
    first = (published + 1) // DAY - 1
    number = 2 if many == "X" else int(many)
    latest = (first - number * size + 1) * DAY - 1
    earliest = None if many == "X" else (first - (number + 1) * size) * DAY
    return TimeSpan(Bounds(earliest, latest), Bounds(first * DAY, None))


def loose_ago(text: str, published: int) -> TimeSpan | None:
    """Return when "several weeks ago" was at the latest: two of its units before publication."""
    match = _AGO.fullmatch(text.strip())
    if match is None:
        return None
    latest = published - 2 * _WORDS[match[1].lower()] * DAY
    return TimeSpan(Bounds(None, latest), Bounds(None, latest))


def nth_span(words: list[str], day: TimeSpan) -> TimeSpan | None:
    """Return since when something has gone on "for the sixth consecutive night", on that day.

    >>> nth_span("for the sixth consecutive night".split(), TimeSpan.parse("2023-07-02")).edtf
    '2023-06-27/2023-07-02'
    """
    match = _NTH.search(" ".join(words))
    if match is None or day.precision > Precision.DAY or day.latest is None:
        return None
    last = day.latest // DAY
    return TimeSpan.from_days(last - _ordinal(match[1]) + 1, last)


def _ordinal(word: str) -> int:
    return int(word[:-2]) if word[0].isdigit() else _ORDINALS.index(word) + 2
