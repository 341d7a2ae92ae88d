"""How long something has gone on: "for weeks", "for the sixth night"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.model.calendar import DAY, Bounds, Precision
from kb.model.timespan import TimeSpan

if TYPE_CHECKING:
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.words.syntax import Syntax

#: Nouns of what goes on after the day on which it begins.
_LASTING = frozenset(
    "war conflict campaign offensive counteroffensive insurgency crisis pandemic epidemic siege "
    "blockade occupation drought strike".split()
)
_BEGINS = frozenset("begin start launch erupt".split())
_ENDS = frozenset("end finish conclude cease".split())

#: Days of a unit of TIMEX3 durations.
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_DURATION = re.compile(r"P(\d+|X)([DWMY])")
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


def phase_of(syntax: Syntax, trigger: Trigger, site: int, span: TimeSpan) -> TimeSpan:
    """Return the time of what lasts, of which a date only says when it began or ended.

    `site` is the word that the date hangs on: of "the war began in 2011" the verb.
    """
    if not trigger.is_noun or trigger.entry.lemma not in _LASTING or site < 0:
        return span
    place = trigger.place
    near = place in (syntax.head(site), site - 1) or syntax.head(place) == site
    lemma = syntax.lemma(site, verb=True)
    within = Bounds(span.earliest, span.latest)
    if near and lemma in _BEGINS:
        return TimeSpan(within, Bounds(span.earliest, None))
    if near and lemma in _ENDS:
        return TimeSpan(Bounds(None, span.latest), within)
    return span


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
