"""A spreadsheet retypes cells of candidates; what they were is found again, or stays a fault."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import kb
from kb.cli import main
from kb.review import candidates_frame, read_candidates
from kb.review_cells import restored

TEXT = (
    "Officials said on Monday that they had put a planned referendum in Kherson on hold."
    " A bridge was hit on 30 August 2022, and a vote took place in July 2022."
)


def frame(*rows):
    """Return candidates of a day, a row for each pair of cells."""
    return pd.DataFrame(
        [
            {"published": published, "date": day, "span": "0:58", "proposed": "hit-20220906-01ab"}
            for published, day in rows
        ]
    )


@pytest.mark.parametrize(
    ("published", "day", "expected"),
    [
        ("9/6/2022", "8/5/2022", ("2022-09-06", "2022-08-05")),
        ("06/09/2022", "05/08/2022", ("2022-09-06", "2022-08-05")),
        ("9/6/22", "8/5/99", ("2022-09-06", "1999-08-05")),
        ("06.09.2022", "05.08.2022", ("2022-09-06", "2022-08-05")),
        ("9/6/2022 0:00", "Sep-22", ("2022-09-06", "2022-09")),
        ("2022-09-06", "8/25/2022", ("2022-09-06", "2022-08-25")),
        ("2022-09-06", "[..2022-09-05]", ("2022-09-06", "[..2022-09-05]")),
        ("2022-09-06", "8/5/2022", ("2022-09-06", "8/5/2022")),
        ("1/2/2022", "8/5/2022", ("1/2/2022", "8/5/2022")),
        ("9/6/2022", "13/13/2022", ("2022-09-06", "13/13/2022")),
    ],
)
def test_days_are_what_the_day_of_publication_shows_them_to_be(published, day, expected):
    """Where nothing tells the order they stay as they are, and are a fault to mend."""
    (row,) = restored(frame((published, day))).itertuples()
    assert (row.published, row.date) == expected


def test_cells_that_contradict_each_other_stay_as_they_are():
    """Somebody wrote by hand; nobody guesses."""
    rows = frame(("9/6/2022", "8/5/2022"), ("06/09/2022", "05/08/2022"))
    assert restored(rows).equals(rows)


def test_offsets_that_became_a_time_are_left_out():
    """The quote still says which words."""
    rows = frame(("2022-09-06", "")).assign(span="220:56:00")
    assert restored(rows)["span"].tolist() == [""]
    assert restored(frame(("2022-09-06", "")))["span"].tolist() == ["0:58"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in an empty folder with candidates in it, all accepted."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KB_DATA", raising=False)
    reading = kb.read_article(TEXT, published="2022-09-06", source="Example", parser=False)
    candidates_frame([reading]).assign(accept="yes").to_csv("c.csv", index=False)
    return tmp_path


def add(*arguments):
    return CliRunner().invoke(main, ["add", *arguments], prog_name="kb")


def saved_by(spreadsheet):
    """Return the file of candidates as a spreadsheet of some country saves it."""
    rows = [*csv.reader(io.StringIO(Path("c.csv").read_text(encoding="utf-8")))]
    order, delimiter, yes, encoding = spreadsheet
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    days = {rows[0].index(x) for x in ("date", "said", "published")}
    for at, row in enumerate(rows):
        cells = [
            order(*cell.split("-")) if at and x in days and len(cell) == 10 else cell
            for x, cell in enumerate(row)
        ]
        writer.writerow([yes if at and x == 0 else cell for x, cell in enumerate(cells)])
    return out.getvalue().encode(encoding)


SPREADSHEETS = {
    "US": (lambda y, m, d: f"{int(m)}/{int(d)}/{y}", ",", "TRUE", "utf-8-sig"),
    "UK": (lambda y, m, d: f"{d}/{m}/{y}", ",", "TRUE", "utf-8-sig"),
    "DE": (lambda y, m, d: f"{d}.{m}.{y}", ";", "WAHR", "utf-8-sig"),
    "FR": (lambda y, m, d: f"{d}/{m}/{y}", ";", "VRAI", "utf-8-sig"),
    "SE": (lambda y, m, d: f"{y}-{m}-{d}", ";", "x", "utf-8"),
}


@pytest.mark.parametrize("country", SPREADSHEETS)
def test_what_any_spreadsheet_saved_is_added_as_it_was(country, folder):
    """Adding the untouched file afterwards adds nothing: every cell is the same again."""
    plain = read_candidates("c.csv")
    Path("saved.csv").write_bytes(saved_by(SPREADSHEETS[country]))
    again = read_candidates("saved.csv")
    assert again.drop(columns="accept").equals(plain.drop(columns="accept"))
    assert add("saved.csv", "data").exit_code == 0
    before = Path("data/events.csv").read_bytes()
    assert "were there already" in add("c.csv", "data").output
    assert Path("data/events.csv").read_bytes() == before


def test_columns_may_be_moved_and_added(folder):
    """People order a table to their liking, and write notes beside it."""
    rows = pd.read_csv("c.csv", dtype=str, keep_default_na=False)
    rows.assign(**{"my notes": "seen"})[[*rows.columns[::-1], "my notes"]].to_csv(
        "c.csv", index=False
    )
    done = add("c.csv", "data")
    assert done.exit_code == 0, done.output
    assert kb.read_events("data").issues.empty


def test_a_character_that_nobody_can_print_is_a_fault_with_its_place(folder):
    """It would go into a page, a file and a terminal."""
    text = Path("c.csv").read_text(encoding="utf-8")
    Path("c.csv").write_text(text.replace("Example", "Exa\0mple", 1), encoding="utf-8")
    done = add("c.csv", "data")
    assert done.exit_code == 2
    assert "row 2, column source: a character that nobody can print" in done.output
    assert not Path("data").exists()


def test_the_data_are_read_once(folder, monkeypatch):
    """While others are shut out; of large data that is most of the time that adding takes."""
    add("c.csv", "data")
    text = Path("c.csv").read_text(encoding="utf-8").replace("Example", "Another")
    Path("c.csv").write_text(text, encoding="utf-8")
    read = []
    real = kb.base.read_events

    def counted(source, **options):
        if not isinstance(source, pd.DataFrame):
            read.append(source)
        return real(source, **options)

    monkeypatch.setattr("kb.base.read_events", counted)
    assert add("c.csv", "data").exit_code == 0
    assert read == [Path("data/events.csv")]
