"""What decided between readings that cannot both be shown: votes, or what settles equal ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kb.fuse.agreement import Boxes, best_sets
from kb.fuse.dates import date_boxes, possible_dates
from kb.fuse.groups import group_starts, pairs_between
from kb.fuse.properties import count_boxes, kind_scores
from kb.fuse.votes import Readings, State, Votes

if TYPE_CHECKING:
    from kb.fuse.fusion import Fused

__all__ = ["IMPOSSIBLE", "LEFT", "decided_by"]

#: What is asked in turn, by property; any other is a count. Votes come first, and say nothing here.
_ASKED = {
    "status": ("", "latest", "first status"),
    "kind": ("", "narrower", "latest", "alphabet"),
    "coordinates": ("", "latest", "south"),
    "date": ("", "more", "latest", "earlier"),
}
_COUNT = ("", "more", "latest", "smaller")
_LISTS = ("places", "actors", "relations", "event")

#: What is said of a date that begins after somebody had reported its event.
IMPOSSIBLE = "impossible"

#: What is said of a date whose rivals are all of that kind.
LEFT = "left"

#: So many pairs of readings are compared at a time.
_PAIRS = 1_000_000


def decided_by(
    fused: Fused, name: str, votes: Votes, chosen: np.ndarray
) -> tuple[Readings, np.ndarray]:
    """Return readings and by what each stood or fell where votes were equal.

    Parameters
    ----------
    fused, name, votes
        A property by its name, and its settled votes.
    chosen
        Which events are asked about: a mask.

    Returns
    -------
    readings, words
        Of the events in which one lost, those that won, agree or lost; for each a word of
        `_ASKED`, empty where votes decided, `IMPOSSIBLE` or `LEFT`.
    """
    readings, lost, won = _contest(votes, chosen & (name not in _LISTS))
    if not len(readings):
        return readings, np.zeros(0, dtype=object)
    words = np.array(_ASKED.get(name, _COUNT), dtype=object)
    if name in ("status", "kind", "coordinates"):
        return readings, words[_of_event(readings, _by_scores(fused, name, readings, lost, won))]
    boxes, reading_of, possible = _boxes(fused, name, readings)
    by = _by_sets(boxes, reading_of, lost & possible)
    ruled_out = np.isin(readings.event, readings.event[by >= 0], invert=True)
    found = np.where(ruled_out, LEFT, words[_of_event(readings, by)])
    return readings, np.where(lost & ~possible, IMPOSSIBLE, found)


def _contest(votes: Votes, chosen: np.ndarray) -> tuple[Readings, np.ndarray, np.ndarray]:
    """Return the readings that stood for election where one lost; which lost, and which won."""
    rivals = np.zeros(len(chosen), dtype=bool)
    rivals[votes.event[votes.state == State.LOST]] = True
    stood = np.isin(votes.state, (State.WON, State.AGREES, State.LOST))
    some = votes.take(np.flatnonzero(stood & (rivals & chosen)[votes.event]))
    readings = replace(some, state=np.zeros_like(some.state)).readings()
    state = np.zeros(len(readings), dtype=np.int8)
    state[readings.find(some.event, some.value)] = some.state
    return readings, state == State.LOST, state == State.WON


def _of_event(readings: Readings, by: np.ndarray) -> np.ndarray:
    """Give readings that did not lose (-1) what settled the closest of the contests they won."""
    starts = group_starts(readings.event)
    closest = np.repeat(np.maximum.reduceat(by, starts), np.diff(np.append(starts, len(readings))))
    return np.where(by < 0, np.maximum(closest, 0), by)


def _by_scores(
    fused: Fused, name: str, readings: Readings, lost: np.ndarray, won: np.ndarray
) -> np.ndarray:
    """Return in which respect each lost reading first differs from the one that won, else -1."""
    if name == "kind":
        scores = np.column_stack(kind_scores(fused.ballot, readings))
    else:
        scores = np.column_stack([readings.votes, readings.when, -readings.value])
    winner = np.zeros(len(fused), dtype=np.int64)
    winner[readings.event[won]] = np.flatnonzero(won)
    return np.where(lost, _first_apart(scores, scores[winner[readings.event]]), -1)


def _first_apart(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the first column in which rows differ, the last where they do not."""
    apart = one != other
    return np.where(apart.any(axis=1), apart.argmax(axis=1), one.shape[1] - 1)


def _boxes(fused: Fused, name: str, readings: Readings) -> tuple[Boxes, np.ndarray, np.ndarray]:
    """Return readings of a date or a count as boxes, whose box each is, and which are possible."""
    if name != "date":
        boxes = count_boxes(fused.counts[name].values, readings)
        return boxes, np.arange(len(readings)), np.ones(len(readings), dtype=bool)
    dates = fused.dates
    boxes, reading_of = date_boxes(dates.spans, readings)
    possible = possible_dates(dates.spans, readings, len(fused), dates.reported)
    rows = np.flatnonzero(possible[reading_of])
    return boxes.take(rows), reading_of[rows], possible


def _by_sets(boxes: Boxes, reading_of: np.ndarray, lost: np.ndarray) -> np.ndarray:
    """Return in which respect the best set with each lost reading falls short of the best, else -1.

    A set is known by its votes, its readings and its latest vote; the last respect is its place.
    """
    by = np.full(len(lost), -1)
    best = _set_scores(boxes)
    event = np.unique(boxes.event)
    rows = np.flatnonzero(lost[reading_of])
    sizes = np.bincount(boxes.event)[boxes.event[rows]]
    batch = np.cumsum(sizes) // _PAIRS
    for some in np.split(rows, group_starts(batch)[1:]):
        short = _first_apart(
            _set_scores(_within(boxes, some)), best[np.searchsorted(event, boxes.event[some])]
        )
        np.maximum.at(by, reading_of[some], short)
    return by


def _set_scores(boxes: Boxes) -> np.ndarray:
    """Return votes, readings and latest vote of each event's best set, and a column of zeros."""
    best = boxes.take(np.flatnonzero(best_sets(boxes)))
    starts = group_starts(best.event)
    if not len(starts):
        return np.zeros((0, 4), dtype=np.int64)
    many = np.diff(np.append(starts, len(best.event)))
    votes = np.add.reduceat(best.votes, starts)
    latest = np.maximum.reduceat(best.when, starts)
    return np.column_stack([votes, many, latest, np.zeros_like(many)])


def _within(boxes: Boxes, rows: np.ndarray) -> Boxes:
    """Return what each of some boxes shares with the boxes of its event: an event for each."""
    left, other = pairs_between(boxes.event[rows], boxes.event)
    one = boxes.take(rows[left])
    both = boxes.take(other)
    shared = Boxes(
        left,
        np.maximum(one.begin_low, both.begin_low),
        np.minimum(one.begin_high, both.begin_high),
        np.maximum(one.end_low, both.end_low),
        np.minimum(one.end_high, both.end_high),
        both.votes,
        both.when,
    )
    meets = (shared.begin_low <= shared.begin_high) & (shared.end_low <= shared.end_high)
    return shared.take(np.flatnonzero(meets & (shared.begin_low <= shared.end_high)))
