"""What other rooms work out for a page: past states, positions of a network, lines of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kb.fuse.history import history
from kb.graph.layout import network_layout
from kb.show.map import build_map

if TYPE_CHECKING:
    from kb.model.spans import Spans
    from kb.model.tables import Tables

__all__ = ["FLAGS", "PAST_TEXTS", "gather_history", "gather_map", "gather_network"]

#: What of an event is told by truth values, and by texts in its past states.
FLAGS = ("contested", "denied", "one_sided", "withdrawn")
PAST_TEXTS = ("title", "kind", "status", "places", "actors", "counts", "side",
              "contested_properties")  # fmt: skip


def gather_history(tables: Tables) -> tuple[np.ndarray, pd.DataFrame, Spans]:
    """Return since which day each event is known, and the states of those that changed since.

    The states are by the day on which they began to be known; with them come their dates. A state
    that looks like the one before it is left out, and all of an event that never looked otherwise.
    """
    days, same = tables.known_since()
    since = days.copy()
    states, spans = history(tables.of(tables.events.index[~same]))
    event = tables.events.index.get_indexer(pd.Index(states["event"]))
    first = np.flatnonzero(event >= 0)
    since = np.array(since, dtype=object)
    since[event[first][::-1]] = states["day"].to_numpy(dtype=object)[first][::-1]
    kept = _changes(states, spans, event, _looks(tables.events, tables.spans))
    return since, states.iloc[kept].reset_index(drop=True), spans.take(kept)


def _looks(states: pd.DataFrame, spans: Spans) -> pd.DataFrame:
    return states[[*PAST_TEXTS, *FLAGS]].assign(date=spans.edtf)


def _changes(
    states: pd.DataFrame, spans: Spans, event: np.ndarray, now: pd.DataFrame
) -> np.ndarray:
    """Return the states that differ from the one before, of events that were not always as now."""
    past = _looks(states, spans).assign(known=states["known"])
    now = now.iloc[event].assign(known=True)
    differs, moved = np.zeros(len(past), dtype=bool), np.ones(len(past), dtype=bool)
    moved[1:] = event[1:] != event[:-1]
    for name in past:
        was, is_now = (each[name].to_numpy(dtype=object) for each in (past, now))
        differs |= was != is_now
        moved[1:] |= was[1:] != was[:-1]
    changed = np.isin(event, np.unique(event[differs]))
    return np.flatnonzero(changed & moved & (event >= 0))


def gather_network(tables: Tables) -> dict[str, Any]:
    """Return nodes [kind, key, label, x, y, events] and edges [from, to, kind, roots]."""
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
        "gazetteer": list(drawn.gazetteer),
        "spots": [
            [place, name, round(float(lat), 5), round(float(lon), 5), float(radius), fine]
            for place, name, lat, lon, radius, fine in spots.itertuples(index=False)
        ],
    }
    return plain, drawn.events["event"].to_numpy(), drawn.events["spot"].to_numpy()
