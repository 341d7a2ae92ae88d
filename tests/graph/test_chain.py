"""Chains of events between actors, in times that never run backwards."""

from __future__ import annotations

from itertools import pairwise, permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import UnknownName
from kb.graph.chain import event_chain
from kb.model.timespan import TimeSpan

DATES = ["", "2022-09-01", "2022-09-02", "2022-09-03", "2022-09", "2022-09-01/2022-09-03"]
DATES += ["[2022-09-01,2022-09-03]", "2022-09-02/..", "[..2022-09-02]", "2022-09-02T14:00"]


def graph_of(events: list[tuple[str, str]]) -> nx.MultiDiGraph:
    """Return a graph of events given as actors (one letter each) and EDTF."""
    graph = nx.MultiDiGraph()
    for at, (actors, edtf) in enumerate(events):
        graph.add_node(f"event:{at}", kind="event", **({"edtf": edtf} if edtf else {}))
        for actor in actors:
            graph.add_node(f"actor:{actor}", kind="actor")
            graph.add_edge(f"event:{at}", f"actor:{actor}", key="involves:agent", role="agent")
    return graph


def holds(edtfs: list[str], *, certainly: bool) -> bool:
    """Tell whether events can lie, or do lie, in this order."""
    spans = [TimeSpan.parse(edtf) if edtf else TimeSpan.within(None, None) for edtf in edtfs]
    if certainly:
        return all(a.certainly_before(b) for a, b in pairwise(spans))
    moment = float("-inf")
    for span in spans:
        stretches = [
            (x.earliest if x.earliest is not None else float("-inf"), x.latest)
            for x in span.alternatives
        ]
        times = [max(moment, low) for low, high in stretches if high is None or moment <= high]
        if not times:
            return False
        moment = min(times)
    return True


def shortest(events: list[tuple[str, str]], *, certainly: bool) -> int:
    """Return the fewest events that lead from a to c, by trying all sequences; 0 is none."""
    for size in range(1, len(events) + 1):
        for way in permutations(events, size):
            linked = all(set(one) & set(other) for (one, _), (other, _) in pairwise(way))
            ends = "a" in way[0][0] and "c" in way[-1][0]
            if ends and linked and holds([edtf for _, edtf in way], certainly=certainly):
                return size
    return 0


@given(
    events=st.lists(
        st.tuples(
            st.sampled_from(["ab", "bc", "bd", "cd", "ad", "abd", "de", "ce"]),
            st.sampled_from(DATES),
        ),
        max_size=5,
    ),
    certainly=st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_the_chain_is_as_short_as_any_that_time_allows(events, certainly):
    """Trying every sequence of events finds none shorter, and one only where it is found."""
    graph = graph_of([*events, ("a", ""), ("c", "")])
    chain = event_chain(graph, "actor:a", "actor:c", certainly=certainly)
    assert len(chain) // 2 == shortest(events, certainly=certainly)
    if chain:
        assert (chain[0], chain[-1]) == ("actor:a", "actor:c")
        assert nx.is_path(graph.to_undirected(as_view=True), chain)
        edtfs = [graph.nodes[event].get("edtf", "") for event in chain[1::2]]
        assert holds(edtfs, certainly=certainly)


def test_an_early_detour_may_reach_what_a_short_way_misses():
    """A longer way that arrives earlier is kept, for what comes after."""
    graph = graph_of(
        [("ab", "2022-09-05"), ("ad", "2022-09-01"), ("db", "2022-09-02"), ("bc", "2022-09-03")]
    )
    chain = event_chain(graph, "actor:a", "actor:c")
    assert chain[1::2] == ["event:1", "event:2", "event:3"]


def test_two_events_of_one_day_are_a_possible_chain_but_not_a_certain_one():
    """Nobody knows which came first."""
    graph = graph_of([("ab", "2022-09-01"), ("bc", "2022-09-01")])
    assert event_chain(graph, "actor:a", "actor:c")
    assert event_chain(graph, "actor:a", "actor:c", certainly=True) == []


def test_a_vague_event_does_not_turn_time_back():
    """What comes after an event of September that comes after the 3rd is not on the 1st."""
    events = [("ab", "2022-09-03"), ("bd", "2022-09"), ("dc", "2022-09-01")]
    assert event_chain(graph_of(events), "actor:a", "actor:c") == []
    assert event_chain(graph_of(events), "actor:c", "actor:a")


def test_two_events_of_one_second_are_no_certain_chain():
    """One is not over when the other begins."""
    graph = graph_of([("ab", "2022-09-02T14:00:00"), ("bc", "2022-09-02T14:00:00")])
    assert event_chain(graph, "actor:a", "actor:c")
    assert event_chain(graph, "actor:a", "actor:c", certainly=True) == []


def test_an_actor_reaches_itself_by_no_event():
    assert event_chain(graph_of([("ab", "")]), "actor:a", "actor:a") == ["actor:a"]


def test_an_unknown_actor_is_named_with_the_nearest():
    """A place is no actor either."""
    with pytest.raises(UnknownName, match="did you mean actor:a"):
        event_chain(graph_of([("a", "")]), "actor:x", "actor:a")
