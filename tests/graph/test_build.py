"""Tables to a graph: the same as a loop of add_node and add_edge, and plain all through."""

from __future__ import annotations

import gc
from dataclasses import fields, replace

import networkx as nx
import pandas as pd
import pytest

from kb.graph.attributes import attribute_dicts, plain_text
from kb.graph.build import RELATION_KINDS, build_graph


def looped(tables) -> nx.MultiDiGraph:
    """Build the same graph by add_node and add_edge, the obvious way."""
    graph = nx.MultiDiGraph()
    for event, row in tables.events.iterrows():
        graph.add_node(f"event:{event}", kind="event", label=row["title"], event_kind=row["kind"])
        graph.nodes[f"event:{event}"].update(filled(row.drop(["kind", "places", "actors"])))
    for _, row in tables.reports.iterrows():
        report = f"report:{row['report']}"
        shown = filled(row.drop(["event", "report", "source", "row", "root", "root_name"]))
        graph.add_node(report, kind="report", label=row["title"], root=row["root_name"], **shown)
        graph.add_edge(f"event:{row['event']}", report, key="reported_in", kind="reported_in")
        graph.add_node("source:afp", kind="source", label="AFP", name="AFP")
        graph.add_edge(report, "source:afp", key="published_by", kind="published_by")
    add_containers(graph, "place", tables.places, "within", tables.event_places["place"])
    add_containers(graph, "actor", tables.actors, "member_of", tables.event_actors["actor"])
    for _, row in tables.event_places.iterrows():
        facts = {name: row[name] for name in ("n_roots", "located_only", "reports")}
        ends = f"event:{row['event']}", f"place:{row['place']}"
        graph.add_edge(*ends, key="happened_at", kind="happened_at", **facts)
    for _, row in tables.event_actors.iterrows():
        facts = {name: row[name] for name in ("role", "n_roots", "reports")}
        ends = f"event:{row['event']}", f"actor:{row['actor']}"
        graph.add_edge(*ends, key=f"involves:{row['role']}", kind="involves", **facts)
    for _, row in tables.relations.iterrows():
        kind = RELATION_KINDS.get(row["relation"])
        if kind and row["target"] in tables.events.index:
            ends = f"event:{row['event']}", f"event:{row['target']}"
            facts = {name: row[name] for name in ("n_roots", "reports")}
            graph.add_edge(*ends, key=kind, kind=kind, **facts)
    return graph


def add_containers(graph, kind, table, parent, named) -> None:
    for each in named:
        while each:
            row = table.loc[each] if each in table.index else pd.Series({"name": each})
            shown = filled(row.drop(parent, errors="ignore"))
            shown.update({name: float(shown[name]) for name in ("lat", "lon") if name in shown})
            graph.add_node(f"{kind}:{each}", kind=kind, label=row["name"], **shown)
            above = row.get(parent, "")
            if above:
                graph.add_edge(f"{kind}:{each}", f"{kind}:{above}", key=parent, kind=parent)
            each = above


def filled(row: pd.Series) -> dict:
    return {name: value for name, value in row.items() if value == value and value != ""}


def test_it_is_the_graph_that_a_loop_builds(front):
    """Nodes, edges, keys and attributes are those of add_node and add_edge."""
    assert nx.utils.graphs_equal(build_graph(front), looped(front))


def test_networkx_works_on_it(front):
    """Both directions of an edge share one dict of keys, and graphs can be cut and changed."""
    graph = build_graph(front)
    for tail, after in graph._succ.items():
        for head, edges in after.items():
            assert graph._pred[head][tail] is edges
    assert graph._succ is graph._adj
    assert set(graph._node) == set(graph._succ) == set(graph._pred)
    assert nx.utils.graphs_equal(graph.copy(), graph)
    assert nx.utils.graphs_equal(graph.reverse().reverse(), graph)
    near = {"event:bridge-hit", "actor:saldo"}
    assert set(graph.subgraph(near).edges(keys=True)) == {
        (*sorted(near, reverse=True), "involves:victim")
    }
    graph.edges["event:bridge-hit", "actor:saldo", "involves:victim"]["seen"] = True
    assert graph.pred["actor:saldo"]["event:bridge-hit"]["involves:victim"]["seen"]
    before, degree = graph.number_of_edges(), graph.degree("event:bridge-hit")
    graph.remove_node("event:bridge-hit")
    assert graph.number_of_edges() == before - degree
    assert nx.number_weakly_connected_components(graph) == nx.number_weakly_connected_components(
        nx.MultiDiGraph(graph.edges(keys=True, data=True))
    )


def test_each_graph_is_fresh_and_the_tables_stay_as_they_are(front):
    """What is done to one graph is seen neither in the next nor in the tables."""
    frames = [f.name for f in fields(front) if isinstance(getattr(front, f.name), pd.DataFrame)]
    before = {name: getattr(front, name).copy(deep=True) for name in frames}
    first = build_graph(front)
    for _, data in first.nodes(data=True):
        data.clear()
    for *_, data in first.edges(data=True):
        data.clear()
    assert nx.utils.graphs_equal(build_graph(front), looped(front))
    for name in frames:
        pd.testing.assert_frame_equal(getattr(front, name), before[name])


def test_attributes_are_plain_and_none_is_empty(front):
    """Every attribute is a str, int, float or bool of Python itself, and says something."""
    graph = build_graph(front)
    dicts = [data for _, data in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)]
    values = [value for data in dicts for value in data.values()]
    assert {type(value) for value in values} == {str, int, float, bool}
    assert "" not in values
    assert all(value == value for value in values)
    assert "lat" not in graph.nodes["event:vote-paused"]
    assert "edtf" not in graph.nodes["event:refusal"]


def test_an_actor_may_have_two_roles_in_an_event(front):
    """Edges are keyed by role."""
    edges = build_graph(front)["event:bridge-hit"]["actor:ukraine-army"]
    assert set(edges) == {"involves:agent", "involves:target"}


def test_what_contains_a_named_place_is_there_and_nothing_else(front):
    """A town brings its oblast and state; a town that nobody names stays away."""
    graph = build_graph(front)
    assert nx.has_path(graph, "place:antonivka-bridge", "place:ukraine")
    assert "place:moscow" not in graph
    assert graph.nodes["place:nowhere-known"]["label"] == "nowhere-known"
    assert graph.has_edge("actor:ukraine-army", "actor:ukraine-state", "member_of")


def test_places_that_contain_each_other_do_not_hang_it(front):
    """A circle of `within` is cut, and all its places are there."""
    places = front.places.copy()
    places.loc["ukraine", "within"] = "kherson"
    graph = build_graph(replace(front, places=places))
    assert {"place:ukraine", "place:kherson-oblast", "place:kherson"} <= set(graph)


def test_relations_to_events_outside_the_selection_are_left_out(front):
    """No event is made up, and `not` is no edge."""
    graph = build_graph(front)
    related = [key for *_, key in graph.edges(keys=True) if key in RELATION_KINDS.values()]
    assert sorted(related) == ["after", "because_of", "part_of"]
    assert "event:elsewhere" not in graph


def test_reports_of_one_id_are_one_node(make_tables):
    """Where two rows bear one id, the first describes the node and both events lead to it."""
    reports = [{"event": "a", "report": "r"}, {"event": "b", "report": "r"}]
    graph = build_graph(make_tables({"a": {}, "b": {}}, reports=reports))
    assert graph.nodes["report:r"]["label"] == "a"
    assert set(graph.pred["report:r"]) == {"event:a", "event:b"}


def test_an_empty_selection_is_an_empty_graph(front):
    """No events make no nodes, whatever the authority files hold."""
    names = ("events", "event_places", "event_actors", "relations", "reports")
    empty = {name: getattr(front, name).iloc[:0] for name in names}
    assert len(build_graph(replace(front, spans=front.spans.take([]), **empty))) == 0


def test_the_collector_is_left_as_it_was(front):
    """Building switches the garbage collector off and on again, also when it fails."""
    assert gc.isenabled()
    with pytest.raises(AttributeError):
        build_graph(replace(front, events=None))
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("\x00\x0b\x1f", "\ufffd\ufffd\ufffd"),
        ("tab\t, é, Київ, 🛶", "tab\t, é, Київ, 🛶"),
        ("\ufffe \ud800", "\ufffd \ufffd"),
    ],
)
def test_text_that_xml_cannot_hold_is_replaced(text, plain):
    """Forbidden characters become U+FFFD, and lines end in a newline."""
    assert plain_text(text) == plain


def test_columns_of_any_sort_become_plain_values():
    """Categories, nullable numbers and mixed columns are read, what is missing is left out."""
    columns = {
        "category": pd.Series(["a", "b"], dtype="category"),
        "count": pd.Series([1, None], dtype="Int64"),
        "flag": pd.Series([True, False]),
        "text": pd.Series(["", "x\x00"]),
    }
    assert attribute_dicts(columns, size=2) == [
        {"category": "a", "count": 1, "flag": True},
        {"category": "b", "flag": False, "text": "x\ufffd"},
    ]
