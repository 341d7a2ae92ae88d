"""Node-link JSON: for D3 and whatever else reads JSON."""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import networkx as nx

from kb.write.formats.target import Source, Target, binary_file

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_nodelink", "write_json", "write_nodelink"]


def write_nodelink(graph: nx.MultiDiGraph[str], target: Target) -> None:
    """Write a graph as JSON: `nodes` with their `id`, `edges` with `source`, `target`, `key`.

    Examples
    --------
    >>> from io import BytesIO
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("event:raid", kind="event")
    >>> write_nodelink(graph, file := BytesIO())
    >>> json.loads(file.getvalue())["nodes"]
    [{'kind': 'event', 'id': 'event:raid'}]
    """
    write_json(nx.node_link_data(graph, edges="edges"), target)


def read_nodelink(source: Source) -> nx.MultiDiGraph[str]:
    """Read a graph that `write_nodelink` has written."""
    if isinstance(source, str | os.PathLike):
        source = BytesIO(Path(source).read_bytes())
    graph = nx.node_link_graph(json.load(source), edges="edges")
    return cast("nx.MultiDiGraph[str]", graph)


def write_json(value: dict[str, Any], target: Target) -> None:
    """Write an object as UTF-8 JSON, each entry of its lists on a line of its own."""
    with binary_file(target) as file:
        file.writelines(part.encode() for part in _json_parts(value))


def _json_parts(value: dict[str, Any]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    before = "{"
    for name, part in value.items():
        yield f"{before}\n{encode(name)}: "
        before = ","
        if isinstance(part, list) and part:
            yield "[\n"
            yield from (encode(entry) + ",\n" for entry in part[:-1])
            yield encode(part[-1]) + "\n]"
        else:
            yield encode(part)
    yield "\n}\n"
