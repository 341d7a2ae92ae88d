"""Graphs written and read back: nothing is lost."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kb
from kb.errors import InvalidValue
from kb.graph.build import build_graph
from kb.write.formats import FORMATS, write_graph
from kb.write.formats.geojson import event_features
from kb.write.formats.gexf import read_gexf, write_gexf
from kb.write.formats.graphml import read_graphml, write_graphml
from kb.write.formats.nodelink import read_nodelink, write_nodelink

ROUND_TRIPS = {
    "graphml": (write_graphml, read_graphml),
    "gexf": (write_gexf, read_gexf),
    "json": (write_nodelink, read_nodelink),
}
ODD = "a\x00b\x0c<&>\"'\r\n\t\ud7ff\ufffe 🛶 Київ"


@pytest.fixture(scope="module")
def tables():
    """Three events, one of them with every trap for XML in its words."""
    rows = [
        {
            "event": "a",
            "title": ODD,
            "date": "2022-09-04",
            "places": "Kherson",
            "actors": "agent: Ukraine; target: Ukraine",
            "lat": "46.64",
            "lon": "32.62",
            "source": "AFP",
            "quote": ODD,
        },
        {"event": "b", "title": "Pause", "date": "2022-09", "relations": "after: a; because of: a"},
        {"event": "c\x01", "title": "007", "source": "NA"},
    ]
    return kb.read_events(pd.DataFrame(rows).fillna("")).tables


@pytest.mark.parametrize("form", ROUND_TRIPS)
def test_what_is_read_back_is_what_was_written(tables, form):
    """Nodes, edges, keys, attributes and their types are the same."""
    graph = build_graph(tables)
    write, read = ROUND_TRIPS[form]
    write(graph, file := BytesIO())
    file.seek(0)
    back = read(file)
    assert isinstance(back, nx.MultiDiGraph)
    assert nx.utils.graphs_equal(back, graph)
    assert types(back) == types(graph)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_itself_reads_back_what_it_writes(tables, tmp_path, name):
    """Every attribute of the graph is one that the writers of networkx take."""
    graph = build_graph(tables)
    path = tmp_path / f"graph.{name}"
    getattr(nx, f"write_{name}")(graph, path)
    options = {"force_multigraph": True} if name == "graphml" else {}
    back = getattr(nx, f"read_{name}")(path, **options)
    back.graph.clear()
    for *_, data in back.edges(data=True):
        data.pop("id", None)
    assert nx.utils.graphs_equal(back, graph)
    assert types(back) == types(graph)


@given(st.text(min_size=1), st.text(min_size=1), st.floats(allow_nan=False), st.integers())
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("form", ROUND_TRIPS)
def test_any_plain_attribute_survives(form, text, other, number, count):
    """Whatever text, number or truth value there is, it comes back as it was."""
    from kb.graph.attributes import plain_text

    graph = nx.MultiDiGraph()
    plain = {"kind": "event", "label": plain_text(text), "lat": number, "contested": True}
    graph.add_node("event:a", **plain, n_roots=count)
    graph.add_node("actor:b", kind="actor", label="b")
    graph.add_edge(
        "event:a", "actor:b", key=f"involves:{plain_text(other)}", role=plain_text(other)
    )
    write, read = ROUND_TRIPS[form]
    if form == "json" and number in (float("inf"), float("-inf")):
        return
    write(graph, file := BytesIO())
    file.seek(0)
    back = read(file)
    assert nx.utils.graphs_equal(back, graph)
    assert types(back) == types(graph)


def types(graph: nx.MultiDiGraph) -> dict:
    dicts = [
        *graph.nodes(data=True),
        *((key, data) for *_, key, data in graph.edges(keys=True, data=True)),
    ]
    return {(owner, name): type(value) for owner, data in dicts for name, value in data.items()}


def test_no_edge_of_graphml_has_an_id_that_repeats(tables):
    """Gephi and yEd drop edges whose id they have seen."""
    write_graphml(build_graph(tables), file := BytesIO())
    edges = ElementTree.fromstring(file.getvalue()).findall(".//{*}edge")
    assert len(edges) == build_graph(tables).number_of_edges()
    assert not [edge for edge in edges if edge.get("id")]


@pytest.mark.parametrize("form", FORMATS)
def test_the_ending_of_a_path_tells_the_format(tables, tmp_path, form):
    """A path and an open file get the same bytes."""
    path = tmp_path / f"graph{FORMATS[form][1].upper()}"
    write_graph(tables, str(path))
    write_graph(tables, file := BytesIO(), form=form)
    assert path.read_bytes() == file.getvalue()
    assert not file.closed


def test_an_open_file_gets_graphml(tables):
    """There is no ending to tell the format."""
    write_graph(tables, file := BytesIO())
    assert b"<graphml" in file.getvalue()[:100]


@pytest.mark.parametrize(
    ("target", "form"), [("graph.xlsx", None), ("graph", None), ("g.json", "dot")]
)
def test_an_unknown_format_is_refused_with_those_there_are(tables, tmp_path, target, form):
    """Nothing is written."""
    with pytest.raises(InvalidValue, match=r"none of: .*graphml, .*gexf, .*json, .*geojson"):
        write_graph(tables, tmp_path / target, form=form)
    assert not list(Path(tmp_path).iterdir())


def test_geojson_holds_the_events_that_have_coordinates(tables):
    """A feature is an event, longitude first, with the names around it."""
    write_graph(tables, file := BytesIO(), form="geojson")
    collection = json.loads(file.getvalue())
    assert collection["type"] == "FeatureCollection"
    (feature,) = collection["features"]
    assert feature["id"] == "a"
    assert feature["geometry"] == {"type": "Point", "coordinates": [32.62, 46.64]}
    assert feature["properties"]["edtf"] == "2022-09-04"
    assert feature["properties"]["actors"] == "Ukraine"
    assert "kind" not in feature["properties"]


def test_an_event_lies_at_its_places_where_it_has_no_coordinates():
    """Several places make a MultiPoint; what only locates another does not count."""
    graph = nx.MultiDiGraph()
    graph.add_node("event:a", kind="event")
    for at, located in (("x", False), ("y", False), ("z", True)):
        graph.add_node(f"place:{at}", kind="place", lat=1.0, lon=2.0, label=at)
        graph.add_edge("event:a", f"place:{at}", key="happened_at", located_only=located)
    (feature,) = event_features(graph)
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[2.0, 1.0], [2.0, 1.0]]}
    assert feature["properties"]["places"] == "x; y"
