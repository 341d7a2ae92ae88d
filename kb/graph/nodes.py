"""What the questions read from a graph: its events, their actors and their time spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import UnknownName
from kb.model.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

__all__ = ["actors_of", "check_node", "events_of", "of_kind", "span_of"]

_UNDATED = TimeSpan.within(None, None)


def of_kind(graph: nx.MultiDiGraph[str], node: str, kind: str) -> bool:
    """Tell whether a node is of a kind."""
    return bool(graph.nodes[node].get("kind") == kind)


def events_of(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """Return the events, in the order of the graph."""
    return (node for node, data in graph.nodes(data=True) if data.get("kind") == "event")


def actors_of(
    graph: nx.MultiDiGraph[str], event: str, roles: frozenset[str] | None = None
) -> list[str]:
    """Return the actors of an event, each once, in any role or in some."""
    return [
        actor
        for actor, edges in graph.succ[event].items()
        if of_kind(graph, actor, "actor")
        and (roles is None or any(edge.get("role") in roles for edge in edges.values()))
    ]


def span_of(graph: nx.MultiDiGraph[str], event: str) -> TimeSpan:
    """Return the time span of an event, by its `edtf`; open on both sides where it is undated."""
    edtf = graph.nodes[event].get("edtf")
    return TimeSpan.parse(edtf) if edtf else _UNDATED


def check_node(graph: nx.MultiDiGraph[str], node: str, kind: str) -> None:
    """Raise UnknownName, with the nodes most like it, where there is no such node of the kind."""
    if node not in graph or not of_kind(graph, node, kind):
        known = [other for other in graph if of_kind(graph, other, kind)]
        raise UnknownName.nearest(f"{kind} node", node, known)
