"""The thirteen relations of Allen's interval algebra, between spans whose ends are not certain.

James F. Allen, Maintaining Knowledge about Temporal Intervals, CACM 26 (1983). Time is counted in
grains (days or seconds) and an end is the last grain that belongs to the span, so that one span
meets another when its last grain is the one before the other's first.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.model.calendar import Bounds


class Allen(StrEnum):
    """How one span lies to another."""

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    STARTS = "starts"
    DURING = "during"
    FINISHES = "finishes"
    EQUALS = "equals"
    FINISHED_BY = "finished by"
    CONTAINS = "contains"
    STARTED_BY = "started by"
    OVERLAPPED_BY = "overlapped by"
    MET_BY = "met by"
    AFTER = "after"

    @property
    def inverse(self) -> Allen:
        """The relation of the other to the one."""
        order = list(Allen)
        return order[-1 - order.index(self)]


#: It is over before the other begins; all of it lies in the other; they share some time.
EARLIER = frozenset({Allen.BEFORE, Allen.MEETS})
WITHIN = frozenset({Allen.STARTS, Allen.DURING, Allen.FINISHES, Allen.EQUALS})
SHARING = frozenset(Allen) - EARLIER - {Allen.AFTER, Allen.MET_BY}

# Each relation is a chain of ends in rising order. The number is how many grains an end lies
# after the one before it: at least so many, or exactly so many ("="). b, e are the begin and end
# of the one, B, E of the other.
_CHAINS: dict[Allen, tuple[tuple[str, int, str], ...]] = {
    Allen.BEFORE: (("b", 0, ""), ("e", 0, ""), ("B", 2, ""), ("E", 0, "")),
    Allen.MEETS: (("b", 0, ""), ("e", 0, ""), ("B", 1, "="), ("E", 0, "")),
    Allen.OVERLAPS: (("b", 0, ""), ("B", 1, ""), ("e", 0, ""), ("E", 1, "")),
    Allen.STARTS: (("b", 0, ""), ("B", 0, "="), ("e", 0, ""), ("E", 1, "")),
    Allen.DURING: (("B", 0, ""), ("b", 1, ""), ("e", 0, ""), ("E", 1, "")),
    Allen.FINISHES: (("B", 0, ""), ("b", 1, ""), ("e", 0, ""), ("E", 0, "=")),
    Allen.EQUALS: (("b", 0, ""), ("B", 0, "="), ("e", 0, ""), ("E", 0, "=")),
}
_INFINITY = float("inf")
_Range = tuple[float, float]


def possible_relations(
    begin: Bounds, end: Bounds, other_begin: Bounds, other_end: Bounds, *, grain: int = 1
) -> frozenset[Allen]:
    """Return the relations that some begin and end of each make true.

    `grain` is the number of seconds that count as one: 86,400 compares days.
    """
    one, other = (
        (_range(begin, grain), _range(end, grain)),
        (
            _range(other_begin, grain),
            _range(other_end, grain),
        ),
    )
    forward = {x for x in _CHAINS if _can_be(x, one, other)}
    backward = {x.inverse for x in _CHAINS if _can_be(x, other, one)}
    return frozenset(forward | backward)


def _range(bounds: Bounds, grain: int) -> _Range:
    return (
        -_INFINITY if bounds.earliest is None else bounds.earliest // grain,
        _INFINITY if bounds.latest is None else bounds.latest // grain,
    )


def _can_be(relation: Allen, one: tuple[_Range, _Range], other: tuple[_Range, _Range]) -> bool:
    """Tell whether the chain can be laid, putting each end as early as it can be."""
    ranges = {"b": one[0], "e": one[1], "B": other[0], "E": other[1]}
    earliest, latest = -_INFINITY, _INFINITY  # of the end laid last
    for name, gap, exactly in _CHAINS[relation]:
        low, high = ranges[name]
        earliest = max(low, earliest + gap)
        # An exact gap ties this end to the one before, which may have to move later with it.
        latest = min(high, latest + gap) if exactly else high
        if earliest > latest:
            return False
    return True
