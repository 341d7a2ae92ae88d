"""Relations hold dates to their order: what is only inferred yields to what the words say."""

from __future__ import annotations

import pytest

from kb.read.article.bounding import bound_dates
from kb.read.article.document.document import read_document
from kb.read.article.relations import AFTER, BECAUSE, PART, Relation
from kb.read.article.values import Candidate, Field

DOCUMENT = read_document("It was hit again.", published="2022-09-06")


def candidate(date="", rule="", status="occurred"):
    told = Field("status", status, 0, 1, 0.9, "verb group")
    return Candidate(0, 1, (told, Field("date", date, 0, 1, 0.9, rule)) if date else (told,))


def dates_of(one, other, relation):
    related = [Relation(0, relation, 1, 0, 1, 0.7, "“after”")]
    return [x.values("date") for x in bound_dates(DOCUMENT, [one, other], related)]


@pytest.mark.parametrize("relation", [AFTER, BECAUSE])
@pytest.mark.parametrize("rule", ["day of the story", "another mention", "together with “hit”"])
def test_an_inferred_date_yields_to_the_order(relation, rule):
    """What came after another, or of it, did not happen on an earlier day."""
    stated = candidate("2022-09-04", "its own words")
    assert dates_of(candidate("2022-09-03", rule), stated, relation) == [[], ["2022-09-04"]]


def test_stated_dates_stay_and_so_do_those_in_order():
    """Two that the words state may contradict the order; one day is in no wrong order."""
    stated = candidate("2022-09-04", "its own words")
    first = candidate("2022-09-03", "its verb")
    assert dates_of(first, stated, AFTER) == [["2022-09-03"], ["2022-09-04"]]
    same = candidate("2022-09-04", "day of the story")
    assert dates_of(same, stated, AFTER) == [["2022-09-04"], ["2022-09-04"]]


def test_a_part_of_what_goes_on_had_happened_by_publication():
    """Where it has no date of its own and the whole has one."""
    whole = candidate("[..2022-08-23]/[2022-09-06..]", "lasting until reported")
    assert dates_of(candidate(), whole, PART)[0] == ["[..2022-09-06]"]
    dated = candidate("2022-09-01", "its own words")
    assert dates_of(dated, whole, PART)[0] == ["2022-09-01"]


@pytest.mark.parametrize(
    ("later", "former", "expected"),
    [
        (candidate("2022-09-04", "its own words"), candidate(), ["[..2022-09-04]"]),
        (candidate("2022-09-04", "day of the story"), candidate(), []),
        (candidate("2022-09-01/..", "its own words"), candidate(), []),
        (candidate("2022-09-20", "its own words", "planned"), candidate(), []),
        (candidate("2022-09-04", "its own words"), candidate(status="planned"), []),
    ],
)
def test_what_something_dated_came_after_had_happened_by_then(later, former, expected):
    """Where the words date what came after it, and it has happened."""
    assert dates_of(later, former, AFTER)[1] == expected
