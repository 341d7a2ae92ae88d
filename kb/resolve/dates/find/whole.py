"""A phrase by itself, read as running text is: all of it must be one expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.calendar import DAY
from kb.resolve.dates.find.genre import NEWS
from kb.resolve.dates.find.reader import Reader, parse_phrase

if TYPE_CHECKING:
    from kb.model.timespan import TimeSpan
    from kb.resolve.dates.find.mention import DateMention
    from kb.resolve.dates.find.scan import Piece

#: Words that may stand beside an expression without changing it, or that bound it.
_BESIDE = frozenset(
    "on in at the during over within of and for about around only just back dated ( ) , .".split()
)
#: The marks of such words in other languages.
_MARKS = frozenset(
    "=skip =in =since =starting =from =until =by =before =after =from_on =for =over =and =onto"
    " =until_after =since_after =starting_after =by_after =before_after =after_after".split()
)


#: A phrase has at most so many expressions that are said, before those that are none drop out.
_MOST = 6


class UnreadError(Exception):
    """The phrase is no time expression, as far as a language tells."""


def resolve_whole(
    phrase: str,
    published: int | None,
    context: str | TimeSpan | None = None,
    code: str = "en",
) -> TimeSpan | None:
    """Return the time that a phrase means, where all of it is one expression.

    None where it is one, but its time cannot be known; raise UnreadError where it is none.
    """
    reader = Reader(parse_phrase(phrase, code), published, context or NEWS, alone=True)
    found = read_whole(reader)
    said = [x for _, x in reader.found]
    if context is None and any(x.which == "context" and x.count != 0 for x in said):
        return None  # "two days later" than what?
    if any(x.op == "clock" for x in said):
        return None  # a time of day without a day
    return found[0].time_span if len(found) == 1 else _apposed(*(x.time_span for x in found))


def read_whole(reader: Reader) -> list[DateMention]:
    """Return the expression that is all of a phrase, or two that stand beside each other."""
    if not 1 <= len(reader.found) <= _MOST:
        raise UnreadError
    found = list(reader.mentions())
    if not 1 <= len(found) <= 2 or not all(_is_time(x) for x in found):
        raise UnreadError
    if any(not _stands_beside(x, reader) for x in reader.pieces if not _is_within(x, found)):
        raise UnreadError
    return found


def _is_time(found: DateMention) -> bool:
    return found.kind in ("date", "time") or found.time_span is not None


def _is_within(piece: Piece, found: list[DateMention]) -> bool:
    return any(x.start < piece.end <= x.end for x in found)


def _stands_beside(piece: Piece, reader: Reader) -> bool:
    """Tell whether a word may stand beside an expression: it bounds it, or changes nothing."""
    if reader.grammar.tongue is None:
        bounds = {word for form in reader.grammar.bounds for word in form}
        return set(piece.text.lower().split()) <= _BESIDE | bounds
    return not _MARKS.isdisjoint(piece.values)


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
