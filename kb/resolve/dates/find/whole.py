"""A phrase by itself, read as running text is: all of it must be one expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.calendar import DAY
from kb.resolve.dates.find.reader import NEWS, Reader

if TYPE_CHECKING:
    from kb.model.timespan import TimeSpan

#: Words that may stand beside an expression without changing it, or that bound it.
_BESIDE = frozenset(
    "on in at the during over by since until till before after from of and starting beginning no"
    " later than earlier prior to up or as late early , .".split()
)
#: The marks of such words in other languages.
_MARKS = frozenset(
    "=skip =in =since =starting =from =until =by =before =after =from_on =for =over =and".split()
)


def resolve_whole(
    phrase: str,
    published: int | None,
    context: str | TimeSpan | None = None,
    code: str = "en",
) -> TimeSpan | None:
    """Return the time that a phrase means, where all of it is one expression."""
    reader = Reader(phrase, published, context or NEWS, code)
    found = list(reader.mentions())
    if context is None and any(x.which == "context" for _, x in reader.found):
        return None  # "two days later" than what?
    if not 1 <= len(found) <= 2 or not all(
        x.kind in ("date", "time") or x.time_span for x in found
    ):
        return None
    if any(x.op == "clock" for _, x in reader.found):
        return None  # a time of day without a day
    if code == "en":
        rest, place = [], 0
        for each in found:
            rest.append(phrase[place : each.start])
            place = each.end
        words = " ".join([*rest, phrase[place:]]).lower().replace(",", " , ").split()
        if not _BESIDE.issuperset(words):
            return None
    else:
        for piece in reader.pieces:
            inside = any(x.start <= piece.start and piece.end <= x.end for x in found)
            if not inside and not _MARKS & piece.values.keys():
                return None
    return found[0].time_span if len(found) == 1 else _apposed(*(x.time_span for x in found))


def _apposed(first: TimeSpan | None, second: TimeSpan | None) -> TimeSpan | None:
    """Return the date of "today, October 2": what is said in full, where the two agree."""
    if first is None or second is None or None in (first.earliest, second.earliest):
        return None
    days = [(x.earliest or 0) // DAY for x in (first, second)]
    whole = all(
        x.latest is not None and x.latest // DAY == y
        for x, y in zip((first, second), days, strict=True)
    )
    return second if whole and abs(days[0] - days[1]) in (0, 1, 7) else None
