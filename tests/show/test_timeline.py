"""The timeline as data: lanes, rows, bars, ghosts, and what has no date."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import InvalidValue
from kb.show.stack import stack_rows
from kb.show.timeline import build_timeline

FRONT = [
    {"event": "bridge-hit", "title": "Bridge hit", "kind": "strike",
     "edtf": "2022-07-26/2022-07-27", "at": ["bridge"],
     "located_at": ["kherson-oblast"], "by": [("agent", "Army A")],
     "told": [{"source": "One", "claimant": "Mayor", "published": "2022-07-27"},
              {"source": "Two", "published": "2022-07-28"}]},
    {"event": "shot", "title": "Deputy shot", "kind": "assassination", "edtf": "2022-08-28",
     "at": ["kherson", "nova"], "contested": True, "contested_properties": "date",
     "readings": [("date", "2022-08-28", "Police", "won"),
                  ("date", "2022-08-30", "Paper", "lost")]},
    {"event": "vote", "title": "Vote", "kind": "vote", "edtf": "2022-09-23/2022-09-27",
     "at": ["kherson-oblast"], "plan": "2022-09-11", "one_sided": True, "side": "Russia"},
    {"event": "second-vote", "title": "Second vote", "kind": "vote", "status": "planned",
     "plan": "2022-11-04", "at": ["nova"]},
    {"event": "barge", "title": "Barge sunk", "kind": "strike", "edtf": "2022-08~",
     "at": ["bridge"], "denied": True, "contested": True},
    {"event": "kurgan", "title": "Kurgan raised", "edtf": "Y-50000", "at": ["crimea"]},
    {"event": "car", "title": "Car blown up", "kind": "bombing", "not_after": "2022-09-05"},
]  # fmt: skip


@pytest.fixture(scope="module")
def front(tables_of):
    return tables_of(*FRONT)


def by_event(timeline):
    return {bar.event: bar for bar in (*timeline.bars, *timeline.undated)}


def test_the_timeline_is_what_it_was(front, golden):
    """Any change of lanes, bars, rows or texts shows in the diff."""
    text = json.dumps(asdict(build_timeline(front)), indent=1, ensure_ascii=False)
    golden(text + "\n", "timeline.json")


def test_a_lane_holds_what_lies_in_its_town(front):
    """The bridge lies in the city; a region that only locates it makes no lane for it."""
    timeline = build_timeline(front)
    lanes = {bar.event: timeline.lanes[bar.lane].name for bar in timeline.bars}
    assert lanes["bridge-hit"] == "Kherson"


def test_an_event_stands_once_in_every_lane_it_belongs_in(front):
    timeline = build_timeline(front)
    lanes = [timeline.lanes[bar.lane].name for bar in timeline.bars if bar.event == "shot"]
    assert sorted(lanes) == ["Kherson", "Nova Kakhovka"]


def test_what_contains_comes_first(tables_of):
    """A country before its regions, a region before its towns, then where most happened."""
    places = ["nova", "kherson", "bridge", "kherson-oblast", "crimea", "ukraine", "elsewhere"]
    timeline = build_timeline(tables_of(*({"edtf": "2022-08-30", "at": [p]} for p in places)))
    assert [lane.name for lane in timeline.lanes] == [
        "Ukraine", "Kherson Oblast", "Kherson", "Nova Kakhovka", "Crimea", "elsewhere",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lanes", "names"),
    [
        ("kind", ["Strike", "Assassination", "Vote"]),
        ("status", ["Occurred", "Planned"]),
        ("source", ["One", "Two", "No source named"]),
        ("actor", ["Army A", "No actor named"]),
        ("side", ["Told by Russia only", "Not told by one side alone"]),
    ],
)
def test_lanes_are_what_was_asked_for(front, lanes, names):
    assert [lane.name for lane in build_timeline(front, lanes=lanes).lanes] == names


def test_other_lanes_are_refused_with_those_there_are(front):
    with pytest.raises(InvalidValue, match="place, actor, kind, source, status, side"):
        build_timeline(front, lanes="colour")


def test_the_rarest_lanes_share_one(tables_of):
    """More than 25 lanes are too many to look at."""
    places = [f"town {at}" for at in range(40) for _ in range(40 - at)]
    timeline = build_timeline(tables_of(*({"edtf": "2022-08-30", "at": [p]} for p in places)))
    assert len(timeline.lanes) == 25
    assert timeline.lanes[-1].name == "Other"
    assert sum(lane.events for lane in timeline.lanes) == len(places)


def test_what_has_only_a_plan_stands_at_its_plan(front):
    bar = by_event(build_timeline(front))["second-vote"]
    assert bar.planned
    assert bar.shape.point


def test_what_has_no_date_borrows_none(front):
    """It is in a lane of its own, with what bounds it in words."""
    undated = {bar.event: bar for bar in build_timeline(front).undated}
    assert undated.keys() == {"car", "kurgan"}
    assert undated["car"].label == "Car blown up (no date; by 5 September 2022)"
    assert "50001 BC" in undated["kurgan"].label


def test_a_date_that_lost_is_drawn_as_a_ghost(front):
    (ghost,) = by_event(build_timeline(front))["shot"].ghosts
    assert ghost.words == "30 August 2022, says Paper"
    assert not ghost.plan


def test_an_overtaken_plan_is_drawn_as_one(front):
    (ghost,) = by_event(build_timeline(front))["vote"].ghosts
    assert (ghost.words, ghost.plan) == ("planned for 11 September 2022", True)


def test_the_gravest_standing_shows(front):
    bars = by_event(build_timeline(front))
    standings = {bars[name].standing for name in ("barge", "shot", "vote", "bridge-hit")}
    assert standings == {"denied", "contested", "one_sided", "agreed"}


def test_hovering_tells_who_said_it_and_where(front):
    lines = by_event(build_timeline(front))["bridge-hit"].hover
    assert lines[:2] == ("Bridge hit", "26 to 27 July 2022  [2022-07-26/2022-07-27]")
    assert "• Mayor in One, 2022-07-27" in lines


def test_many_reports_are_counted(tables_of):
    told = [{"source": f"Paper {at}", "published": "2022-08-30"} for at in range(9)]
    (bar,) = build_timeline(tables_of({"edtf": "2022-08-30", "told": told})).bars
    assert bar.hover[-1] == "and 3 more"


def test_one_event_far_off_does_not_crowd_the_many(tables_of):
    """The drawing opens on the many; the extent holds all."""
    many = [{"edtf": f"2022-08-{at % 28 + 1:02}"} for at in range(60)]
    timeline = build_timeline(tables_of({"edtf": "1783-04-08"}, *many))
    assert timeline.extent[0] < timeline.view[0]
    assert timeline.view[1] - timeline.view[0] < 80 * 86_400


def test_too_many_events_are_counted_per_lane_and_time(tables_of):
    """Counts stand in for bars, and hold every dated event."""
    events = [{"edtf": f"2022-{at % 12 + 1:02}-05", "contested": at % 5 == 0} for at in range(60)]
    timeline = build_timeline(tables_of(*events, {"edtf": ""}), draw_up_to=50)
    assert timeline.bars == ()
    assert sum(cell.events for cell in timeline.cells) == 60
    assert sum(cell.contested for cell in timeline.cells) == 12
    assert timeline.n_undated == 1


def test_nothing_makes_an_empty_timeline(tables_of):
    timeline = build_timeline(tables_of())
    assert (timeline.lanes, timeline.bars, timeline.extent) == ((), (), None)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda x: (x[0], sum(x)))))
def test_no_bar_covers_another(covered):
    """Within a row, stretches follow one another; no row is there without need."""
    rows, height = stack_rows(covered)
    for row in range(height):
        stretches = sorted(c for c, r in zip(covered, rows, strict=True) if r == row)
        assert all(a[1] <= b[0] for a, b in pairwise(stretches))
    most = max((sum(b <= at < e for b, e in covered) for at, _ in covered), default=0)
    assert height == most
