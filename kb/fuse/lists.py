"""Places, actors and relations: every entry is a claim of its own, and entries unite."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from kb.fuse.groups import combine, group_start, group_starts, pairs_between, pairs_within
from kb.fuse.votes import Readings, State, Votes

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.fuse.ballot import Ballot
    from kb.model.claims import Links
    from kb.model.hierarchy import Hierarchy

__all__ = ["ListOutcome", "fuse_actors", "fuse_places", "fuse_relations"]

#: Up to this many votes an event is compared with all others at once.
_TOGETHER = 64


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
    votes = _replaced(
        ballot.votes(links.report, links.value.astype(np.int64), listed=True), within.related
    )
    readings = _united(votes)
    located = np.zeros(len(readings), dtype=bool)
    located[readings.nested(within)[1]] = True
    return ListOutcome(readings, _rivals(votes, ballot.n_events, within), votes, located)


def fuse_actors(ballot: Ballot) -> ListOutcome:
    """Unite the actors in their roles; two roots whose agents have nothing in common are rivals.

    The value of an entry is `role * (number of actors) + actor`.
    """
    claims = ballot.claims
    links = ballot.links(claims.actor)
    size = max(len(claims.actors), 1)
    votes = ballot.votes(
        links.report, links.role.astype(np.int64) * size + links.value, listed=True
    )
    agent = claims.roles.index("agent") if "agent" in claims.roles else -1
    is_agent = votes.value // size == agent
    agents = votes.take(is_agent)
    agents = replace(agents, value=agents.value % size)
    agents = _replaced(agents, claims.membership.related)
    votes.state[is_agent] = agents.state
    readings = _united(votes)
    contested = _rivals(agents, ballot.n_events, claims.membership)
    return ListOutcome(readings, contested, votes, np.zeros(len(readings), dtype=bool))


def fuse_relations(ballot: Ballot) -> ListOutcome:
    """Unite the relations; the value of an entry is `relation * (number of targets) + target`."""
    claims = ballot.claims
    links: Links = ballot.links(claims.relation)
    size = max(len(claims.targets), 1)
    votes = ballot.votes(
        links.report, links.role.astype(np.int64) * size + links.value, listed=True
    )
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
    old, new = np.flatnonzero(mixed & ~newest), np.flatnonzero(mixed & newest)
    if not len(old):
        return votes
    left, right = pairs_between(group[old], group[new])
    meets = related(votes.value[live[old[left]]], votes.value[live[new[right]]])
    kept = newest.copy()
    kept[old[left[meets]]] = True
    by_report = np.zeros(int(report.max()) + 1, dtype=bool)
    by_report[report[kept]] = True
    gone = old[~by_report[report[old]]]
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
    many = np.bincount(event[rows], minlength=n_events)[event[rows]] > _TOGETHER
    few = rows[~many]
    contested[_apart(event[few], root[few], value[few], hierarchy)] = True
    rows = rows[many]
    ends = np.append(group_starts(event[rows]), len(rows))
    for some in (rows[first:end] for first, end in pairwise(ends)):
        contested[event[some[0]]] = _are_apart(root[some], value[some], hierarchy)
    return contested


def _apart(
    event: np.ndarray, root: np.ndarray, value: np.ndarray, hierarchy: Hierarchy
) -> np.ndarray:
    """Return the events that have two such roots, by all pairs of their votes at once."""
    left, right = pairs_within(event)
    between = root[left] < root[right]
    left, right = left[between], right[between]
    meets = hierarchy.related(value[left], value[right])
    pairs, position = np.unique(combine(event[left], root[left], root[right]), return_inverse=True)
    met = np.zeros(len(pairs), dtype=bool)
    met[position[meets]] = True
    return event[left[~met[position]]]


def _are_apart(root: np.ndarray, value: np.ndarray, hierarchy: Hierarchy) -> bool:
    """Tell the same of one event with many votes, without making all pairs."""
    root = np.cumsum(group_start(root)) - 1
    ends = np.append(group_starts(root), len(root))
    for first, end in pairwise(ends):
        met = np.zeros(len(ends) - 1, dtype=bool)
        for own in value[first:end]:
            met[root[hierarchy.related(value, own)]] = True
        if not met.all():
            return True
    return False
