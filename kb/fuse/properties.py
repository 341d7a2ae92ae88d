"""One value from many votes, property by property: status, kind, counts, coordinates.

Each function takes the ballot and returns an `Outcome`: a value for each event, what became of
each claim, and which events hold rival readings. Dates have a module of their own, and so have
lists, whose entries do not compete.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kb.fuse.agreement import Boxes, best_sets, intersections
from kb.fuse.groups import group_start
from kb.fuse.votes import Readings, State, Votes
from kb.model.claims import ASSERTS, STATUSES, UNREAD_STATUS

if TYPE_CHECKING:
    from kb.fuse.ballot import Ballot
    from kb.model.claims import Links

__all__ = [
    "Counted",
    "Outcome",
    "count_boxes",
    "fuse_coordinates",
    "fuse_counts",
    "fuse_kind",
    "fuse_status",
    "kind_scores",
]

OCCURRED, ONGOING, PLANNED, POSTPONED, CANCELLED = range(len(STATUSES))

#: Metres between two points within which they are one place where no precision is known.
NEAR = 5_000.0

_EARTH = 6_371_008.8  # mean radius in metres (IUGG)


@dataclass(frozen=True)
class Outcome:
    """The fused values of one property.

    `value` is one an event (a code, -1 for none); `contested` tells which events hold rivals;
    `votes` keeps every claim with its state.
    """

    value: np.ndarray
    contested: np.ndarray
    votes: Votes


class Counted(NamedTuple):
    """The fused ranges of one count.

    `ranges` are boxes whose begin is the range, one an event; `about` tells which of them stand
    for one approximate number. `values` holds what the codes of the outcome stand for, shape
    (values, 3): low, high, and 1 where it is about the number between.
    """

    ranges: Boxes
    about: np.ndarray
    outcome: Outcome
    values: np.ndarray


def fuse_status(ballot: Ballot, unstated: np.ndarray) -> Outcome:
    """Let the latest day decide, and votes within it.

    What has happened is not undone by a plan, whenever that is published. `unstated` is the
    status of events that no report gives one.
    """
    column = ballot.column(ballot.claims.status)
    report = np.flatnonzero(column >= 0)
    struck = ballot.votes(report, column[report].astype(np.int64), listed=True)
    asserted = (struck.state == State.NONE) & (struck.value <= ONGOING)
    happened = np.zeros(ballot.n_events, dtype=bool)
    happened[struck.event[asserted]] = True
    history = (struck.value == PLANNED) & happened[struck.event] & (struck.state == State.NONE)
    votes = ballot.votes(report[~history], struck.value[~history])

    readings = votes.readings()
    day = readings.when // 86_400
    latest = np.full(ballot.n_events, np.iinfo(np.int64).min)
    np.maximum.at(latest, readings.event, day)
    decides = day == latest[readings.event]
    winner = _first_by(readings.event, (~decides, -readings.votes, -readings.when, readings.value))
    value = unstated.copy()
    value[readings.event[winner]] = readings.value[winner]
    states = np.full(len(readings), State.HISTORY, dtype=np.int8)
    compatible = (readings.value <= ONGOING) & (value[readings.event] <= ONGOING)
    states[decides] = np.where(compatible[decides], State.AGREES, State.LOST)
    states[winner] = State.WON
    votes.settle(readings, states)
    contested = np.zeros(ballot.n_events, dtype=bool)
    contested[readings.event[states == State.LOST]] = True
    past = np.where(history, State.HISTORY, State.NONE).astype(np.int8)
    past[~history] = votes.state
    return Outcome(
        value, contested, Votes(report, struck.event, struck.root, struck.value, struck.when, past)
    )


def fuse_kind(ballot: Ballot) -> Outcome:
    """Let a broader kind support a narrower one; the best supported wins, the narrowest of them."""
    column = ballot.column(ballot.claims.kind)
    report = np.flatnonzero(column >= 0)
    votes = ballot.votes(report, column[report].astype(np.int64))
    readings = votes.readings()
    kinds = ballot.claims.kinds
    order = tuple(-score for score in kind_scores(ballot, readings))
    winner = _first_by(readings.event, order)
    value = np.full(ballot.n_events, -1)
    value[readings.event[winner]] = readings.value[winner]
    won = value[readings.event]
    states = np.where(kinds.contains(readings.value, won), State.AGREES, State.LOST).astype(np.int8)
    states[winner] = State.WON
    votes.settle(readings, states)
    return Outcome(value, _contested(ballot, readings, states), votes)


def kind_scores(ballot: Ballot, readings: Readings) -> tuple[np.ndarray, ...]:
    """Return what decides between kinds, more being better: support, depth, time, alphabet."""
    kinds = ballot.claims.kinds
    narrower, broader = readings.nested(kinds)
    support = readings.votes + np.bincount(narrower, readings.votes[broader], len(readings))
    depth = np.array([len(kinds.ancestors(code)) for code in range(len(kinds))], dtype=np.int64)
    names = np.argsort(np.argsort(np.array(ballot.claims.kind_names)))
    whole = support.astype(np.int64)
    return whole, depth[readings.value], readings.when, -names[readings.value]


def fuse_counts(ballot: Ballot, links: Links) -> dict[str, Counted]:
    """Let ranges agree that overlap; the agreeing set with most votes wins, and is narrowed.

    Approximate numbers narrow nothing that was given exactly: their bounds are nobody's word.
    Returns what was found by the count's name.
    """
    names = enumerate(ballot.claims.count_names)
    return {name: _fuse_count(ballot, links.take(links.value == code)) for code, name in names}


def _fuse_count(ballot: Ballot, links: Links) -> Counted:
    rows = np.column_stack([links.low, links.high, links.role])
    values, value = np.unique(rows, axis=0, return_inverse=True)
    votes = ballot.votes(links.report, value.reshape(-1).astype(np.int64))
    readings = votes.readings()
    boxes, about = count_boxes(values, readings), values[readings.value, 2] > 0
    chosen = best_sets(boxes)
    result = intersections(boxes, chosen)
    exact = np.zeros(ballot.n_events, dtype=bool)
    exact[readings.event[chosen & ~about]] = True
    narrowing = chosen & ~(about & exact[readings.event])
    narrowed = intersections(boxes, narrowing)
    result = replace(result, begin_low=narrowed.begin_low, begin_high=narrowed.begin_high)
    at = np.searchsorted(result.event, readings.event)
    shown = (boxes.begin_low == result.begin_low[at]) & (boxes.begin_high == result.begin_high[at])
    shown &= narrowing
    states = np.where(chosen, np.where(shown, State.WON, State.AGREES), State.LOST).astype(np.int8)
    votes.settle(readings, states)
    outcome = Outcome(readings.value, _contested(ballot, readings, states), votes)
    approximate = np.zeros(len(result.event), dtype=bool)
    approximate[at[shown & about]] = True
    return Counted(result, approximate, outcome, values)


def count_boxes(values: np.ndarray, readings: Readings) -> Boxes:
    """Return readings of a count as boxes whose begin is the range."""
    low, high, _ = values[readings.value].T
    none = np.zeros(len(readings))
    return Boxes(readings.event, low, high, none, none + np.inf, readings.votes, readings.when)


def fuse_coordinates(ballot: Ballot) -> tuple[Outcome, np.ndarray]:
    """Let points agree that lie near each other; the one with most votes wins.

    Returns the outcome and the points that its value codes stand for, degrees, shape (values, 2).
    """
    lat, lon = ballot.column(ballot.claims.lat), ballot.column(ballot.claims.lon)
    report = np.flatnonzero(~np.isnan(lat))
    points, value = np.unique(
        np.column_stack([lat[report], lon[report]]), axis=0, return_inverse=True
    )
    votes = ballot.votes(report, value.reshape(-1).astype(np.int64))
    readings = votes.readings()
    winner = _first_by(readings.event, (-readings.votes, -readings.when, readings.value))
    best = np.full(ballot.n_events, -1)
    best[readings.event[winner]] = readings.value[winner]
    apart = distance(points[readings.value], points[best[readings.event]])
    states = np.where(apart <= NEAR, State.AGREES, State.LOST).astype(np.int8)
    states[winner] = State.WON
    votes.settle(readings, states)
    return Outcome(best, _contested(ballot, readings, states), votes), points


def unstated_status(ballot: Ballot) -> np.ndarray:
    """Return the status of an event that no report gives one: occurred, planned, or none.

    It is planned where every report that dates it was certainly published before; it has none
    (-1) where no report asserts it, but those whose word for the status is unknown.
    """
    date = ballot.column(ballot.claims.date)
    read = ballot.column(ballot.claims.status) != UNREAD_STATUS
    dated = (date >= 0) & (ballot.stance == ASSERTS) & read
    ahead = dated & is_ahead(ballot)
    plans = np.zeros(ballot.n_events, dtype=bool)
    plans[ballot.event[ahead]] = True
    plans[ballot.event[dated & ~ahead]] = False
    asserted = np.zeros(ballot.n_events, dtype=bool)
    asserted[ballot.event[ballot.live & read]] = True
    return np.where(plans, PLANNED, np.where(asserted, OCCURRED, -1))


def is_ahead(ballot: Ballot) -> np.ndarray:
    """Tell which reports date their event certainly after their own publication."""
    date = ballot.column(ballot.claims.date)
    begin = np.append(ballot.claims.spans.begin_earliest, 0)[date]
    return (date >= 0) & (begin > ballot.column(ballot.claims.published_to))


def distance(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return metres along the great circle between points in degrees, shape (n, 2)."""
    lat1, lon1, lat2, lon2 = np.radians([one[:, 0], one[:, 1], other[:, 0], other[:, 1]])
    half = (
        np.sin((lat2 - lat1) / 2) ** 2
        + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH * np.arcsin(np.sqrt(np.clip(half, 0, 1)))


def _contested(ballot: Ballot, readings: Readings, states: np.ndarray) -> np.ndarray:
    contested = np.zeros(ballot.n_events, dtype=bool)
    contested[readings.event[states == State.LOST]] = True
    return contested


def _first_by(event: np.ndarray, keys: tuple[np.ndarray, ...]) -> np.ndarray:
    """Return the position of each event's first row in the order of the keys."""
    several = np.flatnonzero(np.bincount(event, minlength=1)[event] > 1) if len(event) else event
    single = np.flatnonzero(np.bincount(event, minlength=1)[event] == 1) if len(event) else event
    order = several[np.lexsort((*(key[several] for key in reversed(keys)), event[several]))]
    first = order[group_start(event[order])] if len(order) else order
    return np.sort(np.concatenate([single, first]).astype(np.int64))
