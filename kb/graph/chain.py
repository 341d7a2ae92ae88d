"""By what events one actor leads to another, in times that never run backwards."""

from __future__ import annotations

from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from kb.graph.nodes import actors_of, check_node, of_kind
from kb.model.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

__all__ = ["event_chain"]


class _Step(NamedTuple):
    """How a chain reaches an actor: when, by which event, from which actor."""

    arrival: float
    event: str
    origin: str


def event_chain(
    graph: nx.MultiDiGraph[str], start: str, goal: str, *, certainly: bool = False
) -> list[str]:
    """Return the shortest chain of events from one actor to another, never back in time.

    Each event shares an actor with the next. The chain is *possible* where a moment can be found
    for each event, within its dates, so that none lies before that of the event before it; an
    undated event fits anywhere. It is *certain* where each event is certainly over when the next
    begins; a single event always is. This is a time-respecting path (Holme & Saramäki, Temporal
    networks, Physics Reports 519, 2012) through spans instead of instants.

    Parameters
    ----------
    graph
        A graph of events, as `build_graph` makes it, or any part of one. All its events count,
        planned ones too: build it of a selection to leave some out.
    start, goal
        Nodes of the graph, `actor:ID`.
    certainly
        Take only a chain that is certain.

    Returns
    -------
    list of str
        `[actor, event, actor, event, …, actor]`; of the chains with the fewest events one that
        arrives first. Empty where there is none.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_nodes_from(["actor:a", "actor:b", "actor:c"], kind="actor")
    >>> graph.add_node("event:raid", kind="event", edtf="2022-08-30")
    >>> graph.add_node("event:talks", kind="event", edtf="2022-09")
    >>> nx.add_star(graph, ["event:raid", "actor:a", "actor:b"])
    >>> nx.add_star(graph, ["event:talks", "actor:b", "actor:c"])
    >>> event_chain(graph, "actor:a", "actor:c", certainly=True)
    ['actor:a', 'event:raid', 'actor:b', 'event:talks', 'actor:c']
    >>> event_chain(graph, "actor:c", "actor:a")
    []
    """
    for actor in (start, goal):
        check_node(graph, actor, "actor")
    best = {start: -inf}
    frontier, trail = best, []
    # Bellman–Ford by number of events: an earlier arrival is worth a longer way, for what comes.
    while frontier and goal not in frontier:
        reached: dict[str, _Step] = {}
        for other, step in _steps(graph, frontier, certainly=certainly):
            known = min(best.get(other, inf), reached[other].arrival if other in reached else inf)
            if step.arrival < known or (other not in best and other not in reached):
                reached[other] = step
        trail.append(reached)
        frontier = {actor: step.arrival for actor, step in reached.items()}
        best = best | frontier
    return _path(trail, goal) if goal in frontier else []


def _steps(
    graph: nx.MultiDiGraph[str], frontier: dict[str, float], *, certainly: bool
) -> Iterator[tuple[str, _Step]]:
    """Return whom one more event reaches, and how."""
    follow = _certain if certainly else _possible
    for actor, since in frontier.items():
        for event in graph.predecessors(actor):
            if not of_kind(graph, event, "event"):
                continue
            arrival = follow(graph.nodes[event].get("edtf", ""), since)
            if arrival is not None:
                step = _Step(arrival, event, actor)
                yield from ((other, step) for other in actors_of(graph, event) if other != actor)


def _path(trail: list[dict[str, _Step]], goal: str) -> list[str]:
    path = [goal]
    for reached in reversed(trail):
        step = reached[path[0]]
        path = [step.origin, step.event, *path]
    return path


def _possible(edtf: str, since: float) -> float | None:
    """Return the first moment of an event that is not before a time, if it has one."""
    return min((max(since, low) for low, high in _stretches(edtf) if since <= high), default=None)


def _certain(edtf: str, since: float) -> float | None:
    """Return when an event is certainly over that certainly begins after a time."""
    (first, _), *_ = stretches = _stretches(edtf)
    return max(high for _, high in stretches) if since < first or since == -inf else None


@lru_cache(maxsize=65_536)
def _stretches(edtf: str) -> tuple[tuple[float, float], ...]:
    """Return the stretches of time in which an event may lie, by their begin."""
    if not edtf:
        return ((-inf, inf),)
    ends = ((x.earliest, x.latest) for x in TimeSpan.parse(edtf).alternatives)
    return tuple(sorted((-inf if a is None else a, inf if b is None else b) for a, b in ends))
