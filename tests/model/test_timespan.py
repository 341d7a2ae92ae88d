"""A time span: how it is made, sorted, narrowed and shown."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import InvalidTimeSpan
from kb.model.calendar import DAY, civil, month_length, ordinal
from kb.model.timespan import Bounds, Precision, TimeSpan

AUGUST = TimeSpan.parse("2022-08")


@given(st.dates())
def test_days_are_those_of_the_standard_library(day: date) -> None:
    """Between years 1 and 9999, an ordinal is that of datetime."""
    assert ordinal(day.year, day.month, day.day) == day.toordinal()
    assert civil(day.toordinal()) == (day.year, day.month, day.day)


@given(st.integers(-(10**11), 10**11), st.integers(1, 12), st.integers(1, 28))
def test_days_of_any_year_come_back(year: int, month: int, day: int) -> None:
    number = ordinal(year, month, day)
    assert civil(number) == (year, month, day)
    assert civil(number + 1) == (
        (year, month, day + 1)
        if day < month_length(year, month)
        else (year, month + 1, 1)
        if month < 12
        else (year + 1, 1, 1)
    )


def test_every_day_of_four_hundred_years_is_found_far_away() -> None:
    """The calendar repeats after 400 years, before year 1 and after 9999 as well."""
    for day in range(1, 146_098):
        known = date.fromordinal(day)
        for cycles in (-1, 30):
            year = known.year + 400 * cycles
            assert civil(day + 146_097 * cycles) == (year, known.month, known.day)


def test_made_of_days() -> None:
    """One day, a lasting time, some time within; ordinals serve as well as dates."""
    first, last = date(2022, 8, 28), date(2022, 8, 30)
    assert TimeSpan.from_days(first).edtf == "2022-08-28"
    assert TimeSpan.from_days(first, last).edtf == "2022-08-28/2022-08-30"
    assert TimeSpan.within(first, last).edtf == "[2022-08-28..2022-08-30]"
    assert TimeSpan.within(first.toordinal(), None).edtf == "[2022-08-28..]"


def test_equal_where_they_allow_the_same() -> None:
    """Bounds are tightened: nothing ends before it begins."""
    early, late = ordinal(2022, 8, 1) * DAY, ordinal(2022, 8, 15) * DAY - 1
    loose = TimeSpan(Bounds(early, None), Bounds(None, late))
    assert loose == TimeSpan(Bounds(early, late), Bounds(early, late))
    assert hash(loose) == hash(TimeSpan(Bounds(early, late), Bounds(early, late)))


def test_what_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidTimeSpan, match="end before it begins"):
        TimeSpan(Bounds(10 * DAY, None), Bounds(None, 9 * DAY))
    with pytest.raises(InvalidTimeSpan):
        Bounds(2, 1)


def test_has_no_order() -> None:
    """`<` says what to use instead; sorting by the key works with open and far spans."""
    with pytest.raises(TypeError, match="certainly_before"):
        sorted([AUGUST, TimeSpan.parse("2022")])
    texts = ["../..", "2022-09", "[..2022-08-20]", "2022-08", "Y-170000000", "../2022-07"]
    found = sorted(map(TimeSpan.parse, texts), key=lambda x: x.sort_key)
    assert [x.edtf for x in found] == [
        *("Y-170000000", "../2022-07", "2022-08", "[..2022-08-20]", "2022-09", "../.."),
    ]


def test_intersection_narrows() -> None:
    late = TimeSpan.parse("[2022-08-29..]")
    assert AUGUST.intersect(late).edtf == "[2022-08-29..2022-08-31]"
    assert AUGUST.intersect(TimeSpan.parse("2022-09")) is None
    assert not AUGUST.agrees(TimeSpan.parse("2022-08-20/2022-09-03"))  # it ends in September
    either = TimeSpan.parse("[2022-08-28,2022-08-30]")
    assert either.intersect(late).edtf == "2022-08-30"
    assert either.intersect(TimeSpan.parse("2022-08-29")) is None  # the gap is no day of it


def test_flags_stay_where_both_have_them() -> None:
    about = TimeSpan.parse("2022-08~")
    assert not about.intersect(TimeSpan.parse("2022-08-30")).approximate
    assert about.intersect(TimeSpan.parse("2022~")).edtf == "2022-08~"
    assert about.hull(TimeSpan.parse("2022-09")).approximate


def test_flags_can_be_changed() -> None:
    assert AUGUST.qualified(approximate=True, uncertain=True).edtf == "2022-08%"
    either = TimeSpan.parse("[2022-08-28,2022-08-30]").qualified(approximate=True)
    assert either.edtf == "[2022-08-28~,2022-08-30~]"
    assert either.qualified(approximate=False).edtf == "[2022-08-28,2022-08-30]"


def test_one_of_the_same_is_itself() -> None:
    assert TimeSpan.one_of([AUGUST, AUGUST]) == AUGUST
    assert TimeSpan.one_of([AUGUST]) is AUGUST


def test_alternatives_of_alternatives_are_alternatives() -> None:
    either = TimeSpan.parse("[2022-08-28,2022-08-30]")
    found = TimeSpan.one_of([either, TimeSpan.parse("2022-09")])
    assert found.edtf == "[2022-08-28,2022-08-30,2022-09]"


def test_an_offset_needs_a_clock_time() -> None:
    day = TimeSpan.parse("2022-08-30")
    assert TimeSpan(day.begin, day.end, offset=180) == day
    assert TimeSpan.parse("2022-08-30T14:00-03:30").offset == -210


def test_precision_is_the_coarser_of_two_ends() -> None:
    assert TimeSpan.parse("2022-08-28/2022-09").precision == Precision.MONTH
    assert Precision.DAY < Precision.MONTH < Precision.UNKNOWN


def test_survives_pickling() -> None:
    for text in ("2022-08-30", "[2022-08-28,2022-08-30]", "1950S2", "2022-08-30T14:00+03:00"):
        span = TimeSpan.parse(text)
        assert pickle.loads(pickle.dumps(span)) == span


def test_reads_back_from_its_repr() -> None:
    assert repr(AUGUST) == "TimeSpan.parse('2022-08')"
    assert str(AUGUST) == "2022-08"
