"""What was known since when: exactly what as_of tells, day by day."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kb
from kb.fuse.history import history
from kb.model.spans import Spans
from kb.model.tables import Tables

DATA = Path(__file__).parents[2] / "data"
ID = "event"


def known_on(states, spans, day):
    """Return the events that the states say were known by the end of a day, and their EDTF."""
    rows = np.flatnonzero((states["day"] <= day).to_numpy())
    last = states.iloc[rows].groupby(ID, sort=False).tail(1)
    last = last[last["known"]]
    edtf = pd.Series(spans.edtf[last.index], index=last[ID], dtype="str")
    return last.set_index(ID).drop(columns=["day", "known"]), edtf


def check_day(base, states, spans, day):
    """Compare the states of a day with a knowledge base fused anew from the reports of then."""
    then = base.as_of(day).tables
    found, edtf = known_on(states, spans, day)
    assert set(found.index) == set(then.events.index), day
    pd.testing.assert_frame_equal(found.loc[then.events.index], then.events, obj=f"events of {day}")
    assert edtf[then.events.index].tolist() == then.spans.edtf.tolist()


@pytest.fixture(scope="module")
def sample():
    return kb.read_events(DATA)


@pytest.mark.slow
def test_the_states_of_the_sample_are_those_of_every_day(sample):
    """On every day with a report, the states are what as_of gives, to the last cell."""
    states, spans = history(sample.tables)
    days = sorted(set(states["day"]))
    assert len(days) > 90
    for day in days:
        check_day(sample, states, spans, day)


def test_the_states_of_a_selection_are_those_of_its_days(sample):
    """A selection has the history of its own events, as as_of of the selection has."""
    chosen = sample.contested()
    states, spans = history(chosen.tables)
    assert set(states[ID]) <= set(chosen.events.index)
    for day in ("2022-08-15", "2022-09-06", "2022-11-30"):
        check_day(chosen, states, spans, day)


REPORTS = st.fixed_dictionaries(
    {
        "event": st.sampled_from("abcd"),
        "title": st.sampled_from(["Raid", "Vote", ""]),
        "kind": st.sampled_from(["", "strike", "attack", "vote"]),
        "status": st.sampled_from(["", "occurred", "planned", "cancelled"]),
        "date": st.sampled_from(
            ["", "2022-09-01", "2022-09", "2022-09-03/2022-09-05", "2022-10-01"]
        ),
        "published": st.sampled_from(
            ["", "2022-09", "2022-09-02", "2022-09-03", "2022-09-03T23:30-02:00", "2022-10-04"]
        ),
        "places": st.sampled_from(["", "Kherson", "Kyiv", "Kherson; Kyiv"]),
        "counts": st.sampled_from(["", "killed: 2", "killed: 3..5"]),
        "claimant": st.sampled_from(["", "A", "B", "C"]),
        "source": st.sampled_from(["P", "Q"]),
        "stance": st.sampled_from(["asserts", "asserts", "asserts", "denies", "retracts"]),
        "relations": st.sampled_from(
            ["", "", "", "same as: a", "same as: b", "not: a", "not: b", "after: c"]
        ),
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(REPORTS, min_size=1, max_size=9))
def test_the_states_of_any_table_are_those_of_every_day(rows):
    """Whatever is merged, split, denied, taken back or undated: the states are what as_of gives."""
    base = kb.read_events(pd.DataFrame(rows))
    states, spans = history(base.tables)
    assert len(states) == len(spans)
    for day in {"2022-09-01", *states["day"]}:
        check_day(base, states, spans, day)


def test_a_merged_event_is_known_no_more():
    """An event keeps its states until the day on which it goes by another id."""
    base = kb.read_events(
        pd.DataFrame(
            [
                {ID: "raid", "title": "Raid", "published": "2022-09-01"},
                {ID: "hit", "title": "Hit", "published": "2022-09-02"},
                {ID: "hit", "title": "", "published": "2022-09-05", "relations": "same as: raid"},
            ]
        )
    )
    states, _ = history(base.tables)
    assert states[[ID, "day", "known", "n_reports"]].to_numpy().tolist() == [
        ["raid", "2022-09-01", True, 1],
        ["raid", "2022-09-05", True, 3],
        ["hit", "2022-09-02", True, 1],
        ["hit", "2022-09-05", False, 1],
    ]


def test_reports_without_a_day_count_in_the_present_alone():
    """A report that nobody knows the day of makes no state, and is in none."""
    base = kb.read_events(
        pd.DataFrame(
            [
                {ID: "raid", "title": "Raid", "published": "2022-09-01", "places": ""},
                {ID: "raid", "title": "Raid", "published": "", "places": "Kherson"},
                {ID: "vote", "title": "Vote", "published": "", "places": ""},
            ]
        )
    )
    states, _ = history(base.tables)
    assert states[[ID, "day", "n_reports", "places"]].to_numpy().tolist() == [
        ["raid", "2022-09-01", 1, ""]
    ]


def test_tables_made_by_hand_have_a_state_by_their_first_report():
    """Without reports to fuse, an event is known from the day of its first report."""
    base = kb.read_events(
        pd.DataFrame({"title": ["Raid", "Vote"], "published": ["2022-09-01", ""]})
    )
    events = base.tables.events
    parts = dict.fromkeys(Tables.__dataclass_fields__, events) | {"history": None}
    plain = Tables(**(parts | {"events": events, "spans": Spans.from_list([None, None])}))
    states, spans = history(plain)
    assert states["day"].tolist() == ["2022-09-01"]
    assert len(spans) == 1


def test_the_order_of_the_rows_in_the_file_is_of_no_account():
    """The same reports in another order have the same history."""
    frame = pd.read_csv(DATA / "events.csv", dtype=str, keep_default_na=False).iloc[:120]
    one, _ = history(kb.read_events(frame).tables)
    other, _ = history(kb.read_events(frame.iloc[::-1]).tables)
    pd.testing.assert_frame_equal(one, other)
