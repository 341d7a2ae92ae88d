"""What happened around an event, in time and space."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

import networkx as nx

from kb.graph.nodes import check_node, events_of, of_kind, span_of
from kb.model.calendar import DAY, Bounds
from kb.model.sphere import great_circle_km

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model.timespan import TimeSpan

__all__ = ["around"]


Point = tuple[float, float]


def around(
    graph: nx.MultiDiGraph[str],
    event: str,
    *,
    days: float | None = 7,
    km: float | None = 50,
    certainly: bool = False,
) -> nx.MultiDiGraph[str]:
    """Return what happened around an event: its ego graph in time and space.

    Parameters
    ----------
    graph
        A graph of events, as `build_graph` makes it; it is not changed.
    event
        A node of the graph, `event:ID`.
    days
        So many days lie between them at most, by the days of their dates; 0 is the same day.
        None asks nothing of the time. An undated event may lie anywhere in time.
    km
        So far away at most, as the crow flies; None asks nothing of the place. An event lies at
        its own coordinates, else at those of its places. Where either has none, both must name
        one place, or one a place that contains the other's. An event that names no place is not
        near. What is known of an area alone, an oblast or a country, gives no point.
    certainly
        Ask that it lies within so many days whatever the dates turn out to be. Distances are
        taken as they are.

    Returns
    -------
    MultiDiGraph
        A copy of the part of the graph that holds the event, the events around it, and their
        places, actors, reports and sources. Each event has `days_apart` (the least, or with
        `certainly` the greatest) unless it is undated, and `km_apart` where it is known.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("event:raid", kind="event", edtf="2022-08-30", lat=46.64, lon=32.62)
    >>> graph.add_node("event:siege", kind="event", edtf="2022-09-01", lat=46.75, lon=33.35)
    >>> near = around(graph, "event:raid", days=2, km=60)
    >>> near.nodes["event:siege"]["days_apart"], round(near.nodes["event:siege"]["km_apart"])
    (2, 57)
    """
    check_node(graph, event, "event")
    apart = {}
    for other in events_of(graph):
        gap = _days_apart(span_of(graph, event), span_of(graph, other), certainly=certainly)
        if other != event and days is not None and gap > days:
            continue
        distance = _km_apart(graph, event, other)
        if other == event or km is None or (distance is not None and distance <= km):
            known = gap if "edtf" in graph.nodes[other] else inf
            apart[other] = _measures(0 if other == event else known, distance)
    seen = nx.subgraph_view(
        graph, filter_node=lambda node: node in apart or not of_kind(graph, node, "event")
    )
    layers = nx.bfs_layers(seen, list(apart))
    part = graph.subgraph(node for layer in layers for node in layer).copy()
    nx.set_node_attributes(part, apart)
    return part


def _measures(days: float, km: float | None) -> dict[str, int | float]:
    measures: dict[str, int | float] = {}
    if days < inf:
        measures["days_apart"] = int(days)
    if km:
        measures["km_apart"] = km
    return measures


def _days_apart(one: TimeSpan, other: TimeSpan, *, certainly: bool) -> float:
    """Return the least number of days that may lie between two spans, or the greatest."""
    return max(0, _gap(one, other, certainly=certainly), _gap(other, one, certainly=certainly))


def _gap(first: TimeSpan, then: TimeSpan, *, certainly: bool) -> float:
    """Return the days from the end of one to the begin of the other."""
    begin, end = (_days(then.begin), _days(first.end))
    return begin[1] - end[0] if certainly else begin[0] - end[1]


def _days(bounds: Bounds) -> tuple[float, float]:
    earliest, latest = bounds.earliest, bounds.latest
    return (
        -inf if earliest is None else earliest // DAY,
        inf if latest is None else latest // DAY,
    )


def _km_apart(graph: nx.MultiDiGraph[str], one: str, other: str) -> float | None:
    """Return how far apart two events are; 0 where a place tells, None where nothing does."""
    points, others = _points(graph, one), _points(graph, other)
    if points and others:
        return min(great_circle_km(a, b) for a in points for b in others)
    places, other_places = set(_places(graph, one)), set(_places(graph, other))
    around_one, around_other = _containers(graph, places), _containers(graph, other_places)
    return 0.0 if places & around_other or other_places & around_one else None


def _points(graph: nx.MultiDiGraph[str], event: str) -> list[Point]:
    """Return the coordinates of an event, else those of its places."""
    own = graph.nodes[event]
    holders = [own] if _is_located(own) else [graph.nodes[x] for x in _places(graph, event)]
    return [(node["lat"], node["lon"]) for node in holders if _is_located(node)]


def _is_located(node: dict[str, Any]) -> bool:
    """Tell whether a node has a point, and not merely the middle of an area."""
    fine = node.get("location_precision", node.get("precision"))
    return "lat" in node and "lon" in node and fine != "area"


def _places(graph: nx.MultiDiGraph[str], event: str) -> Iterator[str]:
    """Return where an event happened, without what only locates that."""
    return (
        place
        for place, edges in graph.succ[event].items()
        if of_kind(graph, place, "place")
        and not all(edge.get("located_only") for edge in edges.values())
    )


def _containers(graph: nx.MultiDiGraph[str], places: set[str]) -> set[str]:
    """Return places and all that contains them."""
    found = set(places)
    for place in places:
        found |= nx.descendants(graph, place)
    return found
