"""GeoJSON (RFC 7946): located events, for QGIS, Leaflet and every other map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.write.formats.nodelink import write_json

if TYPE_CHECKING:
    import networkx as nx

    from kb.write.formats.target import Target

__all__ = ["event_features", "write_geojson"]


def write_geojson(graph: nx.MultiDiGraph[str], target: Target) -> None:
    """Write the events that have coordinates as GeoJSON; see `event_features`.

    Examples
    --------
    >>> import networkx as nx
    >>> from io import BytesIO
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("event:raid", kind="event", lat=46.64, lon=32.62)
    >>> write_geojson(graph, file := BytesIO())
    >>> b'"coordinates": [32.62, 46.64]' in file.getvalue()
    True
    """
    write_json({"type": "FeatureCollection", "features": event_features(graph)}, target)


def event_features(graph: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """Return a feature for each event that has coordinates, or whose places have.

    Its geometry is a Point, or a MultiPoint of several places; its properties are the attributes
    of the event and the names of its places and actors and the ids of its reports, joined by
    `"; "`. A place that only locates another is left out.
    """
    features = []
    for node, data in graph.nodes(data=True):
        if data.get("kind") == "event" and (geometry := _geometry(graph, node)):
            properties = {name: value for name, value in data.items() if name != "kind"}
            features.append(
                {
                    "type": "Feature",
                    "id": node.removeprefix("event:"),
                    "geometry": geometry,
                    "properties": properties | _neighbours(graph, node),
                }
            )
    return features


def _geometry(graph: nx.MultiDiGraph[str], event: str) -> dict[str, Any] | None:
    own = _points(graph, [event])
    points = own or _points(graph, _around(graph, event, "place"))
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


def _points(graph: nx.MultiDiGraph[str], nodes: list[str]) -> list[list[float]]:
    found = (graph.nodes[node] for node in nodes)
    return [[node["lon"], node["lat"]] for node in found if "lat" in node and "lon" in node]


def _around(graph: nx.MultiDiGraph[str], event: str, kind: str) -> list[str]:
    """Return the nodes of a kind that an event leads to, but for what only locates it."""
    return [
        node
        for node, edges in graph.succ[event].items()
        if graph.nodes[node].get("kind") == kind
        and not all(edge.get("located_only") for edge in edges.values())
    ]


def _neighbours(graph: nx.MultiDiGraph[str], event: str) -> dict[str, str]:
    named = {
        f"{kind}s": [graph.nodes[node].get("label", node) for node in _around(graph, event, kind)]
        for kind in ("place", "actor")
    }
    reports = [node.removeprefix("report:") for node in _around(graph, event, "report")]
    return {name: "; ".join(texts) for name, texts in (named | {"reports": reports}).items()}
