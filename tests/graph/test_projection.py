"""Who appears with whom."""

from __future__ import annotations

import networkx as nx
import pytest

from kb.errors import InvalidValue
from kb.graph.build import build_graph
from kb.graph.projection import actor_projection


@pytest.fixture
def meetings(make_tables) -> nx.MultiDiGraph:
    """Three events of three actors."""
    return build_graph(
        make_tables(
            {
                "raid": {"date": "2022-08-30", "actors": ["agent: saldo", "target: kovalev"]},
                "talks": {
                    "date": "2022-08",
                    "actors": [
                        "agent: saldo",
                        "speaker: saldo",
                        "agent: kovalev",
                        "agent: russia-army",
                    ],
                },
                "undated": {"actors": ["agent: saldo", "victim: russia-army"]},
            }
        )
    )


def weights(projection: nx.Graph) -> dict[str, float]:
    """Return the weights by the names of both actors."""
    return {
        " ".join(sorted(x.removeprefix("actor:") for x in pair)): weight
        for *pair, weight in projection.edges(data="weight")
    }


def test_actors_are_tied_by_the_events_they_share(meetings):
    """An actor counts once in an event, whatever the number of its roles."""
    projection = actor_projection(meetings)
    assert weights(projection) == {
        "kovalev saldo": 2,
        "kovalev russia-army": 1,
        "russia-army saldo": 2,
    }
    assert projection.edges["actor:saldo", "actor:kovalev"]["events"] == "raid; talks"
    assert projection.nodes["actor:kovalev"]["label"] == "Oleksii Kovalev"


@pytest.mark.parametrize(
    ("between", "certainly", "events"),
    [
        (None, False, 3),
        ((None, None), False, 3),
        (("2022-08-30", "2022-09-01"), False, 2),
        (("2022-08-30", "2022-09-01"), True, 1),
        (("2022-08", "2022-08"), True, 2),
        ((None, "2022-08-29"), False, 1),
        (("2022-09-01", None), False, 0),
    ],
)
def test_a_window_may_or_must_hold_the_events(meetings, between, certainly, events):
    """A vague event possibly lies in a part of its month; an undated one lies in no window."""
    projection = actor_projection(meetings, between=between, certainly=certainly)
    shared = {x for _, _, ids in projection.edges(data="events") for x in ids.split("; ")}
    assert len(shared) == events


def test_only_some_roles_count(meetings):
    """A single role may be given as text."""
    assert weights(actor_projection(meetings, roles="agent")) == {
        "kovalev saldo": 1,
        "kovalev russia-army": 1,
        "russia-army saldo": 1,
    }
    assert weights(actor_projection(meetings, roles=("agent", "target")))["kovalev saldo"] == 2


def test_newmans_weight_is_that_of_networkx(meetings):
    """Each event is divided by one less than its actors, as in the collaboration projection."""
    two_mode = nx.Graph(
        (u, v) for u, v, key in meetings.edges(keys=True) if key.startswith("involves")
    )
    actors = [node for node in two_mode if node.startswith("actor:")]
    expected = nx.bipartite.collaboration_weighted_projected_graph(two_mode, actors)
    assert weights(actor_projection(meetings, weight="newman")) == weights(expected)


def test_what_cannot_be_asked_is_refused(meetings):
    """The message lists what there is."""
    with pytest.raises(InvalidValue, match="weight 'jaccard' is none of: events, newman"):
        actor_projection(meetings, weight="jaccard")
    with pytest.raises(InvalidValue, match="before it starts"):
        actor_projection(meetings, between=("2022-09-02", "2022-09-01"))
