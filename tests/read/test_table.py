"""Files of every make, read as text: nothing lost, nothing guessed, every fault in its place."""

import csv
import io
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.errors import InvalidTable
from kb.read import bulk
from kb.read.records import Grammar, is_open, unquoted
from kb.read.table import read_folder, read_table

CASES = Path(__file__).parents[1] / "cases"


def faulty_tables() -> list[dict[str, str]]:
    with (CASES / "faulty_tables.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(content: str | bytes, **options):
    data = content.encode() if isinstance(content, str) else content
    return read_table(io.BytesIO(data), **options)


def ends_open(text: str) -> bool:
    """Tell whether a record put behind the text would be taken for a part of its last cell."""
    return [*csv.reader(io.StringIO(text + "\nend\n", newline=""))][-1] != ["end"]


def cells(table) -> list[list[str]]:
    return table.frame.to_numpy().tolist()


@pytest.mark.parametrize("case", faulty_tables(), ids=lambda case: case["reason"])
def test_each_fault_is_reported_where_it_is(case):
    """A fault in the form of a table gives one issue, with its row, column and value."""
    table = read(case["content"].replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0"))
    (issue,) = [issue for issue in table.issues if issue.reason == case["reason"]]
    assert (str(issue.row), issue.column) == (case["row"], case["column"])
    assert issue.value == case["value"].replace("\\0", "\0")
    assert issue.file == "events.csv"
    assert issue.allowed


def test_a_sound_table_has_no_issue():
    """Unknown columns, ids like 007 and a place called NA are no faults and stay as they are."""
    table = read("date,title,places,my id\n2022-08-30,Vote,NA,007\nMonday,null,nan,1.0\n")
    assert table.issues == []
    assert cells(table) == [["2022-08-30", "Vote", "NA", "007"], ["Monday", "null", "nan", "1.0"]]
    assert list(table.frame) == ["date", "title", "places", "my id"]
    assert {str(dtype) for dtype in table.frame.dtypes} == {"str"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "byte order mark"])
def test_separators_line_ends_and_byte_order_marks_make_no_difference(separator, line_end, mark):
    """The same table comes out of each make of file; quoted line ends stay in their cells."""
    rows = [["date", "title", "note"], ["Monday", '"a\r\nb,;\t"', "x"], ["", "Голосування", ""]]
    content = mark + "".join(separator.join(row) + line_end for row in rows)
    table = read(content)
    assert cells(table) == [["Monday", "a\r\nb,;\t", "x"], ["", "Голосування", ""]]
    assert table.rows.tolist() == [2, 3]
    assert table.issues == []
    assert (table.header.dialect.separator, table.header.dialect.line_end) == (separator, line_end)


def test_the_separator_is_told_by_the_columns_it_finds():
    """A separator that stands in a column's name more often is not taken for the separator."""
    table = read('date;title;"a, b, c, d"\nMonday;"x, y";1\n')
    assert list(table.frame) == ["date", "title", "a, b, c, d"]


def test_the_separator_line_of_a_spreadsheet_is_no_row():
    """`sep=;` says the separator, and is not counted, as no spreadsheet shows it."""
    table = read("sep=;\ndate;title\nMonday;Vote\n")
    assert (cells(table), table.rows.tolist()) == ([["Monday", "Vote"]], [2])


def test_rows_are_numbered_as_in_a_spreadsheet():
    """A quoted line end begins no row; blank rows are left out but counted."""
    table = read('\ndate,title\n"a\n\nb",x\n\n , \n"",\nc,y\nd\ne,z\n')
    assert cells(table) == [["a\n\nb", "x"], ["c", "y"], ["d", ""], ["e", "z"]]
    assert table.rows.tolist() == [3, 7, 8, 9]


def test_names_of_known_columns_are_made_plain():
    """Capitals, blanks and hyphens go where the column is known, and stay where it is not."""
    table = read("ID, Name ,Member of,MEMBER-OF,My Note\na,b,c,d,e\n", name="actors.csv")
    assert list(table.frame) == ["id", "name", "member_of", "MEMBER-OF", "My Note"]
    assert [issue.reason for issue in table.issues] == ["duplicate_column"]


def test_surplus_cells_are_kept():
    """Cells beyond the header are reported, and stand in columns that tell their place."""
    table = read("date,title\na,b\nc,d,e,,f\n")
    assert list(table.frame) == ["date", "title", "column 3", "column 4", "column 5"]
    assert cells(table) == [["a", "b", "", "", ""], ["c", "d", "e", "", "f"]]


def test_empty_cells_beyond_the_header_are_no_fault():
    """Separators that a spreadsheet leaves at the end of every row mean nothing."""
    table = read("date;title\nMonday;Vote;;\nTuesday;Poll;;\n")
    assert (cells(table), table.issues) == ([["Monday", "Vote"], ["Tuesday", "Poll"]], [])


def test_rows_that_are_all_short_are_all_read_and_all_reported():
    """A header with more cells than any row has loses no row."""
    table = read("date,title,kind\nMonday,Vote\nTuesday,Poll\nFriday,Poll,vote\n")
    assert cells(table)[1:] == [["Tuesday", "Poll", ""], ["Friday", "Poll", "vote"]]
    assert [issue.row for issue in table.issues] == [2, 3]


def test_cells_may_be_long():
    """Cells of more than a block of the reader come through whole, regular or not."""
    long = "x" * (bulk._BLOCK + 100)
    table = read(f'date,title\nMonday,"{long}"\nTuesday,{long[:30_000]}\nshort\n')
    assert table.frame["title"].str.len().tolist() == [len(long), 30_000, 0]


@pytest.mark.parametrize("block", range(20, 60))
def test_quoted_line_ends_stay_whole_wherever_a_block_ends(monkeypatch, block):
    """CR and LF within quotes both come through, also where the reader's blocks meet."""
    monkeypatch.setattr(bulk, "_BLOCK", block)
    row = ["a\r\n\r\nb", "\r\nc"]
    table = read("date,title\r\n" + '"a\r\n\r\nb","\r\nc"\r\n' * 9)
    assert cells(table) == [row] * 9


def test_a_quote_left_open_in_a_large_file_is_reported(monkeypatch):
    """The record that swallows the rest of the file is longer than a block, and kept."""
    monkeypatch.setattr(bulk, "_BLOCK", 1000)
    table = read('date,title\nMonday,"Vote\n' + "Tuesday,Poll\n" * 1000)
    (issue,) = table.issues
    assert (issue.row, issue.reason, len(table.frame)) == (2, "unclosed_quote", 1)


@pytest.mark.parametrize("last", ['""', '"a"', '""a', 'a""', '"a"""', '5"'])
def test_quotes_at_the_end_of_the_file_may_be_closed(last):
    """A file without a last line end that ends with a quote is not taken for a faulty one."""
    assert read(f"date,title\nMonday,Vote\nTuesday,{last}").issues == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n\n", "is empty"),
        ("date,title\nMonday,Vote\n".encode("utf-16"), "byte 0 .*UTF-16.*save it as UTF-8"),
        ("date,title\nMonday,Vote\n".encode("utf-16-le"), "byte 1 .*UTF-16.*save it as UTF-8"),
        ("date,title\nMonday,Vote\n".encode("utf-32"), "byte 0 .*UTF-32.*save it as UTF-8"),
        ("date,title\nMonday,Вибори\n".encode("cp1251"), "byte 18 .*line 2.*save it as UTF-8"),
        ("date,title\nMonday\nx,Вибори\n".encode("cp1251"), "byte 20 .*line 3.*save it as UTF-8"),
        (b"date,title\nMonday\n\xff,a,b\n", "byte 18 .*0xff, line 3.*save it as UTF-8"),
        (b"date,title\nx,\xd0", "byte 13 .*0xd0, line 2 after 'x,'"),
        ("дата,title\n".encode("cp1251") + b"x,y\n", "byte 0 .*line 1.*save it as UTF-8"),
        (b"PK\x03\x04" + bytes(100), "byte 0 .*spreadsheet"),
        (bytes(range(256)) * 10 + bytes(500), "byte 0 .*binary"),
        (b"<html>\n<p>Not found</p>\n", "neither a 'date' nor a 'title' column.*'<html>'"),
        (b"when;what\nMonday;Vote\n", "neither .*'when', 'what'"),
        (b'"date,title\n' + b"x" * (1 << 20), "a quote missing"),
    ],
)
def test_what_is_no_table_says_so(data, words):
    """A file that cannot be read names itself, the byte and what to do."""
    with pytest.raises(InvalidTable, match="(?s)events.csv.*" + words):
        read(data)


def test_a_missing_file_says_what_there_is(tmp_path):
    """A folder without events.csv lists its tables; a path to nothing is repeated."""
    (tmp_path / "reports.csv").write_text("date,title\n")
    with pytest.raises(InvalidTable, match=r"no events.csv in the folder .*reports\.csv"):
        read_table(tmp_path)
    with pytest.raises(InvalidTable, match=re.escape(str(tmp_path / "none.csv"))):
        read_table(str(tmp_path / "none.csv"))
    with pytest.raises(InvalidTable, match="int is no path"):
        read_table(7)


def test_paths_folders_and_files_are_the_same_table(tmp_path):
    """A path as text or Path, its folder, and text or binary files of it read alike."""
    path = tmp_path / "events.csv"
    path.write_bytes("date,title\r\nMonday,Голосування\r\nshort\r\n".encode())
    first = read_table(path)
    assert first.path == path
    with path.open(encoding="utf-8", newline="") as text, path.open("rb") as binary:
        for source in (str(path), tmp_path, text, binary):
            table = read_table(source)
            pd.testing.assert_frame_equal(table.frame, first.frame)
            assert (table.issues, table.name) == (first.issues, "events.csv")


def test_a_folder_is_read_with_its_authority_files(tmp_path):
    """The files beside the events are found, whatever the file of events is called."""
    (tmp_path / "mine.csv").write_text("date,title\nMonday,Vote\n")
    (tmp_path / "places.csv").write_text("ID;Name\nk;Kherson\n")
    tables = read_folder(tmp_path / "mine.csv")
    assert list(tables) == ["events.csv", "places.csv"]
    assert tables["events.csv"].name == "mine.csv"
    assert cells(tables["places.csv"]) == [["k", "Kherson"]]


def test_an_authority_file_needs_an_id_or_a_name():
    """The columns that a table must have depend on which it is."""
    with pytest.raises(InvalidTable, match="neither a 'id' nor a 'name'"):
        read("date,title\nMonday,Vote\n", name="places.csv")


def test_a_dataframe_of_any_types_becomes_text():
    """Gaps are empty, days and instants ISO, whole numbers without a point, lists joined."""
    frame = pd.DataFrame(
        {
            "Date": [pd.Timestamp("2022-08-30"), pd.NaT, pd.Timestamp("2022-09-04")],
            "title": ["Vote", None, pd.NA],
            "published": pd.to_datetime(["2022-09-06T10:00", "2022-09-06T00:00", None]),
            "said": pd.to_datetime(pd.Series(["2022-09-05T10Z", None, None]), utc=True),
            "lat": [46.5, np.nan, 47.0],
            "number": pd.array([7, None, 8], dtype="Int64"),
            "places": [["Kherson", "NA"], "007", ()],
            "kind": pd.Categorical(["vote", None, "vote"]),
            5: [True, None, 3],
        }
    )
    before = frame.copy()
    table = read_table(frame)
    assert table.frame.to_dict("list") == {
        "date": ["2022-08-30", "", "2022-09-04"],
        "title": ["Vote", "", ""],
        "published": ["2022-09-06T10:00:00", "2022-09-06T00:00:00", ""],
        "said": ["2022-09-05T10:00:00+00:00", "", ""],
        "lat": ["46.5", "", "47"],
        "number": ["7", "", "8"],
        "places": ["Kherson; NA", "007", ""],
        "kind": ["vote", "", "vote"],
        "5": ["True", "", "3"],
    }
    assert (table.rows.tolist(), table.issues, table.path) == ([2, 3, 4], [], None)
    pd.testing.assert_frame_equal(frame, before)


def test_a_dataframe_is_read_as_its_file_would_be():
    """Blank rows are left out but counted; an index of a known name is a column."""
    index = pd.Index(["a", "", "b"], name="event")
    table = read_table(pd.DataFrame({"date": "", "title": ["Vote", "", "Poll"]}, index=index))
    assert cells(table) == [["a", "", "Vote"], ["b", "", "Poll"]]
    assert (table.rows.tolist(), table.issues) == ([2, 4], [])
    with pytest.raises(InvalidTable, match="'what'"):
        read_table(pd.DataFrame({"what": ["Vote"]}))


@settings(deadline=None)
@given(st.text('a",\n\r ', max_size=30))
def test_the_grammar_is_that_of_the_csv_module(text):
    """Every text, however quoted, splits into the cells that Python's csv module finds."""
    grammar, data = Grammar(","), text.encode()
    records = list(grammar.records(data))
    assert b"".join(records) == data
    ours = [[unquoted(cell) for cell in grammar.cells(record)] for record in records]
    theirs = [row or [""] for row in csv.reader(io.StringIO(text, newline=""))]
    assert ours == theirs
    last = grammar.cells(records[-1])[-1] if records else b""
    assert is_open(last) == ends_open(text)


@settings(deadline=None)
@example('\r\r"a\r', 10)
@given(st.text('a",\n\r é', max_size=40), st.sampled_from([10, 1 << 20]))
def test_every_file_reads_as_the_csv_module_reads_it(text, block):
    """Regular or not, in small blocks or large: the same cells in the same spreadsheet rows."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    filled = [(number, row) for number, row in enumerate(rows, 2) if any(map(str.strip, row))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "_BLOCK", block)
        table = read("date,title\n" + text)
    assert table.rows.tolist() == [number for number, _ in filled]
    width = table.frame.shape[1]
    assert cells(table) == [(row + [""] * width)[:width] for _, row in filled]
    assert all(not any(row[width:]) for _, row in filled)
    unclosed = [issue.row for issue in table.issues if issue.reason == "unclosed_quote"]
    assert unclosed == ([len(rows) + 1] if ends_open(text) else [])
