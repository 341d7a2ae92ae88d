"""What a date is told of: "since January 26, when ten people died"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.errors import InvalidTimeSpan
from kb.model.timespan import TimeSpan
from kb.read.article.times.anchors import CLAUSE_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.anchors import Anchor
    from kb.read.article.words.syntax import Syntax

_SAME_CLAUSE = frozenset("nsubj nsubjpass dobj attr conj agent".split())
_FIRST = frozenset("first most least worst best only".split())
#: How many words lie between a superlative and its "since": "the deadliest attack on a school".
_SINCE = 6


def told_of(syntax: Syntax, trigger: Trigger, anchors: Iterable[Anchor]) -> Anchor | None:
    """Return the date of which a trigger's clause tells what happened then.

    The date itself counts, not the time that it bounds: "since January 26, when" is that day.
    """
    for anchor in anchors:
        when = anchor.last + 1
        if when < len(syntax) and syntax.words[when] == ",":
            when += 1
        if when + 1 >= len(syntax) or syntax.words[when] != "when" or anchor.clock:
            continue
        if _is_in_clause(syntax, when, trigger.place):
            span = _itself(anchor)
            return None if span is None else replace(anchor, span=span)
    return None


def is_measure(syntax: Syntax, anchor: Anchor) -> bool:
    """Tell whether a date says since when nothing was like it: "the deadliest since 2014"."""
    since = anchor.first - 1
    if since < 0 or syntax.words[since] != "since":
        return False
    return any(_is_superlative(syntax, x) for x in range(max(0, since - _SINCE), since))


def _is_superlative(syntax: Syntax, at: int) -> bool:
    """Tell whether a word ranks: "the deadliest", "the worst"; not "at least", nor "protest"."""
    word, before = syntax.words[at], syntax.words[at - 1] if at else ""
    if before == "at":
        return False
    return word in _FIRST or syntax.tag(at) in ("JJS", "RBS") or word.endswith("iest")


def _is_in_clause(syntax: Syntax, when: int, place: int) -> bool:
    if not syntax.parsed:
        between = syntax.words[when + 1 : place]
        return when < place and CLAUSE_ENDS.isdisjoint(between)
    verb = syntax.head(when)
    for above in (place, *syntax.above(place)):
        if above == verb:
            return place > when
        if syntax.dep(above) not in _SAME_CLAUSE:
            return False
    return False


def _itself(anchor: Anchor) -> TimeSpan | None:
    """Return the day or month that an expression names, without the word that bounds it."""
    span = anchor.span
    if span.earliest is not None and span.latest is not None:
        return span
    try:
        return TimeSpan.parse(anchor.mention.value)
    except InvalidTimeSpan:
        return None
