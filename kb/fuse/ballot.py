"""Who votes for what: each root once a property, by the latest it said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from kb.model.claims import ASSERTS, RETRACTS, Claims, Links

__all__ = ["Ballot", "Readings", "State", "Votes", "combine", "group_last", "group_start", "pairs_within"]


class State:
    """What became of a claim, by code; `NAMES` are the words for it."""

    NONE, WON, AGREES, LOST, SUPERSEDED, WITHDRAWN, DENIES, DOUBTS, HISTORY = range(9)
    NAMES = (
        *("", "won", "agrees", "lost", "superseded", "withdrawn", "denies", "doubts", "history"),
    )


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

    @cached_property
    def standing(self) -> Standing:
        """What each root holds now: one row for each of its standing values."""
        live = np.flatnonzero(self.state == State.NONE)
        key = combine(self.event[live], self.root[live], self.value[live])
        order = live[np.argsort(key, kind="stable")]
        start = np.flatnonzero(group_start(self.event[order], self.root[order], self.value[order]))
        first = order[start]
        when = np.maximum.reduceat(self.when[order], start) if len(start) else self.when[:0]
        return Standing(self.event[first], self.root[first], self.value[first], when)

    def readings(self) -> Readings:
        """Return what the standing votes say: each event's distinct values."""
        votes = self.standing
        order = np.argsort(combine(votes.event, votes.value), kind="stable")
        event, value = votes.event[order], votes.value[order]
        start = np.flatnonzero(group_start(event, value))
        when = np.maximum.reduceat(votes.when[order], start) if len(start) else votes.when[:0]
        return Readings(event[start], value[start], np.diff(np.append(start, len(order))), when)

    def settle(self, readings: Readings, states: np.ndarray) -> None:
        """Give every standing claim the state of its reading."""
        live = np.flatnonzero(self.state == State.NONE)
        if not len(readings.event):
            return
        size = int(max(self.value.max(initial=0), readings.value.max(initial=0))) + 1
        keys = readings.event.astype(np.int64) * size + readings.value
        wanted = self.event[live].astype(np.int64) * size + self.value[live]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        self.state[live] = np.where(keys[at] == wanted, states[at], State.HISTORY)


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


@dataclass(frozen=True)
class Ballot:
    """The reports in the order in which they are counted: by event, root, publication and id.

    That order holds nothing of where rows stand in the file, so that no result depends on it.
    `order` gives each one's position in the claims; `rank` is its inverse.
    """

    claims: Claims
    order: np.ndarray
    rank: np.ndarray
    event: np.ndarray
    root: np.ndarray
    when: np.ndarray
    stance: np.ndarray
    relay: np.ndarray

    @classmethod
    def of(cls, claims: Claims) -> Ballot:
        """Put the reports in order."""
        order = np.lexsort((claims.published_from, claims.root, claims.event))
        order = _break_ties(order, claims)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return cls(
            claims,
            order,
            rank,
            claims.event[order],
            claims.root[order],
            claims.published_from[order],
            claims.stance[order],
            claims.relay[order],
        )

    @property
    def n_events(self) -> int:
        """How many events the reports tell of."""
        return len(self.claims.event_ids)

    def column(self, values: np.ndarray) -> np.ndarray:
        """Return one column of the claims in the ballot's order."""
        return values[self.order]

    def links(self, links: Links) -> Links:
        """Return the entries of a list column in the ballot's order."""
        report = self.rank[links.report]
        by = np.argsort(report, kind="stable")
        return Links(report[by], *(getattr(links, n)[by] for n in ("value", "role", "low", "high")))

    @cached_property
    def blank(self) -> np.ndarray:
        """Tell which reports fill in nothing but whom and what they are about."""
        claims = self.claims
        empty = (claims.kind < 0) & (claims.status < 0) & (claims.date < 0) & np.isnan(claims.lat)
        for links in (claims.place, claims.actor, claims.count, claims.relation):
            empty[links.report] = False
        return self.column(empty)

    @cached_property
    def negations(self) -> np.ndarray:
        """Positions of the reports that deny, doubt or retract."""
        return np.flatnonzero(self.stance != ASSERTS)

    def votes(self, report: np.ndarray, value: np.ndarray, *, listed: bool = False) -> Votes:
        """Count the claims of one property.

        Parameters
        ----------
        report, value
            One row a claim: positions in the ballot, ascending, and codes of what is claimed.
        listed
            Whether a report may hold several values, which unite: nothing supersedes.
        """
        event, root = self.event[report], self.root[report]
        when, origin = self._since(report, value, event, root)
        state = self._struck(report, value, when)
        votes = Votes(report, event, root, value, when, state)
        if not listed:
            _supersede(votes, origin)
        return votes

    def _since(
        self, report: np.ndarray, value: np.ndarray, event: np.ndarray, root: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return since when the root says so, and the report in which it then did.

        A relay of what the root has said before tells nothing new, so it counts from then on
        when it was first said; only the root itself can say a thing anew.
        """
        when, origin = self.when[report].copy(), report.copy()
        several = np.flatnonzero(_in_groups(event, root))
        if len(several):
            key = combine(event[several], root[several], value[several])
            order = several[np.argsort(key, kind="stable")]
            start = group_start(event[order], root[order], value[order])
            first = order[np.flatnonzero(start)][np.cumsum(start) - 1]
            relay = self.relay[report[order]]
            when[order] = np.where(relay, self.when[report[first]], when[order])
            origin[order] = np.where(relay, report[first], origin[order])
        return when, origin

    def _struck(self, report: np.ndarray, value: np.ndarray, when: np.ndarray) -> np.ndarray:
        """Return each claim's state after what its own root later denies, doubts or retracts."""
        state = np.full(len(report), State.NONE, dtype=np.int8)
        own_stance = self.stance[report]
        state[own_stance != ASSERTS] = _NEGATED[own_stance[own_stance != ASSERTS]]
        for negation in self.negations:
            first, end = np.searchsorted(report, self._group(negation))
            here = np.arange(first, end)
            before = (report[here] < negation) | (
                self.relay[report[here]] & (when[here] <= self.when[negation])
            )
            if not self.blank[negation]:
                own = value[slice(*np.searchsorted(report, (negation, negation + 1)))]
                before &= np.isin(value[here], own)
            state[here[before & (own_stance[here] == ASSERTS)]] = State.WITHDRAWN
        return state

    @cached_property
    def void(self) -> np.ndarray:
        """Tell which reports their own root has since denied or retracted as a whole.

        A relay that only repeats what the root had said before does not bring it back.
        """
        void = np.zeros(len(self.order), dtype=bool)
        for negation in self.negations[self.blank[self.negations]]:
            void[self._group(negation)[0] : negation] = True
            void[self._repeats(negation)] = True
        return void

    def _repeats(self, negation: int) -> list[int]:
        """Return the relays after a denial that only repeat what its root had said before."""
        first, end = self._group(negation)
        said = {self._content(row) for row in range(first, negation)}
        later = negation + np.flatnonzero(self.relay[negation:end] & (self.stance[negation:end] == ASSERTS))
        return [row for row in later.tolist() if self._content(row) in said]

    def _content(self, position: int) -> tuple:
        """Return all that a report claims of its event."""
        claims, report = self.claims, int(self.order[position])
        single = [float(column[report]) for column in (claims.kind, claims.status, claims.date)]
        point = (str(claims.lat[report]), str(claims.lon[report]))
        lists = []
        for links in (claims.place, claims.actor, claims.count, claims.relation):
            rows = slice(*np.searchsorted(links.report, (report, report + 1)))
            columns = (links.value[rows], links.role[rows], links.low[rows], links.high[rows])
            lists.append(frozenset(zip(*(column.tolist() for column in columns), strict=True)))
        return (*single, *point, *lists)

    @cached_property
    def live(self) -> np.ndarray:
        """Tell which reports assert and still stand."""
        return (self.stance == ASSERTS) & ~self.void

    @cached_property
    def denials(self) -> np.ndarray:
        """Positions of denials and doubts that their root has not taken back since."""
        speaks = np.isin(self.stance, (ASSERTS, RETRACTS))
        standing = []
        for negation in self.negations[self.stance[self.negations] != RETRACTS]:
            since = speaks[negation : self._group(negation)[1]].copy()
            since[[row - negation for row in self._repeats(negation)]] = False
            if not since.any():
                standing.append(negation)
        return np.array(standing, dtype=np.int64)

    def _group(self, position: int) -> np.ndarray:
        """Return where the reports of the same event and root begin and end."""
        key = self._group_keys[position]
        return np.searchsorted(self._group_keys, (key, key + 1))

    @cached_property
    def _n_roots(self) -> int:
        return int(self.root.max(initial=0)) + 1

    @cached_property
    def _group_keys(self) -> np.ndarray:
        return self.event.astype(np.int64) * self._n_roots + self.root


#: What a claim that does not assert is, by its stance.
_NEGATED = np.array([State.NONE, State.DOUBTS, State.DENIES, State.WITHDRAWN], dtype=np.int8)


def combine(*keys: np.ndarray) -> np.ndarray:
    """Return one integer a row that orders and tells apart rows as their keys do, all >= 0."""
    combined = keys[0].astype(np.int64)
    for key in keys[1:]:
        combined = combined * (int(key.max(initial=0)) + 1) + key
    return combined


def group_start(*keys: np.ndarray) -> np.ndarray:
    """Tell which rows begin a group of equal keys; equal keys stand together."""
    start = np.ones(len(keys[0]), dtype=bool)
    if len(start):
        start[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return start


def group_last(*keys: np.ndarray) -> np.ndarray:
    """Tell which rows end a group of equal keys; equal keys stand together."""
    return np.append(group_start(*keys)[1:], True)[: len(keys[0])]


def pairs_within(group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all ordered pairs of rows of one group; equal groups stand together."""
    starts = np.flatnonzero(group_start(group)) if len(group) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.append(starts, len(group)))
    size_of_row = np.repeat(sizes, sizes)
    left = np.repeat(np.arange(len(group)), size_of_row)
    first = np.repeat(np.repeat(starts, sizes), size_of_row)
    within = np.arange(len(left)) - np.repeat(np.cumsum(size_of_row) - size_of_row, size_of_row)
    return left, first + within


def _in_groups(*keys: np.ndarray) -> np.ndarray:
    """Tell which rows share their keys with a neighbour."""
    start = group_start(*keys)
    return ~(start & group_last(*keys))


def _supersede(votes: Votes, origin: np.ndarray) -> None:
    """Mark what a root said before it said something else; what it withdrew since revives nothing."""
    own = np.flatnonzero(np.isin(votes.state, (State.NONE, State.WITHDRAWN)))
    several = own[_in_groups(votes.event[own], votes.root[own])]
    if not len(several):
        return
    event, root = votes.event[several], votes.root[several]
    order = several[np.lexsort((origin[several], votes.when[several], root, event))]
    last = group_last(votes.event[order], votes.root[order])
    group = np.cumsum(np.append(0, last[:-1]))
    final = votes.value[order[np.flatnonzero(last)]][group]
    earlier = order[(votes.value[order] != final) & (votes.state[order] == State.NONE)]
    votes.state[earlier] = State.SUPERSEDED


def _break_ties(order: np.ndarray, claims: Claims) -> np.ndarray:
    """Order reports of one event, root and moment by their ids."""
    keys = (claims.event[order], claims.root[order], claims.published_from[order])
    tied = np.flatnonzero(_in_groups(*keys))
    if not len(tied):
        return order
    group = np.cumsum(group_start(*keys))[tied]
    ids = claims.frame["report"].iloc[order[tied]].to_numpy(dtype=str)
    settled = order.copy()
    settled[tied] = order[tied[np.lexsort((ids, group))]]
    return settled
