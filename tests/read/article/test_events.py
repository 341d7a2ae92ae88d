"""What a sentence tells of: each stage on one line of text, with a parser and without.

The tables say what a line means. A last column `alone` says what is found without a parser where
that is something else, or that the row holds there as well.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from kb.model.vocabulary import is_known
from kb.read.article.document.document import read_document
from kb.read.article.events.attribution import attribute
from kb.read.article.events.titles import title_of
from kb.read.article.events.triggers import find_triggers
from kb.read.article.happenings import (
    LEAST,
    LIMIT,
    WORDS,
    fields_of,
    find_events,
    find_happenings,
    most_events,
)
from kb.read.article.words.lexicon import entries, index
from kb.read.article.words.sentences import split_sentences

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


@BOTH
@pytest.mark.parametrize("row", rows("titles.csv"))
def test_a_title_has_who_did_what_to_whom_and_where(row, parser):
    """In a few words out of the heads of phrases; a pronoun names nobody."""
    needs_a_parser(row, parser)
    (each,) = sentences(row["text"], parser)
    assert title_of(each, trigger(row["text"], row["word"], parser)) == row["title"]


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "Reports that gunners shelled the port on Monday are false, the navy said.",
        "It is not true that gunners shelled the port on Monday, the navy said.",
    ],
)
def test_who_calls_it_untrue_denies_it(text, parser):
    """And does not say so, although the words of saying are the same."""
    row = {"text": text, "published": "2022-09-06", "word": "shelled"}
    found = happening(row, parser)
    assert (found.claim.name, found.stance) == ("navy", "denies")


def events(text, published="2022-09-06", parser=True, **options):
    document = read_document(text, published=published)
    return find_events(document, split_sentences(document, parser=parser), **options)


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "The troops did not attack.",
        "If the dam breaks, hundreds will die.",
        "The government should resign.",
        "Floods often destroy the crops.",
        "We think the rebels will attack.",
    ],
)
def test_what_did_not_happen_or_is_an_opinion_is_no_event(text, parser):
    """What a sentence denies, supposes, wishes for or says in general is not proposed."""
    assert events(f"{text}\n", parser=parser) == []


@BOTH
def test_an_article_without_a_day_of_publication_dates_nothing_by_it(parser):
    """What counts from publication stays undated; a date in full does not."""
    text = "A bridge was hit on Monday. A depot was bombed on 3 May 2022.\n"
    found = events(text, published=None, parser=parser)
    assert [x.dating.time_span and x.dating.time_span.edtf for x in found] == [None, "2022-05-03"]


def test_a_story_goes_on_where_it_names_the_same():
    """A day reached holds in the simple past for what shares a name; nothing holds beyond that."""
    text = (
        "Blaze in Porto\n\nA fire broke out in a hotel in Porto on Thursday.\n\n"
        "Guests fled the hotel. The owner has sold it.\n\n"
        "Elsewhere a court jailed two smugglers.\n"
    )
    days = days_of(text)
    assert days["fled"] == "2022-09-01"
    assert days.get("sold", "") == ""
    assert days["jailed"] == ""


def test_a_story_ends_at_a_heading():
    """What a new heading opens is another story, even of the same hotel."""
    story = "Blaze in Porto\n\nA fire broke out in a hotel in Porto on Thursday.\n\n"
    after = "Guests fled the hotel and firemen closed the road to the port for the night.\n"
    assert days_of(story + after)["fled"] == "2022-09-01"
    assert days_of(f"{story}What the hotel is worth\n\n{after}")["fled"] == ""


def days_of(text):
    return {
        x.trigger.text: x.dating.time_span.edtf if x.dating.time_span else "" for x in events(text)
    }


def test_events_are_above_the_least_salience_and_in_order():
    """What says little of anything is none, and the order is that of the text."""
    text = "Rebels attacked a town on Monday.\n\n" + "The sky was blue.\n\n" * 12
    found = events(text + "A man spoke. They left on Friday.\n")
    assert "spoke" not in {x.trigger.text for x in found}
    assert all(x.salience >= LEAST for x in found)
    assert [x.trigger.start for x in found] == sorted(x.trigger.start for x in found)


def test_the_number_of_events_grows_with_the_article():
    """So many at the most, or one in so many words."""
    short = sentences("A bridge was hit.", parser=False)
    assert most_events(short) == LIMIT
    assert most_events(short * 1000) == 1000 * len(short[0].tokens) // WORDS


def test_what_is_told_outranks_what_is_quoted():
    """Readers take the words of a speaker for no event of the article."""

    def salience(text):
        document = read_document(text)
        found = find_happenings(document, split_sentences(document, parser=True))
        return next(x.salience for x in found if x.trigger.text == "bombed")

    told = salience("They bombed a depot, he said.\n")
    assert salience("“They bombed a depot,” he said.\n") < told - 1


def test_each_field_says_which_words_and_which_rule_gave_it():
    """A candidate explains itself, and its quote is the sentence as printed."""
    text = "Officials said on Monday that the vote had been cancelled.\n"
    document = read_document(text, published="2022-09-06")
    each = split_sentences(document, parser=True)
    (found,) = [x for x in find_events(document, each) if x.trigger.text == "cancelled"]
    fields = {x.column: x for x in fields_of(found, each[0], document.text)}
    assert fields["date"].value == "[..2022-09-05]"
    assert fields["date"].method == "reported by then"
    assert document.text[fields["said"].start : fields["said"].end] == "Monday"
    assert document.text[fields["claimant"].start : fields["claimant"].end] == "Officials"
    assert fields["kind"].method == "triggers.csv: cancel (verb)"
    assert fields["quote"].value == text.strip()


def test_every_row_of_the_table_names_a_kind_of_the_vocabulary():
    """And every form of its words is found by it."""
    for entry in entries():
        assert entry.weight == 0 or is_known("kind", entry.kind), entry
        assert entry.lemma in index(), entry
        assert entry.source, entry
