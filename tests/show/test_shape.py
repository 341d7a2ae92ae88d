"""Where a date is drawn: certain core, possible extent, and the place of its mark."""

from __future__ import annotations

from datetime import date

import pytest

from kb.model.timespan import TimeSpan
from kb.show.shape import DAY, drawable, shape_of, to_ms


def day(text):
    return date.fromisoformat(text).toordinal() * DAY


CASES = [
    # edtf, first, last (exclusive), core, mark
    ("2022-08-30", "2022-08-30", "2022-08-31", ("2022-08-30", "2022-08-31"), None),
    ("2022-08-28/2022-09-03", "2022-08-28", "2022-09-04", ("2022-08-28", "2022-09-04"), "first"),
    ("2022-08", "2022-08-01", "2022-09-01", None, "first"),
    ("[2022-08-28..2022-08-29]", "2022-08-28", "2022-08-30", None, "first"),
    ("2022-08/2022-10", "2022-08-01", "2022-11-01", ("2022-08-31", "2022-10-02"), "first"),
    ("[..2022-09-15]", None, "2022-09-16", None, "last"),
    ("2022-07-19/..", "2022-07-19", None, ("2022-07-19", "2022-07-20"), "first"),
]


@pytest.mark.parametrize(("edtf", "first", "last", "core", "mark"), CASES)
def test_a_date_has_a_certain_core_and_a_possible_extent(edtf, first, last, core, mark):
    """What it certainly covers is the core; a mark claims the earliest begin, never a middle."""
    shape = shape_of(TimeSpan.parse(edtf))
    ends = tuple(text and day(text) for text in (first, last))
    assert (shape.pieces[0][0], shape.pieces[-1][1]) == ends
    assert shape.core == (core and tuple(map(day, core)))
    noon = shape.pieces[0][0] and shape.pieces[0][0] + DAY // 2
    assert shape.at == {"first": ends[0], "last": ends[1], None: noon}[mark]


def test_a_choice_of_days_is_drawn_as_its_days():
    """What lies between two possible days is not possible."""
    shape = shape_of(TimeSpan.parse("[2022-08-28,2022-08-30]"))
    assert [begin for begin, _ in shape.pieces] == [day("2022-08-28"), day("2022-08-30")]
    assert shape.core is None


def test_a_clock_time_stays_one():
    """An event at 14:00 stands at 14:00, not at noon."""
    shape = shape_of(TimeSpan.parse("2022-08-30T14:00"))
    assert shape.point
    assert 0 <= shape.at - (day("2022-08-30") + 14 * 3600) < 60


@pytest.mark.parametrize("edtf", ["Y-50000", "Y12000", "-9999-01-01", "9999-12-31"])
def test_a_year_beyond_the_axis_is_not_drawn(edtf):
    """Plotly's date axis ends at the years -9999 and 9999."""
    assert not drawable(shape_of(TimeSpan.parse(edtf)))


def test_antiquity_is_drawn():
    """Years before Christ are on the axis."""
    assert drawable(shape_of(TimeSpan.parse("-0043-03-15")))


def test_milliseconds_count_from_1970():
    assert to_ms(day("1970-01-02")) == 86_400_000


def test_no_date_has_no_shape():
    assert shape_of(None) is None
