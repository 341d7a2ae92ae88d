"""What other rooms work out for a page: past states, positions of a network, lines of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kb.fuse.history import history
from kb.graph.layout import network_layout
from kb.show.map import build_map

if TYPE_CHECKING:
    import pandas as pd

    from kb.model.spans import Spans
    from kb.model.tables import Tables

__all__ = ["gather_history", "gather_map", "gather_network"]


def gather_history(tables: Tables) -> tuple[np.ndarray, pd.DataFrame, Spans]:
    """Return since which day each event is known, and the states of those that changed since.

    The states are by the day on which they began to be known; with them come their dates.
    """
    since, same = tables.known_since()
    changed = tables.events.index[~same]
    states, spans = history(tables.of(changed))
    kept = np.flatnonzero(states["event"].isin(changed))
    return since, states.iloc[kept].reset_index(drop=True), spans.take(kept)


def gather_network(tables: Tables) -> dict[str, Any]:
    """Return nodes [kind, key, label, x, y, events], edges [from, to, kind, roots], what is shown."""
    network = network_layout(tables)
    nodes = network.nodes[["kind", "key", "label", "x", "y", "weight"]]
    edges = network.edges[["source", "target", "kind", "n_roots"]]
    return {
        "hubs": int((nodes["kind"] != "event").sum()),
        "of": network.n_hubs,
        "events": network.with_events,
        "nodes": [
            [kind, key, name, round(float(x), 4), round(float(y), 4), int(events)]
            for kind, key, name, x, y, events in nodes.itertuples(index=False)
        ],
        "edges": [
            [int(source), int(target), str(kind), int(roots)]
            for source, target, kind, roots in edges.itertuples(index=False)
        ],
    }


def gather_map(tables: Tables) -> tuple[dict[str, Any], np.ndarray, np.ndarray] | None:
    """Return a map with spots [place, name, lat, lon, radius, fine]; which events lie on which.

    Nothing where no event is located.
    """
    drawn = build_map(tables)
    if drawn.box is None or drawn.home is None:
        return None
    spots = drawn.places[["place", "name", "lat", "lon", "radius_km", "precision"]]
    plain = {
        "box": [float(each) for each in drawn.box],
        "home": [float(each) for each in drawn.home],
        "lines": {name: drawn.lines[name] for name in sorted(drawn.lines)},
        "fine": {name: drawn.fine[name] for name in sorted(drawn.fine)},
        "source": drawn.source,
        "licence": drawn.licence,
        "spots": [
            [place, name, round(float(lat), 5), round(float(lon), 5), float(radius), fine]
            for place, name, lat, lon, radius, fine in spots.itertuples(index=False)
        ],
    }
    return plain, drawn.events["event"].to_numpy(), drawn.events["spot"].to_numpy()
