"""Spans as columns: the same values, order and bounds as one by one."""

from __future__ import annotations

import time

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.spans import OPEN_FUTURE, OPEN_PAST, Spans
from kb.model.timespan import Precision, TimeSpan

TEXTS = [
    *("2022-08-30", "2022-08", "../2022-07", "[..2022-08-20]", "2022-09-01/..", "../.."),
    *("[2022-08-28,2022-08-30]", "2022-08~", "2022-08-30T14:00+03:00", "-0043", "1950S2", ""),
    *("2022-22", "[2022-09-06..]", "Y-170000000", "2022-08-30?"),
    *("2022-07-01/2022-08-31", "2022-07/2022-08", "[2022-07..2022-08]"),
]


def build(texts: list[str]) -> Spans:
    return Spans.from_list(TimeSpan.parse(x) if x else None for x in texts)


@given(st.lists(st.sampled_from(TEXTS), max_size=30))
@settings(deadline=None)
def test_columns_hold_what_the_spans_hold(texts: list[str]) -> None:
    spans = build(texts)
    assert len(spans) == len(texts)
    for row, text in enumerate(texts):
        span = spans[row]
        if not text:
            assert span is None
            continue
        assert span == TimeSpan.parse(text)
        assert spans.earliest[row] == (OPEN_PAST if span.earliest is None else span.earliest)
        assert spans.latest[row] == (OPEN_FUTURE if span.latest is None else span.latest)
        assert spans.precision[row] == span.precision
        assert spans.approximate[row] == span.approximate
        assert spans.uncertain[row] == span.uncertain
        assert spans.members.get(row, ()) == span.members


@given(st.lists(st.sampled_from(TEXTS), max_size=30))
@settings(deadline=None)
def test_order_is_that_of_the_sort_key(texts: list[str]) -> None:
    """Rows that sort alike keep their order; the undated come last."""
    expected = sorted(
        range(len(texts)),
        key=lambda i: (not texts[i], TimeSpan.parse(texts[i]).sort_key if texts[i] else ()),
    )
    assert build(texts).sort_order().tolist() == expected


@given(st.lists(st.tuples(st.integers(-1, len(TEXTS) - 1)), max_size=30))
@settings(deadline=None)
def test_taken_rows_are_the_same_rows(chosen: list[tuple[int]]) -> None:
    """A negative index is an undated row."""
    indices = [x for (x,) in chosen]
    found = build(TEXTS).take(indices)
    expected = build([TEXTS[x] if x >= 0 else "" for x in indices])
    assert found.edtf.tolist() == expected.edtf.tolist()
    assert found.members == expected.members
    for name in ("begin_earliest", "begin_latest", "end_earliest", "end_latest", "precision"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist()


def test_an_undated_row_is_open_on_all_sides() -> None:
    spans = build([""])
    assert not spans.dated[0]
    assert (spans.earliest[0], spans.latest[0]) == (OPEN_PAST, OPEN_FUTURE)
    assert spans.precision[0] == Precision.UNKNOWN


def test_there_may_be_none() -> None:
    spans = build([])
    assert len(spans) == 0
    assert spans.sort_order().tolist() == []
    assert spans.take([-1]).edtf.tolist() == [""]


def test_a_million_rows_are_taken_and_sorted_at_once() -> None:
    rows = np.random.default_rng(1).integers(-1, len(TEXTS), 1_000_000)
    start = time.process_time()
    build(TEXTS).take(rows).sort_order()
    assert time.process_time() - start < 3
