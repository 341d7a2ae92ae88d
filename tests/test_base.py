"""The front door: what goes in as a researcher has it, and what comes out to read."""

from __future__ import annotations

import io
import math

import pandas as pd
import pytest

import kb
from kb.event import Participant

TABLE = """\
event,title,kind,status,date,published,places,lat,lon,actors,counts,source,mood
007,Bridge hit,strike,occurred,2022-08-30,2022-08-31,NA; Kherson,46.67,32.73,U,killed: 2..,A,sad
007,Bridge hit,strike,occurred,2022-08-30,2022-09-01,NA,,,victim: Mayor,killed: ..3,TASS,NA
vote,Vote,vote,planned,2022-09,2022-08-01,,,,,,TASS,
"""


def read(text):
    return kb.read_events(io.StringIO(text))


@pytest.fixture
def base():
    return read(TABLE)


def test_an_event_is_an_object_to_read(base):
    """Its fields hold what the tables hold; dates are spans, counts are ranges."""
    event = base.event("007")
    assert (event.id, event.title, event.kind, event.status) == (
        "007",
        "Bridge hit",
        "strike",
        "occurred",
    )
    assert event.time_span == kb.TimeSpan.parse("2022-08-30")
    assert event.plan is None
    assert event.not_after == "2022-08-31"
    assert set(event.places) == {"na", "kherson"}
    assert set(event.actors) == {Participant("participant", "u"), Participant("victim", "mayor")}
    assert event.counts == {"killed": (2, 3)}
    assert (event.lat, event.lon) == (46.67, 32.73)
    assert (event.n_reports, event.n_roots, event.contested) == (2, 2, ())
    assert (event.denied, event.withdrawn, event.one_sided, event.side) == (False, False, False, "")
    assert len(event.reports) == 2
    assert {"date", "places", "killed"} <= set(event.claims["property"])
    assert math.isnan(base.event("vote").lat)


def test_a_base_and_an_event_say_what_they_are(base):
    """In one line as text, and as HTML in a notebook."""
    assert repr(base) == "<KnowledgeBase: 2 events in 3 reports>"
    assert repr(base["vote"]) == "<KnowledgeBase: 1 events in 1 reports>"
    assert repr(base.event("007")).startswith("Event(id='007', title='Bridge hit'")
    assert "Bridge hit" in base._repr_html_()
    assert "Bridge hit" in base.event("007")._repr_html_()
    assert base[[]]._repr_html_()


def test_ids_and_names_that_look_like_something_else_survive(base):
    """007 is no number and NA is a place; unknown columns are kept."""
    assert list(base) == ["007", "vote"]
    assert base.reports["event"].tolist() == ["007", "007", "vote"]
    assert base.events.loc["007", "places"] == "NA; Kherson"
    assert base.reports["mood"].tolist() == ["sad", "NA", ""]


def test_a_data_frame_of_any_types():
    """Days, numbers and gaps are read as they would be from a file."""
    frame = pd.DataFrame(
        {
            "event": [7, 8],
            "date": [pd.Timestamp("2022-08-30"), None],
            "title": ["Hit", None],
            "lat": [46.5, None],
            "lon": [32, None],
            "places": [["Kherson", "Lviv"], None],
        }
    )
    before = frame.copy()
    base = kb.read_events(frame)
    assert list(base) == ["7", "8"]
    assert base.event("7").time_span.edtf == "2022-08-30"
    assert (base.event("7").lat, len(base.event("7").places)) == (46.5, 2)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    "encode", [str, lambda text: text.encode(), lambda text: b"\xef\xbb\xbf" + text.encode()]
)
def test_a_file_object_of_text_or_bytes(base, encode):
    """With or without a byte order mark; the events are the same."""
    given = encode(TABLE)
    file = io.StringIO(given) if isinstance(given, str) else io.BytesIO(given)
    pd.testing.assert_frame_equal(kb.read_events(file).events, base.events)


@pytest.mark.parametrize(
    "change", [lambda t: t.replace(",", "\t"), lambda t: t.replace("\n", "\r\n")]
)
def test_separators_and_line_ends(base, change):
    """As spreadsheets of other countries and systems write them."""
    pd.testing.assert_frame_equal(read(change(TABLE)).events, base.events)


def test_the_semicolons_of_excel(base):
    """Cells that hold semicolons are quoted there."""
    text = TABLE.replace(";", "|").replace(",", ";").replace("NA| Kherson", '"NA; Kherson"')
    pd.testing.assert_frame_equal(read(text).events, base.events)


def test_date_and_title_are_enough():
    """Each row is an event of its own, under an id that stays."""
    base = read("date,title\n2022-08-30,Hit\nsome day,Vote\n2022-08-30,Hit\n")
    assert base.events["title"].tolist() == ["Hit", "Vote"]
    assert list(base) == list(read("title,date\nVote,some day\nHit,2022-08-30\n"))


@pytest.mark.parametrize(
    "text", ["date,title\n", "date\n2022\n", "title\nHit\n", "date,title\n,\n \n"]
)
def test_almost_nothing_is_read_too(text, tmp_path):
    """An empty table, or one column alone: every table and view is there."""
    base = read(text)
    assert not base.issues.empty
    assert len(base.events) == len(base) <= 1
    for name in ("reports", "claims", "places", "actors", "sources", "relations"):
        assert len(getattr(base, name)) <= 2
    assert base.graph().number_of_nodes() <= 2
    assert base.as_of("2022").left_out == len(base.reports)
    base.to_html(tmp_path / "page.html")
    assert len(base.search("x")) == 0


def test_long_cells_and_strange_ids():
    """Cells of 30,000 characters; ids with quotes, newlines and semicolons."""
    ids = [
        "a'b",
        'c"d',
        "e\nf",
        "g;h",
        "i,j",
        "x" * 30_000,
        "<b>&amp;",
        "../../etc",
        "=1+1",
        "%s{0}",
    ]
    frame = pd.DataFrame(
        {"event": ids, "title": ["y" * 30_000] * 10, "date": "2022", "note": "z" * 30_000}
    )
    base = kb.read_events(frame)
    assert set(base) == set(ids)
    for each in ids:
        assert base.event(each).id == each
    assert base.issues.empty
    assert base.graph().number_of_nodes() >= 20


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ("-5000", "-5000"),
        ("Y99999", "Y99999"),
        ("-0043-03-15", "-0043-03-15"),
        ("0000", "0000"),
        ("9999-12-31", "9999-12-31"),
        ("2022-08-30T14:00+03:00", "2022-08-30T14:00+03:00"),
    ],
)
def test_any_year_and_clock_time(date, edtf):
    """From the deep past to the far future; each is found where it lies."""
    base = read(f"date,title,said\n{date},X,{date}\n2022,Y,\n")
    assert edtf in base.events["edtf"].tolist()
    assert base.issues.empty
    assert len(base.between(date, date)) == 1 + (date[:4] == "2022")


def test_published_in_the_far_future_is_not_known_yet():
    """Nor is what has no day of publication; both are there as long as nobody asks when."""
    base = read("date,title,published\n2022,A,9999-12-31\n2022,B,\n2022,C,2022-01-01\n")
    assert (len(base), len(base.as_of("2030")), base.as_of("2030").left_out) == (3, 1, 1)
    assert len(base.as_of("9999-12-31")) == 2


def test_adding_reports_is_reading_them_together(base):
    """Values, claims and faults are as if all had stood in one file; the base stays as it was."""
    rows = "vote,Vote,2022-10,2022-09-01,AFP,red\nnew,New,someday,,,\n"
    more = "event,title,date,published,source,colour\n" + rows
    added = base.add_reports(pd.read_csv(io.StringIO(more), dtype=str, keep_default_na=False))
    together = kb.read_events(
        pd.concat(
            [pd.read_csv(io.StringIO(t), dtype=str, keep_default_na=False) for t in (TABLE, more)]
        ).fillna("")
    )
    pd.testing.assert_frame_equal(added.events, together.events)
    pd.testing.assert_frame_equal(added.claims, together.claims)
    assert added.reports["row"].tolist() == [2, 3, 4, 5, 6]
    assert added.reports["colour"].tolist() == ["", "", "", "red", ""]
    assert (added.issues["reason"] == "unresolved_date").sum() == 1
    assert len(base) == 2
    with pytest.raises(kb.InvalidValue, match="whole knowledge base"):
        added["new"].add_reports(pd.DataFrame({"date": ["2022"], "title": ["X"]}))


def test_what_is_handed_out_may_be_changed(base):
    """Tables and graphs are copies; the base does not notice."""
    for name in ("events", "reports", "claims", "places", "actors", "sources", "relations"):
        frame = getattr(base, name)
        del frame[frame.columns[0]]
    base.graph().clear()
    assert repr(base) == repr(read(TABLE))
    pd.testing.assert_frame_equal(base.events, read(TABLE).events)
