"""Which readings of a date or a count can all be true, and what they then leave open.

A reading bounds a begin and an end: a box in the plane of begins and ends. Boxes agree when they
share a point whose begin is not after its end. By Helly's theorem for boxes (axis-parallel boxes
that meet pairwise have a point in common), the agreeing sets are the sets of boxes over one
point, so the best set is found by looking at points alone, and one that is best lies at a lower
corner: at the begin of one box and at the end of another, or at its own begin.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np

from kb.fuse.groups import group_starts

__all__ = ["Boxes", "best_sets", "intersections"]

#: Up to this many readings an event is worked on with all others of its size at once.
_TOGETHER = 6


@dataclass(frozen=True)
class Boxes:
    """Readings of events, sorted by event; closed bounds of begin and end.

    `votes` says how many roots hold a reading, `when` since when the latest does.
    """

    event: np.ndarray
    begin_low: np.ndarray
    begin_high: np.ndarray
    end_low: np.ndarray
    end_high: np.ndarray
    votes: np.ndarray
    when: np.ndarray

    def take(self, rows: np.ndarray) -> Boxes:
        """Return some of the boxes."""
        return Boxes(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


def best_sets(boxes: Boxes) -> np.ndarray:
    """Tell which boxes belong to their event's best agreeing set.

    The best has the most votes, then the most readings, then the latest vote, then the earliest
    begin and end, so that there is always one.
    """
    starts = group_starts(boxes.event)
    sizes = np.diff(np.append(starts, len(boxes.event)))
    chosen = np.ones(len(boxes.event), dtype=bool)
    for size in np.unique(sizes[sizes > 1]):
        of_size = starts[sizes == size]
        step = max(1, 2_000_000 // int(size) ** 3) if size <= _TOGETHER else 1
        for first in range(0, len(of_size), step):
            rows = of_size[first : first + step, None] + np.arange(size)
            chosen[rows] = (
                _best_of(boxes, rows) if size <= _TOGETHER else _best_of_many(boxes, rows[0])
            )
    return chosen


def intersections(boxes: Boxes, chosen: np.ndarray) -> Boxes:
    """Return one box an event: what the chosen boxes share, their votes added."""
    some = boxes.take(np.flatnonzero(chosen))
    starts = group_starts(some.event)
    if not len(starts):
        return some
    return Boxes(
        some.event[starts],
        np.maximum.reduceat(some.begin_low, starts),
        np.minimum.reduceat(some.begin_high, starts),
        np.maximum.reduceat(some.end_low, starts),
        np.minimum.reduceat(some.end_high, starts),
        np.add.reduceat(some.votes, starts),
        np.maximum.reduceat(some.when, starts),
    )


def _best_of(boxes: Boxes, rows: np.ndarray) -> np.ndarray:
    """Return the members of the best set for many events of one size: a mask like rows."""
    box = boxes.take(rows)
    begin = box.begin_low[:, :, None, None]
    end = np.maximum(box.end_low[:, None, :, None], begin)
    over = (
        (box.begin_low[:, None, None, :] <= begin)
        & (begin <= box.begin_high[:, None, None, :])
        & (box.end_low[:, None, None, :] <= end)
        & (end <= box.end_high[:, None, None, :])
    )
    events, size = rows.shape
    over = over.reshape(events, size * size, size)
    votes = (over * box.votes[:, None, :]).sum(axis=2)
    many = over.sum(axis=2)
    latest = np.where(over, box.when[:, None, :], np.iinfo(np.int64).min).max(axis=2)
    begins = np.broadcast_to(begin, (events, size, size, 1)).reshape(events, -1)
    ends = np.broadcast_to(end, (events, size, size, 1)).reshape(events, -1)
    left = np.ones_like(votes, dtype=bool)
    for score in (votes, many, latest, -begins, -ends):
        left &= score == np.where(left, score, np.iinfo(np.int64).min).max(axis=1, keepdims=True)
    return over[np.arange(events), left.argmax(axis=1)]


def _best_of_many(boxes: Boxes, rows: np.ndarray) -> np.ndarray:
    """Return the same for one event of any size, in n² log n steps and n memory."""
    box = boxes.take(rows)
    _, begin, end = max(
        (_best_end(box, begin) for begin in np.unique(box.begin_low)), key=itemgetter(0)
    )
    return _over(box, begin) & (np.maximum(box.end_low, begin) <= end) & (end <= box.end_high)


def _best_end(box: Boxes, begin: Any) -> tuple[tuple[Any, ...], Any, Any]:
    """Return the best end for a begin, by what `best_sets` prefers, with its score."""
    here = np.flatnonzero(_over(box, begin))
    low, high, when = np.maximum(box.end_low[here], begin), box.end_high[here], box.when[here]
    ends = np.unique(low)
    entered = np.searchsorted(np.sort(low), ends, side="right")
    left = np.searchsorted(np.sort(high), ends, side="left")
    votes = _running(box.votes[here], low, entered) - _running(box.votes[here], high, left)
    many = np.where(votes == votes.max(), entered - left, -1)
    ends = ends[many == many.max()]
    first = np.searchsorted(ends, low, side="left")
    meets = first < np.searchsorted(ends, high, side="right")
    latest = when[meets].max()
    end = ends[first[meets & (when == latest)].min()]
    return (votes.max(), many.max(), latest, -begin, -end), begin, end


def _over(box: Boxes, begin: Any) -> np.ndarray:
    """Tell which boxes hold a point with this begin."""
    return (box.begin_low <= begin) & (begin <= box.begin_high) & (box.end_high >= begin)


def _running(votes: np.ndarray, by: np.ndarray, upto: np.ndarray) -> np.ndarray:
    """Return the votes of the first so many boxes, in the order of a bound."""
    return np.append(0, np.cumsum(votes[np.argsort(by, kind="stable")]))[upto]
