"""Stages that put events together, on a line of text: places, pronouns, joining, relations."""

from __future__ import annotations

import pytest

from kb.read.article.analysis import analyse
from kb.read.article.document.document import read_document
from kb.read.article.extract import extract_events
from kb.read.article.values import Token
from kb.read.article.words.mending import mended


def events(text, **options):
    """Return the candidates of a text that came out on a Tuesday."""
    document = read_document(text, published="2022-09-06")
    return extract_events(document, **{"parser": True, **options})


def of_kind(found, kind):
    (one,) = [x for x in found if x.values("kind") == [kind]]
    return one


def value(candidate, column):
    return "; ".join(candidate.values(column))


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("Rockets struck a depot in Nova Kakhovka, Ukraine.", "strike", "Nova Kakhovka"),
        ("Ukrainian troops have retaken Vysokopillia in Kherson Oblast.", "capture", "Vysokopill"),
        ("In Kherson, Ukraine, a bridge was shelled on Monday.", "shelling", "Kherson"),
        ("In occupied Kherson, Ukraine, gunmen attacked a checkpoint.", "attack", "Kherson"),
    ],
)
def test_a_place_belongs_to_what_happened_there(text, kind, places):
    """By its preposition, or because something was done to it."""
    assert value(of_kind(events(text), kind), "places").startswith(places)


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops shelled a bridge on Monday.",
        "Russia's army shelled a bridge on Monday.",
        "The Ukrainians shelled a bridge on Monday.",
    ],
)
def test_who_acts_is_no_place(text):
    """A state's name says whose troops they are, and not where they fired."""
    assert value(of_kind(events(text), "shelling"), "places") == ""


def test_a_line_that_only_says_where_places_the_sentence_behind_it():
    """As dispatches begin."""
    text = (
        '"Nova Kakhovka. Kherson region. Ukraine. Today," a reporter wrote under a picture of '
        "soldiers who raised the national flag."
    )
    found = [x for x in events(text) if "Nova Kakhovka" in x.values("places")]
    assert found != []


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        (
            "Officials in the city said that they had postponed the referendum.",
            "decision",
            "agent: Officials",
        ),
        (
            "Gunmen attacked Oleksii Kovalev, a lawmaker. He was shot on August 30.",
            "attack",
            "Oleksii Kovalev",
        ),
        (
            "Ukrainian forces retook a village. They shelled a bridge.",
            "shelling",
            "agent: Armed Forces of Ukraine",
        ),
    ],
)
def test_a_pronoun_stands_for_the_actor_before_it(text, kind, actor):
    """Where the number fits, and one actor stands higher than the others."""
    found = [x for x in events(text) if x.values("kind") == [kind]]
    assert any(actor in value(x, "actors") for x in found)


def test_a_pronoun_that_stands_for_nobody_names_no_one():
    """Rather no actor than "they"."""
    (shelling,) = events("They shelled a bridge on Monday.")
    assert value(shelling, "actors") == "target: bridge"


def test_what_was_done_and_what_came_of_it_is_one_event():
    """The blow leads, the damage is told with it."""
    (hit,) = events("The bridge was hit on Monday and rendered impassable to traffic.")
    assert value(hit, "kind") == "attack"
    assert value(hit, "title") == "Bridge hit and rendered impassable"
    assert len(hit.others) == 1


def test_what_is_taken_up_in_the_next_sentence_is_one_event():
    """The same kind, done to the same name; one sentence gives the date, the other the doer."""
    (shot,) = events("Gunmen shot Oleksii Kovalev, a lawmaker. Kovalev was shot on August 30.")
    assert value(shot, "date") == "2022-08-30"
    assert "agent: Gunmen" in value(shot, "actors")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot Oleksii Kovalev, a lawmaker. Vitaly Gura, an official, was shot on August 6.",
        "Kherson was shelled on Sunday. Kherson was shelled on Monday.",
        "The bridge was hit on Monday. Troops said that the ferry was hit, too.",
    ],
)
def test_other_names_and_other_days_are_other_events(text):
    """Whatever contradicts keeps two happenings apart."""
    assert len([x for x in events(text) if x.values("kind")[0] in ("attack", "shelling")]) == 2


@pytest.mark.parametrize(
    ("text", "one", "relation", "other"),
    [
        ("Officials put a planned referendum on hold.", "decision", "about", "vote"),
        (
            "The bridge was closed because of an explosion on Monday.",
            "closure",
            "because of",
            "explosion",
        ),
        ("Troops withdrew from the town after an attack.", "withdrawal", "after", "attack"),
        ("Troops withdrew after rebels shelled the town.", "withdrawal", "after", "shelling"),
        ("The mayor fled after clashes erupted.", "movement", "after", "battle"),
        (
            "The counteroffensive began in August. Officials postponed the vote because of the "
            "counteroffensive.",
            "decision",
            "because of",
            "offensive",
        ),
        (
            "The army has been shelling the bridges for weeks. One bridge was hit again.",
            "attack",
            "part of",
            "shelling",
        ),
    ],
)
def test_words_relate_events(text, one, relation, other):
    """A decision to what it is on, an effect to its cause, a strike to the campaign."""
    found = events(text)
    (field,) = [
        x for x in of_kind(found, one).fields if x.column == "relations" and relation in x.value
    ]
    number = int(field.value.partition("#")[2])
    assert field.value.startswith(relation)
    assert found[number - 1].values("kind") == [other]


def test_the_referendum_that_is_put_on_hold_is_an_event_of_its_own():
    """The decision has occurred, and the vote is postponed: two events, not one."""
    found = events("Officials said on Monday that they had put a planned referendum on hold.")
    decision, vote = of_kind(found, "decision"), of_kind(found, "vote")
    assert (value(decision, "status"), value(vote, "status")) == ("occurred", "postponed")
    assert value(decision, "date") == "[..2022-09-05]"
    assert value(decision, "said") == "2022-09-05"


@pytest.mark.parametrize("parser", [True, False], ids=["parser", "alone"])
def test_a_text_in_capitals_is_read_as_one_in_small_letters(parser):
    """Wires of old have no small letters; the offsets are those of the text given."""
    text = "GUERRILLAS ATTACKED A BRIDGE IN EL SALVADOR ON MONDAY. TWO SOLDIERS WERE KILLED."
    document = read_document(text, published="1989-11-14")
    found = extract_events(document, parser=parser)
    assert {"attack", "killing"} <= {x.values("kind")[0] for x in found}
    assert all(text[x.start : x.end].isupper() for x in found)


def test_every_mention_is_where_it_says():
    """Dates, places and actors keep the offsets of the text."""
    text = "On Monday, Ukrainian forces shelled a bridge in Kherson, Ukraine, officials said."
    found = analyse(read_document(text, published="2022-09-06"), parser=True)
    mentions = [*found.dates, *found.places, *found.actors]
    assert {"On Monday", "Kherson", "Ukrainian forces"} & {x.text for x in mentions}
    assert all(text[x.start : x.end] == x.text for x in mentions)


def test_a_headline_and_what_tells_it_in_full_are_one():
    """The text leads: it says when and who says so."""
    text = (
        "Shelling kills 20 in El Fasher\n\n"
        "At least 20 people were killed on Monday when shells fell on El Fasher, medics said."
    )
    killing = of_kind(events(text), "killing")
    assert value(killing, "date") == "2022-09-05"
    assert value(killing, "claimant") == "medics"
    assert value(killing, "counts") in ("killed: 20..", "killed: 20")


def test_a_headline_of_other_numbers_or_places_stays_apart():
    for body in ("Gunmen killed 3 people in Kosti.", "Gunmen killed 20 people in Gao, Mali."):
        found = events(f"Gunmen kill 20 people in Kosti, Sudan\n\n{body}")
        assert sum(x.values("kind") == ["killing"] for x in found) == 2, body


def test_an_attack_and_its_toll_are_one():
    """With the numbers of those who were harmed, under the kind of the attack."""
    text = "A suicide bomber blew himself up in Peshawar, killing 30 people and wounding 150."
    bombing = of_kind(events(text), "bombing")
    assert value(bombing, "counts") == "killed: 30; wounded: 150"
    assert len(events(text)) == 1


def test_what_parsers_take_for_a_participle_or_an_auxiliary_is_what_was_done():
    """The toll of the strikes is theirs, and a headline and the text are one."""
    text = (
        "Israel strikes kill 23 in Gaza as truce talks stall\n\n"
        "Israeli airstrikes killed at least 23 people across the Gaza Strip on Monday, including"
        " nine people in a school, health officials said."
    )
    strike = of_kind(events(text), "strike")
    assert value(strike, "title").startswith("Israeli airstrikes killed at least 23 people")
    assert (value(strike, "counts"), value(strike, "date")) == ("killed: 23..", "2022-09-05")
    assert value(strike, "claimant") == "health officials"


@pytest.mark.parametrize(("lemma", "tag"), [("kill", "VBD"), ("deny", "VBN")])
def test_a_participle_that_keeps_its_object_stays_one(lemma, tag):
    """ "Families denied aid, he said": denied of aid, they have done nothing."""
    said = [
        ("families", "family", "NNS", "nsubj", 4),
        ("-ed", lemma, "VBN", "acl", 0),
        ("aid", "aid", "NN", "dobj", 1),
        ("he", "he", "PRP", "nsubj", 4),
        ("said", "say", "VBD", "ROOT", 4),
    ]
    tokens = [Token(9 * at, 9 * at + len(x[0]), *x) for at, x in enumerate(said)]
    assert mended(tokens)[1].tag == tag
