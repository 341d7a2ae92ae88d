"""Whether a text is news, that counts from its publication, or a narrative of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.calendar import civil

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.dates.find.said import Said

#: Kinds of text that a context can name, instead of a time.
NEWS, NARRATIVE = "news", "narrative"
#: Words that count from the day of publication: news is full of them.
_NEWSY = frozenset({"deictic", "said", "last", "next", "this"})
#: A narrative says at least so many years, and so many times more years than newsy words.
_YEARS, _MORE = 4, 4
#: Days of the week by themselves are rarer still.
_WEEKDAYS = 12


def is_narrative(said: Sequence[Said], published: int | None, *, promised: int = 0) -> bool:
    """Tell whether a text tells of the past: it says years, and few newsy words.

    `promised` is the number of times without a year at which something will be.

    A text whose first month or day has no year, so that only its publication can give it, is news.
    """
    if _starts_undated(said, published):
        return False
    years = sum(1 for x in said if x.year is not None and x.unit != "decade")
    newsy = sum(1 for x in said if x.op != "weekday" and x.which in _NEWSY and not x.mod)
    newsy += promised
    weekdays = sum(1 for x in said if x.op == "weekday")
    return years >= _YEARS and years > _MORE * newsy + _WEEKDAYS * weekdays


def _starts_undated(said: Sequence[Said], published: int | None) -> bool:
    """Tell whether a month or day is said before any year but that of publication."""
    here = None if published is None else civil(published)[0]
    for each in said:
        dates = [each, *each.more, *(x for x in (each.of, each.to) if x is not None)]
        if any(x.year is not None and x.year != here for x in dates):
            return False
        if any(x.op == "calendar" and x.month and not (x.year or x.shift) for x in dates):
            return True
    return False
