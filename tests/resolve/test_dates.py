"""Phrases to time spans: the table of cases, and what must never happen."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.calendar import DAY
from kb.model.timespan import Precision, TimeSpan
from kb.resolve.dates import find_dates, resolve_date, resolve_date_column
from kb.resolve.dates.find.tongue import LANGUAGES, load_tongue
from kb.resolve.dates.phrase import read_phrase

PUBLISHED = "2022-09-06"  # a Tuesday

with (Path(__file__).parent.parent / "cases" / "dates.csv").open(encoding="utf-8") as file:
    CASES = list(csv.DictReader(file))


def edtf(
    phrase: str, published: str | None = PUBLISHED, lang: str = "en", context: str | None = None
) -> str:
    span = resolve_date(phrase, published=published, lang=lang, context=context)
    return span.edtf if span else ""


@pytest.mark.parametrize("case", CASES, ids=lambda x: f"{x['lang']}: {x['phrase']}")
def test_means_what_the_table_says(case: dict[str, str]) -> None:
    """Each row of dates.csv; an empty EDTF says that the phrase is no date."""
    found = edtf(case["phrase"], case["published"], case["lang"], case["context"] or None)
    assert found == case["edtf"]


@pytest.mark.parametrize(
    "case", [x for x in CASES if x["timex3"]], ids=lambda x: f"{x['lang']}: {x['phrase']}"
)
def test_has_the_value_that_the_table_says(case: dict[str, str]) -> None:
    """The column timex3: value and mod of the expression, as TIMEX3 writes them."""
    found = read_phrase(
        case["phrase"],
        published=case["published"],
        lang=case["lang"],
        context=case["context"] or None,
    )
    assert "; ".join(f"{x.value} {x.mod}".strip() for x in found) == case["timex3"]


@pytest.mark.parametrize(
    "case",
    [x for x in CASES if x["timex3"] and " " in x["phrase"].strip()],
    ids=lambda x: f"{x['lang']}: {x['phrase']}",
)
def test_a_text_is_read_as_its_phrases_are(case: dict[str, str]) -> None:
    """What `resolve_date` understands, `find_dates` finds: somewhere in the phrase, at least."""
    code = case["lang"].partition("-")[0] or None
    found = find_dates(case["phrase"], published=case["published"], lang=code)
    others = find_dates(case["phrase"], published=case["published"], lang=None)
    assert found or others


@pytest.mark.parametrize(
    "phrase",
    [
        "1922",
        "2022",
        "2022-08",
        "2022-08-30",
        "2022-08~",
        "2022-22",
        "[..2022-09-15]",
        "1950S2",
        "2022-08-28/2022-09-03",
        "2022-08-30T14:00+03:00",
        "[2022-08-28,2022-08-30]",
        "Y-17E7",
    ],
)
@pytest.mark.parametrize("published", [None, "", PUBLISHED, "0001-01-01", "9999-12-31"])
def test_edtf_is_taken_as_it_is(phrase: str, published: str | None) -> None:
    """Whenever it was published, and whatever the language."""
    for lang in ("en", "uk", "ru", "de", "", "xx"):
        assert edtf(phrase, published, lang) == phrase


class TestTrapsOfDateparser:
    """What dateparser gets wrong; see the module `kb.resolve.dates.foreign`."""

    def test_a_missing_part_is_not_filled_from_today(self) -> None:
        """`dateparser.parse("1922")` is a day in 1922."""
        assert edtf("1922", None) == "1922"
        assert edtf("1922-03", None) == "1922-03"
        assert edtf("1922", None, "de") == "1922"
        assert edtf("April 2022") == "2022-04"
        assert edtf("April 2022", None, "de") == "2022-04"
        assert edtf("30 August", None) == edtf("30. August", None, "de") == ""

    def test_a_decade_is_no_number_of_seconds(self) -> None:
        assert edtf("1920s") == edtf("the 1920s", None) == "192X"

    @pytest.mark.parametrize("lang", ["en", "uk", "ru", "de", "fr", "es", ""])
    @pytest.mark.parametrize(
        "phrase", ["12", "1", "31", "100", "2,000", "1,920", "3.5", "10.5", "-5", "12:30", "5%"]
    )
    def test_a_number_is_no_date(self, phrase: str, lang: str) -> None:
        assert edtf(phrase, lang=lang) == ""

    @pytest.mark.parametrize(
        "phrase",
        [
            "we",
            "may",
            "march",
            "sun",
            "sat",
            "a second",
            "second",
            "mar",
            "may 12 people died",
            "12 may die",
            "1,920 people",
            "the second",
            "127th Regiment",
            "9 of 11",
            "may be",
            "marched on Monday",
            "August Smith",
            "Sunday Times",
            "in a while",
            "some time later",
        ],
    )
    def test_an_ordinary_word_is_no_date(self, phrase: str) -> None:
        assert edtf(phrase) == ""

    def test_the_order_of_day_and_month_is_fixed(self) -> None:
        """Both where both may be meant, never one for 10/11 and the other for 13/11."""
        assert edtf("10/11/2022") == "[2022-10-11,2022-11-10]"
        assert edtf("13/11/2022") == edtf("11/13/2022") == "2022-11-13"
        assert edtf("10/11/2022", lang="uk") == edtf("10/11/2022", lang="de") == "2022-11-10"
        assert edtf("11/13/2022", lang="uk") == "2022-11-13"  # there is no month 13
        assert edtf("10.11.2022") == "2022-11-10"
        assert edtf("11/11/2022") == "2022-11-11"

    def test_friday_on_a_friday_is_that_day(self) -> None:
        assert edtf("Friday", "2022-09-02") == "2022-09-02"
        assert edtf("Freitag", "2022-09-02", "de") == "2022-09-02"

    def test_the_day_is_checked(self) -> None:
        for phrase in ("30 February", "31 June 2022", "2022-13-01", "2022-02-30", "32 August"):
            assert edtf(phrase) == ""
        assert edtf("Tuesday, 29 August 2022") == ""  # that was a Monday

    def test_what_is_left_over_is_not_left_out(self) -> None:
        """A range must not come out as its first day."""
        assert edtf("September 23–27, 2022") == "2022-09-23/2022-09-27"
        assert edtf("23 September 2022 27") == ""
        assert edtf("23-27 september 2022", lang="nl") == ""
        assert edtf("23-27 mei", lang="nl") == ""
        assert edtf("23 mei", lang="nl") == "2022-05-23"

    def test_an_unknown_language_is_no_error(self) -> None:
        assert edtf("hello world", lang="xx") == edtf("x", lang="not a language") == ""


@pytest.mark.parametrize("case", CASES, ids=lambda x: f"{x['lang']}: {x['phrase']}")
def test_without_publication_only_what_is_absolute_is_known(case: dict[str, str]) -> None:
    """None, or the very same: today plays no part."""
    found = edtf(case["phrase"], None, case["lang"])
    assert case["context"] or found in ("", case["edtf"])


ANCHORED = [
    x for x in CASES if x["published"] == PUBLISHED and not edtf(x["phrase"], None, x["lang"])
]


@given(st.dates(), st.sampled_from(ANCHORED))
@settings(max_examples=300, deadline=None)
def test_any_day_of_publication_will_do(published: date, case: dict[str, str]) -> None:
    """From year 1 to 9999 nothing fails, and what comes out can be written and read."""
    span = resolve_date(case["phrase"], published=published, lang=case["lang"])
    assert span is None or TimeSpan.parse(span.edtf) == span


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_weekdays_hold(published: date) -> None:
    """A weekday alone is within the week that ends on publication, and is that weekday."""
    for number, name in enumerate(["Monday", "Wednesday", "Sunday"]):
        span = resolve_date(f"on {name}", published=published)
        assert span is not None
        assert span.earliest is not None
        day = date.fromordinal(span.earliest // DAY)
        assert timedelta(0) <= published - day < timedelta(7)
        assert day.weekday() == (0, 2, 6)[number]
        last = resolve_date(f"last {name}", published=published)
        assert last is not None
        assert last.latest is not None
        assert last.latest // DAY < published.toordinal()


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_date_without_a_year_is_that_date(published: date, day: date) -> None:
    """Day and month are as said; it is never over half a year ahead."""
    span = resolve_date(f"{day:%B} {day.day}", published=published)
    if (day.month, day.day) == (2, 29) and span is None:
        return
    assert span is not None
    assert span.earliest is not None
    found = date.fromordinal(span.earliest // DAY)
    assert (found.month, found.day) == (day.month, day.day)
    assert timedelta(-366) < found - published <= timedelta(183)


@given(st.text(max_size=60), st.sampled_from(["en", "uk", "ru", ""]))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_is_none(phrase: str, lang: str) -> None:
    span = resolve_date(phrase, published=PUBLISHED, lang=lang)
    assert span is None or TimeSpan.parse(span.edtf) == span


WORDS = sorted({form[0] for code in LANGUAGES for form in load_tongue(code).words})


@given(
    st.lists(
        st.one_of(
            st.sampled_from(WORDS),
            st.sampled_from(["12", "30", "2022", "-", ",", "14:00", "30.08.2022", "30th", "1920s"]),
        ),
        max_size=12,
    ),
    st.sampled_from(LANGUAGES),
)
@settings(max_examples=500, deadline=None)
def test_any_words_of_dates_are_read_or_are_none(words: list[str], lang: str) -> None:
    """Words in any order fail in no way."""
    span = resolve_date(" ".join(words), published=PUBLISHED, lang=lang)
    assert span is None or TimeSpan.parse(span.edtf) == span


def test_a_long_cell_is_no_date() -> None:
    assert edtf("on Monday " * 3_000) == ""


def test_vague_words_stay_vague() -> None:
    """A day comes out only where the phrase says a day."""
    for phrase in ("late August", "last week", "August", "summer 2022", "several weeks ago"):
        span = resolve_date(phrase, published=PUBLISHED)
        assert span is not None
        assert span.latest - span.earliest > 5 * DAY
    assert resolve_date("last week", published=PUBLISHED).precision == Precision.WEEK


def test_import_is_light() -> None:
    """Neither pandas nor numpy nor dateparser is loaded for a common English form."""
    code = """
import json, sys
from kb.resolve.dates import resolve_date
span = resolve_date("on Monday", published="2022-09-06")
heavy = [x for x in ("pandas", "numpy", "dateparser", "holidays") if x in sys.modules]
print(json.dumps([span.edtf, heavy]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found, heavy = json.loads(done.stdout)
    assert found == "2022-09-05"
    assert heavy == []


#: The marks of words that may stand before a date and change it.
PREFIXES = (
    {"=since", "=starting", "=from", "=until", "=by", "=before", "=after", "=from_on"}
    | {
        "=between",
        "=throughout",
        "=for",
        "=for_over",
        "=within",
        "=about",
        "=over",
        "=night_before",
    }
    | {"=night_from"}
)


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_that_change_a_date_change_it_in_one_way(code: str) -> None:
    """Of the marks of a word, at most one may stand before a date."""
    for words, values in load_tongue(code).words.items():
        assert len(values.keys() & PREFIXES) <= 1, words


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_each_language_has_the_same_kinds_of_words(code: str) -> None:
    def kinds(language: str) -> set[str]:
        found = {x for values in load_tongue(language).words.values() for x in values}
        own = {"ampm", "named", "roman", "holiday", "decade", "repeated"}  # of some languages alone
        own |= {"more"}
        return {x.removesuffix("_after") for x in found if not x.startswith("=")} - own

    assert kinds(code) == kinds("uk")


class TestColumn:
    """A column is resolved as its cells are."""

    def test_each_cell_is_resolved_as_by_itself(self) -> None:
        cases = [x for x in CASES if not x["context"]]
        phrases = [x["phrase"] for x in cases] * 2
        published = [x["published"] for x in cases] * 2
        langs = [x["lang"] for x in cases] * 2
        codes, spans = resolve_date_column(phrases, published, langs)
        found = spans.take(codes).edtf.tolist()
        assert found == [x["edtf"] for x in cases] * 2
        assert codes.dtype == "int32"
        assert len(set(spans.edtf.tolist())) == len(spans)

    def test_empty_unknown_and_unresolved_are_told_apart(self) -> None:
        codes, spans = resolve_date_column(["", " ", "unknown", "in a while", "2022"], PUBLISHED)
        assert codes.tolist() == [-1, -1, -1, -2, 0]
        assert spans.edtf.tolist() == ["2022"]

    def test_the_same_words_of_other_days_are_other_dates(self) -> None:
        codes, spans = resolve_date_column(["on Monday"] * 3, ["2022-09-06", "2022-09-13", ""])
        assert codes.tolist() == [0, 1, -2]
        assert spans.edtf.tolist() == ["2022-09-05", "2022-09-12"]

    def test_there_may_be_no_rows(self) -> None:
        codes, spans = resolve_date_column([], [], [])
        assert (len(codes), len(spans)) == (0, 0)

    def test_a_hundred_thousand_distinct_days_are_quick(self) -> None:
        days = [date.fromordinal(600_000 + x).isoformat() for x in range(100_000)]
        start = time.process_time()
        codes, _ = resolve_date_column(days * 5, PUBLISHED)
        assert time.process_time() - start < 6
        assert codes[0] == 0
