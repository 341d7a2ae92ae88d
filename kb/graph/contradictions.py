"""Relations that cannot all hold, and the shortest proofs of that.

In a network of difference constraints whose links have no length (`kb.graph.constraints`), every
contradiction has one of two forms: a path from a time that is not before a day to one that is not
after an earlier day; or a circle of relations that must not lead back.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from kb.graph.constraints import BINDING, Link, Network, Time, links_along

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Circle", "Clash", "resolve_network"]


class Clash(NamedTuple):
    """A time that is not before one second and, by its relations, not after an earlier one."""

    early: Time
    not_before: int
    late: Time
    not_after: int
    links: tuple[Link, ...]


class Circle(NamedTuple):
    """Relations that lead back to where they start."""

    links: tuple[Link, ...]


def resolve_network(network: Network) -> tuple[Network, list[Clash | Circle]]:
    """Return the network less every contradicted relation, and the shortest contradictions.

    A contradiction that holds a shorter one is not told. Since none of the relations of a
    contradiction can be trusted, all of them go; what is left is free of contradictions.
    """
    found: list[Clash | Circle] = []
    while proofs := _contradictions(network):
        shortest = _shortest(proofs)
        found.extend(shortest)
        network = network.without(link for proof in shortest for link in proof.links)
    return network, found


def _contradictions(network: Network) -> list[Clash | Circle]:
    return [*_circles(network), *_clashes(network)]


def _shortest(proofs: list[Clash | Circle]) -> list[Clash | Circle]:
    """Return the proofs that hold no shorter one, each set of relations once."""
    kept: dict[frozenset[Link], Clash | Circle] = {}
    for proof in sorted(proofs, key=lambda proof: len(proof.links)):
        links = frozenset(proof.links)
        if not any(other <= links for other in kept):
            kept[links] = proof
    return list(kept.values())


def _circles(network: Network) -> Iterator[Circle]:
    """Return, of each knot of relations, a shortest circle.

    Nothing is after itself, its own cause or its own part: relations of one sort must not lead
    back, nor may any circle hold an `after`. Other circles only say that events begin together.
    """
    graph = network.graph
    for relation in BINDING:
        links = nx.get_edge_attributes(graph, "link")
        strict = {pair for pair, link in links.items() if link and link.relation == relation}
        knots = graph if relation == "after" else graph.edge_subgraph(strict)
        number = {
            time: at
            for at, knot in enumerate(nx.strongly_connected_components(knots))
            for time in knot
        }
        closed: dict[int, list[tuple[Link, ...]]] = defaultdict(list)
        for a, b in sorted(strict):
            if number[a] == number[b]:
                way = nx.shortest_path(knots, b, a, weight="steps")
                closed[number[a]].append(links_along(graph, [a, *way]))
        for circles in closed.values():
            yield Circle(min(circles, key=len))


def _clashes(network: Network) -> list[Clash]:
    """Return, for each event that cannot be, the nearest that says so; two events clash once."""
    latest = network.latest()
    found: dict[tuple[str, str], list[Clash]] = {}
    for early, low in network.not_before.items():
        if early not in latest or latest[early].bound >= low:
            continue
        paths = nx.single_source_dijkstra_path(network.graph, early, weight="steps")
        proofs = [
            Clash(early, low, late, network.not_after[late], links_along(network.graph, path))
            for late, path in paths.items()
            if network.not_after.get(late, low) < low
        ]
        nearest = min(proofs, key=lambda proof: (len(proof.links), proof.not_after, proof.late))
        if nearest.links:
            found.setdefault((early.event, nearest.late.event), []).append(nearest)
    return [min(proofs, key=lambda proof: len(proof.links)) for proofs in found.values()]
