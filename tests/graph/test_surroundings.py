"""What happened around an event."""

from __future__ import annotations

import networkx as nx
import pytest

from kb.errors import UnknownName
from kb.graph.build import build_graph
from kb.graph.surroundings import around

EVENTS = {
    "hit": {"date": "2022-09-05", "places": ["kherson"]},
    "same-day": {"date": "2022-09-05", "places": ["antonivka-bridge"]},  # 8 km
    "far": {"date": "2022-09-05", "places": ["moscow"]},
    "week": {"date": "2022-09-08", "places": ["nova-kakhovka"]},  # 57 km
    "vague": {"date": "2022-09", "places": ["kherson"]},
    "undated": {"places": ["kherson"]},
    "lasting": {"date": "2022-07-01/2022-11-11", "places": ["kherson"]},
    "nowhere": {"date": "2022-09-05"},
    "own": {"date": "2022-09-05", "lat": 46.7, "lon": 32.6, "places": ["moscow"]},
}


@pytest.fixture
def graph(make_tables) -> nx.MultiDiGraph:
    """Events around Kherson in September 2022."""
    return build_graph(make_tables(EVENTS))


def found(graph: nx.MultiDiGraph, **limits) -> set[str]:
    near = around(graph, "event:hit", **limits)
    return {x.removeprefix("event:") for x, kind in near.nodes(data="kind") if kind == "event"}


@pytest.mark.parametrize(
    ("limits", "others"),
    [
        ({"days": 0, "km": 10}, "same-day vague undated lasting own"),
        ({"days": 0, "km": 5}, "vague undated lasting"),
        ({"days": 2, "km": 60}, "same-day vague undated lasting own"),
        ({"days": 3, "km": 60}, "same-day vague undated lasting own week"),
        ({"days": 0, "km": 10, "certainly": True}, "same-day lasting own"),
        ({"days": 25, "km": 0, "certainly": True}, "vague lasting"),
        ({"days": 0, "km": None}, "same-day vague undated lasting own far nowhere"),
        ({"days": None, "km": 20_000}, "same-day vague undated lasting own far week"),
        ({"days": None, "km": None}, " ".join(set(EVENTS) - {"hit"})),
    ],
)
def test_events_are_near_in_time_and_space(graph, limits, others):
    """Days count from date to date, an undated event may lie anywhere, one nowhere is not near."""
    assert found(graph, **limits) == {"hit", *others.split()}


def test_without_coordinates_a_place_that_contains_the_other_is_near(make_tables):
    """Sharing a container is not enough."""
    graph = build_graph(
        make_tables(
            {
                "hit": {"places": ["berlin"]},
                "there": {"places": ["berlin"]},
                "elsewhere": {"places": ["kherson"]},
            }
        )
    )
    assert found(graph) == {"hit", "there"}
    graph.add_edge("place:kherson", "place:berlin", key="within")
    assert found(graph) == {"hit", "there", "elsewhere"}
    assert "event:hit" in around(graph, "event:elsewhere")
    graph.edges["event:elsewhere", "place:kherson", "happened_at"]["located_only"] = True
    assert found(graph) == {"hit", "there"}


def test_it_holds_what_hangs_on_the_events_and_says_how_far(graph):
    """Places with what contains them, reports and sources are there; other events are not."""
    near = around(graph, "event:hit", days=0, km=10)
    assert {"place:ukraine", "report:r-hit", "report:r-vague", "source:afp"} <= set(near)
    assert not {"place:moscow", "report:r-far", "event:far"} & (set(near) - {"place:moscow"})
    assert near.nodes["event:hit"]["days_apart"] == 0
    assert near.nodes["event:same-day"]["km_apart"] == pytest.approx(7.9, abs=0.1)


def test_the_graph_given_stays_as_it_is(graph):
    """The answer is a copy."""
    before = graph.copy()
    around(graph, "event:hit").nodes["event:hit"]["label"] = "changed"
    assert nx.utils.graphs_equal(graph, before)


def test_an_unknown_event_is_named_with_the_nearest(graph):
    with pytest.raises(UnknownName, match="no event node 'event:hut'; did you mean event:hit"):
        around(graph, "event:hut")
