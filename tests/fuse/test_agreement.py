"""The best agreeing set, against looking at every point of a small plane."""

from __future__ import annotations

import time
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.fuse import agreement
from kb.fuse.agreement import Boxes, best_sets, intersections

SIZE = 5
BOUNDS = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).map(sorted)
BOX = st.tuples(BOUNDS, BOUNDS, st.integers(1, 3), st.integers(0, 3)).filter(
    lambda box: box[0][0] <= box[1][1]  # some begin is not after some end
)
EVENT = st.lists(BOX, min_size=1, max_size=9)


def boxes(*events):
    rows = [(n, *b, *e, votes, when) for n, some in enumerate(events) for b, e, votes, when in some]
    return Boxes(*np.array(rows, dtype=np.int64).reshape(-1, 7).T)


def holds(box, begin, end):
    return box[0][0] <= begin <= box[0][1] and box[1][0] <= end <= box[1][1]


def best(event):
    """Return the members of the best set, by its definition."""

    def score(point):
        over = [box for box in event if holds(box, *point)]
        votes = sum(box[2] for box in over)
        return votes, len(over), max((box[3] for box in over), default=-1), -point[0], -point[1]

    points = [(begin, end) for begin, end in product(range(SIZE), repeat=2) if begin <= end]
    point = max(points, key=score)
    return [holds(box, *point) for box in event]


@pytest.mark.parametrize("together", [1, agreement._TOGETHER, 20])
@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(EVENT, min_size=1, max_size=4))
def test_the_best_set_is_that_of_the_best_point(together, events):
    """By votes, then readings, then the latest vote, then the earliest; many events or one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreement, "_TOGETHER", together)
        chosen = best_sets(boxes(*events))
    assert chosen.tolist() == [member for event in events for member in best(event)]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(EVENT, min_size=1, max_size=3))
def test_what_a_set_shares_is_every_point_in_all_of_it(events):
    """The shared box has the points that satisfy all members, and their votes together."""
    given_boxes = boxes(*events)
    shared = intersections(given_boxes, best_sets(given_boxes))
    assert shared.event.tolist() == list(range(len(events)))
    for row, event in enumerate(events):
        members = [box for box, member in zip(event, best(event), strict=True) if member]
        for begin, end in product(range(SIZE), repeat=2):
            inside = (
                shared.begin_low[row] <= begin <= shared.begin_high[row]
                and shared.end_low[row] <= end <= shared.end_high[row]
            )
            assert inside == all(holds(box, begin, end) for box in members)
        assert shared.votes[row] == sum(box[2] for box in members)
        assert shared.when[row] == max(box[3] for box in members)


def test_no_readings_have_no_best_set():
    """An empty table of readings is no special case."""
    none = boxes()
    assert best_sets(none).tolist() == []
    assert len(intersections(none, best_sets(none)).event) == 0


def test_a_range_of_counts_may_be_open():
    """Counts come as floats, and `5..` reaches to infinity; both paths narrow them alike."""
    low, high = np.array([5.0, 2.0, 7.5]), np.array([np.inf, 8.0, 9.0])
    for copies in (1, 4):
        n = 3 * copies
        zero = np.zeros(n)
        some = Boxes(
            np.zeros(n, int),
            np.tile(low, copies),
            np.tile(high, copies),
            zero,
            zero + np.inf,
            np.ones(n, int),
            np.zeros(n, int),
        )
        shared = intersections(some, best_sets(some))
        assert (shared.begin_low[0], shared.begin_high[0]) == (7.5, 8.0)


@pytest.mark.parametrize("shape", ["days", "since and until", "nested", "one for all"])
def test_three_thousand_readings_take_seconds(shape):
    """Whatever the readings, the work grows with the square of their number at most."""
    n = np.arange(3_000)
    half, far = n // 2, 10_000
    bounds = {
        "days": (n, n, n, n),
        "since and until": (
            np.where(n % 2, -far, half),
            np.where(n % 2, far, half),
            np.where(n % 2, far - half, -far),
            np.where(n % 2, far - half, 2 * far),
        ),
        "nested": (n, far - n, n, far - n),
        "one for all": (0 * n, 0 * n, n, n),
    }[shape]
    many = Boxes(0 * n, *bounds, np.ones_like(n), n)
    start = time.process_time()
    chosen = best_sets(many)
    assert time.process_time() - start < 5
    assert chosen.any()
