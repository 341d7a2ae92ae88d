"""Who does what to whom: roles, actors, numbers of those it is done to, and what is one happening.

A last column `alone` says what is found without a parser, or that the row holds there as well.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from kb.model.names import Names
from kb.model.tables import ACTOR_COLUMNS
from kb.read.article.analysis import analyse
from kb.read.article.document.document import read_document
from kb.read.article.events.triggers import find_triggers
from kb.read.article.extract import extract_events
from kb.read.article.who.actors import find_actors
from kb.read.article.who.counts import find_counts
from kb.read.article.who.roles import find_roles
from kb.read.article.words.casing import is_upper, truecase
from kb.read.article.words.sentences import split_sentences

CASES = Path(__file__).parents[2] / "cases"
BOTH = pytest.mark.parametrize("parser", [True, False], ids=["parser", "alone"])


def rows(name, column="text"):
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row[column][:60]) for row in csv.DictReader(file)]


@cache
def read(text, parser):
    document = read_document(text + "\n", published="2022-09-06")
    return document, split_sentences(document, parser=parser)


def told(row, parser):
    """Return the roles and counts of the trigger that a row names."""
    document, sentences = read(row["text"], parser)
    for sentence in sentences:
        for trigger in find_triggers(sentence):
            if trigger.text == row["word"]:
                roles = find_roles(sentence, trigger)
                return document.text, roles, find_counts(document.text, sentence, trigger, roles)
    pytest.fail(f"{row['word']!r} names nothing")


@BOTH
@pytest.mark.parametrize("row", rows("roles.csv"))
def test_roles_follow_from_grammar(row, parser):
    """Voice, by-phrases, nouns, relative clauses, light verbs, claims and blame."""
    expected = row["roles"] if parser else row["alone"]
    if not expected:
        pytest.skip("needs a parser")
    text, roles, _ = told(row, parser)
    found = [f"{x.role}: {text[x.start : x.end]}" for x in roles]
    wanted = expected.split("; ") if expected != "-" else []
    assert sorted(found) == sorted(wanted) if parser else set(wanted) <= set(found)


def test_a_role_says_by_which_frame_it_was_given():
    """A candidate explains itself: the trigger, the slot and how the words stand in it."""
    _, roles, _ = told({"text": "Gunmen killed a priest.", "word": "killed"}, True)
    assert [x.rule for x in roles] == [
        "kill: subject is agent (subject)",
        "kill: object is victim (object)",
    ]


@BOTH
@pytest.mark.parametrize("row", rows("actors.csv"))
def test_actors_are_found_with_the_name_they_bear(row, parser):
    """Units, acronyms, surnames, forces and capitals of states, and common nouns."""
    document, sentences = read(row["text"], parser)
    found = {x.text: x.value for x in find_actors(document.text, sentences)}
    assert found.get(row["mention"]) == row["name"], found


@pytest.mark.parametrize("row", rows("participants.csv"))
def test_participants_bear_the_names_that_the_article_has_for_them(row):
    """Descriptions, "the troops" and "their forces" mean who was named; members also their body."""
    analysis = analyse(read(row["text"], True)[0], parser=True)
    found = [
        f"{one.role}: {one.name}"
        for event in analysis.events
        if row["word"] in event.happening.trigger.text
        for one in event.participants
    ]
    assert sorted(found) == sorted(filter(None, row["participants"].split("; ")))


def test_actors_are_those_of_a_knowledge_base_that_bear_the_name():
    """An alias leads to the name that the base has."""
    row = dict.fromkeys(ACTOR_COLUMNS, "") | {
        "id": "afu",
        "name": "Army of Ukraine",
        "aliases": "Ukrainian forces",
    }
    names = Names(pd.DataFrame([row]))
    document, sentences = read("Ukrainian forces fired.", False)
    assert [x.value for x in find_actors(document.text, sentences, names)] == ["Army of Ukraine"]


@pytest.mark.parametrize("row", rows("counts.csv"))
def test_numbers_of_those_it_is_done_to_become_ranges(row):
    """At least, about, between, sums over those who are named, and no number at all."""
    _, _, counts = told(row, True)
    assert "; ".join(x.value for x in counts) == row["counts"]


@pytest.mark.parametrize("row", rows("joining.csv"))
def test_what_tells_of_one_happening_is_joined(row):
    """Same aim in one breath, or taken up by name; not against dates, places or status."""
    document, _ = read(row["text"], True)
    analysis = analyse(document, parser=True)
    groups = [sorted(x.text for x in _triggers(analysis, event)) for event in analysis.events]
    assert (sorted(row["words"].split("; ")) in groups) == (row["joined"] == "yes"), groups


def _triggers(analysis, event):
    return [event.happening.trigger, *(x.trigger for x in event.joined)]


@pytest.mark.parametrize("row", rows("casing.csv", "upper"))
def test_capitals_are_given_their_case_back_letter_for_letter(row):
    """Names and acronyms keep capitals, words of the dictionary do not; offsets stay."""
    assert is_upper(row["upper"])
    assert truecase(row["upper"]) == row["cased"]


def test_only_text_that_is_capitals_throughout_counts_as_that():
    assert not is_upper("NATO and the EU met.")
    assert not is_upper("12 345")


@pytest.mark.parametrize("row", rows("columns.csv"))
def test_the_column_names_whom_another_article_could_mean(row):
    """Bodies instead of their fighters, no "three people"; claimants by the article's names."""
    document, _ = read(row["text"], True)
    (found,) = [
        x
        for x in extract_events(document, parser=True)
        if row["word"] == document.text[x.start : x.end]
    ]
    assert "; ".join(found.values("actors")) == row["actors"]
    assert "; ".join(found.values("claimant")) == row["claimant"]


def test_a_word_of_a_name_names_no_happening():
    """Save the Children saves nobody."""
    document, _ = read("Save the Children said that two clinics were looted.", True)
    found = [document.text[x.start : x.end] for x in extract_events(document, parser=True)]
    assert found == ["looted"]
