"""What is measured of tables, frames and graphs: kb's step, and the obvious way beside it."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

import kb
from kb.model.tables import Tables

Timed = Callable[[], Any]
_GRAPH_TABLES = "graph.pickle"


def make(folder: str, n_reports: str) -> Timed:
    """Make the data."""
    from make_reports import make_folder

    return lambda: make_folder(Path(folder), int(n_reports))


def pandas_reads(folder: str) -> Timed:
    """Read the same file as strings, nothing checked."""
    path = Path(folder, "events.csv")
    return lambda: pd.read_csv(path, dtype=str, keep_default_na=False)


def kb_reads(folder: str) -> Timed:
    """Read and check every cell."""
    read = kb.read_events  # from here on its modules are loaded, as pandas is
    return lambda: read(folder)


def kb_fuses(folder: str) -> Timed:
    """Read, check and fuse."""
    read = kb.read_events
    return lambda: len(read(folder))


def prepared(look: Callable[[kb.KnowledgeBase], Any]) -> Callable[[str], Timed]:
    """Return a step that looks at a base already fused."""

    def step(folder: str) -> Timed:
        base = kb.read_events(folder)
        len(base)
        return lambda: look(base)

    return step


kb_events = prepared(lambda base: base.events)
kb_reports = prepared(lambda base: base.reports)
kb_claims = prepared(lambda base: base.claims)
kb_issues = prepared(lambda base: len(base.issues))
kb_card = prepared(lambda base: base._repr_html_())
kb_as_of = prepared(lambda base: len(base.as_of("2020-01-01")))
kb_timeline = prepared(lambda base: base.timeline())


def kb_event(folder: str) -> Timed:
    """Look at one event, another one before."""
    base = kb.read_events(folder)
    ids = base.events.index
    base.event(ids[0])
    return lambda: base.event(ids[len(ids) // 2])


def kb_page(folder: str) -> Timed:
    """Write the page of one file."""
    base = kb.read_events(folder)
    len(base)
    return lambda: base.to_html(Path(folder, "timeline.html"))


# The graph: both ways get the same tables from a file, so that the peaks are comparable.


def save_tables(folder: str) -> Timed:
    """Keep the tables that a graph is made of."""

    def save() -> None:
        tables = kb.read_events(folder).tables
        parts = {
            name: getattr(tables, name) for name in Tables.__dataclass_fields__ if name != "claims"
        }
        whole = Tables(**parts, claims=pd.DataFrame())
        Path(folder, _GRAPH_TABLES).write_bytes(pickle.dumps(whole, protocol=5))

    return save


def load_tables(folder: str) -> Tables:
    """Return the tables that were kept."""
    return pickle.loads(Path(folder, _GRAPH_TABLES).read_bytes())


def no_graph(folder: str) -> Timed:
    """Hold the tables alone: what the peaks of both ways contain."""
    tables = load_tables(folder)
    return lambda: len(tables.events)


def kb_graph(folder: str) -> Timed:
    """Build the graph as `base.graph()` does."""
    from kb.graph.build import build_graph

    tables = load_tables(folder)
    return lambda: build_graph(tables)


def loop_graph(folder: str) -> Timed:
    """Build the same graph by add_node and add_edge."""
    tables = load_tables(folder)
    return lambda: add_all(tables)


def quiet_loop_graph(folder: str) -> Timed:
    """Build it so with the garbage collector off, as one may who knows what it costs here."""
    tables = load_tables(folder)
    gc.disable()
    return lambda: add_all(tables)


def same_graph(folder: str) -> Timed:
    """Tell whether both ways give one graph."""
    from kb.graph.build import build_graph

    tables = load_tables(folder)
    return lambda: str(nx.utils.graphs_equal(build_graph(tables), add_all(tables)))


def add_all(tables: Tables) -> nx.MultiDiGraph:
    """Build the graph of `kb.graph.build` as one would by hand."""
    graph = nx.MultiDiGraph()
    for row in tables.events.drop(columns=["places", "actors"]).reset_index().to_dict("records"):
        event, kind = row.pop("event"), row.pop("kind")
        label = row["title"] or event
        graph.add_node(
            f"event:{event}", kind="event", **filled(label=label, event_kind=kind, **row)
        )
    left_out = ["kind", "places", "actors", "lat", "lon", "relations", "span", "row", "source"]
    for row in tables.reports.drop_duplicates("report").drop(columns=left_out).to_dict("records"):
        event, report, root = row.pop("event"), row.pop("report"), row.pop("root_name")
        row |= {"label": row["title"] or report, "root": root}
        graph.add_node(f"report:{report}", kind="report", **filled(**row))
        graph.add_edge(f"event:{event}", f"report:{report}", "reported_in", kind="reported_in")
    add_named(graph, tables)
    for row in tables.event_places.to_dict("records"):
        event, place = row.pop("event"), row.pop("place")
        key = "happened_at"
        graph.add_edge(f"event:{event}", f"place:{place}", key, kind=key, **filled(**row))
    for row in tables.event_actors.to_dict("records"):
        event, actor = row.pop("event"), row.pop("actor")
        key = f"involves:{row['role']}"
        graph.add_edge(f"event:{event}", f"actor:{actor}", key, kind="involves", **filled(**row))
    known = set(tables.events.index)
    for row in tables.relations.to_dict("records"):
        event, target, key = row.pop("event"), row.pop("target"), row.pop("relation")
        if target in known and key not in ("same as", "not"):
            key = key.replace(" ", "_")
            graph.add_edge(f"event:{event}", f"event:{target}", key, kind=key, **filled(**row))
    return graph


def add_named(graph: nx.MultiDiGraph, tables: Tables) -> None:
    """Add the places, actors and sources that the events name, and what contains them."""
    parts = (
        ("place", tables.places, tables.event_places["place"], "within", ["lat", "lon"]),
        ("actor", tables.actors, tables.event_actors["actor"], "member_of", []),
        ("source", tables.sources, None, "", []),
    )
    for kind, frame, named, parent, numbers in parts:
        by_name = dict(zip(frame["name"], frame.index, strict=True)) | dict(
            zip(frame.index, frame.index, strict=True)
        )
        above = {} if not parent else {one: by_name[up] for one, up in frame[parent].items() if up}
        if kind == "source":
            of_report = tables.reports.drop_duplicates("report")[["report", "source"]]
            published = [
                (report, by_name[name])
                for report, name in of_report.itertuples(index=False)
                if name
            ]
            used = {source for _, source in published}
        else:
            used = set(named)
            for one in list(used):
                while one in above and above[one] not in used:
                    used.add(one := above[one])
        frame = frame.assign(
            **{name: pd.to_numeric(frame[name], errors="coerce") for name in numbers}
        )
        for row in frame.drop(columns=[parent] if parent else []).reset_index().to_dict("records"):
            one = row.pop("id")
            if one in used:
                if "kind" in row:
                    row[f"{kind}_kind"] = row.pop("kind")
                label = row["name"] or one
                graph.add_node(f"{kind}:{one}", kind=kind, **filled(label=label, **row))
        for one in used & above.keys():
            graph.add_edge(f"{kind}:{one}", f"{kind}:{above[one]}", parent, kind=parent)
    for report, source in published:
        graph.add_edge(f"report:{report}", f"source:{source}", "published_by", kind="published_by")


def filled(**attributes: Any) -> dict[str, Any]:
    """Return the attributes that have a value."""
    return {key: value for key, value in attributes.items() if value == value and value != ""}
