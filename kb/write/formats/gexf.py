"""GEXF: the native format of Gephi."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
from networkx.readwrite.gexf import GEXFReader

if TYPE_CHECKING:
    from kb.write.formats.target import Source, Target

__all__ = ["read_gexf", "write_gexf"]


def write_gexf(graph: nx.MultiDiGraph[str], target: Target) -> None:
    """Write a graph as GEXF 1.2; the key of an edge is its attribute `networkx_key`.

    Examples
    --------
    >>> from io import BytesIO
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("event:raid", label="raid")
    >>> graph.add_node("actor:a", label="a")
    >>> _ = graph.add_edge("event:raid", "actor:a", key="involves:agent", role="agent")
    >>> write_gexf(graph, file := BytesIO())
    >>> _ = file.seek(0)
    >>> nx.utils.graphs_equal(read_gexf(file), graph)
    True
    """
    nx.write_gexf(graph, target, prettyprint=False)


def read_gexf(source: Source) -> nx.MultiDiGraph[str]:
    """Read a graph that `write_gexf` has written."""
    graph: nx.MultiDiGraph[str] = _Reader(version="1.2draft")(source)
    for _, _, data in graph.edges(data=True):
        data.pop("id", None)
    graph.graph.clear()
    return graph


class _Reader(GEXFReader):
    """The reader of networkx, but it never turns a multigraph into a graph without keys."""

    @property
    def simple_graph(self) -> bool:
        return False

    @simple_graph.setter
    def simple_graph(self, simple: bool) -> None:
        """Whether there are parallel edges does not matter."""
