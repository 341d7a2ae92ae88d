"""Tables to a networkx graph: events, and the reports, places, actors and sources around them."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd

from kb.graph.attributes import Attributes, attribute_dicts, plain_texts
from kb.model.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.model.tables import Tables

__all__ = ["RELATION_KINDS", "build_graph"]

#: Relations between events, and the kind of edge that each becomes.
RELATION_KINDS = {
    "after": "after",
    "because of": "because_of",
    "part of": "part_of",
    "about": "about",
}

#: Node attributes and the column that each comes from; `label` is what to show.
_EVENT = {"event_kind": "kind"} | {
    name: name
    for name in (
        *("title", "status", "edtf", "words", "earliest", "latest", "precision"),
        *("approximate", "uncertain", "plan", "not_after", "counts", "lat", "lon", "located_by"),
        "location_precision",
        *("n_reports", "n_roots", "contested", "contested_properties", "denied"),
        *("one_sided", "side", "withdrawn", "first_published", "last_published"),
    )
}
_REPORT = {"root": "root_name"} | {
    name: name
    for name in (
        *("title", "status", "date", "edtf", "said", "published", "lang", "counts"),
        *("url", "via", "claimant", "stance", "quote", "note"),
    )
}
_PLACE = {"place_kind": "kind"} | {
    name: name for name in ("name", "aliases", "lat", "lon", "precision", "geonames")
}
_ACTOR = {"actor_kind": "kind"} | {name: name for name in ("name", "aliases", "side", "wikidata")}
_SOURCE = {name: name for name in ("name", "url", "side", "lang")}
_NUMBERS = frozenset({"lat", "lon"})


def build_graph(tables: Tables) -> nx.MultiDiGraph[str]:
    r"""Build a graph of events and all that hangs on them.

    The graph is fresh, and the caller's to change. A node is `event:ID`, `report:ID`, `place:ID`,
    `actor:ID` or `source:ID`; its `kind` says which, its `label` what to show, and what is known
    of it stands in plain attributes (str, int, float, bool), a missing value as a missing key. An
    event's own type is its `event_kind`.

    An edge has the key and `kind` `happened_at`, `involves` (keyed by role: `involves:agent`),
    `reported_in`, `published_by`, `within`, `member_of`, `after`, `because_of`, `part_of` or
    `about`. One that states a fact carries `reports`, the ids of the reports that say so, joined
    by `"; "`, and `n_roots`, in whose name. A container that only locates has `located_only`.

    Of places and actors, those are there that the events name and what contains these; of
    related events, those of the tables. A line ends in `\n` and characters that XML forbids are
    U+FFFD, in ids too, so that GraphML and GEXF give back what was written.

    Examples
    --------
    >>> import kb
    >>> rows = {"event": ["raid"], "report": ["r1"], "title": [""], "actors": ["agent: Ukraine"]}
    >>> graph = build_graph(kb.read_events(pd.DataFrame(rows)).tables)
    >>> graph.edges["event:raid", "actor:ukraine", "involves:agent"]
    {'kind': 'involves', 'role': 'agent', 'n_roots': 1, 'reports': 'r1'}
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    with _collector_off():
        events = _add_events(graph, tables.events)
        _add_reports(graph, tables, events)
        _add_places(graph, tables, events)
        _add_actors(graph, tables, events)
        _add_relations(graph, tables.relations, events)
    return graph


class _Nodes:
    """Node ids of one kind, found by the ids of a table."""

    def __init__(self, kind: str, ids: pd.Index | pd.Series | list[str]) -> None:
        self.index = pd.Index(ids, dtype="str")
        self.nodes = plain_texts(f"{kind}:" + self.index.to_series())

    def rows(self, ids: pd.Series) -> np.ndarray:
        """Return the position of each id, -1 where there is no such node."""
        return self.index.get_indexer(pd.Index(ids))


def _add_events(graph: nx.MultiDiGraph[str], frame: pd.DataFrame) -> _Nodes:
    events = _Nodes("event", frame.index)
    _add_nodes(graph, events.nodes, _described("event", frame, _EVENT, "title", events.index))
    return events


def _add_reports(graph: nx.MultiDiGraph[str], tables: Tables, events: _Nodes) -> None:
    frame = tables.reports.drop_duplicates("report")
    ids = frame["report"]
    reports = _Nodes("report", ids)
    _add_nodes(graph, reports.nodes, _described("report", frame, _REPORT, "title", reports.index))
    told = events.rows(tables.reports["event"])
    _link(graph, "reported_in", events, told, reports, reports.rows(tables.reports["report"]))
    names = Names(tables.sources.reset_index(names="id"))
    codes, texts = pd.factorize(frame.get("source", pd.Series("", index=frame.index)))
    known = np.array([names.code(text) if text else -1 for text in texts], dtype=np.int64)
    by = known[codes] if len(known) else codes
    sources = _add_named(graph, "source", names, by[by >= 0], _SOURCE)
    _link(graph, "published_by", reports, np.arange(len(frame)), sources, by)


def _add_places(graph: nx.MultiDiGraph[str], tables: Tables, events: _Nodes) -> None:
    pairs = tables.event_places
    names = Names(tables.places.reset_index(names="id"), parent="within")
    at = _codes(names, pairs["place"])
    places = _add_named(graph, "place", names, at, _PLACE, contained="within")
    facts = pairs[["n_roots", "located_only", "reports"]]
    _link(graph, "happened_at", events, events.rows(pairs["event"]), places, at, facts)


def _add_actors(graph: nx.MultiDiGraph[str], tables: Tables, events: _Nodes) -> None:
    pairs = tables.event_actors
    names = Names(tables.actors.reset_index(names="id"), parent="member_of")
    who = _codes(names, pairs["actor"])
    actors = _add_named(graph, "actor", names, who, _ACTOR, contained="member_of")
    facts = pairs[["role", "n_roots", "reports"]]
    keys = plain_texts("involves:" + facts["role"])
    _link(graph, "involves", events, events.rows(pairs["event"]), actors, who, facts, keys=keys)


def _add_relations(graph: nx.MultiDiGraph[str], relations: pd.DataFrame, events: _Nodes) -> None:
    for relation, kind in RELATION_KINDS.items():
        pairs = relations[relations["relation"] == relation]
        tails, heads = events.rows(pairs["event"]), events.rows(pairs["target"])
        _link(graph, kind, events, tails, events, heads, pairs[["n_roots", "reports"]])


def _codes(names: Names, ids: pd.Series) -> np.ndarray:
    codes, distinct = pd.factorize(ids)
    known = np.array(names.codes(distinct), dtype=np.int64)
    return known[codes] if len(known) else np.zeros(0, dtype=np.int64)


def _add_named(
    graph: nx.MultiDiGraph[str],
    kind: str,
    names: Names,
    named: np.ndarray,
    columns: Mapping[str, str],
    *,
    contained: str = "",
) -> _Nodes:
    """Add what is named and what contains it; return the nodes by the codes of the names."""
    tree = names.hierarchy()
    used = set(np.unique(named).tolist())
    used |= {above for code in used for above in tree.ancestors(code)}
    codes = np.array(sorted(used), dtype=np.int64)
    everything = _Nodes(kind, names.ids)
    frame = names.frame().iloc[codes]
    ids = pd.Index(frame.index, dtype="str")
    _add_nodes(graph, everything.nodes[codes], _described(kind, frame, columns, "name", ids))
    if contained:
        parents = np.array(tree.parents, dtype=np.int64)[codes] if len(codes) else codes
        _link(graph, contained, everything, codes, everything, parents)
    return everything


def _described(
    kind: str, frame: pd.DataFrame, columns: Mapping[str, str], label: str, ids: pd.Index
) -> list[Attributes]:
    """Return the attributes of the nodes of one kind."""
    shown = frame[label] if label in frame else pd.Series("", index=frame.index, dtype="str")
    found = {"label": shown.where(shown != "", pd.Series(ids, index=frame.index))}
    for name, column in columns.items():
        if column in frame:
            values = frame[column]
            number = name in _NUMBERS and values.dtype.kind != "f"
            found[name] = pd.to_numeric(values, errors="coerce") if number else values
    return attribute_dicts(found, size=len(frame), constant={"kind": kind})


def _link(
    graph: nx.MultiDiGraph[str],
    kind: str,
    tails: _Nodes,
    tail_rows: np.ndarray,
    heads: _Nodes,
    head_rows: np.ndarray,
    facts: pd.DataFrame | None = None,
    *,
    keys: np.ndarray | None = None,
) -> None:
    """Add an edge for each pair of rows, both of which are known."""
    both = (tail_rows >= 0) & (head_rows >= 0)
    chosen = {} if facts is None else {str(name): values for name, values in facts[both].items()}
    size = int(both.sum())
    data = attribute_dicts(chosen, size=size, constant={"kind": kind})
    named = [kind] * size if keys is None else keys[both].tolist()
    _add_edges(graph, tails.nodes[tail_rows[both]], heads.nodes[head_rows[both]], named, data)


def _add_nodes(graph: nx.MultiDiGraph[str], nodes: np.ndarray, data: list[Attributes]) -> None:
    inner: Any = graph
    for node, attributes in zip(nodes, data, strict=True):
        inner._node[node] = attributes
        inner._succ[node] = {}
        inner._pred[node] = {}


def _add_edges(
    graph: nx.MultiDiGraph[str],
    tails: np.ndarray,
    heads: np.ndarray,
    keys: list[str],
    data: list[Attributes],
) -> None:
    """Write the adjacency that `add_edge` would, in less time: both ways share the dict of keys."""
    inner: Any = graph
    succ, pred = inner._succ, inner._pred
    for tail, head, key, attributes in zip(tails, heads, keys, data, strict=True):
        after = succ[tail]
        if head in after:
            after[head][key] = attributes
        else:
            after[head] = pred[head][tail] = {key: attributes}


@contextmanager
def _collector_off() -> Iterator[None]:
    """Keep the garbage collector from walking through millions of new dicts again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
