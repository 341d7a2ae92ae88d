"""The network: the same positions for the same knowledge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import kb
from kb.graph.layout import network_layout

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def frame():
    return pd.read_csv(DATA / "events.csv", dtype=str, keep_default_na=False)


def lay_out(frame, **options):
    return network_layout(kb.read_events(frame).tables, **options)


def test_nodes_are_events_and_all_that_they_name(front):
    """Events, actors and places are nodes; a place that only locates another joins none."""
    found = network_layout(front)
    kinds = found.nodes["kind"].value_counts()
    assert kinds.to_dict() == {"event": 5, "actor": 4, "place": 4}
    ends = [found.nodes["id"][found.edges[end]].tolist() for end in ("source", "target")]
    edges = set(zip(*ends, found.edges["kind"], strict=True))
    assert ("event:bridge-hit", "actor:saldo", "victim") in edges
    assert ("event:refusal", "place:nowhere-known", "at") in edges
    assert found.nodes["id"].is_monotonic_increasing


def test_the_order_of_rows_is_of_no_account(frame):
    """The same reports in any order have the same positions, to the last digit."""
    one, other = lay_out(frame), lay_out(frame.iloc[::-1])
    pd.testing.assert_frame_equal(one.nodes, other.nodes, check_exact=True)
    pd.testing.assert_frame_equal(one.edges, other.edges)


def test_a_further_event_shuffles_nothing(frame):
    """One more event moves most actors and places by less than a twentieth of the picture."""
    before = lay_out(frame).nodes.set_index("id")
    more = pd.DataFrame([{"title": "Shelling", "places": "Kherson", "actors": "agent: Ukraine"}])
    after = lay_out(pd.concat([frame, more]).fillna("")).nodes.set_index("id")
    hubs = before.index[before["kind"] != "event"].intersection(after.index)
    moved = np.hypot(*(after.loc[hubs, ["x", "y"]] - before.loc[hubs, ["x", "y"]]).to_numpy().T)
    assert np.median(moved) < 0.1


def test_no_two_nodes_hide_each_other(frame):
    """Every node has a spot of its own within the picture."""
    nodes = lay_out(frame).nodes
    assert not nodes.duplicated(["x", "y"]).any()
    assert nodes[["x", "y"]].abs().to_numpy().max() <= 1


def test_of_many_events_actors_and_places_are_joined_that_share_some(frame):
    """Beyond the limit events are no nodes; an edge says how many events its ends share."""
    found = lay_out(frame, events=10)
    assert set(found.nodes["kind"]) == {"actor", "place"}
    assert set(found.edges["kind"]) == {"with"}
    ids = found.nodes["id"]
    weights = {frozenset((ids[a], ids[b])): n for a, b, _, n in found.edges.itertuples(index=False)}
    tables = kb.read_events(frame).tables
    at = set(tables.event_places.query("place == 'kherson' and not located_only")["event"])
    by = set(tables.event_actors.query("actor == 'armed-forces-of-russia'")["event"])
    assert weights[frozenset(("place:kherson", "actor:armed-forces-of-russia"))] == len(at & by)


def test_nothing_at_all_has_an_empty_network(front):
    """A selection without events has no nodes, and one whose events name nothing no edges."""
    bare = replace(front, event_places=front.event_places[:0], event_actors=front.event_actors[:0])
    found = network_layout(bare)
    assert set(found.nodes["kind"]) == {"event"}
    assert found.edges.empty
    nothing = replace(bare, events=front.events[:0])
    assert network_layout(nothing).nodes.empty
