"""Tables written back: what nobody touched keeps its bytes, and nobody's rows are lost."""

import io
import os
import stat
import threading
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import InvalidTable, InvalidValue, WriteConflict
from kb.read.table import read_table
from kb.write.atomic import replace_file
from kb.write.table import append_rows, write_table

CELLS = st.text(st.characters(codec="utf-8"), max_size=20) | st.text('a",;\t\n\r =', max_size=6)
#: As people and programs write them: quoted for no reason, short, long, blank, of any line end.
RECORDS = st.sampled_from(
    [
        b"Monday,Vote",
        b'"Tuesday","Po""ll"',
        b'a"b,c" ',
        b'"x\ny",z',
        b"short",
        b"a,b,,c",
        b"",
        b",",
        "В,ї".encode(),
    ]
)


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "events.csv"


def cells(path: Path) -> list[list[str]]:
    return read_table(path).frame.to_numpy().tolist()


def with_row(frame: pd.DataFrame, **row: str) -> pd.DataFrame:
    return pd.concat([frame, pd.DataFrame([row])], ignore_index=True).fillna("")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"date,title\na,b\n", b"date,title\na,b\n,New\n"),
        (b"date,title\na,b", b"date,title\na,b\n,New"),
        (b"date,title", b"date,title\n,New"),
        (b"title,date\r\na,b\r\n", b"title,date\r\na,b\r\nNew,\r\n"),
        (b"\xef\xbb\xbfTitle;Date\r\na;b", b"\xef\xbb\xbfTitle;Date\r\na;b\r\nNew;"),
        (b"date\ttitle\ra\tb\r", b"date\ttitle\ra\tb\r\tNew\r"),
        (b'"date","title"\n"a","b"\n', b'"date","title"\n"a","b"\n"","New"\n'),
        (b"sep=;\ndate;title\na;b\n", b"sep=;\ndate;title\na;b\n;New\n"),
        (b"date,title,note\nshort\na,b,c,d\n\n", b"date,title,note\nshort\na,b,c,d\n\n,New,\n"),
    ],
)
def test_new_rows_are_written_as_the_file_writes_its_own(path, before, after):
    """Separator, line ends, quoting, and whether the last row has a line end, are the file's."""
    path.write_bytes(before)
    append_rows(path, pd.DataFrame({"title": ["New"]}))
    assert path.read_bytes() == after


def test_a_new_column_is_added_and_nothing_else_changes(path):
    """Rows get the separators they need; a cell beyond the header keeps its place."""
    path.write_bytes(b'\xef\xbb\xbfdate,"title"\r\n"a",b\r\n\r\nshort\r\nc,d,e\r\n')
    append_rows(path, pd.DataFrame({"title": ["New"], "note": ["x,y"], "kind": [""]}))
    assert path.read_bytes() == (
        b'\xef\xbb\xbfdate,"title",column 3,note\r\n"a",b,,\r\n\r\nshort,,,\r\nc,d,e,\r\n'
        b',New,,"x,y"\r\n'
    )


def test_a_file_that_is_not_there_is_made(path):
    """The columns are those of the rows; blank rows are not written; folders are made."""
    path = path.parent / "new" / "events.csv"
    append_rows(path, pd.DataFrame({"date": ["a", " "], "title": ["=1+1", ""]}))
    assert path.read_bytes() == b"date,title\na,=1+1\n"


def test_changed_cells_alone_change(path):
    """A changed row keeps the bytes of its other cells, and other rows all of theirs."""
    path.write_bytes(b'date,title,note\r\n"a","b",c\r\n\r\nd,"e"\r\n"f" ,g,h\r\n')
    original = read_table(path)
    wanted = original.frame.copy()
    wanted.loc[0, "note"] = "new"
    wanted.loc[1, "note"] = 'say "no"'
    write_table(path, wanted, original=original)
    assert path.read_bytes() == (
        b'date,title,note\r\n"a","b",new\r\n\r\nd,"e","say ""no"""\r\n"f" ,g,h\r\n'
    )
    assert (read_table(path).frame == wanted).all(axis=None)


def test_saving_twice_is_saving_once(path):
    """A row that stands there since is not added again; a second equal row is."""
    path.write_bytes(b"date,title\na,b\n")
    original = read_table(path)
    wanted = with_row(original.frame, title="New")
    for _ in range(2):
        write_table(path, wanted, original=original)
        assert cells(path) == [["a", "b"], ["", "New"]]
    write_table(path, with_row(wanted, title="New"), original=original)
    assert cells(path) == [["a", "b"], ["", "New"], ["", "New"]]


def test_nothing_new_writes_nothing(path):
    """A table as it was read leaves the file alone, to its time stamp."""
    path.write_bytes(b"date,title\na,b\n")
    before = path.stat()
    original = read_table(path)
    write_table(path, original.frame, original=original)
    append_rows(path, original.frame.iloc[:0])
    assert path.stat() == before


def test_rows_of_others_are_kept(path):
    """What others added since stays before what is added now; so do their changes."""
    path.write_bytes(b"date,title\na,b\n")
    original = read_table(path)
    path.write_bytes(b"date,title,kind\nchanged,b,vote\ntheirs,x,\n")
    write_table(path, with_row(original.frame, title="New"), original=original)
    assert path.read_bytes() == b"date,title,kind\nchanged,b,vote\ntheirs,x,\n,New,\n"


@pytest.mark.parametrize(
    "theirs", [b"date,title\nother,b\nc,d\n", b"date,title\na,b\n", b"title,date\nc,d\na,b\n"]
)
def test_changes_on_both_sides_are_refused(path, theirs):
    """Rows that changed here and there, or went there, are a conflict, and nothing is written."""
    path.write_bytes(b"date,title\na,b\nc,d\n")
    original = read_table(path)
    wanted = original.frame.copy()
    wanted.loc[0, "title"] = "mine"
    path.write_bytes(theirs)
    with pytest.raises(WriteConflict, match=r"events\.csv has changed since it was read"):
        write_table(path, wanted, original=original)
    assert path.read_bytes() == theirs


def test_a_table_is_saved_elsewhere_with_its_bytes(path, tmp_path):
    """A new path gets the file that was read, so changed; a table from memory its own dialect."""
    path.write_bytes(b'\xef\xbb\xbfDate;title\r\n"a";b\r\n')
    original = read_table(path)
    copy = tmp_path / "copy" / "events.csv"
    write_table(copy, with_row(original.frame, title="New"), original=original)
    assert copy.read_bytes() == b'\xef\xbb\xbfDate;title\r\n"a";b\r\n;New\r\n'
    assert path.read_bytes() == b'\xef\xbb\xbfDate;title\r\n"a";b\r\n'
    loose = read_table(io.BytesIO(path.read_bytes()))
    other = tmp_path / "other.csv"
    write_table(other, with_row(loose.frame, title="New"), original=loose)
    assert other.read_bytes() == b"Date;title\r\na;b\r\n;New\r\n"


def test_what_cannot_be_written_is_refused(path):
    """A file in the way, rows taken away, an open quote, no known column: the file stays."""
    path.write_bytes(b'date,title\na,"b')
    original = read_table(path)
    with pytest.raises(WriteConflict, match="there already"):
        write_table(path, original.frame)
    with pytest.raises(InvalidValue, match="not removed"):
        write_table(path, original.frame.iloc[:0], original=original)
    with pytest.raises(InvalidTable, match=r"row 2.*unclosed quote"):
        append_rows(path, original.frame)
    with pytest.raises(InvalidTable, match="'what'"):
        append_rows(path, pd.DataFrame({"what": ["x"]}))
    assert path.read_bytes() == b'date,title\na,"b'
    assert [file.name for file in path.parent.glob("*.csv")] == ["events.csv"]


def test_a_writer_waits_for_another_and_then_gives_up(path):
    """While the lock is held nothing is written."""
    path.write_bytes(b"date,title\n")
    with (
        FileLock(path.with_name(".events.csv.lock.tmp")),
        pytest.raises(WriteConflict, match="by somebody else"),
    ):
        append_rows(path, pd.DataFrame({"title": ["New"]}), timeout=0.01)
    assert path.read_bytes() == b"date,title\n"


def test_two_writers_lose_no_row(path):
    """Rows that several writers add at the same time are all there."""
    path.write_bytes(b"date,title\n")

    def add(writer: int) -> None:
        for number in range(10):
            append_rows(path, pd.DataFrame({"title": [f"{writer}-{number}"]}))

    threads = [threading.Thread(target=add, args=[writer]) for writer in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    titles = read_table(path).frame["title"]
    assert sorted(titles) == sorted(f"{w}-{n}" for w in range(3) for n in range(10))


@pytest.mark.skipif(os.name == "nt", reason="modes and links are those of POSIX")
def test_modes_and_links_stay(path):
    """The file keeps its mode; a symbolic link still points to it."""
    path.write_bytes(b"date,title\n")
    path.chmod(0o640)
    link = path.with_name("link.csv")
    link.symlink_to(path)
    append_rows(link, pd.DataFrame({"title": ["New"]}))
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert cells(path) == [["", "New"]]


def test_what_a_killed_writer_left_is_removed(path):
    """A leftover of this file goes with the next save; those of other files stay."""
    own = path.with_name(f".events.csv.{'0' * 32}.tmp")
    others = path.with_name(f".events.csv.csv.{'0' * 32}.tmp")
    own.touch()
    others.touch()
    append_rows(path, pd.DataFrame({"title": ["New"]}))
    assert (own.exists(), others.exists()) == (False, True)


def test_a_failure_half_way_leaves_the_old_file(path):
    """When the new bytes cannot all be made, nothing changes and nothing is left."""
    path.write_bytes(b"old")

    def parts():
        yield b"new"
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  the very error that parts raises
        replace_file(path, parts())
    assert [(file.name, file.read_bytes()) for file in path.parent.iterdir()] == [
        ("events.csv", b"old")
    ]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_what_is_written_is_read(tmp_path_factory, rows):
    """Any text comes back as it was, but for blank rows."""
    path = tmp_path_factory.mktemp("read") / "events.csv"
    frame = pd.DataFrame(rows, columns=["date", "title", "x; y"], dtype=object)
    write_table(path, frame)
    assert cells(path) == [row for row in rows if any(map(str.strip, row))]


@settings(deadline=None, max_examples=50)
@given(
    st.lists(RECORDS, max_size=6),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
    st.booleans(),
    st.tuples(CELLS, CELLS, st.sampled_from(["", "x"])),
)
def test_untouched_rows_keep_their_bytes(tmp_path_factory, records, line_end, is_ended, new):
    """Whatever the file looks like, a new row leaves all before it alone, and can be read."""
    path = tmp_path_factory.mktemp("kept") / "events.csv"
    before = line_end.join([b"date,title", *records]) + line_end * is_ended
    path.write_bytes(before)
    original = read_table(path)
    row = dict(zip(("date", "title", "note"), new, strict=True))
    wanted = with_row(original.frame, **row)
    write_table(path, wanted, original=original)
    written, after = path.read_bytes(), read_table(path)
    expected = wanted[(wanted != "").any(axis=1)] if any(map(str.strip, new)) else original.frame
    if row["note"]:
        assert all(record in written for record in records)
    else:
        assert written.startswith(before)
    shared = [name for name in after.frame if name in expected]
    assert after.frame[shared].to_numpy().tolist() == expected[shared].to_numpy().tolist()
