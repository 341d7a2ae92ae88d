"""Holidays: the table against the countries of the library, and against other calendars' rules."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import holidays as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.resolve import dates
from kb.resolve.dates import LANGUAGES, find_dates, resolve_date
from kb.resolve.dates.counting import UnanchoredError
from kb.resolve.dates.find.holidays import easter, holiday_timex, holidays
from kb.resolve.dates.find.rules import load_grammar

with (Path(dates.__file__).parent / "holidays.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
#: A year in which no war had suspended Ukraine's holidays.
YEAR = 2019


@pytest.mark.parametrize("row", [x for x in ROWS if len(x["source"]) == 2], ids=lambda x: x["name"])
def test_a_country_that_is_named_as_source_keeps_it(row: dict[str, str]) -> None:
    """On that very day."""
    kept = library.country_holidays(row["source"], years=YEAR)
    found = holiday_timex(row["name"], YEAR)
    assert date.fromordinal(found.first) in kept


@pytest.mark.parametrize("row", ROWS, ids=lambda x: x["name"])
def test_each_is_known_in_our_years(row: dict[str, str]) -> None:
    """Its days lie in that year, or go on into the next."""
    for year in range(1950, 2050):
        try:
            found = holiday_timex(row["name"], year)
        except UnanchoredError:
            assert ":" in row["rule"]  # a lunar year may have its feast in none of ours
            continue
        assert date.fromordinal(found.first).year == year
        assert found.first <= found.last < found.first + 31


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_word_for_a_holiday_names_one(code: str) -> None:
    """A row of the table, or a rule."""
    lexicon = load_grammar(code).lexicon
    words = [values for _, values in lexicon.words.values()]
    words += [values for found in lexicon.phrases.values() for _, (_, values) in found]
    for name in {x["holiday"] for x in words if "holiday" in x}:
        assert name in holidays() or name[:2].isdigit() or name.startswith("easter")


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    """The western one from 22 March to 25 April, the orthodox one never before it."""
    western = date.fromordinal(easter(year))
    assert western.isoweekday() == 7
    assert date(year, 3, 22) <= western <= date(year, 4, 25)
    assert easter(year, "orthodox") >= easter(year)


def test_ramadan_lasts_from_new_moon_to_new_moon() -> None:
    """29 or 30 days, up to the day before Eid al-Fitr, and known only about."""
    for year in range(1950, 2070):
        found = holiday_timex("ramadan", year)
        assert found.last - found.first + 1 in (29, 30)
        assert found.mod == "APPROX"


@pytest.mark.parametrize("name", ["ramadan", "eid-al-fitr", "diwali", "passover", "tet"])
def test_of_years_beyond_the_tables_nothing_is_said(name: str) -> None:
    for year in (1, 1800, 3000, 9999):
        with pytest.raises(UnanchoredError):
            holiday_timex(name, year)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Tet Offensive began, trumped by Tet.", []),
        ("Since the Yom Kippur War it was quiet.", []),
        ("He came on Yom Kippur and left during Ramadan.", ["Yom Kippur", "Ramadan"]),
    ],
)
def test_an_event_named_by_a_holiday_is_no_date(text: str, found: list[str]) -> None:
    assert [x.text for x in find_dates(text, published="2022-09-06")] == found


@pytest.mark.parametrize("phrase", ["last Ramadan", "next Ramadan", "next Diwali", "last Easter"])
def test_of_a_year_without_tables_no_next_one_is_known(phrase: str) -> None:
    assert resolve_date(phrase, published="0005-06-07") is None


def test_the_eve_is_the_day_before() -> None:
    for name in ("Orthodox Easter", "Independence Day of Ukraine", "Rosh Hashanah"):
        eve = resolve_date(f"the eve of {name} 2022", published="2022-09-06")
        day = resolve_date(f"{name} 2022", published="2022-09-06")
        assert timedelta(seconds=day.earliest - eve.earliest) == timedelta(1)
