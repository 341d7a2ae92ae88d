"""GraphML: for networkx, igraph, Cytoscape, yEd and Gephi."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import networkx as nx
from networkx.readwrite.graphml import GraphMLWriter

from kb.write.formats.target import Source, Target, binary_file

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read_graphml", "write_graphml"]


def write_graphml(graph: nx.MultiDiGraph[str], target: Target) -> None:
    """Write a graph as GraphML.

    The key of an edge is written as its attribute `key`. `networkx.write_graphml` would make it
    the id of the edge, which repeats, and Gephi and yEd then drop all edges but the first.

    Examples
    --------
    >>> from io import BytesIO
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("event:raid", "actor:a", key="involves:agent", role="agent")
    >>> write_graphml(graph, file := BytesIO())
    >>> _ = file.seek(0)
    >>> nx.utils.graphs_equal(read_graphml(file), graph)
    True
    """
    writer = _Writer(graph, prettyprint=False)
    with binary_file(target) as file:
        writer.dump(file)


def read_graphml(source: Source) -> nx.MultiDiGraph[str]:
    """Read a graph that `write_graphml` has written."""
    graph = cast("nx.MultiDiGraph[str]", nx.read_graphml(source, force_multigraph=True))
    for _, _, data in graph.edges(data=True):
        data.pop("key", None)
    graph.graph.clear()
    return graph


class _Writer(GraphMLWriter):
    """The writer of networkx, but for the ids of edges."""

    def add_edges(self, G: Any, graph_element: Element) -> None:  # noqa: N803  as there
        for source, target, key, data in G.edges(keys=True, data=True):
            edge = self.myElement("edge", source=source, target=target)
            self.add_attributes("edge", edge, {**data, "key": key}, {})
            graph_element.append(edge)
