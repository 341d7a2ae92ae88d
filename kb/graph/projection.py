"""Who appears with whom: actors tied by the events that they share."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING, Literal, get_args

import networkx as nx

from kb.errors import InvalidValue
from kb.graph.nodes import actors_of, events_of, span_of
from kb.model.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Weight", "actor_projection"]

Weight = Literal["events", "newman"]
Day = date | str | None


def actor_projection(
    graph: nx.MultiDiGraph[str],
    *,
    between: tuple[Day, Day] | None = None,
    certainly: bool = False,
    roles: str | Iterable[str] | None = None,
    weight: Weight = "events",
) -> nx.Graph[str]:
    """Return who appears with whom: actors, tied by the events that they share.

    Parameters
    ----------
    graph
        A graph of events, as `build_graph` makes it, or any part of one. All its events count,
        planned ones too: build it of a selection to count others.
    between
        First and last day, both included, as dates or EDTF (a month is all of it); None is open.
        Undated events do not lie between dates.
    certainly
        Count only events that certainly lie in the range whole, not all that may lie in it.
    roles
        Count actors in these roles only.
    weight
        `events` counts shared events; `newman` divides each by one less than the number of its
        actors, so that a crowded event ties less (M. E. J. Newman, Scientific collaboration
        networks II, Physical Review E 64, 2001).

    Returns
    -------
    Graph
        The actors of those events, with their attributes; edges with `weight`, `n_events` and
        `events`, the ids of the events joined by `"; "`, in the order of the graph.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_nodes_from(["actor:a", "actor:b"], kind="actor")
    >>> graph.add_nodes_from(["event:raid", "event:siege"], kind="event", edtf="2022-08")
    >>> for event in ("event:raid", "event:siege"):
    ...     _ = graph.add_edge(event, "actor:a", key="involves:agent", role="agent")
    ...     _ = graph.add_edge(event, "actor:b", key="involves:target", role="target")
    >>> actor_projection(graph).edges["actor:a", "actor:b"]
    {'weight': 2.0, 'n_events': 2, 'events': 'raid; siege'}
    >>> actor_projection(graph, between=("2022-08-15", None), certainly=True).size()
    0
    """
    if weight not in get_args(Weight):
        raise InvalidValue.among("weight", weight, get_args(Weight))
    wanted = None if roles is None else frozenset([roles] if isinstance(roles, str) else roles)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    projection: nx.Graph[str] = nx.Graph()
    for event in _events_between(graph, between or (None, None), certainly=certainly):
        actors = sorted(actors_of(graph, event, wanted))
        projection.add_nodes_from((actor, graph.nodes[actor]) for actor in actors)
        for pair in combinations(actors, 2):
            shared[pair].append(event.removeprefix("event:"))
            weights[pair] += 1.0 if weight == "events" else 1 / (len(actors) - 1)
    for pair, ids in shared.items():
        projection.add_edge(*pair, weight=weights[pair], n_events=len(ids), events="; ".join(ids))
    return projection


def _events_between(
    graph: nx.MultiDiGraph[str], between: tuple[Day, Day], *, certainly: bool
) -> Iterator[str]:
    """Return the events that may lie between two days, or certainly do."""
    first, last = (TimeSpan.parse(str(day)) if day else None for day in between)
    start = _or_open(first.earliest if first else None, -inf)
    stop = _or_open(last.latest if last else None, inf)
    if stop < start:
        raise InvalidValue(f"the range ends ({between[1]}) before it starts ({between[0]})")
    for event in events_of(graph):
        span = span_of(graph, event)
        low, high = _or_open(span.earliest, -inf), _or_open(span.latest, inf)
        within = start <= low and high <= stop if certainly else high >= start and low <= stop
        if between == (None, None) or (within and (low, high) != (-inf, inf)):
            yield event


def _or_open(second: int | None, end: float) -> float:
    return end if second is None else second
