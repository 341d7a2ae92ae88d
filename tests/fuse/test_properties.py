"""What holds of fusion whatever the reports say."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import kb
from kb.model.spans import OPEN_FUTURE, OPEN_PAST

SOME = settings(max_examples=40, deadline=None, derandomize=True)

EVENTS = ["bridge", "vote", "village"]
DATES = ["", "", "2022-08-28", "2022-08-30", "2022-08", "2022-08-30~", "2022-08-28/2022-09-02"]
DATES += ["[2022-08-28,2022-08-30]", "[..2022-09-15]", "2022-07/..", "2022-08-31?", "2022-11-04"]
DAYS = ["", *(f"2022-09-{day:02d}" for day in range(1, 9)), "2022-09-03T10:00Z"]
PAPERS = ["Paper A", "Paper B", "Agency", "Ministry"]

REPORTS = st.fixed_dictionaries(
    {
        "event": st.sampled_from(EVENTS),
        "title": st.sampled_from(["Bridge hit", "Vote", "Village retaken"]),
        "kind": st.sampled_from(["", "attack", "strike", "assassination", "vote"]),
        "status": st.sampled_from(["", "occurred", "ongoing", "planned", "postponed", "cancelled"]),
        "date": st.sampled_from(DATES),
        "published": st.sampled_from(DAYS),
        "places": st.sampled_from(["", "Kherson", "Antonivka; Kherson", "Melitopol"]),
        "actors": st.sampled_from(["", "agent: Ukraine", "agent: Russia", "victim: Ukraine"]),
        "counts": st.sampled_from(["", "killed: 2", "killed: 1..3", "killed: 9", "wounded: 4~"]),
        "source": st.sampled_from(["", *PAPERS]),
        "via": st.sampled_from(["", "", "Agency"]),
        "claimant": st.sampled_from(["", "", "Ministry", "Mayor"]),
        "stance": st.sampled_from(["", "", "", "", "denies", "doubts", "retracts"]),
    }
)
TABLES = st.lists(REPORTS, min_size=1, max_size=9, unique_by=lambda row: tuple(row.values()))
VALUES = ["status", "kind", "edtf", "plan", "places", "actors", "counts", "n_roots", "contested"]
VALUES += ["contested_properties", "denied", "withdrawn"]
READING = ["event", "property", "reading", "root"]


def read(rows):
    return kb.read_events(pd.DataFrame(rows, dtype=str))


def values(base):
    return base.events[VALUES].sort_index()


def readings(base):
    return set(base.claims[READING].itertuples(index=False, name=None))


@SOME
@given(TABLES, st.randoms())
def test_the_order_of_rows_never_matters(rows, random):
    """A shuffled file gives the same events and the same claims."""
    shuffled = random.sample(rows, len(rows))
    one, other = read(rows), read(shuffled)
    pd.testing.assert_frame_equal(one.events, other.events)
    pd.testing.assert_frame_equal(one.claims, other.claims)


@SOME
@given(TABLES, REPORTS)
def test_no_report_makes_a_reading_disappear(rows, more):
    """Whatever is added, every reading that somebody held is still there."""
    assert readings(read(rows)) <= readings(read([*rows, more]))


@SOME
@given(TABLES, st.data())
def test_a_further_relay_never_changes_a_value(rows, data):
    """A paper that later prints what a root has said before changes no value."""
    row = data.draw(st.sampled_from(rows))
    base = read(rows)
    root = base.reports["root_name"].iloc[rows.index(row)]
    if (
        root == "unnamed"
        or not row["published"]
        or row["stance"]
        or (row["status"] == "" and row["date"])
    ):
        return
    relay = row | {"source": "Late Paper", "via": "", "claimant": root, "published": "2022-10-01"}
    pd.testing.assert_frame_equal(values(base), values(read([*rows, relay])))


@SOME
@given(TABLES)
def test_the_far_future_knows_all_that_was_published(rows):
    """As of the far future is the base itself, less the rows without a day of publication."""
    published = [row for row in rows if row["published"]]
    late = read(rows).as_of("9999-12-31")
    assert late.left_out == len(rows) - len(published)
    if published:
        pd.testing.assert_frame_equal(late.events, read(published).events)
    else:
        assert len(late) == 0


@SOME
@given(TABLES)
def test_the_fused_date_lies_within_its_readings(rows):
    """No fused date reaches beyond what some reading of the event allows."""
    base = read(rows)
    for event, span in zip(base.events.index, base.tables.spans, strict=True):
        if span is None:
            continue
        claims = base.event(event).claims
        given_dates = claims.loc[claims["property"] == "date", "reading"]
        spans = [kb.TimeSpan.parse(text) for text in given_dates]
        first = min(OPEN_PAST if s.earliest is None else s.earliest for s in spans)
        last = max(OPEN_FUTURE if s.latest is None else s.latest for s in spans)
        assert first <= (OPEN_PAST if span.earliest is None else span.earliest)
        assert (OPEN_FUTURE if span.latest is None else span.latest) <= last


@SOME
@given(TABLES)
def test_one_reading_is_shown_of_each_property_that_has_a_vote(rows):
    """Status, kind and counts show a reading that won, whenever any still stands."""
    claims = read(rows).claims
    single = claims[claims["property"].isin(["status", "kind"])]
    for _, group in single.groupby(["event", "property"]):
        states = set(group["state"])
        if "lost" in states or "agrees" in states:
            assert "won" in states
        assert len(set(group.loc[group["state"] == "won", "reading"])) <= 1
