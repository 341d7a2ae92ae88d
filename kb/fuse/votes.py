"""Votes on one property, and the readings that they hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kb.fuse.groups import combine, group_last, group_starts, in_groups

if TYPE_CHECKING:
    from kb.model.hierarchy import Hierarchy

__all__ = ["Readings", "Standing", "State", "Votes", "supersede"]


class State:
    """What became of a claim, by code; `NAMES` are the words for it."""

    NONE, WON, AGREES, LOST, SUPERSEDED, WITHDRAWN, DENIES, DOUBTS, HISTORY, UNCLEAR = range(10)
    NAMES = (
        *("", "won", "agrees", "lost", "superseded", "withdrawn", "denies", "doubts", "history"),
        "unclear",
    )


class Standing(NamedTuple):
    """The votes that count: a root holds a value of an event, since when it says so."""

    event: np.ndarray
    root: np.ndarray
    value: np.ndarray
    when: np.ndarray


@dataclass(frozen=True)
class Readings:
    """The distinct values that an event's votes hold, by event, then value.

    `votes` is how many roots hold it, `when` since when the latest of them does.
    """

    event: np.ndarray
    value: np.ndarray
    votes: np.ndarray
    when: np.ndarray

    def __len__(self) -> int:
        return len(self.event)

    def find(self, event: np.ndarray, value: np.ndarray) -> np.ndarray:
        """Return the row of each event's value, -1 where the event has no such reading."""
        if not len(self):
            return np.full(len(event), -1, dtype=np.int64)
        size = int(max(self.value.max(), value.max(initial=0))) + 1
        keys = self.event.astype(np.int64) * size + self.value
        wanted = event.astype(np.int64) * size + value
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, at, -1)

    def nested(self, hierarchy: Hierarchy) -> tuple[np.ndarray, np.ndarray]:
        """Return the pairs of rows of one event of which the second contains the first."""
        inner, outer = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        row, above = np.arange(len(self)), hierarchy.above(self.value)
        while len(row := row[above >= 0]):
            above = above[above >= 0]
            at = self.find(self.event[row], above)
            inner.append(row[at >= 0])
            outer.append(at[at >= 0])
            above = hierarchy.above(above)
        return np.concatenate(inner), np.concatenate(outer)


@dataclass(frozen=True)
class Votes:
    """The claims of one property, one row a claim, in the ballot's order.

    `report` is a position in the ballot, `value` the code of what it claims, `when` since when
    its root says so (seconds), `state` what became of it: NONE while it stands.
    """

    report: np.ndarray
    event: np.ndarray
    root: np.ndarray
    value: np.ndarray
    when: np.ndarray
    state: np.ndarray

    def take(self, rows: np.ndarray) -> Votes:
        """Return some of the claims, by mask or positions."""
        return Votes(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))

    @cached_property
    def standing(self) -> Standing:
        """What each root holds now: one row for each of its standing values."""
        live = np.flatnonzero(self.state == State.NONE)
        key = combine(self.event[live], self.root[live], self.value[live])
        order = live[np.argsort(key, kind="stable")]
        start = group_starts(self.event[order], self.root[order], self.value[order])
        first = order[start]
        when = np.maximum.reduceat(self.when[order], start) if len(start) else self.when[:0]
        return Standing(self.event[first], self.root[first], self.value[first], when)

    def readings(self) -> Readings:
        """Return what the standing votes say: each event's distinct values."""
        votes = self.standing
        order = np.argsort(combine(votes.event, votes.value), kind="stable")
        event, value = votes.event[order], votes.value[order]
        start = group_starts(event, value)
        when = np.maximum.reduceat(votes.when[order], start) if len(start) else votes.when[:0]
        return Readings(event[start], value[start], np.diff(np.append(start, len(order))), when)

    def settle(self, readings: Readings, states: np.ndarray) -> None:
        """Give every standing claim the state of its reading."""
        if not len(readings):
            return
        live = np.flatnonzero(self.state == State.NONE)
        at = readings.find(self.event[live], self.value[live])
        self.state[live] = np.where(at >= 0, states[at], State.HISTORY)


def supersede(votes: Votes, origin: np.ndarray) -> None:
    """Mark what a root said before it said otherwise; what it withdrew since revives nothing.

    `origin` is the report in which the root first said what each claim says.
    """
    own = np.flatnonzero(np.isin(votes.state, (State.NONE, State.WITHDRAWN)))
    several = own[in_groups(votes.event[own], votes.root[own])]
    if not len(several):
        return
    event, root = votes.event[several], votes.root[several]
    order = several[np.lexsort((origin[several], votes.when[several], root, event))]
    last = group_last(votes.event[order], votes.root[order])
    group = np.cumsum(np.append(0, last[:-1]))
    final = votes.value[order[np.flatnonzero(last)]][group]
    earlier = order[(votes.value[order] != final) & (votes.state[order] == State.NONE)]
    votes.state[earlier] = State.SUPERSEDED
