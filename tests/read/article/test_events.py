"""What a sentence tells of: each stage on one line of text, with a parser and without.

The tables say what a line means. A last column `alone` says what is found without a parser where
that is something else, or that the row holds there as well.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from kb.read.article.attribution import attribute
from kb.read.article.document import read_document
from kb.read.article.events import find_happenings
from kb.read.article.sentences import split_sentences
from kb.read.article.triggers import find_triggers

CASES = Path(__file__).parents[2] / "cases"
BOTH = pytest.mark.parametrize("parser", [True, False], ids=["parser", "alone"])


def rows(name):
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["text"][:60]) for row in csv.DictReader(file)]


@cache
def sentences(text, parser):
    return split_sentences(read_document(text + "\n"), parser=parser)


def trigger(text, word, parser):
    found = [x for each in sentences(text, parser) for x in find_triggers(each)]
    named = [x for x in found if x.text == word]
    assert named, f"{word!r} is none of {[x.text for x in found]}"
    return named[0]


def happening(row, parser):
    document = read_document(row["text"] + "\n", published=row["published"])
    found = find_happenings(document, split_sentences(document, parser=parser))
    return next(x for x in found if x.trigger.text == row["word"])


def needs_a_parser(row, parser):
    if not parser and row["alone"] != "yes":
        pytest.skip("needs a parser")


@BOTH
@pytest.mark.parametrize("row", rows("triggers.csv"))
def test_words_that_name_happenings_are_found_with_their_kind(row, parser):
    """Verbs, particles, nouns and light verbs; and nothing in sentences that tell of none."""
    expected = row["triggers"] if parser or not row["alone"] else row["alone"]
    found = [
        f"{x.text} = {x.kind}"
        for each in sentences(row["text"], parser)
        for x in find_triggers(each)
    ]
    wanted = expected.split("; ") if expected != "-" else []
    missed = [x for x in wanted if x not in found]
    assert missed == []
    if not wanted:
        assert [x for x in found if not x.endswith("= other")] == []


@BOTH
@pytest.mark.parametrize("row", rows("modality.csv"))
def test_what_became_of_it_follows_from_verb_group_and_governing_words(row, parser):
    """Status, stance, whether it is an event at all, and whether it happened before."""
    needs_a_parser(row, parser)
    found = trigger(row["text"], row["word"], parser).modality
    expected = (row["status"], row["stance"], row["reality"], row["aspect"])
    assert (found.status, found.stance, found.reality, found.aspect) == expected


@BOTH
@pytest.mark.parametrize("row", rows("attribution.csv"))
def test_the_claimant_is_who_says_so(row, parser):
    """Verbs of saying, "according to", "reported by", and quotations."""
    needs_a_parser(row, parser)
    each = sentences(row["text"], parser)
    triggers = [find_triggers(x) for x in each]
    found = [
        claim
        for row_of, claims in zip(triggers, attribute(each, triggers), strict=True)
        for x, claim in zip(row_of, claims, strict=True)
        if x.text == row["word"]
    ]
    assert found
    assert (found[0].name if found[0] else "") == row["claimant"]
    assert (found[0].stance if found[0] else "asserts") == row["stance"]


@BOTH
@pytest.mark.parametrize("row", rows("dating.csv"))
def test_a_date_belongs_to_the_event_that_it_dates(row, parser):
    """And the date of the saying to the saying; what nothing dates stays undated."""
    needs_a_parser(row, parser)
    dating = happening(row, parser).dating
    assert (dating.time_span.edtf if dating.time_span else "") == row["date"]
    assert (dating.said.edtf if dating.said else "") == row["said"]
