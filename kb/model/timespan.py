"""A date that says what its source says, and no more.

A `TimeSpan` bounds begin and end separately, each between an earliest and a latest second of the
local clock (see `kb.model.calendar`), either of which may be open. `A/B` lasted from A to B: it
begins within A and ends within B. `[A..B]`, a month or a season say that it happened some time
within: begin and end lie anywhere in it. Flags say that the source is approximate (EDTF `~`) or
not sure (`?`); they soften what is shown and move no bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

from kb.errors import InvalidTimeSpan
from kb.model import allen
from kb.model.allen import Allen
from kb.model.calendar import DAY, Bounds, Precision, days, grain, ordinal, single_day, unit_of
from kb.model.edtf import Parsed, parse_edtf
from kb.model.edtf_text import format_edtf
from kb.model.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Allen", "Bounds", "Precision", "TimeSpan"]


@dataclass(frozen=True, slots=True, repr=False)
class TimeSpan:
    """When something began and ended, as far as it is known.

    Bounds are tightened to what is possible (nothing ends before it begins), so that spans that
    allow the same are equal. `offset` is that of the clock time, in minutes east of UTC;
    comparisons are by the local clock as printed. `members` are the alternatives of a one-of set:
    begin and end are then their hull. `notation` keeps an EDTF text that says the same otherwise
    than the bounds would be printed (`2022-08-XX`, `1950S2`).

    >>> span = TimeSpan.parse("2022-08-28/2022-09")
    >>> span.words
    '28 August to September 2022'
    """

    begin: Bounds
    end: Bounds
    precision: Precision = field(init=False, compare=False)
    approximate: bool = False
    uncertain: bool = False
    offset: int | None = None
    members: tuple[TimeSpan, ...] = ()
    notation: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        put = object.__setattr__
        begin, end = self.begin, self.end
        if begin is not end and begin != end:
            begin = _meet(begin, Bounds(None, end.latest))
            end = _meet(end, Bounds(begin.earliest, None))
            put(self, "begin", begin)
            put(self, "end", end)
        put(self, "precision", _precision(begin, end, self.members))
        if self.members or self.precision == Precision.UNKNOWN:
            put(self, "approximate", any(x.approximate for x in self.members))
            put(self, "uncertain", any(x.uncertain for x in self.members))
        if self.offset is not None and not self.has_clock:
            put(self, "offset", None)

    @classmethod
    def parse(cls, edtf: str) -> TimeSpan:
        """Read an EDTF text; raise InvalidTimeSpan where it is none.

        >>> TimeSpan.parse("[..2022-09-15]").words
        'by 15 September 2022'
        """
        return _parse(edtf.strip())

    @classmethod
    def from_days(cls, first: date | int, last: date | int | None = None) -> TimeSpan:
        """Return one day, or what lasted from a day to another; days may be ordinals.

        >>> TimeSpan.from_days(date(2022, 8, 28), date(2022, 8, 30)).edtf
        '2022-08-28/2022-08-30'
        """
        start = _ordinal(first)
        stop = start if last is None else _ordinal(last)
        return cls(days(start, start), days(stop, stop))

    @classmethod
    def within(cls, first: date | int | None, last: date | int | None) -> TimeSpan:
        """Return some time within the days from first to last; None is open.

        >>> TimeSpan.within(None, date(2022, 9, 15)).edtf
        '[..2022-09-15]'
        """
        bounds = days(_ordinal(first), _ordinal(last))
        return cls(bounds, bounds)

    @classmethod
    def one_of(cls, spans: Iterable[TimeSpan]) -> TimeSpan:
        """Return a span that is one of several; a single one is itself.

        >>> TimeSpan.one_of(TimeSpan.parse(f"2022-08-{day}") for day in (28, 30)).words
        '28 or 30 August 2022'
        """
        given = list(spans)
        several = {x for span in given for x in span.alternatives}
        first, *rest = sorted(
            (replace(x, notation="") for x in several), key=lambda x: (x.sort_key, x.edtf)
        )
        members = tuple(dict.fromkeys((first, *rest)))
        if len(members) == 1:
            return given[0]
        begin, end = first.begin, first.end
        for other in rest:
            begin, end = begin.join(other.begin), end.join(other.end)
        offset = next((x.offset for x in members if x.offset is not None), None)
        return cls(begin, end, offset=offset, members=members)

    @property
    def alternatives(self) -> tuple[TimeSpan, ...]:
        """The members, or the span alone."""
        return self.members or (self,)

    @property
    def earliest(self) -> int | None:
        """The first second that may belong to it; None is open."""
        return self.begin.earliest

    @property
    def latest(self) -> int | None:
        """The last second that may belong to it; None is open."""
        return self.end.latest

    @property
    def has_clock(self) -> bool:
        """Whether a bound is finer than a day."""
        if self.members:
            return any(x.has_clock for x in self.members)
        return min(grain(self.begin), grain(self.end)) < Precision.DAY

    @property
    def edtf(self) -> str:
        """The span as EDTF, such that `TimeSpan.parse(span.edtf) == span`."""
        return self.notation or format_edtf(self)

    @property
    def words(self) -> str:
        """The span in English words."""
        return words_of(self)

    @property
    def sort_key(self) -> tuple[float, float, int]:
        """A key to sort by, which claims nothing of what came before what.

        An open past sorts at the first bound that is known, and what has none comes last.
        """
        bounds = (self.begin.earliest, self.end.earliest, self.begin.latest, self.end.latest)
        first = next((x for x in bounds if x is not None), None)
        end = self.end.latest
        infinity = float("inf")
        return (
            infinity if first is None else first,
            infinity if end is None else end,
            int(self.precision),
        )

    def qualified(
        self, *, approximate: bool | None = None, uncertain: bool | None = None
    ) -> TimeSpan:
        """Return the same span with other flags.

        >>> TimeSpan.parse("2022-08-30").qualified(approximate=True).edtf
        '2022-08-30~'
        """
        return replace(
            self,
            approximate=self.approximate if approximate is None else approximate,
            uncertain=self.uncertain if uncertain is None else uncertain,
            members=tuple(
                x.qualified(approximate=approximate, uncertain=uncertain) for x in self.members
            ),
            notation="",
        )

    def intersect(self, other: TimeSpan) -> TimeSpan | None:
        """Return what both allow, or None where no begin and end satisfies both.

        Flags stay where both spans have them.

        >>> TimeSpan.parse("2022-08").intersect(TimeSpan.parse("[2022-08-29..]")).edtf
        '[2022-08-29..2022-08-31]'
        """
        if self == other:
            return self
        met = (x._meet(y) for x in self.alternatives for y in other.alternatives)
        found = [x for x in met if x is not None]
        return TimeSpan.one_of(found) if found else None

    def _meet(self, other: TimeSpan) -> TimeSpan | None:
        begin, end = self.begin.meet(other.begin), self.end.meet(other.end)
        if begin is None or end is None:
            return None
        return TimeSpan(
            begin,
            end,
            self.approximate and other.approximate,
            self.uncertain and other.uncertain,
            self.offset if self.offset is not None else other.offset,
        )

    def agrees(self, other: TimeSpan) -> bool:
        """Tell whether some begin and end satisfies both."""
        return self.intersect(other) is not None

    def hull(self, other: TimeSpan) -> TimeSpan:
        """Return the narrowest span that allows all that either allows."""
        return TimeSpan(
            self.begin.join(other.begin),
            self.end.join(other.end),
            self.approximate or other.approximate,
            self.uncertain or other.uncertain,
            self.offset if self.offset is not None else other.offset,
        )

    def possible_relations(self, other: TimeSpan) -> frozenset[Allen]:
        """Return the relations of Allen's algebra that may hold from self to other.

        Days are compared where neither span has a clock time, else seconds; the flags play no
        part.

        >>> sorted(TimeSpan.parse("2022-08-30").possible_relations(TimeSpan.parse("2022-08-31")))
        [<Allen.MEETS: 'meets'>]
        """
        size = 1 if self.has_clock or other.has_clock else DAY
        return frozenset().union(
            *(
                allen.possible_relations(x.begin, x.end, y.begin, y.end, grain=size)
                for x in self.alternatives
                for y in other.alternatives
            )
        )

    def certainly(self, other: TimeSpan, *relations: Allen) -> bool:
        """Tell whether one of the relations holds, whatever begin and end prove to be."""
        return self.possible_relations(other) <= frozenset(relations)

    def possibly(self, other: TimeSpan, *relations: Allen) -> bool:
        """Tell whether one of the relations holds for some begin and end."""
        return not self.possible_relations(other).isdisjoint(relations)

    def certainly_before(self, other: TimeSpan) -> bool:
        """Tell whether it is over before the other begins, for certain.

        >>> TimeSpan.parse("2022-08").certainly_before(TimeSpan.parse("2022-08-31"))
        False
        """
        return self.certainly(other, *allen.EARLIER)

    def possibly_before(self, other: TimeSpan) -> bool:
        """Tell whether it may be over before the other begins."""
        return self.possibly(other, *allen.EARLIER)

    def certainly_within(self, other: TimeSpan) -> bool:
        """Tell whether all of it lies in the other, for certain."""
        return self.certainly(other, *allen.WITHIN)

    def possibly_within(self, other: TimeSpan) -> bool:
        """Tell whether all of it may lie in the other."""
        return self.possibly(other, *allen.WITHIN)

    def certainly_overlaps(self, other: TimeSpan) -> bool:
        """Tell whether the two share some time, for certain."""
        return self.certainly(other, *allen.SHARING)

    def possibly_overlaps(self, other: TimeSpan) -> bool:
        """Tell whether the two may share some time."""
        return self.possibly(other, *allen.SHARING)

    def __repr__(self) -> str:
        return f"TimeSpan.parse({self.edtf!r})"

    def __str__(self) -> str:
        return self.edtf

    def _not_ordered(self, other: object) -> NoReturn:
        raise TypeError(
            "dates that are not certain have no order: ask certainly_before or possibly_before, "
            "and sort by sort_key"
        )

    __lt__ = __le__ = __gt__ = __ge__ = _not_ordered


def _ordinal(day: date | int | None) -> int | None:
    return day.toordinal() if isinstance(day, date) else day


def _meet(bounds: Bounds, limit: Bounds) -> Bounds:
    met = bounds.meet(limit)
    if met is None:
        raise InvalidTimeSpan("it would end before it begins")
    return met


def _precision(begin: Bounds, end: Bounds, members: tuple[TimeSpan, ...]) -> Precision:
    """Return the unit that the bounds fill; of two ends or of several members the coarser."""
    if members:
        return max(x.precision for x in members)
    if begin is end or begin == end:
        return _fineness(begin)
    known = [
        _fineness(x)
        for x, other in ((begin, end.latest), (end, begin.earliest))
        if x not in (Bounds(None, other), Bounds(other, None))
    ]
    return max(known, default=Precision.UNKNOWN)


def _fineness(bounds: Bounds) -> Precision:
    if single_day(bounds) is not None:
        return Precision.DAY
    if bounds == Bounds():
        return Precision.UNKNOWN
    unit = unit_of(bounds)
    return unit.precision if unit else grain(bounds)


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@lru_cache(maxsize=65_536)
def _parse(text: str) -> TimeSpan:
    if _ISO_DAY.fullmatch(text):
        day = ordinal(int(text[:4]), int(text[5:7]), int(text[8:]))
        return TimeSpan(bounds := days(day, day), bounds)
    span = _span(parse_edtf(text))
    return span if format_edtf(span) == text else replace(span, notation=text)


def _span(parsed: Parsed) -> TimeSpan:
    members = tuple(_span(x) for x in parsed.members)
    return TimeSpan(
        parsed.begin, parsed.end, parsed.approximate, parsed.uncertain, parsed.offset, members
    )
