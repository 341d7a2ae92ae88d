"""Where each event of a sentence happened, among the places that it names."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from kb.read.article.analysis import analyse
from kb.read.article.document.document import read_document
from kb.read.article.extract import extract_events
from kb.read.article.naming import place_names

CASES = Path(__file__).parents[2] / "cases" / "placing.csv"


@cache
def events(text, parser):
    """Return the words of each event of a text with the places that it has, by their names."""
    analysis = analyse(read_document(text + "\n", published="2026-06-11"), parser=parser)
    names = place_names(analysis.places)
    return [
        (
            {x.trigger.text.casefold() for x in (event.happening, *event.joined)},
            {names[x.mention.place.id]: x for x in event.places},
        )
        for event in analysis.events
    ]


def rows():
    with CASES.open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(row, id=f"{row['what']}: {row['word']}") for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize("row", rows())
def test_an_event_happened_where_the_table_says(row):
    """Not where somebody speaks of it, comes from, or something else happens."""
    found = [x for words, x in events(row["text"], True) if any(row["word"] in y for y in words)]
    assert found, f"{row['word']!r} is no event"
    assert set(found[0]) == {*filter(None, row["places"].split("; "))}, found


@pytest.mark.parametrize(
    ("text", "sure", "rule"),
    [
        ("A bomb exploded in Mosul.", 0.9, "“in” and its name"),
        ("A bomb exploded near Mosul.", 0.6, "“near” and its name"),
        ("A bomb exploded 20 km south of Mosul.", 0.6, "“of” and its name"),
        ("Clashes went on between Mosul and Erbil.", 0.6, "“between” and its name"),
    ],
)
def test_a_place_that_is_only_near_is_told_so(text, sure, rule):
    """By a lower confidence, and by the words that say how near."""
    [(_, places)] = events(text, True)
    assert places["Mosul"].confidence == sure
    assert places["Mosul"].rule == rule


STORY = """Bomb at Quetta market kills nine

QUETTA, Pakistan, June 9 (Reuters) - A bomb in a handcart killed nine people on Tuesday.

Police arrested three suspects on Wednesday. Officials condemned the attack.

In the north, gunmen killed two soldiers in Bannu. A third soldier was kidnapped.

In 2024, a suicide bombing left 26 people dead at a railway station.
"""


def places_of(text, word):
    return next((set(y) for words, y in events(text, True) if any(word in x for x in words)), None)


def test_what_has_no_place_happened_in_the_town_of_the_headline():
    assert places_of(STORY, "arrested") == {"Quetta"}


@pytest.mark.parametrize(
    ("word", "why"),
    [("kidnapped", "told beside what was elsewhere"), ("bombing", "of another year")],
)
def test_what_may_be_elsewhere_is_left_without_a_place(word, why):
    assert places_of(STORY, word) == set(), why


def test_a_town_of_the_dateline_alone_or_beside_another_says_nothing_of_where():
    for text in (
        STORY.replace("Quetta market", "market"),
        STORY.replace("QUETTA", "KARACHI"),
    ):
        assert places_of(text, "arrested") == set()


def test_a_headline_names_the_department_that_the_text_tells_of():
    """Not the town of its name as well."""
    body = "Gunmen killed four people in the department of Sucre in Colombia."
    text = f"Gunmen kill four in Sucre\n\n{body}"
    told = extract_events(read_document(text + "\n", published="2026-06-11"))
    [killing] = [x for x in told if x.values("kind") == ["killing"]]
    assert killing.values("places") == ["Sucre (Colombia)", "Colombia"]
