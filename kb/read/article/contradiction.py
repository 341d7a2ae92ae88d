"""A value held against its own words: dates, places and counts are read anew and compared.

An extractor may copy words that are in the text and make up what they mean. What our own rules read
out of the words need not be as exact as the value, but must leave room for it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kb.errors import InvalidTimeSpan
from kb.model.calendar import DAY
from kb.model.timespan import TimeSpan
from kb.read.article.happenings import find_mentions
from kb.read.article.who.numbers import range_of
from kb.read.entries import parse_count

if TYPE_CHECKING:
    from kb.read.article.values import Document, Field
    from kb.resolve.dates import DateMentions

#: Days that two readings of a relative day may lie apart: clocks differ by place.
_NEAR = 1


class Witness:
    """What the words of a document mean by our own rules, read once and only if asked."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def dates(self) -> DateMentions:
        """The time expressions of the document."""
        return find_mentions(self.document)

    def against(self, field: Field) -> str:
        """Say why the words of a field (its offsets) contradict its value; empty if they do not."""
        if field.start < 0:
            return ""
        words = self.document.text[field.start : field.end]
        if field.column in ("date", "said"):
            return self._against_date(field, words)
        if field.column == "places":
            return _against_place(field.value, words)
        return _against_count(field.value, words) if field.column == "counts" else ""

    def _against_date(self, field: Field, words: str) -> str:
        inside = [x for x in self.dates if x.start < field.end and field.start < x.end]
        if not inside:
            told = any(x.isdigit() for x in words)
            return "" if told or self.document.lang[:2] != "en" else "its words name no time"
        spans = [x.time_span for x in inside]
        if any(x is None or _meet(x, field.value) for x in spans):
            return ""
        meant = ", ".join(x.edtf for x in spans if x is not None)
        return f"its words {words[:60]!r} mean {meant}"


def _meet(own: TimeSpan, value: str) -> bool:
    try:
        other = TimeSpan.parse(value)
    except InvalidTimeSpan:  # grounding says so itself
        return True
    first = max(_or(own.earliest, -1), _or(other.earliest, -1))
    last = min(_or(own.latest, 1), _or(other.latest, 1))
    return first <= last + _NEAR * DAY


def _or(second: int | None, side: int) -> float:
    return side * float("inf") if second is None else second


def _against_place(value: str, words: str) -> str:
    """Compare what a gazetteer knows under both names; a name that it lacks says nothing."""
    from kb.resolve.places.spot import lookup

    one, other = " ".join(value.split()).casefold(), " ".join(words.split()).casefold()
    if one in other or other in one:
        return ""
    meant = {x.id for x in lookup(words)[1]}
    named = {x.id for x in lookup(value)[1]}
    if not meant or not named or meant & named:
        return ""
    return f"its words {words[:60]!r} name another place"


def _against_count(value: str, words: str) -> str:
    said = range_of(words)
    if not said:
        return f"its words {words[:60]!r} give no number"
    own, other = parse_count(f"n: {said}"), parse_count(value)
    if not own.usable or not other.usable or (own.low <= other.high and other.low <= own.high):
        return ""
    return f"its words {words[:60]!r} mean {said}"


__all__ = ["Witness"]
