"""What other rooms work out for a page: past states, positions of a network, lines of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kb.fuse.history import history
from kb.graph.layout import network_layout
from kb.model.spans import Spans
from kb.show.map import build_map

if TYPE_CHECKING:
    from kb.model.tables import Tables

__all__ = ["FLAGS", "PAST_TEXTS", "gather_history", "gather_map", "gather_network"]

#: What of an event is told by truth values, and by texts in its past states.
FLAGS = ("contested", "denied", "one_sided", "withdrawn")
PAST_TEXTS = ("title", "kind", "status", "places", "actors", "counts", "side",
              "contested_properties")  # fmt: skip


_KEPT = ["event", "day", "known", "words", *PAST_TEXTS, *FLAGS]

#: Of so many events the past is worked out at a time, since little of it is kept.
_AT_ONCE = 50_000


def gather_history(tables: Tables) -> tuple[np.ndarray, pd.DataFrame, Spans]:
    """Return since which day each event is known, and the states of those that changed since.

    The states are by the day on which they began to be known; with them come their dates. A state
    that looks like the one before it is left out, and all of an event that never looked otherwise.
    """
    days, same = tables.known_since()
    since, rows = np.array(days, dtype=object), np.flatnonzero(~same)
    several = np.array_split(rows, max(1, -(-len(rows) // _AT_ONCE)))
    parts = [_states_of(tables, some, since) for some in several]
    states = pd.concat([states for states, _ in parts], ignore_index=True)
    return since, states, Spans.concatenate([spans for _, spans in parts])


def _states_of(tables: Tables, rows: np.ndarray, since: np.ndarray) -> tuple[pd.DataFrame, Spans]:
    """Return the states of some events, and tell `since` when they are known."""
    states, spans = history(tables.some(rows))
    event = tables.events.index.get_indexer(pd.Index(states["event"]))
    event[~np.isin(event, rows)] = -1
    first = np.flatnonzero(event >= 0)
    since[event[first][::-1]] = states["day"].to_numpy(dtype=object)[first][::-1]
    now = np.maximum(event, 0)
    kept = _changes(states, spans, event, _looks(tables.events.iloc[now], tables.spans.take(now)))
    return states[_KEPT].iloc[kept].reset_index(drop=True), spans.take(kept)


def _looks(states: pd.DataFrame, spans: Spans) -> pd.DataFrame:
    date = pd.Series(spans.edtf, index=states.index, dtype="str")
    return states[[*PAST_TEXTS, *FLAGS]].assign(date=date)


def _changes(
    states: pd.DataFrame, spans: Spans, event: np.ndarray, now: pd.DataFrame
) -> np.ndarray:
    """Return the states that differ from the one before, of events that were not always as now."""
    past = _looks(states, spans).assign(known=states["known"])
    now = now.assign(known=True)
    differs, moved = np.zeros(len(past), dtype=bool), np.ones(len(past), dtype=bool)
    moved[1:] = event[1:] != event[:-1]
    for name in past:
        was, is_now = past[name].array, now[name].array
        differs |= np.asarray(was != is_now, dtype=bool)
        moved[1:] |= np.asarray(was[1:] != was[:-1], dtype=bool)
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
