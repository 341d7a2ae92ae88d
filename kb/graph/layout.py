"""Positions for a network of events, actors and places: the same for the same knowledge.

Actors and places are laid out by what they share; an event stands amid its own. So a further
event moves little, and a hundred thousand of them cost no more than a sort.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from kb.model.tables import Tables

__all__ = ["EVENTS_SHOWN", "Network", "network_layout"]

#: Of more events than this, the network holds only the actors and places.
EVENTS_SHOWN = 2_000

#: So many actors and places are laid out and shown; from 500 on networkx would need scipy.
HUBS_SHOWN = 400

#: Of what joins actors and places, so many edges are shown: those of the most shared events.
JOINS_SHOWN = 2_000

#: The pull of the middle, as a part of that of one shared event: it holds the parts together.
_GRAVITY = 0.3

#: What the distance from the middle is raised to: less than 1 gives the crowded middle more room.
_LOOSEN = 0.7
#: How far points are moved to where each ring of the same area would hold as many: 0 not, 1 all.
_EVEN = 0.6

#: The angle between two neighbours in a seed head: no two events hide each other (Vogel 1979).
_GOLDEN = np.pi * (3 - 5**0.5)

_MIDDLE = ""


@dataclass(frozen=True)
class Network:
    """Nodes with positions, and edges between them.

    `nodes` has one row a node, by `id` (`event:raid`, `actor:ukraine`, `place:kherson`): `kind`,
    `key`, `label`, `x` and `y` in [-1, 1], and `weight`, of how many events it is part. `edges`
    has `source` and `target`, rows of the nodes; `kind`, the role of an actor or `at`, or `with`
    between those that share events; and `n_roots`, or how many events they share. `n_hubs` is how
    many actors and places there are, shown or not; `with_events` tells whether events are nodes.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    n_hubs: int
    with_events: bool


def network_layout(tables: Tables, *, events: int = EVENTS_SHOWN) -> Network:
    """Lay out the events of a selection among their actors and places.

    Of actors and places there are up to 400: those of the most events.

    Parameters
    ----------
    tables
        The selection. The order of its rows is of no account.
    events
        Up to so many events are nodes; where there are more, actors and places are joined that
        share events.

    Examples
    --------
    >>> import kb
    >>> row = {"title": "Raid", "actors": "agent: Ukraine", "places": "Kherson"}
    >>> found = network_layout(kb.read_events(pd.DataFrame([row])).tables)
    >>> found.nodes["label"].tolist(), found.edges["kind"].tolist()
    (['Ukraine', 'Raid', 'Kherson'], ['agent', 'at'])
    """
    links, hubs = _links(tables)
    apart = links.drop_duplicates(["event", "hub"])
    weights = np.bincount(apart["hub"], minlength=len(hubs)).tolist()
    weight = dict(zip(hubs, weights, strict=True))
    shown = sorted(sorted(hubs, key=lambda hub: (-weight[hub], hub))[:HUBS_SHOWN])
    at = pd.Index(shown).get_indexer(pd.Index(hubs)) if shown else np.zeros(0, dtype=np.int64)
    links = links.assign(hub=at[links["hub"]])
    links = links[links["hub"] >= 0]
    shared = _shared(links, shown)
    places = _settled(shown, shared)
    nodes = _hub_nodes(tables, shown, weight, places)
    if len(tables.events) <= events:
        nodes = pd.concat([nodes, _event_nodes(tables, links, places)])
        ids = tables.events.index.to_numpy(dtype=object)
        source, target = ids[links["event"]], np.array(shown, dtype=object)[links["hub"]]
        edges = links.assign(source="event:" + source, target=target)
    else:
        by_size = shared.sort_values(["n_roots", "source", "target"], ascending=[False, True, True])
        edges = by_size.head(JOINS_SHOWN)
    nodes = nodes.sort_values("id", ignore_index=True)
    return Network(nodes, _by_row(edges, nodes), len(weight), len(tables.events) <= events)


def _links(tables: Tables) -> tuple[pd.DataFrame, list[str]]:
    """Return who and where belongs to which event, and the names of those: event (its row), hub (a
    code), kind, n_roots.
    """
    at = tables.event_places
    at = at[~at["located_only"].astype(bool)]
    by = tables.event_actors
    event = tables.events.index
    parts, hubs = list[pd.DataFrame](), list[str]()
    for given, name, kind in ((at, "place", "at"), (by, "actor", by["role"])):
        codes, known = pd.factorize(given[name])
        row = event.get_indexer(pd.Index(given["event"]))
        part = {"event": row, "hub": codes + len(hubs), "kind": kind, "n_roots": given["n_roots"]}
        parts.append(pd.DataFrame(part))
        hubs += [f"{name}:{each}" for each in known]
    return pd.concat(parts, ignore_index=True), hubs


def _shared(links: pd.DataFrame, hubs: list[str]) -> pd.DataFrame:
    """Return which hubs share events, and how many: source, target, kind, n_roots."""
    event, hub = (links[name].to_numpy(dtype=np.int64) for name in ("event", "hub"))
    event, hub = np.divmod(np.unique(event * max(len(hubs), 1) + hub), max(len(hubs), 1))
    starts = np.flatnonzero(np.diff(event, prepend=-1, append=-2))
    together = np.zeros((len(hubs), len(hubs)), dtype=np.int64)
    for size in np.unique(np.diff(starts)).tolist():
        first = starts[:-1][np.diff(starts) == size]
        for left in range(size):
            for right in range(left + 1, size):
                np.add.at(together, (hub[first + left], hub[first + right]), 1)
    together += together.T
    rows, columns = np.nonzero(np.triu(together))
    names = np.array(hubs, dtype=object)
    return pd.DataFrame(
        {
            "source": names[rows],
            "target": names[columns],
            "kind": "with",
            "n_roots": together[rows, columns],
        }
    )


def _settled(hubs: list[str], shared: pd.DataFrame) -> np.ndarray:
    """Return a position for each hub: near those that it shares many events with."""
    if len(hubs) < 2:
        return np.zeros((len(hubs), 2))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from([_MIDDLE, *hubs])
    graph.add_weighted_edges_from((_MIDDLE, hub, _GRAVITY) for hub in hubs)
    pull = np.log2(1 + shared["n_roots"].to_numpy(dtype=float))
    graph.add_weighted_edges_from(zip(shared["source"], shared["target"], pull, strict=True))
    start = {hub: _scattered(hub) for hub in hubs} | {_MIDDLE: np.array([0.5, 0.5])}
    found = nx.spring_layout(
        graph, pos=start, fixed=[_MIDDLE], k=1.6 / len(hubs) ** 0.5, iterations=120, seed=1,
        method="force",
    )  # fmt: skip
    points = np.array([found[hub] for hub in hubs])
    points -= points.mean(axis=0)
    radius = np.maximum(np.hypot(*points.T), 1e-9)
    return points * (_loosened(radius) / radius)[:, None]


def _loosened(radius: np.ndarray) -> np.ndarray:
    """Return how far out points move so that the middle is no fuller than the rim, up to 1."""
    even = ((np.argsort(np.argsort(radius, kind="stable")) + 1) / len(radius)) ** 0.5
    return (1 - _EVEN) * (radius / radius.max()) ** _LOOSEN + _EVEN * even


def _scattered(name: str) -> np.ndarray:
    """Return where a hub starts: by its name alone, so that others' coming does not move it."""
    digest = blake2b(name.encode(), digest_size=8).digest()
    return np.array([int.from_bytes(digest[:4], "big"), int.from_bytes(digest[4:], "big")]) / 2**32


def _hub_nodes(
    tables: Tables, hubs: list[str], weight: dict[str, int], places: np.ndarray
) -> pd.DataFrame:
    named = {"place": tables.places, "actor": tables.actors}
    rows = []
    for hub in hubs:
        kind, _, key = hub.partition(":")
        known = named[kind]
        name = str(known.loc[key, "name"]) if key in known.index else ""
        rows.append((hub, kind, key, name or key, weight[hub]))
    frame = pd.DataFrame(rows, columns=["id", "kind", "key", "label", "weight"])
    return _placed(frame, places)


def _event_nodes(tables: Tables, links: pd.DataFrame, places: np.ndarray) -> pd.DataFrame:
    """Return the events, each amid its actors and places, those of one spot spread around it."""
    ids = tables.events.index.to_numpy(dtype=object).astype(str)
    pairs = links.drop_duplicates(["event", "hub"]).sort_values(["event", "hub"])
    order = np.argsort(ids)
    rank = np.empty(len(ids), dtype=np.int64)
    rank[order] = np.arange(len(ids))
    event, hub = rank[pairs["event"]], pairs["hub"].to_numpy()
    n_hubs = np.bincount(event, minlength=len(ids))
    sums = [np.bincount(event, places[hub, axis], len(ids)) for axis in (0, 1)]
    points = np.column_stack(sums) / np.maximum(n_hubs, 1)[:, None]
    alone = n_hubs == 0
    points[alone] = _outside(int(alone.sum()))
    keys = ids[order]
    titles = tables.events["title"].to_numpy(dtype=object)[order]
    frame = pd.DataFrame({"id": [f"event:{each}" for each in keys], "kind": "event", "key": keys})
    frame["label"] = np.where(titles == "", keys, titles)
    frame["weight"] = 1
    return _placed(frame, _spread(points))


def _outside(size: int) -> np.ndarray:
    """Return positions for events that name nobody and no place: in a row below all others."""
    return np.column_stack([np.linspace(-0.9, 0.9, size), np.full(size, 1.0)])


def _spread(points: np.ndarray) -> np.ndarray:
    """Move those that stand on one spot apart, like the seeds of a sunflower."""
    spot = pd.DataFrame(points.round(3))
    number = spot.groupby([0, 1]).cumcount().to_numpy() + 1
    step = 0.35 / max(len(points), 100) ** 0.5
    radius, angle = step * np.sqrt(number), _GOLDEN * number
    moved = points + np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return np.clip(moved, -1, 1)


def _placed(frame: pd.DataFrame, points: np.ndarray) -> pd.DataFrame:
    """Add positions; they are rounded, and -0 is 0, so that they are written alike everywhere."""
    x, y = points.round(4).T + 0.0
    return frame.assign(x=x, y=y)[["id", "kind", "key", "label", "x", "y", "weight"]]


def _by_row(edges: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    """Name the ends of edges by the rows of the nodes."""
    index = pd.Index(nodes["id"])
    ends = {name: index.get_indexer(pd.Index(edges[name])) for name in ("source", "target")}
    frame = edges[["source", "target", "kind", "n_roots"]].assign(**ends)
    return frame.sort_values(["source", "target", "kind"], ignore_index=True)
