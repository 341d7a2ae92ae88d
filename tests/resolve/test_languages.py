"""Dates in languages other than English: phrases from real pages, and every form in the tables."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.model.timespan import TimeSpan
from kb.resolve import dates
from kb.resolve.dates import find_dates, resolve_date
from kb.resolve.dates.find.tongue import LANGUAGES

CODES = LANGUAGES[1:]  # English has tests of its own
TABLES = Path(dates.__file__).parent / "languages"
#: Phrases from pages at least, where a language has fewer than sixty of them.
PAGES = {"he": 6, "it": 30, "pt": 30, "tr": 30}
SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "winter": "24"}


def cases(code: str) -> list[dict[str, str]]:
    path = Path(__file__).parent.parent / "cases" / f"dates_{code}.csv"
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def table(code: str) -> dict[str, Any]:
    return tomllib.loads((TABLES / f"{code}.toml").read_text(encoding="utf-8"))


def edtf(phrase: str, lang: str, published: str | None = None) -> str:
    span = resolve_date(phrase, published=published, lang=lang)
    return span.edtf if span else ""


with (Path(__file__).parent.parent / "cases" / "mentions_languages.csv").open(
    encoding="utf-8"
) as file:
    TEXTS = list(csv.DictReader(file))


def case_params() -> list[Any]:
    """A note that starts with "not yet" names what the engine lacks for that row."""
    params = []
    for code in CODES:
        for case in cases(code):
            wanting = case["note"].startswith("not yet")
            marks = [pytest.mark.xfail(reason=case["note"])] if wanting else []
            params.append(pytest.param(case, marks=marks, id=f"{code}: {case['phrase']}"))
    return params


def form_params(kind: str) -> list[Any]:
    return [
        pytest.param(code, key, form, id=f"{code}: {form}")
        for code in CODES
        for key, forms in table(code)[kind].items()
        for form in forms
    ]


@pytest.mark.parametrize("case", case_params())
def test_means_what_a_reader_of_the_page_would_say(case: dict[str, str]) -> None:
    """Each row of the tables; an empty EDTF says that the phrase is no date."""
    assert edtf(case["phrase"], case["lang"], case["published"] or None) == case["edtf"]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("торік", "2021"), ("у серпні торік", "2021-08"), ("цьогоріч восени", "2022-23")],
)
def test_one_word_may_stand_for_several(phrase: str, expected: str) -> None:
    assert edtf(phrase, "uk", "2022-09-06") == expected


@pytest.mark.parametrize("case", TEXTS, ids=lambda x: f"{x['lang']}: {x['text']}")
@pytest.mark.parametrize("found_out", [False, True], ids=["given", "found"])
def test_a_text_means_what_the_table_says(case: dict[str, str], found_out: bool) -> None:
    """Each row of mentions_languages.csv; the language is found where it is not given."""
    lang = None if found_out else case["lang"]
    found = find_dates(case["text"], published=case["published"], lang=lang)
    said = [f"{x.text} = {x.value} {x.mod}".strip() for x in found]
    assert "; ".join(said) == case["mentions"]
    assert "; ".join(x.time_span.edtf if x.time_span else "-" for x in found) == case["edtf"]


@pytest.mark.parametrize("code", CODES)
def test_each_language_has_sixty_phrases(code: str) -> None:
    """From pages, in the first languages all of them; later ones add what their grammar has."""
    rows = cases(code)
    assert len(rows) >= 60
    assert len([x for x in rows if x["source_url"].startswith("http")]) >= PAGES.get(code, 60)
    assert {x["lang"] for x in rows} == {code}


@pytest.mark.parametrize("code", CODES)
def test_expected_times_are_written_in_their_one_form(code: str) -> None:
    """Else a row could fail over how the EDTF is written and not over what it says."""
    for case in cases(code):
        if case["edtf"]:
            assert TimeSpan.parse(case["edtf"]).edtf == case["edtf"], case["phrase"]


@pytest.mark.parametrize(("code", "key", "form"), form_params("month"))
def test_each_form_of_a_month_is_that_month(code: str, key: str, form: str) -> None:
    assert edtf(f"{form} 1945", code) == f"1945-{int(key):02}"


@pytest.mark.parametrize(("code", "key", "form"), form_params("weekday"))
def test_each_form_of_a_weekday_is_that_day(code: str, key: str, form: str) -> None:
    """Beside a date, as short forms are no date alone: a day that is not that one rules it out."""
    found = [day for day in range(5, 12) if edtf(f"{form}, {day}.9.2022", code)]
    assert [date(2022, 9, day).isoweekday() for day in found] == [int(key)]


@pytest.mark.parametrize(("code", "key", "form"), form_params("season"))
def test_each_form_of_a_season_is_that_season(code: str, key: str, form: str) -> None:
    assert edtf(f"{form} 1945", code) == f"1945-{SEASONS[key]}"


@pytest.mark.parametrize("code", CODES)
def test_no_form_stands_twice_under_one_key(code: str) -> None:
    for kind, keys in table(code).items():
        if isinstance(keys, dict):
            for key, forms in keys.items():
                if isinstance(forms, list):
                    assert len(forms) == len(set(forms)), f"{kind}, {key}"
