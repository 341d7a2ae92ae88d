"""Places, actors and relations: every entry is a claim of its own, and entries unite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kb.fuse.ballot import Ballot, Readings, State, Votes, combine, group_start, pairs_within
from kb.model.claims import Links
from kb.model.hierarchy import Hierarchy

__all__ = ["ListOutcome", "fuse_actors", "fuse_places", "fuse_relations"]


@dataclass(frozen=True)
class ListOutcome:
    """The entries of events, by event, then value, and how many roots name each.

    `located` tells which places only locate another of the same event, since they contain it.
    """

    readings: Readings
    contested: np.ndarray
    votes: Votes
    located: np.ndarray


def fuse_places(ballot: Ballot) -> ListOutcome:
    """Unite the places; two roots whose places have nothing in common are rivals."""
    within = ballot.claims.within
    links = ballot.links(ballot.claims.place)
    votes = _replaced(ballot.votes(links.report, links.value.astype(np.int64), listed=True), within.related)
    readings = _united(votes)
    left, right = pairs_within(readings.event)
    holds = within.contains(readings.value[left], readings.value[right])
    located = np.zeros(len(readings), dtype=bool)
    located[left[holds]] = True
    return ListOutcome(readings, _rivals(votes, ballot.n_events, within), votes, located)


def fuse_actors(ballot: Ballot) -> ListOutcome:
    """Unite the actors in their roles; two roots whose agents have nothing in common are rivals.

    The value of an entry is `role * (number of actors) + actor`.
    """
    claims = ballot.claims
    links = ballot.links(claims.actor)
    size = max(len(claims.actors), 1)
    votes = ballot.votes(links.report, links.role.astype(np.int64) * size + links.value, listed=True)
    agent = claims.roles.index("agent") if "agent" in claims.roles else -1
    agents = Votes(*(column[votes.value // size == agent] for column in vars(votes).values() if isinstance(column, np.ndarray)))
    agents = Votes(agents.report, agents.event, agents.root, agents.value % size, agents.when, agents.state)
    agents = _replaced(agents, claims.membership.related)
    votes.state[votes.value // size == agent] = agents.state
    readings = _united(votes)
    contested = _rivals(agents, ballot.n_events, claims.membership)
    return ListOutcome(readings, contested, votes, np.zeros(len(readings), dtype=bool))


def fuse_relations(ballot: Ballot) -> ListOutcome:
    """Unite the relations; the value of an entry is `relation * (number of targets) + target`."""
    claims = ballot.claims
    links: Links = ballot.links(claims.relation)
    size = max(len(claims.targets), 1)
    votes = ballot.votes(links.report, links.role.astype(np.int64) * size + links.value, listed=True)
    readings = _united(votes)
    none = np.zeros(ballot.n_events, dtype=bool)
    return ListOutcome(readings, none, votes, np.zeros(len(readings), dtype=bool))


def _united(votes: Votes) -> Readings:
    readings = votes.readings()
    votes.settle(readings, np.full(len(readings), State.WON, dtype=np.int8))
    return readings


def _replaced(votes: Votes, related: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Votes:
    """Supersede the entries of a root's report that share nothing with its latest one."""
    live = np.flatnonzero(votes.state == State.NONE)
    event, root, report = votes.event[live], votes.root[live], votes.report[live]
    if not len(live):
        return votes
    group = np.cumsum(group_start(event, root)) - 1
    last_when = np.full(group[-1] + 1, np.iinfo(np.int64).min)
    np.maximum.at(last_when, group, votes.when[live])
    newest = votes.when[live] == last_when[group]
    mixed = np.bincount(group, ~newest, group[-1] + 1)[group] > 0
    rows = np.flatnonzero(mixed)
    if not len(rows):
        return votes
    left, right = pairs_within(group[rows])
    meets = newest[rows[right]] & related(votes.value[live[rows[left]]], votes.value[live[rows[right]]])
    kept = np.zeros(len(live), dtype=bool)
    kept[rows[left[meets]]] = True
    by_report = np.zeros(int(report.max()) + 1, dtype=bool)
    by_report[report[kept | newest]] = True
    gone = rows[~by_report[report[rows]]]
    votes.state[live[gone]] = State.SUPERSEDED
    return votes


def _rivals(votes: Votes, n_events: int, hierarchy: Hierarchy) -> np.ndarray:
    """Tell which events have two roots whose values have nothing in common."""
    contested = np.zeros(n_events, dtype=bool)
    event, root, value, _ = votes.standing
    if not len(event):
        return contested
    roots = np.bincount(event[group_start(event, root)], minlength=n_events)
    named = votes.readings()
    shared = np.zeros(n_events, dtype=bool)
    shared[named.event[named.votes == roots[named.event]]] = True
    rows = np.flatnonzero((roots > 1)[event] & ~shared[event])
    event, root, value = event[rows], root[rows], value[rows]
    left, right = pairs_within(event)
    between = root[left] < root[right]
    left, right = left[between], right[between]
    meets = hierarchy.related(value[left], value[right])
    pair = combine(event[left], root[left], root[right])
    pairs, position = np.unique(pair, return_inverse=True)
    met = np.zeros(len(pairs), dtype=bool)
    met[position[meets]] = True
    contested[event[left[~met[position]]]] = True
    return contested
