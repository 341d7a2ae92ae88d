"""Every fault of a cell is reported where it is, and nothing is lost by it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

import kb

CASES = Path(__file__).parents[1] / "cases" / "faulty_cells.csv"
GOOD = {"event": "e", "date": "2022-08-30", "title": "Hit", "published": "2022-09-06"}


def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read(*rows):
    return kb.read_events(pd.DataFrame(list(rows), dtype=str))


def faults(base, *columns):
    return list(base.issues[list(columns)].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    "case", list(cases()), ids=lambda case: f"{case['column']}: {case['value']}"
)
def test_a_faulty_cell_is_reported_and_kept(case):
    """The issue has file, row, column, reason, value and what is allowed; the report stays."""
    column, value = case["column"], case["value"]
    base = read(GOOD, GOOD | {"report": "wrong", column: value}, GOOD | {"event": "other"})
    (issue,) = base.issues.itertuples(index=False)
    assert issue[:5] == ("events.csv", 3, column, case["reason"], value)
    assert case["allowed"] in issue.allowed
    assert base.reports.set_index("report").loc["wrong", column] == value
    assert len(base.reports) == 3
    assert len(base) == 2


def test_all_faults_are_reported_at_once():
    """One file with every fault in a row of its own yields each of them, in the order of rows."""
    rows = [
        GOOD | {"report": f"r{n}", case["column"]: case["value"]} for n, case in enumerate(cases())
    ]
    base = read(*rows)
    expected = [(n, c["column"], c["reason"]) for n, c in enumerate(cases(), start=2)]
    found = faults(base, "row", "column", "reason")
    assert [fault for fault in found if fault[1] != ""] == expected
    assert len(base.reports) == len(rows)


def test_several_faults_of_one_row_are_all_there():
    """A row in which everything is wrong has an issue for each column."""
    wrong = {case["column"]: case["value"] for case in cases()} | {"lat": "x", "lon": "y"}
    base = read(GOOD | wrong)
    assert set(base.issues["column"]) == set(wrong)
    assert base.events["edtf"].tolist() == [""]


def test_an_unknown_kind_is_kept_as_it_is():
    """It is shown, counted and found under its own name."""
    base = read(GOOD | {"kind": "Kite-flying"})
    assert base.events["kind"].tolist() == ["Kite-flying"]
    assert len(base.of_kind("Kite-flying")) == 1


def test_what_is_read_instead_is_said_and_done():
    """An unknown status is none; a wrong entry spoils no other."""
    base = read(
        GOOD
        | {"status": "done", "counts": "killed: x; wounded: 3"}
        | {"actors": "Radio: Free Europe; agent: Ukraine; victim:"}
    )
    event = base.event("e")
    assert (event.status, event.counts) == ("", {"wounded": (3, 3)})
    assert base.events["actors"].tolist() == ["agent: Ukraine; participant: Radio: Free Europe"]


def test_a_stance_that_is_a_slip_takes_no_side():
    """What the row says is neither supported nor denied by it, and is still there to be seen."""
    base = read(
        GOOD | {"report": "one", "source": "A", "status": "occurred"},
        GOOD | {"report": "two", "source": "B", "stance": "denys", "date": "2022-09-01"},
    )
    assert base.events["edtf"].tolist() == [GOOD["date"]]
    assert base.events[["n_reports", "n_roots", "denied", "contested"]].to_numpy().tolist() == [
        [2, 1, False, False]
    ]
    unclear = base.claims[base.claims["state"] == "unclear"]
    assert set(unclear["root"]) == {"b"}
    assert "2022-09-01" in set(unclear["reading"])


def test_a_slip_alone_shows_an_event_without_a_status():
    """The event is there, undated and without a status; nobody is said to have taken it back."""
    base = read(GOOD | {"stance": "denys"})
    assert base.events[["status", "edtf", "withdrawn", "denied"]].to_numpy().tolist() == [
        ["", "", False, False]
    ]


@pytest.mark.parametrize(
    ("plan", "status"),
    [((), ""), ((GOOD | {"report": "p", "status": "planned", "source": "B"},), "planned")],
)
def test_a_status_that_is_a_slip_makes_no_plan(plan, status):
    """A date ahead of its publication is a plan without a status, not with one that is a slip."""
    ahead = {"published": "2022-08-01", "date": "2022-09-01", "report": "slip", "source": "A"}
    slip = GOOD | ahead | {"status": "occured"}
    assert read(slip, *plan).event("e").status == status
    assert read(slip | {"status": ""}, *plan).event("e").status == "planned"


def test_the_value_of_an_issue_is_that_of_its_row():
    """Issues of many rows stand beside what those rows hold."""
    rows = [GOOD | {"report": str(n), "status": f"status {n}"} for n in range(50)]
    assert faults(read(*rows), "row", "value") == [(n + 2, f"status {n}") for n in range(50)]


def test_two_rows_of_one_id():
    """The second is reported; what differs is told apart, what repeats casts no vote."""
    one = GOOD | {"report": "r", "source": "A"}
    base = read(one, one | {"date": "2022-08-31"}, one | {"date": "2022-08-31"})
    assert faults(base, "row", "column", "reason", "value") == [
        (3, "report", "duplicate_report", "r"),
        (4, "report", "duplicate_report", "r"),
    ]
    ids = base.reports["report"].tolist()
    assert ids[0] != ids[1] == ids[2]
    assert all(each.startswith("r#") for each in ids)
    same = {"report": "r", "title": "x", "date": "2022"}
    assert read(same, same).events["n_roots"].tolist() == [1]


def test_a_row_without_title_date_and_event_is_reported():
    """It is kept as an event that nobody describes."""
    base = read(GOOD, {"note": "lost"})
    assert faults(base, "row", "column", "reason", "value") == [(3, "title", "empty_report", "")]
    assert len(base) == 2


@pytest.mark.parametrize("day", ["6 September 2022", "06.09.2022", "6 вересня 2022"])
def test_a_day_of_publication_may_be_in_words(day):
    """What is one day counts as in ISO 8601, and dates are counted from it."""
    base = read(GOOD | {"published": day, "date": "on Monday"})
    assert not len(base.issues)
    assert base.reports["published"].tolist() == ["2022-09-06"]
    assert base.events["edtf"].tolist() == ["2022-09-05"]


def test_what_occurred_after_it_was_published():
    """A day more is allowed, for clocks elsewhere; a plan may lie ahead."""
    occurred = GOOD | {"status": "occurred", "published": "2022-08-01"}
    assert faults(read(occurred | {"date": "2022-08-03"}), "row", "column", "reason") == [
        (2, "date", "occurred_after_publication")
    ]
    for fine in ({"date": "2022-08-02"}, {"date": "2022-09", "status": "planned"}):
        assert read(occurred | fine).issues.empty


def test_rows_are_those_of_the_spreadsheet():
    """Blank rows and rows of several lines count as a spreadsheet counts them."""
    text = 'event,date,title\n\ne,"2022\n-08",x\n,,\nf,never,y\n'
    base = kb.read_events(io.StringIO(text))
    assert faults(base, "row", "reason") == [(3, "unresolved_date"), (5, "unresolved_date")]


def folder(path, **files):
    files = {"events": "date,title,places\n2022-08-30,Hit,Kherson\n"} | files
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return kb.read_events(path)


@pytest.mark.parametrize(
    ("file", "text", "row", "column", "reason", "value"),
    [
        ("places", "id,name\nk,Kherson\nl,Lviv\nk,Kyiv\n", 4, "id", "duplicate_id", "k"),
        ("sources", "id,name\n,AFP\n,AFP\n", 3, "id", "duplicate_id", "afp"),
        (
            "places",
            "id,name,aliases\nk,Kherson,K\nl,Kyiv,k.;K\n",
            3,
            "aliases",
            "ambiguous_name",
            "k",
        ),
        ("actors", "id,name\na,Army\nb,ARMY\n", 3, "aliases", "ambiguous_name", "army"),
        ("places", "id,name,within\na,A,b\nb,B,a\n", 2, "within", "circular_containment", "a"),
        ("places", "id,name,within\nx,X,\na,A,a\n", 3, "within", "circular_containment", "a"),
        (
            "actors",
            "id,name,member_of\na,A,B\nb,B,A\n",
            2,
            "member_of",
            "circular_containment",
            "a",
        ),
        ("places", 'id,name,lat,lon\na,A,"46,6",32\n', 2, "lat", "bad_coordinate", "46,6"),
        ("places", "id,name,lat,lon\na,A,46,\n", 2, "lat", "half_a_coordinate", "46"),
    ],
)
def test_a_faulty_authority_file_is_reported(tmp_path, file, text, row, column, reason, value):
    """With its own name and row; the events are read all the same."""
    base = folder(tmp_path, **{file: text})
    found = faults(base, "file", "row", "column", "reason", "value")
    assert found == [(f"{file}.csv", row, column, reason, value)]
    assert len(base) == 1


def test_a_place_that_cannot_be_on_earth_locates_nothing(tmp_path):
    """A wrong latitude of a place is reported, and no event is drawn there."""
    base = folder(tmp_path, places="id,name,lat,lon\nkherson,Kherson,146.6,32.6\n")
    assert base.events["lat"].isna().all()


def test_white_space_around_cells_means_nothing(tmp_path):
    """In reports and in authority files, also where a cell holds nothing else."""
    base = folder(
        tmp_path,
        places="id,name,within\n kherson , Kherson ,   \n",
        events="event,date,title,status,places,stance\n e , 2022 , Hit , Occurred , kherson ,  \n",
    )
    assert base.issues.empty
    assert list(base) == ["e"]
    assert base.places.index.tolist() == ["kherson"]


def test_a_count_called_like_a_property_is_no_rival_of_it():
    """`places: 3` counts places, and is not where it happened."""
    rows = [
        GOOD | {"source": s, "counts": f"places: {n}", "places": "Kherson"} for s, n in ("A3", "B5")
    ]
    base = read(*rows)
    assert base.events["contested_properties"].tolist() == ["number of places"]
    assert base.events["places"].tolist() == ["Kherson"]


@pytest.mark.parametrize(
    ("via", "claimant", "root"),
    [
        ("", "", "Paper"),
        ("AFP", "", "AFP"),
        ("Interfax; AFP;", "", "AFP"),
        ("AFP; ; ", "", "AFP"),
        (" ; ", "", "Paper"),
        ("AFP", "Mayor", "Mayor"),
        ("AFP", "  ", "AFP"),
    ],
)
def test_a_claim_belongs_to_its_root(via, claimant, root):
    """The claimant, else the last name in via, else the source; blanks are nobody."""
    base = read(GOOD | {"source": "Paper", "via": via, "claimant": claimant})
    assert base.reports["root_name"].tolist() == [root]
