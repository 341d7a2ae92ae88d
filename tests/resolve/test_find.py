"""Time expressions in running text: the table of cases, and what must never happen."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.cli import main
from kb.resolve.dates import find_dates, resolve_date
from kb.resolve.dates.find.rules import load_grammar
from kb.resolve.dates.find.scan import scan

PUBLISHED = "2022-09-06"  # a Tuesday

with (Path(__file__).parent.parent / "cases" / "mentions.csv").open(encoding="utf-8") as file:
    CASES = list(csv.DictReader(file))

#: Pieces of which hostile texts are made.
HOSTILE = (
    *("1234567890.", "May 5 ", "12-", "1,", "a.", "june ", "5 may 1940 to ", "\n\n ", " '99"),
    *(" the last 3 days of the", "1:2", "é́ ", "1/", "2022-08-", "in May ", "early ", "from "),
    *("12 ", ".5", "the ", "several weeks ", "1st", "Jan.", "9999 ", "- ", "(1940", "two "),
)


@pytest.mark.parametrize("case", CASES, ids=lambda x: x["text"])
def test_means_what_the_table_says(case: dict[str, str]) -> None:
    """Each row of mentions.csv: expression = TIMEX3 value and mod; and the time spans in EDTF."""
    found = find_dates(case["text"], published=case["published"], context=case["context"] or None)
    mods = (f" {x.mod}" if x.mod else "" for x in found)
    said = (f"{x.text} = {x.value}{mod}" for x, mod in zip(found, mods, strict=True))
    assert "; ".join(said) == case["mentions"]
    assert "; ".join(x.time_span.edtf if x.time_span else "-" for x in found) == case["edtf"]


def test_offsets_index_the_text() -> None:
    """Also those of the parts of a range."""
    text = "So — from 28 August\nto 3 September — it was."
    for found in find_dates(text, published=PUBLISHED):
        for each in (found, *found.parts):
            assert text[each.start : each.end] == each.text


def test_a_range_has_its_ends_as_parts() -> None:
    """TIMEX3 annotates the ends, a time span is the whole."""
    (found,) = find_dates("from August 28 to September 3", published=PUBLISHED)
    assert [x.value for x in found.timexes] == ["2022-08-28", "2022-09-03"]


def test_a_text_with_many_years_is_a_narrative() -> None:
    """Its dates without a year have the year last mentioned, not that of publication."""
    text = "In 1914 it began. In 1915 it grew. In 1916 it raged. In 1917 it turned. On 7 November "
    assert find_dates(text + "he won.", published=PUBLISHED)[-1].value == "1917-11-07"
    assert find_dates("On 7 November he won.", published=PUBLISHED)[-1].value == "2021-11-07"


def test_nothing_is_known_of_relative_dates_without_publication() -> None:
    """They are found, and have no time span."""
    assert [x.time_span for x in find_dates("He left last week.")] == [None]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("case", CASES, ids=lambda x: x["text"])
def test_any_reference_day_will_do(case: dict[str, str], published: str) -> None:
    """From the first day to the last, nothing fails."""
    find_dates(case["text"], published=published)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=25),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_no_text_makes_it_fail(pieces: list[str], published: date) -> None:
    """Mentions stand in order, apart from each other, and carry the words of the text."""
    text = "".join(pieces)
    place = 0
    found = find_dates(text, published=published)
    for each in found:
        assert place <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
        place = each.end
    ElementTree.fromstring(f"<text>{found.to_timex3()}</text>")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_scanning_loses_nothing_but_space(text: str) -> None:
    """Pieces stand in order and all that is not in one is white space."""
    pieces = scan(text, load_grammar("en").lexicon)
    edges = [0, *(y for x in pieces for y in (x.start, x.end)), len(text)]
    gaps = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(gaps).strip()


def test_timex3_escapes_what_xml_would_read() -> None:
    """A text with markup in it stays text."""
    marked = find_dates("<b>Monday</b> & \x07 'tis", published=PUBLISHED).to_timex3()
    assert ElementTree.fromstring(f"<t>{marked}</t>").find("TIMEX3").get("value") == "2022-09-05"


def test_a_notebook_shows_the_text_marked() -> None:
    """With what each expression means as a title, and nothing of the text as markup."""
    shown = find_dates("<i>Monday</i>", published=PUBLISHED)._repr_html_()
    assert "<mark title=" in shown
    assert "<i>" not in shown


@pytest.mark.parametrize(
    ("phrase", "context", "edtf"),
    [
        ("two days later", "1941-12-07", "1941-12-09"),
        ("the following spring", "1940-11", "1941-21"),
        ("that year", "1863-07-04", "1863"),
        ("12 May", "1940", "1940-05-12"),
        ("two days later", None, ""),
    ],
)
def test_a_phrase_counts_from_its_context(phrase: str, context: str | None, edtf: str) -> None:
    """The time last mentioned."""
    span = resolve_date(phrase, published=PUBLISHED, context=context)
    assert (span.edtf if span else "") == edtf


def test_the_command_tells_lines_of_json() -> None:
    """One for each expression."""
    arguments = ["dates", "On Monday", "--published", PUBLISHED, "--format", "jsonl"]
    done = CliRunner().invoke(main, arguments)
    assert json.loads(done.output)["edtf"] == "2022-09-05"


@pytest.mark.parametrize(("form", "shown"), [("table", "2022-09-05"), ("timex3", "<TIMEX3 ")])
def test_the_command_reads_a_file(tmp_path: Path, form: str, shown: str) -> None:
    """Where there is one of that name."""
    path = tmp_path / "text.txt"
    path.write_text("It began on Monday.", encoding="utf-8")
    arguments = ["dates", str(path), "--published", PUBLISHED, "--format", form]
    assert shown in CliRunner().invoke(main, arguments).output


def test_nothing_heavy_is_loaded() -> None:
    """Neither pandas nor dateparser, nor the holidays of other calendars."""
    code = (
        "import sys; from kb.resolve.dates import find_dates; find_dates('in May 1940');"
        "print({'pandas', 'numpy', 'dateparser', 'holidays'} & {*sys.modules})"
    )
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-file.txt"], "there is no such file"),
        (["folder/text"], "there is no such file"),
        (["."], "is a folder"),
        (["On Monday", "--published", "2022-13-01"], "is no day such as"),
        (["On Monday", "--published", "yesterday"], "is no day such as"),
        (["On Monday", "--published", "5/9/2022"], "or may be two"),
        (["On Monday", "--context", "soon"], "neither news nor narrative"),
        (["On Monday", "--lang", "xx"], "is not one of en, ar"),
        ([], "Missing argument"),
    ],
)
def test_the_command_says_what_is_wrong(arguments: list[str], said: str) -> None:
    """In one message, with exit code 2."""
    done = CliRunner().invoke(main, ["dates", *arguments])
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize(("raw", "said"), [(b"M\0n", "byte 1 is NUL"), (b"a\nb\xe9", "in line 2")])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, raw: bytes, said: str) -> None:
    """It says where."""
    path = tmp_path / "text.txt"
    path.write_bytes(raw)
    done = CliRunner().invoke(main, ["dates", str(path)])
    assert done.exit_code == 2
    assert said in done.output


@pytest.mark.parametrize("text", ["", "1940", "5/12", "a" * 5_000, "On Monday\nand\x00", "?*|<>"])
def test_what_names_no_file_is_a_text(text: str) -> None:
    """Whatever is in it."""
    assert CliRunner().invoke(main, ["dates", text]).exit_code == 0


def test_the_command_reads_the_standard_input_in_any_language() -> None:
    """And writes a document of TimeML, with the day of publication."""
    arguments = ["dates", "-", "--published", PUBLISHED, "--format", "timex3"]
    done = CliRunner().invoke(main, arguments, input="У понеділок <i>& далі</i>.\nКінець.")
    root = ElementTree.fromstring(done.output.encode())
    assert root.find("DCT/TIMEX3").get("value") == PUBLISHED
    assert root.find("TEXT/TIMEX3").get("value") == "2022-09-05"
    assert "".join(root.find("TEXT").itertext()) == "У понеділок <i>& далі</i>.\nКінець."


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("У понеділок, 5 вересня, обстріляли Нікополь.", "uk", ["понеділок, 5 вересня"]),
        ("Минулого тижня було тихо, 12 ракет збили.", "uk", ["Минулого тижня"]),
        ("Два дня назад, в конце августа, погибли 12.", "ru", ["Два дня назад", "конце августа"]),
        ("Вчора, 7 липня, сталося це.", None, ["Вчора, 7 липня"]),
        ("Am Montag, dem 4. Juli 2022, geschah es.", "de", ["Montag, dem 4. Juli 2022"]),
        ("Gestern, am 7. Juli, geschah es.", "xx", []),
    ],
)
def test_a_language_with_a_table_is_read_by_it(
    text: str, lang: str | None, found: list[str]
) -> None:
    """Each stretch of known words that says a time; without a language, the letters tell it."""
    assert [x.text for x in find_dates(text, published="2022-07-08", lang=lang)] == found


def test_a_range_that_counts_from_an_unknown_day_is_found_all_the_same() -> None:
    """What is not resolved is shown as that."""
    (found,) = find_dates("The crisis of 26-27 October.")
    assert (found.text, found.time_span) == ("26-27 October", None)
