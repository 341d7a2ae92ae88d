"""The relations of Allen's algebra, against an oracle that tries every begin and end."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.allen import EARLIER, SHARING, WITHIN, Allen
from kb.model.calendar import DAY
from kb.model.timespan import Bounds, TimeSpan

#: The days that the oracle tries: open ends are tried as far as the edge of the world, which lies
#: far enough outside the days that are drawn for every relation to have room.
FIRST, LAST = -8, 14


def relation(begin: int, end: int, other_begin: int, other_end: int) -> Allen:
    """Return the relation of two spans of whole days, by definition."""
    stop, other_stop = end + 1, other_end + 1
    if stop <= other_begin:
        return Allen.MEETS if stop == other_begin else Allen.BEFORE
    if other_stop <= begin:
        return Allen.MET_BY if other_stop == begin else Allen.AFTER
    starts = (begin > other_begin) - (begin < other_begin)
    stops = (stop > other_stop) - (stop < other_stop)
    return {
        (-1, -1): Allen.OVERLAPS,
        (-1, 0): Allen.FINISHED_BY,
        (-1, 1): Allen.CONTAINS,
        (0, -1): Allen.STARTS,
        (0, 0): Allen.EQUALS,
        (0, 1): Allen.STARTED_BY,
        (1, -1): Allen.DURING,
        (1, 0): Allen.FINISHES,
        (1, 1): Allen.OVERLAPPED_BY,
    }[starts, stops]


def days_of(bounds: Bounds) -> range:
    first = FIRST if bounds.earliest is None else bounds.earliest // DAY
    last = LAST if bounds.latest is None else bounds.latest // DAY
    return range(first, last + 1)


def whole(span: TimeSpan) -> list[tuple[int, int]]:
    """Return every begin and end that a span allows."""
    return sorted(
        {
            (begin, end)
            for member in span.alternatives
            for begin, end in product(days_of(member.begin), days_of(member.end))
            if begin <= end
        }
    )


def day_bounds(first: int | None, last: int | None) -> Bounds:
    return Bounds(
        None if first is None else first * DAY, None if last is None else last * DAY + DAY - 1
    )


@st.composite
def small_bounds(draw: st.DrawFn) -> Bounds:
    first, last = sorted(draw(st.tuples(st.integers(0, 5), st.integers(0, 5))))
    opening = draw(st.sampled_from(["", "", "", "past", "future", "both"]))
    return day_bounds(
        None if opening in ("past", "both") else first,
        None if opening in ("future", "both") else last,
    )


@st.composite
def small_spans(draw: st.DrawFn) -> TimeSpan:
    def one() -> TimeSpan:
        begin, end = draw(small_bounds()), draw(small_bounds())
        if draw(st.booleans()) or begin.meet(Bounds(None, end.latest)) is None:
            return TimeSpan(begin, begin)
        return TimeSpan(begin, end)

    return TimeSpan.one_of(one() for _ in range(draw(st.sampled_from([1, 1, 2]))))


@given(small_spans(), small_spans())
@settings(max_examples=150, deadline=None)
def test_relations_are_those_that_some_days_make_true(one: TimeSpan, other: TimeSpan) -> None:
    """Possible: for some begin and end of each. Certain: for all."""
    pairs = list(product(whole(one), whole(other)))
    found = {relation(*a, *b) for a, b in pairs}
    assert one.possible_relations(other) == found
    assert other.possible_relations(one) == {x.inverse for x in found}
    for wanted, certain, possible in (
        (EARLIER, one.certainly_before, one.possibly_before),
        (WITHIN, one.certainly_within, one.possibly_within),
        (SHARING, one.certainly_overlaps, one.possibly_overlaps),
    ):
        assert certain(other) == (found <= wanted)
        assert possible(other) == bool(found & wanted)


@given(small_spans(), small_spans())
@settings(max_examples=150, deadline=None)
def test_intersection_is_what_both_allow(one: TimeSpan, other: TimeSpan) -> None:
    """No begin and end is lost, and none is added; they agree where one is left."""
    both = set(whole(one)) & set(whole(other))
    met = one.intersect(other)
    assert one.agrees(other) == bool(both)
    assert set(whole(met) if met else []) == both


@given(small_spans(), small_spans())
@settings(max_examples=100, deadline=None)
def test_hull_allows_all_that_either_allows(one: TimeSpan, other: TimeSpan) -> None:
    assert set(whole(one)) | set(whole(other)) <= set(whole(one.hull(other)))


def test_the_day_after_meets() -> None:
    monday, tuesday = TimeSpan.parse("2022-09-05"), TimeSpan.parse("2022-09-06")
    assert monday.possible_relations(tuesday) == {Allen.MEETS}
    assert monday.certainly_before(tuesday)
    assert not tuesday.possibly_before(monday)


@pytest.mark.parametrize(
    ("one", "other", "certain", "possible"),
    [
        ("2022-08", "2022-08-31", False, True),
        ("2022-08", "2022-09", True, True),
        ("[..2022-09-15]", "2022-09-16", True, True),
        ("../2022-09-15", "2022-09-15", False, False),
        ("2022-09-15/..", "2030", False, True),
        ("2022-09-15", "[2022-09-16..]", True, True),
        ("[2022-08-28,2022-08-30]", "2022-08-30", False, True),
        ("[2022-08-28,2022-08-30]", "2022-08-31", True, True),
        ("2022-08-30T13:00", "2022-08-30T14:00", True, True),
        ("2022-08-30", "2022-08-30T14:00", False, True),
    ],
)
def test_before(one: str, other: str, certain: bool, possible: bool) -> None:
    """An open end is never certain; a clock time compares seconds."""
    first, second = TimeSpan.parse(one), TimeSpan.parse(other)
    assert first.certainly_before(second) == certain
    assert first.possibly_before(second) == possible


def test_clock_times_meet_where_no_second_lies_between() -> None:
    one = TimeSpan.parse("2022-08-30T13:00:00/2022-08-30T13:59:59")
    other = TimeSpan.parse("2022-08-30T14:00:00/2022-08-30T15:00:00")
    assert one.possible_relations(other) == {Allen.MEETS}


def test_inverse_of_an_inverse_is_the_relation() -> None:
    assert all(x.inverse.inverse == x for x in Allen)
    assert {x for x in Allen if x.inverse == x} == {Allen.EQUALS}
