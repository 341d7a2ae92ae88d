"""EDTF text: what it says, what it is written back as, and what is none."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import InvalidTimeSpan, KBError
from kb.model.calendar import DAY, ordinal
from kb.model.edtf import parse_edtf
from kb.model.timespan import Bounds, TimeSpan

with (Path(__file__).parent.parent / "cases" / "edtf.csv").open(encoding="utf-8") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["edtf"])
def test_says_what_the_table_says(case: dict[str, str]) -> None:
    """Each row of edtf.csv: bounds (days; empty is open), precision, flags, words."""
    span = TimeSpan.parse(case["edtf"])
    assert span.precision.name.lower() == case["precision"]
    assert ("?" * span.uncertain + "~" * span.approximate) == case["flags"]
    assert span.words == case["words"]
    if "T" in case["edtf"]:
        return
    found = (span.begin.earliest, span.begin.latest, span.end.earliest, span.end.latest)
    names = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
    for name, second in zip(names, found, strict=True):
        day = TimeSpan.parse(case[name]) if case[name] else None
        expected = None if day is None else getattr(day, name.partition("_")[2])
        assert second == expected, name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["edtf"])
def test_is_written_as_it_was_read(case: dict[str, str]) -> None:
    span = TimeSpan.parse(case["edtf"])
    assert span.edtf == case["edtf"]
    assert TimeSpan.parse(span.edtf) == span


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "/", "22", "12", "99999", "2022-13", "2022-02-30", "2022-8-30", "2022-00-10"),
        *("2022-08-32", "-0000", "2022-06-31", "2021-02-29", "Y2022", "20220830", "2022-42"),
        *("2022-08-30T", "2022-08-30T25:00", "2022-08T14:00", "2022-08-30T14:60", "2022-08-30 14"),
        *("2022-09/2022-08", "2022/2021", "[2022..2021]", "[..]", "[]", "[2022", "2022]", "{}"),
        *("2022/2023/2024", "[2022,]", "2022-08-30??", "Y1E99", "1950S0", "1950E2", "XXXX-13"),
        *("2022-02-3X", "20X2-13", "two", "٢٠٢٢", "2022–08", "2022/[2023/2024]", "[[2022]]"),
    ],
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    """The error is a KBError and a ValueError, and quotes the text."""
    with pytest.raises(InvalidTimeSpan) as caught:
        TimeSpan.parse(text)
    assert isinstance(caught.value, KBError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("1560-XX-25", 12),
        ("156X-12-25", 10),
        ("1984-XX-31", 7),
        ("[2022-08-28,2022-08-30..]", 2),
    ],
)
def test_digits_left_open_in_the_middle_are_alternatives(text: str, members: int) -> None:
    assert len(TimeSpan.parse(text).members) == members


def test_clock_times_of_an_interval_are_brought_to_one_zone() -> None:
    """14:00Z is 17:00 at +03:00, so this interval lasts from 14:00 to 17:00 local time."""
    span = TimeSpan.parse("2022-08-30T14:00+03:00/2022-08-30T14:00Z")
    assert span.offset == 180
    assert span.end.earliest - span.begin.earliest == 3 * 3600


@pytest.mark.parametrize("sign", ["[", "{", "2", "X", "~", "/", ".", ",", "[2022,", "-", "T"])
def test_a_long_text_is_refused_at_once(sign: str) -> None:
    start = time.perf_counter()
    for size in (4_900, 30_000):
        with pytest.raises(InvalidTimeSpan):
            parse_edtf(sign * size)
    assert time.perf_counter() - start < 1


DAYS = st.integers(ordinal(-300), ordinal(12_000))


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    """Any range of days, months or years, perhaps open on one side."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    if draw(st.booleans()):
        last = min(last, first + draw(st.integers(0, 800)))
    opening = draw(st.sampled_from(["", "past", "future"]))
    return Bounds(
        None if opening == "past" else first * DAY,
        None if opening == "future" else last * DAY + DAY - 1,
    )


@st.composite
def spans(draw: st.DrawFn) -> TimeSpan:
    """Any span without a clock time: within, lasting, one of several."""
    kind = draw(st.sampled_from(["within", "lasting", "one of"]))
    flags = (draw(st.booleans()), draw(st.booleans()))
    if kind == "one of":
        several = draw(st.lists(bounds(), min_size=2, max_size=4))
        return TimeSpan.one_of(TimeSpan(x, x, *flags) for x in several)
    begin, end = draw(bounds()), draw(bounds())
    if kind == "within" or begin.meet(Bounds(None, end.latest)) is None:
        end = begin
    return TimeSpan(begin, end, *flags)


@given(spans())
@settings(max_examples=300, deadline=None)
def test_any_span_is_read_back_as_it_was_written(span: TimeSpan) -> None:
    assert TimeSpan.parse(span.edtf) == span
    assert eval(repr(span)) == span
    assert span.words


DATES = st.dates().map(str)
MARKS = st.sampled_from(["", "?", "~", "%"])
SINGLE = st.one_of(
    DATES,
    DATES.map(lambda x: x[:7]),
    DATES.map(lambda x: x[:4]),
    DATES.map(lambda x: x[:3] + "X"),
    DATES.map(lambda x: x[:2] + "XX"),
    DATES.map(lambda x: x[:4] + "-XX"),
    DATES.map(lambda x: x[:7] + "-XX"),
)
MARKED = st.builds(str.__add__, SINGLE, MARKS)


@given(MARKED)
@settings(max_examples=40, deadline=None)
def test_agrees_with_the_edtf_package(text: str) -> None:
    """The package is the oracle for single dates of levels 0 and 1."""
    edtf = pytest.importorskip("edtf")
    theirs = edtf.parse_edtf(text)
    ours = TimeSpan.parse(text)
    first, last = theirs.lower_strict(), theirs.upper_strict()
    assert ours.earliest == ordinal(*first[:3]) * DAY
    assert ours.latest == ordinal(*last[:3]) * DAY + DAY - 1
    assert ours.approximate == (text[-1] in "~%")
    assert ours.uncertain == (text[-1] in "?%")


@given(st.text(alphabet="0123456789-/[]{},.TXYZE+:?~%S ", max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but InvalidTimeSpan comes out, and what is read can be written and read again."""
    try:
        span = TimeSpan.parse(text)
    except InvalidTimeSpan:
        return
    assert TimeSpan.parse(span.edtf) == span
