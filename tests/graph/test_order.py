"""Relations tighten dates, and contradict them, exactly as an enumeration of all times says."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.graph.order import order_issues, tighten
from kb.graph.sequence import certain_order

START = date(2022, 9, 1)
DAYS = 3
#: Half days: a day has two, so that one event may end and another begin on it; the first and the
#: last stand for whatever lies beyond.
TICKS = range(-1, 2 * DAYS + 1)
PAIRS = [(begin, end) for begin in TICKS for end in TICKS if begin <= end]
NAMES = ("a", "b", "c")


def day(number: int) -> str:
    return (START + timedelta(days=number)).isoformat()


@st.composite
def dates(draw) -> tuple[str, str, tuple[int, int], tuple[int, int]]:
    """Return EDTF, status, and the ticks that begin and end may lie at."""
    form = draw(st.sampled_from(["undated", "day", "within", "lasting", "since", "by"]))
    first, last = sorted((draw(st.integers(0, DAYS - 1)), draw(st.integers(0, DAYS - 1))))
    low, high = 2 * first, 2 * last + 1
    if form == "undated":
        return "", "occurred", (-1, TICKS[-1]), (-1, TICKS[-1])
    if form == "day":
        return day(first), "occurred", (low, low + 1), (low, low + 1)
    if form == "within" and first < last:
        return f"[{day(first)}..{day(last)}]", "occurred", (low, high), (low, high)
    if form == "since":
        return f"{day(first)}/..", "ongoing", (low, low + 1), (low, TICKS[-1])
    if form == "by":
        return f"[..{day(last)}]", "occurred", (-1, high), (-1, high)
    status = draw(st.sampled_from(["occurred", "ongoing"]))
    return f"{day(first)}/{day(last)}", status, (low, low + 1), (high - 1, high)


@st.composite
def worlds(draw):
    """Return three events, and relations of later ones to earlier ones: they lead in no circle."""
    told = {name: draw(dates()) for name in NAMES}
    pairs = [("b", "a"), ("c", "a"), ("c", "b")]
    triples = list(product(["after", "because of", "part of"], pairs))
    relations = draw(st.lists(st.sampled_from(triples), max_size=4, unique=True))
    return told, relations


def solutions(told, relations) -> np.ndarray:
    """Return every way that it can have been: rows of begin and end of each event, in ticks."""
    allowed = [
        [(x, y) for x, y in PAIRS if begin[0] <= x <= begin[1] and end[0] <= y <= end[1]]
        for _, _, begin, end in told.values()
    ]
    chosen = np.meshgrid(*(range(len(pairs)) for pairs in allowed), indexing="ij")
    ways = np.hstack(
        [np.array(pairs)[at.ravel()] for pairs, at in zip(allowed, chosen, strict=True)]
    )
    wholes = {target for relation, (_, target) in relations if relation == "part of"}
    for relation, (event, target) in relations:
        begin, end = (ways[:, 2 * NAMES.index(event) + side] for side in (0, 1))
        begins, ends = (ways[:, 2 * NAMES.index(target) + side] for side in (0, 1))
        edtf, status, *_ = told[target]
        lasts = status == "ongoing" or target in wholes or lasting(edtf)
        if relation == "after":
            holds = begins <= begin if lasts else ends <= begin
        else:
            holds = begins <= begin
        if relation == "part of":
            holds &= end <= ends
        ways = ways[holds]
    return ways


def lasting(edtf: str) -> bool:
    first, _, last = edtf.partition("/")
    return bool(last) and first != last


def tables_for(make_tables, told, relations):
    return make_tables(
        {
            name: {
                "date": edtf,
                "status": status,
                "relations": [
                    f"{r}: {target}" for r, (event, target) in relations if event == name
                ],
            }
            for name, (edtf, status, *_) in told.items()
        }
    )


@given(world=worlds())
@settings(max_examples=60, deadline=None)
def test_bounds_are_those_of_all_possible_times(make_tables, world):
    """A derived bound is the least or greatest time of any way that it can have been."""
    told, relations = world
    ways = solutions(told, relations)
    tables = tables_for(make_tables, told, relations)
    assert bool(order_issues(tables)) == (len(ways) == 0)
    if not len(ways):
        return
    derived = tighten(tables)
    for at, (name, (_, _, begin, end)) in enumerate(told.items()):
        low, high = (
            ways[:, 2 * at : 2 * at + 2].min(axis=0),
            ways[:, 2 * at : 2 * at + 2].max(axis=0),
        )
        expected = [low[0], high[0], low[1], high[1]]
        if name in derived.index:
            row = derived.loc[name]
            found = [as_tick(row.iloc[0], -1), as_tick(row.iloc[1], TICKS[-1])]
            found += [as_tick(row.iloc[2], -1), as_tick(row.iloc[3], TICKS[-1])]
            assert found == expected
            assert row["because"]
            assert row["reports"]
        else:
            own = [begin[0], begin[1], max(end[0], begin[0]), end[1]]
            own[1] = min(own[1], end[1])
            assert own == expected


def as_tick(second, beyond: int) -> int:
    """Return the tick of a second: the first of a day is even, the last odd."""
    if pd.isna(second):
        return beyond
    days, rest = divmod(int(second), 86_400)
    assert rest in (0, 86_399)
    return 2 * (days - START.toordinal()) + (rest > 0)


@given(world=worlds(), begins=st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_certain_order_holds_in_every_possible_way(make_tables, world, begins):
    """A path leads from one event to another where it comes first in each way it can have been."""
    told, relations = world
    ways = solutions(told, relations)
    if not len(ways):
        return
    order = certain_order(tables_for(make_tables, told, relations), begins=begins)
    last = ways[:, 0::2] if begins else ways[:, 1::2]
    first = ways[:, 0::2]
    sooner = {
        (x, y)
        for x, y in product(range(3), repeat=2)
        if x != y and (last[:, x] <= first[:, y]).all()
    }
    expected = {
        (f"event:{NAMES[x]}", f"event:{NAMES[y]}") for x, y in sooner if (y, x) not in sooner
    }
    assert set(nx.transitive_closure(order).edges) == expected
    assert set(nx.transitive_reduction(order).edges) == set(order.edges)


@given(st.lists(dates(), max_size=12))
@settings(max_examples=60, deadline=None)
def test_the_order_of_dates_alone_is_the_reduction_of_certainly_before(make_tables, told):
    """Without relations, an edge is a certain precedence that no third event lies in."""
    tables = make_tables({str(at): {"date": edtf} for at, (edtf, *_) in enumerate(told)})
    full = nx.DiGraph()
    full.add_nodes_from(f"event:{at}" for at in range(len(told)))
    for one, other in product(range(len(told)), repeat=2):
        a, b = tables.spans[one], tables.spans[other]
        if a is not None and b is not None and a.certainly_before(b):
            full.add_edge(f"event:{one}", f"event:{other}")
    assert set(certain_order(tables).edges) == set(nx.transitive_reduction(full).edges)


def test_a_chain_of_reports_proves_a_contradiction(make_tables):
    """The issue stands at its first report and names the shortest chain, dates at both ends."""
    tables = make_tables(
        {
            "vote": {"date": "2022-09-02", "relations": ["after: pause"]},
            "pause": {"relations": ["because of: strike", "after: talks"]},
            "strike": {"date": "2022-09-05"},
            "talks": {"relations": ["after: strike"]},
        }
    )
    (issue,) = order_issues(tables)
    assert issue.file == "events.csv"
    assert issue.row == 4
    assert (issue.column, issue.reason) == ("relations", "contradictory_order")
    assert issue.value == "r-strike -> r-pause -> r-vote"
    assert "strike is not before 2022-09-05 (r-strike)" in issue.allowed
    assert "pause because of strike (r-pause); vote after pause (r-vote)" in issue.allowed
    assert "vote is not after 2022-09-02 (r-vote)" in issue.allowed


def test_the_date_is_proved_by_the_report_that_gives_the_bound(make_tables):
    """Of several reports of a date, the chain holds the one whose date is contradicted."""
    tables = make_tables(
        {
            "vote": {"date": "2022-09-02", "relations": ["after: strike"]},
            "strike": {"date": "2022-09-05"},
        },
        reports=[
            {"event": "strike", "report": "vague", "edtf": "2022-09"},
            {"event": "strike", "report": "sharp", "edtf": "2022-09-05"},
            {"event": "vote", "report": "r-vote", "edtf": "2022-09-02"},
        ],
    )
    assert order_issues(tables)[0].value == "sharp -> r-vote"


@pytest.mark.parametrize(
    ("relations", "issues"),
    [
        ({"a": ["after: b"], "b": ["after: a"]}, 1),
        ({"a": ["after: a"]}, 1),
        ({"a": ["because of: b"], "b": ["because of: a"]}, 1),
        ({"a": ["part of: b"], "b": ["part of: a"]}, 1),
        ({"a": ["part of: a"]}, 1),
        ({"a": ["after: b"], "b": ["because of: a"]}, 1),
        ({"a": ["part of: b"], "b": ["because of: a"]}, 0),
        ({"a": ["after: b"], "b": ["after: c"], "c": ["because of: a"], "d": ["after: d"]}, 2),
        ({"a": ["about: b"], "b": ["about: a"]}, 0),
    ],
)
def test_relations_that_lead_back(make_tables, relations, issues):
    """Nothing is after itself, its own cause or its own part; a whole may be due to its part."""
    tables = make_tables({name: {"relations": relations.get(name, ())} for name in "abcd"})
    found = order_issues(tables)
    assert len(found) == issues
    assert all("lead back" in issue.allowed for issue in found)


def test_each_contradiction_is_told_once_and_none_that_holds_a_shorter(make_tables):
    """A long chain that runs through a contradicted relation is not told."""
    tables = make_tables(
        {
            "late": {"date": "2022-09-05"},
            "early": {"date": "2022-09-02", "relations": ["after: late"]},
            "earlier": {"date": "2022-09-01", "relations": ["after: early"]},
        }
    )
    values = [issue.value for issue in order_issues(tables)]
    assert values == ["r-late -> r-early", "r-early -> r-earlier"]


def test_the_nearest_date_proves_it(make_tables):
    """A chain ends at the first date that clashes, and starts at the last."""
    tables = make_tables(
        {
            "talks": {"date": "2022-09-05"},
            "strike": {"date": "[2022-09-04..2022-09-08]", "relations": ["after: talks"]},
            "pause": {"relations": ["after: strike"]},
            "vote": {"date": "2022-09-02", "relations": ["after: pause"]},
            "count": {"date": "2022-09-03", "relations": ["after: vote"]},
        }
    )
    (issue,) = order_issues(tables)
    assert issue.value == "r-strike -> r-pause -> r-vote"


def test_events_that_begin_together_have_no_order(make_tables):
    """A whole that is due to its part begins with it; one second is not before itself."""
    circle = {
        "part": {"relations": ["part of: whole"]},
        "whole": {"relations": ["because of: part"]},
    }
    assert not certain_order(make_tables(circle), begins=True).edges
    same = {name: {"date": "2022-09-05T14:00:00"} for name in "ab"}
    assert not certain_order(make_tables(same)).edges


def test_a_contradicted_relation_tightens_nothing(make_tables):
    """What holds beside it still does."""
    tables = make_tables(
        {
            "late": {"date": "2022-09-05"},
            "early": {"date": "2022-09-02", "relations": ["after: late"]},
            "undated": {"relations": ["after: late"]},
        }
    )
    derived = tighten(tables)
    assert derived.index.tolist() == ["undated"]
    assert derived.loc["undated", "earliest"] == "2022-09-05"


@pytest.mark.parametrize(
    ("cause", "relation", "status", "earliest"),
    [
        ("2022-08-29/2022-11-11", "after", "occurred", "2022-08-29"),  # after it began
        ("2022-08-29/..", "after", "ongoing", "2022-08-29"),
        ("2022-08-29/2022-11-11", "because of", "occurred", "2022-08-29"),
        ("2022-08-29", "after", "occurred", "2022-08-29"),  # the same day is after
        ("2022-08-29T14:00", "after", "occurred", "2022-08-29T14:00:00"),
        ("[2022-08-29..2022-11-11]", "after", "occurred", "2022-08-29"),
        ("[..2022-08-29]", "after", "occurred", None),
        ("2022-08-29", "about", "occurred", None),
        ("2022-08-29", "after", "planned", None),  # nobody is bound by a plan
        ("-0043-03-15", "after", "occurred", "-0043-03-15"),
    ],
)
def test_how_a_relation_is_read(make_tables, cause, relation, status, earliest):
    """`after` a lasting event is after its begin; plans bind nobody; `about` says no time."""
    events = {
        "cause": {"date": cause, "status": status},
        "effect": {"relations": [f"{relation}: cause"]},
    }
    derived = tighten(make_tables(events))
    found = derived["earliest"].get("effect")
    assert found == earliest


def test_an_event_happens_before_what_comes_after_it(make_tables):
    """Relations narrow backwards too: a cause begins no later than its effect."""
    events = {
        "hit": {"date": "2022-08"},
        "pause": {"date": "2022-08-05", "relations": ["after: hit"]},
        "whole": {"date": "2022-08-03/2022-08-10"},
        "part": {"date": "2022-08", "relations": ["part of: whole"]},
    }
    derived = tighten(make_tables(events))
    assert derived[["earliest", "latest"]].to_dict("index") == {
        "hit": {"earliest": "2022-08-01", "latest": "2022-08-05"},
        "part": {"earliest": "2022-08-03", "latest": "2022-08-10"},
    }
    assert (
        derived.loc["hit", "because"]
        == "not after 2022-08-05: pause (r-pause); pause after hit (r-pause)"
    )
    assert derived.loc["part", "reports"] == "r-whole; r-part"


def test_a_bound_of_one_end_says_which(make_tables):
    """A whole that goes on does not end before its part."""
    events = {
        "whole": {"date": "2022-08-03/.."},
        "part": {"date": "2022-08-10", "relations": ["part of: whole"]},
    }
    because = tighten(make_tables(events)).loc["whole", "because"]
    assert because == "does not end before 2022-08-10: part (r-part); part part of whole (r-part)"


def test_without_relations_nothing_is_derived(make_tables):
    """An empty table has all its columns."""
    tables = make_tables({"a": {"date": "2022-09-02"}})
    assert order_issues(tables) == []
    assert tighten(tables).columns[:4].tolist() == [
        *("begin_earliest", "begin_latest", "end_earliest", "end_latest"),
    ]


def test_plans_and_what_is_withdrawn_have_no_certain_order(make_tables):
    """Only what occurred or is ongoing has a place in the order."""
    events = {
        "a": {"date": "2022-09-01"},
        "b": {"date": "2022-09-02", "status": "planned"},
        "c": {"date": "2022-09-03", "withdrawn": True},
        "d": {"relations": ["after: a"]},
    }
    order = certain_order(make_tables(events))
    assert order.nodes["event:a"] == {"kind": "event", "label": "a", "edtf": "2022-09-01"}
    assert list(order.edges(data="by")) == [("event:a", "event:d", "relations")]
