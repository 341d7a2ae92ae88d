"""What relations between events say about time: a network of difference constraints.

Each event has two times, its begin and its end. A link a → b says that a is no later than b, and
the dates bound single times: a Simple Temporal Network (Dechter, Meiri & Pearl, Temporal
constraint networks, Artificial Intelligence 49, 1991) in which no link has a length. A shortest
path then is the sharpest bound, Dijkstra's algorithm finds it, and ties go to the fewest
relations.

How relations are read, so that none says more than its report:

`because of: X`
    An effect does not begin before its cause begins. It may begin with it, and while it lasts.
`part of: X`
    A part begins no sooner than the whole begins and ends no later than the whole ends.
`after: X`
    It begins no sooner than X ends (Allen's after or met-by); but where X is told to last (it
    has an interval for a date, is ongoing or has parts), only no sooner than X begins: "after
    the offensive began" is what reports mean by "after the offensive" while it goes on.

Only what occurred or is ongoing is bound: a plan may be upset, and people react to plans. Seconds
are compared with ≤, so that events of one day stand in any order.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from kb.model.spans import OPEN_FUTURE, OPEN_PAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.model.tables import Tables

__all__ = [
    "BINDING",
    "Link",
    "Network",
    "Reach",
    "Time",
    "build_network",
    "happened",
    "links_along",
]

#: The relations that say something about time; where two link the same times, the last counts.
BINDING = ("because of", "part of", "after")
_ORIGIN = ("", "")


class Time(NamedTuple):
    """The begin or the end of an event."""

    event: str
    side: str


class Link(NamedTuple):
    """A relation of an event, and the first report that states it."""

    event: str
    relation: str
    target: str
    report: str


class Reach(NamedTuple):
    """A bound of a time, the time that it comes from, and the relations that carry it."""

    bound: int
    source: Time
    links: tuple[Link, ...]


class Network:
    """Times of events, links from each to those no sooner than it, and their own bounds."""

    def __init__(self) -> None:
        self.graph: nx.DiGraph[Time] = nx.DiGraph()
        self.not_before: dict[Time, int] = {}
        self.not_after: dict[Time, int] = {}

    @property
    def events(self) -> list[str]:
        """The ids of the events, in the order of the tables."""
        return [time.event for time in self.graph if time.side == "begin"]

    def latest(self) -> dict[Time, Reach]:
        """Return the least bound that no time can be after, for the times that have one."""
        return _reach(self.graph.reverse(copy=False), self.graph, self.not_after, sign=1)

    def earliest(self) -> dict[Time, Reach]:
        """Return the greatest bound that no time can be before, for the times that have one."""
        return _reach(self.graph, self.graph, self.not_before, sign=-1)

    def without(self, links: Iterable[Link]) -> Network:
        """Return the network less some relations."""
        dropped = set(links)
        other = Network()
        other.not_before, other.not_after = self.not_before, self.not_after
        other.graph.add_nodes_from(self.graph)
        kept = ((a, b, d) for a, b, d in self.graph.edges(data=True) if d["link"] not in dropped)
        other.graph.add_edges_from(kept)
        return other


def happened(tables: Tables) -> pd.Series:
    """Tell of each event whether it occurred or is ongoing, and is not withdrawn."""
    events = tables.events
    return events["status"].isin(["occurred", "ongoing", ""]) & ~events["withdrawn"].astype(bool)


def build_network(tables: Tables) -> Network:
    """Return the network of the events that have relations; see the module for how they are read.

    Where several reports state one relation, the first stands for them.
    """
    real = happened(tables)
    ids = real.index[real]
    links = tables.relations
    known = links["event"].isin(ids) & links["target"].isin(ids)
    links = links[known & links["relation"].isin(BINDING)]
    network = Network()
    _add_times(network, tables, pd.unique(links[["event", "target"]].to_numpy().ravel()))
    lasting = _lasting(tables, links)
    rank = links["relation"].map(BINDING.index)
    for event, relation, target, reports in (
        links.assign(rank=rank)
        .sort_values("rank", kind="stable")[["event", "relation", "target", "reports"]]
        .itertuples(index=False)
    ):
        link = Link(event, relation, target, reports.split("; ")[0])
        for early, late in _times(link, lasts=target in lasting):
            network.graph.add_edge(early, late, link=link, steps=1)
    return network


def _add_times(network: Network, tables: Tables, events: np.ndarray) -> None:
    rows = np.sort(tables.events.index.get_indexer(pd.Index(events, dtype="str")))
    spans = tables.spans.take(rows)
    for at, event in enumerate(tables.events.index[rows]):
        begin, end = Time(event, "begin"), Time(event, "end")
        network.graph.add_edge(begin, end, link=None, steps=0)
        for time, low, high in (
            (begin, spans.begin_earliest[at], spans.begin_latest[at]),
            (end, spans.end_earliest[at], spans.end_latest[at]),
        ):
            if low > OPEN_PAST:
                network.not_before[time] = int(low)
            if high < OPEN_FUTURE:
                network.not_after[time] = int(high)


def _lasting(tables: Tables, links: pd.DataFrame) -> set[str]:
    """Return the targets of relations that are told to last."""
    targets = pd.Index(links["target"].unique(), dtype="str")
    rows = tables.events.index.get_indexer(targets)
    spans = tables.spans.take(rows)
    lasts = (spans.begin_earliest != spans.end_earliest) | (spans.begin_latest != spans.end_latest)
    lasts |= (tables.events["status"].to_numpy()[rows] == "ongoing") if len(rows) else False
    return {*targets[lasts], *links.loc[links["relation"] == "part of", "target"]}


def _times(link: Link, *, lasts: bool) -> Iterator[tuple[Time, Time]]:
    """Return the pairs of times of which a relation says that the first is no later."""
    if link.relation == "part of":
        yield Time(link.event, "end"), Time(link.target, "end")
    elif link.relation == "after" and not lasts:
        yield Time(link.target, "end"), Time(link.event, "begin")
        return
    yield Time(link.target, "begin"), Time(link.event, "begin")


def _reach(
    along: nx.DiGraph[Time], links: nx.DiGraph[Time], bounds: dict[Time, int], *, sign: int
) -> dict[Time, Reach]:
    """Return the sharpest bound that reaches each time, by the fewest relations."""
    if not bounds:
        return {}
    # A distance is bound * many + steps, so that steps only settle ties; it is never negative.
    many = along.number_of_edges() + 1
    base = min(sign * bound for bound in bounds.values())
    search: nx.DiGraph[Time] = nx.DiGraph()
    search.add_weighted_edges_from((a, b, d["steps"]) for a, b, d in along.edges(data=True))
    origin = Time(*_ORIGIN)
    search.add_weighted_edges_from(
        (origin, time, (sign * bound - base) * many) for time, bound in bounds.items()
    )
    reached = {}
    for time, (_, *path) in nx.single_source_dijkstra_path(search, origin).items():
        if time != origin:
            way = path[::-1] if sign > 0 else path
            reached[time] = Reach(bounds[path[0]], path[0], links_along(links, way))
    return reached


def links_along(graph: nx.DiGraph[Time], path: list[Time]) -> tuple[Link, ...]:
    """Return the relations along a path of times."""
    found = (graph.edges[a, b]["link"] for a, b in itertools.pairwise(path))
    return tuple(dict.fromkeys(link for link in found if link is not None))
