"""What other rooms work out for a page: past states, positions of a network, lines of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kb.fuse.history import history

if TYPE_CHECKING:
    import pandas as pd

    from kb.model.spans import Spans
    from kb.model.tables import Tables

__all__ = ["gather_history", "gather_map", "gather_network"]


def gather_history(tables: Tables) -> tuple[pd.DataFrame, Spans]:
    """Return the states of events by the day on which they began to be known, and their dates."""
    states, spans = history(tables)
    kept = np.flatnonzero(states["event"].isin(tables.events.index))
    return states.iloc[kept].reset_index(drop=True), spans.take(kept)


def gather_network(tables: Tables) -> dict[str, Any] | None:
    """Return nodes [kind, key, label, x, y, events] and edges [from, to, kind, roots]."""
    try:
        from kb.graph.layout import network_layout
    except ImportError:
        return None
    network = network_layout(tables)
    nodes = network.nodes[["kind", "key", "label", "x", "y", "weight"]]
    edges = network.edges[["source", "target", "kind", "n_roots"]]
    return {
        "nodes": [
            [kind, key, name, round(float(x), 4), round(float(y), 4), int(events)]
            for kind, key, name, x, y, events in nodes.itertuples(index=False)
        ],
        "edges": [
            [int(source), int(target), str(kind), int(roots)]
            for source, target, kind, roots in edges.itertuples(index=False)
        ],
    }


def gather_map(tables: Tables, rows: pd.Series) -> dict[str, Any] | None:
    """Return the lines of a map, its spots [name, lat, lon, radius, fine], and who lies where."""
    try:
        from kb.show.map import build_map
    except ImportError:
        return None
    drawn = build_map(tables)
    if drawn.box is None:
        return None
    spots = drawn.places[["place", "name", "lat", "lon", "radius_km", "precision"]]
    at = rows.reindex(tables.events.index[drawn.events["event"].to_numpy()]).to_numpy()
    return {
        "box": [float(each) for each in drawn.box],
        "lines": {name: drawn.lines[name] for name in sorted(drawn.lines)},
        "fine": {name: drawn.fine[name] for name in sorted(drawn.fine)},
        "source": drawn.source,
        "licence": drawn.licence,
        "spots": [
            [place, name, round(float(lat), 5), round(float(lon), 5), float(radius), fine]
            for place, name, lat, lon, radius, fine in spots.itertuples(index=False)
        ],
        "events": at.tolist(),
        "at": drawn.events["spot"].tolist(),
    }
