"""The command line: what it prints, how it ends, and that it never ends in a traceback."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kb.cli import main

EVENTS = """\
event,title,kind,status,date,published,places,actors,source
bridge,Bridge hit,strike,occurred,2022-08-30,2022-08-31,Antonivka,agent: Ukraine,AFP
bridge,Bridge hit,strike,occurred,2022-08-29,2022-08-31,Antonivka,,TASS
vote,"Vote, the",vote,planned,2022-09-11,2022-08-20,Kherson,agent: Russia,TASS
raid,Raid,,,,2022-09-02,,,AFP
"""
PLACES = "id,name,within\nkherson,Kherson,\nantonivka,Antonivka,Kherson\n"


@pytest.fixture
def data(tmp_path):
    (tmp_path / "events.csv").write_text(EVENTS, encoding="utf-8")
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    return tmp_path


def kb(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def ids(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line)["event"] for line in result.stdout.splitlines()]


def test_check_of_data_without_faults(data):
    """It says so, and exits with 0."""
    result = kb("check", data)
    assert result.exit_code == 0
    assert result.stdout.startswith("no faults in 4 reports, 3 events")


@pytest.mark.parametrize("form", ["table", "csv", "jsonl"])
def test_check_of_data_with_faults(data, form):
    """All of them, on standard output, and exit code 1."""
    with (data / "events.csv").open("a", encoding="utf-8") as file:
        file.write("x,X,strik,done,someday,2022,,killer: Ukraine,\n")
    result = kb("check", data, "--format", form)
    assert result.exit_code == 1
    reasons = ["unknown_kind", "unknown_status", "unresolved_date", "unknown_role"]
    for reason in reasons:
        assert (reason.replace("_", " ") if form == "table" else reason) in result.stdout
    if form == "csv":
        assert {row["row"] for row in csv.DictReader(io.StringIO(result.stdout))} == {"6"}
    if form == "jsonl":
        assert {json.loads(line)["row"] for line in result.stdout.splitlines()} == {6}


def test_events_as_a_table(data):
    """One line an event in time order, with what is doubtful about it; totals aside."""
    result = kb("events", data)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    shown = [line.split()[0] for line in lines if line.split() and line.split()[0] in EVENTS]
    assert [each for each in shown if each != "event"] == ["bridge", "vote", "raid"]
    assert "contested" in result.stdout
    assert "4 reports, 3 events" in result.stderr


def test_events_as_csv_and_json_lines(data):
    """Both parse, and hold all columns of the table of events."""
    rows = list(csv.DictReader(io.StringIO(kb("events", data, "--format", "csv").stdout)))
    lines = [json.loads(x) for x in kb("events", data, "--format", "jsonl").stdout.splitlines()]
    assert (
        [row["event"] for row in rows]
        == [line["event"] for line in lines]
        == ["bridge", "vote", "raid"]
    )
    assert rows[1]["title"] == lines[1]["title"] == "Vote, the"
    assert rows[0].keys() == lines[0].keys()
    assert lines[2]["lat"] is None


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--between", "2022-08", "2022-08-31"], ["bridge"]),
        (["--between", "..", "2022-09"], ["bridge", "vote"]),
        (["--between", "2022-09", "..", "--certainly"], ["vote"]),
        (["--at", "Kherson"], ["bridge", "vote"]),
        (["--involving", "Ukraine"], ["bridge"]),
        (["--involving", "Russia", "--role", "victim"], []),
        (["--kind", "strike", "--kind", "vote"], ["bridge", "vote"]),
        (["--status", "planned"], ["vote"]),
        (["--source", "AFP"], ["bridge", "raid"]),
        (["--reports-from", "AFP"], ["bridge", "raid"]),
        (["--claimed-by", "TASS"], ["bridge", "vote"]),
        (["--contested"], ["bridge"]),
        (["--one-sided"], []),
        (["--undated"], ["raid"]),
        (["--search", "bri hit"], ["bridge"]),
        (["--search", ""], ["bridge", "vote", "raid"]),
        (["--as-of", "2022-08-20"], ["vote"]),
        (["--at", "Kherson", "--contested", "--source", "TASS"], ["bridge"]),
    ],
)
def test_the_selections_are_options(data, options, expected):
    """Each does what the method of its name does; several narrow each other down."""
    assert ids(kb("events", data, "--format", "jsonl", *options)) == expected


def test_show_has_every_reading(data):
    """Values, who holds which reading, and the reports."""
    result = kb("show", "bridge", data)
    assert result.exit_code == 0
    for text in ("Bridge hit", "contested  date", "2022-08-29", "lost", "AFP", "TASS"):
        assert text in result.stdout


def test_show_says_names_counts_and_who_denies(data):
    """Names instead of ids, how many, who denies it, and why what unites is contested."""
    with (data / "places.csv").open("a", encoding="utf-8") as file:
        file.write("melitopol,Melitopol,\n")
    (data / "actors.csv").write_text("id,name\naf,Armed Forces\n", encoding="utf-8")
    (data / "events.csv").write_text(
        "event,title,kind,date,places,actors,counts,source,stance\n"
        "raid,Raid,strike,2022-08-30,antonivka,agent: af,killed: 3..5,AFP,\n"
        "raid,Raid,strike,2022-08-30,melitopol,agent: af,killed: 4..,TASS,\n"
        "raid,No raid,,,,,,RIA,denies\n",
        encoding="utf-8",
    )
    said = " ".join(kb("show", "raid", data).stdout.split())
    for text in (
        "places Antonivka; Melitopol",
        "actors agent: Armed Forces",
        "counts killed: 4 to 5",
        "denied by RIA",
        "contested places: roots name places that have nothing in common",
    ):
        assert text in said


def test_a_language_that_a_title_is_in_can_be_asked_for(data, tmp_path):
    """The page is in English then, with the titles of that language; others are listed."""
    rows = "title,lang,date\nPont,fr,2022\nBridge,en,2022\n"
    (data / "events.csv").write_text(rows, encoding="utf-8")
    assert kb("timeline", data, "-o", tmp_path / "x.html", "--lang", "fr").exit_code == 0
    refused = kb("timeline", data, "-o", tmp_path / "x.html", "--lang", "xx")
    assert "the page speaks en, uk; titles of the data are in en, fr" in refused.stderr


def test_a_table_is_as_wide_as_it_is_told(data, monkeypatch):
    """COLUMNS counts in a pipe as well; without it nothing is squeezed."""
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, kb("events", data).stdout.splitlines())) <= 60
    monkeypatch.delenv("COLUMNS")
    assert max(map(len, kb("events", data).stdout.splitlines())) > 60


@pytest.mark.parametrize("day", ["2022-02-30", "2022-13-01", "31 June 2022"])
def test_a_day_that_no_calendar_has_is_called_so(tmp_path, day):
    """Filling in `published` would not help; without a year it may."""
    (tmp_path / "events.csv").write_text(f"title,date\nX,{day}\nY,on Monday\n", encoding="utf-8")
    first, second = kb("check", tmp_path).stdout.splitlines()[1:]
    assert "a day that the calendar has" in first
    assert "published" not in first
    assert "fill in `published`" in second


def test_graph_in_each_format(data, tmp_path):
    """The ending tells the format; standard output takes one by name."""
    for ending in ("graphml", "gexf", "json", "geojson"):
        result = kb("graph", data, "-o", tmp_path / f"g.{ending}")
        assert (result.exit_code, result.stdout) == (0, "")
        assert (tmp_path / f"g.{ending}").stat().st_size > 0
    assert json.loads(kb("graph", data, "--format", "json").stdout)["nodes"]


def test_kinds_lists_the_vocabulary():
    """Each kind with what it means, narrower ones indented."""
    result = kb("kinds")
    assert result.exit_code == 0
    assert "strike" in result.stdout


def test_every_command_has_help_with_an_example():
    """As the help of the whole has."""
    for command in ([], ["timeline"], ["check"], ["show"], ["events"], ["graph"], ["kinds"]):
        result = kb(*command, "--help")
        assert result.exit_code == 0
        assert f"Example: kb {' '.join(command)}".strip() in result.stdout


def test_without_data_the_file_here_is_read(data, monkeypatch):
    """events.csv in this folder, or in data/."""
    monkeypatch.chdir(data)
    assert len(ids(kb("events", "--format", "jsonl"))) == 3


BAD_FILES = {
    "binary.csv": bytes(range(256)) * 40,
    "utf16.csv": EVENTS.encode("utf-16"),
    "latin.csv": "date,title\n2022,café\n".encode("latin-1"),
    "empty.csv": b"",
    "text.csv": b"just some words\nand more\n",
    "image.csv": b"\x89PNG\r\n\x1a\n" + bytes(400),
    "book.csv": b"PK\x03\x04" + bytes(400),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_table_is_one_line_and_exit_code_2(tmp_path, name):
    """Whatever it holds, and for every command that reads."""
    (tmp_path / name).write_bytes(BAD_FILES[name])
    for command in (["check"], ["events"], ["show", "x"]):
        refused(kb(*command, tmp_path / name))


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "no/such/file.csv"],
        ["check", "{folder}"],
        ["show", "nothing", "{data}"],
        ["events", "{data}", "--at", "Khersen"],
        ["events", "{data}", "--at", ""],
        ["events", "{data}", "--between", "2022-13", "2023"],
        ["events", "{data}", "--between", "2023", "2022"],
        ["events", "{data}", "--as-of", "yesterday"],
        ["events", "{data}", "--as-of", "2022-02-30"],
        ["events", "{data}", "--kind", "qqq"],
        ["events", "{data}", "--involving", "Nobody"],
        ["graph", "{data}", "--format", "doc"],
        ["timeline", "{data}", "-o", "no/such/folder/x.html"],
        ["timeline", "{data}", "-o", "-", "--lang", "xx"],
        ["diff", "{data}", "{data}", "--lang", "xx"],
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(data, tmp_path, arguments):
    """It says what is wrong, on standard error, without a traceback."""
    (tmp_path / "folder").mkdir()
    refused(kb(*(each.format(data=data, folder=tmp_path / "folder") for each in arguments)))


PROGRESS = {f"{what} …" for what in ("reading and checking", "reading and fusing", "drawing")}


def refused(result):
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    lines = [line for line in result.stderr.splitlines() if line not in PROGRESS]
    assert len(lines) == 1
    assert lines[0].startswith("Error: ")
    assert isinstance(result.exception, SystemExit)


def test_the_page_tells_what_its_data_are(data, tmp_path):
    """Version, date and licence stand on the page; its words are of the language asked for."""
    path = tmp_path / "page.html"
    told = {"--lang": "uk", "--data-version": "1.2", "--date": "2023-02-01", "--licence": "CC0"}
    result = kb(
        "timeline", str(data), "-o", str(path), *(each for pair in told.items() for each in pair)
    )
    assert result.exit_code == 0, result.output
    page = path.read_text(encoding="utf-8")
    assert '<html lang="uk" dir="ltr">' in page
    assert "версія 1.2 · 2023-02-01 · CC0" in page
    assert "Version: 1.2\nDate: 2023-02-01\nLicence: CC0\n" in page


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline", "--lanes", "colour"],
        ["timeline", "--date", "foo"],
        ["timeline", "--date", "2022-02-30"],
        ["events", "--role", "agent"],
        ["events", "--certainly"],
        ["events", "--format", "xml"],
        ["events", "--between", "2022"],
        ["fly"],
    ],
)
def test_a_wrong_option_is_explained(arguments):
    """Usage and what is allowed, with exit code 2."""
    result = kb(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\r\x08\u202egnitrever\x9b2J"


def test_what_a_terminal_would_obey_does_not_reach_it(tmp_path):
    """Escapes, bells, carriage returns, reversals: in cells, ids, names, faults and messages."""
    cell = f'"{HOSTILE}"'
    header = "event,title,kind,status,date,published,places,actors,source,stance"
    row = ",".join([f'"e{HOSTILE}"', cell, cell, cell, cell, cell, cell, cell, cell, cell])
    (tmp_path / "events.csv").write_text(f"{header}\n{row}\n", encoding="utf-8", newline="")
    names = f'id,name,aliases\n"a{HOSTILE}",A,x\n"b{HOSTILE}",B,x\n'
    (tmp_path / "places.csv").write_text(names, encoding="utf-8", newline="")
    for command in (
        ["events", tmp_path],
        ["check", tmp_path],
        ["show", f"e{HOSTILE}", tmp_path],
        ["show", f"f{HOSTILE}", tmp_path],
        ["events", tmp_path, "--at", f"a{HOSTILE}x"],
    ):
        result = kb(*command)
        assert result.exit_code in (0, 1, 2)
        assert not isinstance(result.exception, Exception) or result.exit_code
        printed = result.stdout + result.stderr
        assert not [each for each in printed if not each.isprintable() and each != "\n"]


def run(*arguments, **options):
    command = [sys.executable, "-m", "kb", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, **options
    )


def test_the_module_is_the_command(data):
    """`python -m kb` prints to standard output, and only that can be piped on."""
    result = run("events", data, "--format", "csv")
    assert result.returncode == 0
    assert len(list(csv.reader(io.StringIO(result.stdout)))) == 4
    missing = run("check", data / "none.csv")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "Traceback" not in missing.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
@pytest.mark.parametrize("form", ["csv", "table"])
def test_a_pipe_may_be_closed_before_all_is_said(tmp_path, form):
    """`kb events | head -1` ends in silence."""
    rows = "".join(f"2022-01-01,Title number {n}\n" for n in range(800))
    (tmp_path / "events.csv").write_text("date,title\n" + rows, encoding="utf-8")
    command = [sys.executable, "-m", "kb", "events", str(tmp_path), "--format", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
        process.wait(60)
    assert "Traceback" not in said
    assert "Broken" not in said
