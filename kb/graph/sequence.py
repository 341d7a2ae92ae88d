"""The order of events as far as it is certain: a directed acyclic graph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from kb.graph.constraints import Network, Time, build_network, happened
from kb.graph.contradictions import resolve_network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model.tables import Tables

__all__ = ["certain_order"]


def certain_order(tables: Tables, *, begins: bool = False) -> nx.DiGraph[str]:
    """Return which events certainly come before which, by their dates and relations.

    An edge says that one event is over before the other begins, and that no third one certainly
    lies between (a transitive reduction: A comes before B where a path leads from A to B).
    Events without a path between them may stand in any order, as far as anybody knows.

    Parameters
    ----------
    tables
        The tables of a selection. Its planned, postponed, cancelled and withdrawn events are
        left out: nobody is certain of a plan.
    begins
        Order the begins alone: an edge says that one event begins before the other, or, where
        only `because of` and `part of` say so, no later.

    Returns
    -------
    DiGraph
        Nodes `event:ID` with `kind`, `label` and `edtf`; edges with `by`, which is `dates` or
        `relations`. Events of neighbouring days make an edge each, so choose thousands of
        events, not millions.

    Examples
    --------
    >>> import kb, pandas as pd
    >>> rows = {"event": ["raid", "siege", "truce"], "date": ["2022-08-30", "2022-08", "2022-09"]}
    >>> order = certain_order(kb.read_events(pd.DataFrame(rows).assign(title="")).tables)
    >>> sorted(order.edges)
    [('event:raid', 'event:truce'), ('event:siege', 'event:truce')]
    """
    real = happened(tables).to_numpy()
    events = tables.events[real]
    ids = events.index.tolist()
    order: nx.DiGraph[str] = nx.DiGraph()
    for event, label, edtf in zip(ids, events["title"], events["edtf"], strict=True):
        dated = {"edtf": edtf} if edtf else {}
        order.add_node(f"event:{event}", kind="event", label=label or event, **dated)
    precedence = _Precedence(tables, np.flatnonzero(real), begins=begins)
    for by, pairs in (("dates", precedence.by_dates()), ("relations", precedence.by_relations())):
        order.add_edges_from(((f"event:{ids[a]}", f"event:{ids[b]}") for a, b in pairs), by=by)
    return order


class _Precedence:
    """What is certainly before what: by tightened bounds, or by relations alone."""

    def __init__(self, tables: Tables, rows: np.ndarray, *, begins: bool) -> None:
        spans = tables.spans.take(rows)
        self._side = "begin" if begins else "end"
        self._first = spans.begin_earliest.copy()
        self._last = (spans.begin_latest if begins else spans.end_latest).copy()
        self._at = {event: at for at, event in enumerate(tables.events.index[rows].tolist())}
        network, _ = resolve_network(build_network(tables))
        self._tighten(network)
        self._later = self._related(network)
        self._sooner: dict[int, set[int]] = defaultdict(set)
        for a, later in self._later.items():
            for b in later:
                self._sooner[b].add(a)

    def by_dates(self) -> Iterator[tuple[int, int]]:
        """Return the pairs that dates order and nothing lies between.

        What follows e at once begins after e ends, and no later than the first end of all that
        begin after e ends.
        """
        by_first = np.argsort(self._first, kind="stable")
        firsts = self._first[by_first]
        least = np.minimum.accumulate(self._last[by_first][::-1])[::-1]
        start = np.searchsorted(firsts, self._last, side="right")
        some = np.flatnonzero(start < len(firsts))
        stop = np.searchsorted(firsts, least[start[some]], side="right")
        for a, low, high in zip(some.tolist(), start[some].tolist(), stop.tolist(), strict=True):
            for b in by_first[low:high].tolist():
                if not self._between(a, b):
                    yield a, b

    def by_relations(self) -> Iterator[tuple[int, int]]:
        """Return the pairs that relations alone order and nothing lies between."""
        for a, later in self._later.items():
            for b in sorted(later):
                if not self._last[a] < self._first[b] and not self._between(a, b):
                    yield a, b

    def _before(self, a: int, b: int) -> bool:
        return bool(self._last[a] < self._first[b]) or b in self._later.get(a, ())

    def _between(self, a: int, b: int) -> bool:
        """Tell whether something that relations tie to either lies between the two."""
        return any(self._before(x, b) for x in self._later.get(a, ())) or any(
            self._before(a, x) for x in self._sooner.get(b, ())
        )

    def _tighten(self, network: Network) -> None:
        for time, reach in network.earliest().items():
            if time.side == "begin":
                self._first[self._at[time.event]] = reach.bound
        for time, reach in network.latest().items():
            if time.side == self._side:
                self._last[self._at[time.event]] = reach.bound

    def _related(self, network: Network) -> dict[int, set[int]]:
        """Return which events come after each by relations, those that come together left out."""
        later: dict[int, set[int]] = {}
        for event in network.events:
            after = nx.descendants(network.graph, Time(event, self._side))
            later[self._at[event]] = {
                self._at[time.event]
                for time in after
                if time.side == "begin" and time.event != event
            }
        return {a: {b for b in found if a not in later[b]} for a, found in later.items()}
