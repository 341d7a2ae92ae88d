"""Which events are worth a row: those that tell when, where, who or who says so."""

from __future__ import annotations

import pytest

from kb.read.article.document.document import read_document
from kb.read.article.extract import extract_events

DAY = "2022-09-06"


@pytest.mark.parametrize(
    ("text", "title", "there"),
    [
        ("The repairs are making progress.", "progress", False),
        ("The engineers posted photos of the bridge.", "posted", False),
        ("Officials fear that the war will go on for years.", "war", False),
        ("The border with Poland was closed on Monday, the ministry said.", "said", False),
        ("The border with Poland was closed on Monday, the ministry said.", "closed", True),
        ("Anna Kos described the town as calm.", "described", False),
        ("Anna Kos claimed that rebels had shelled Odesa.", "claimed", False),
        ("Anna Kos condemned the shelling of Odesa.", "condemned", True),
    ],
)
def test_what_tells_too_little_is_no_candidate(text, title, there):
    """The word is that of a title, in any case."""
    titles = [
        x.values("title")[0].lower()
        for x in extract_events(read_document(text + "\n", published=DAY), parser=True)
    ]
    assert any(title in x for x in titles) == there, titles


def test_a_noun_that_takes_an_event_up_gives_it_words_and_nothing_else():
    """The reader sees both marked as one event; the noun has no row."""
    text = "Rebels attacked Kosti. Aid groups left the region. Officials condemned the attack."
    found = extract_events(read_document(text + "\n", published=DAY), parser=True)
    (attack,) = [x for x in found if x.values("kind") == ["attack"]]
    (condemned,) = [x for x in found if x.values("kind") == ["condemnation"]]
    assert condemned.values("relations") == [f"about: #{found.index(attack) + 1}"]
    assert attack.others == ((text.rindex("attack"), text.rindex("attack") + 6),)


def test_a_headline_is_taken_up_by_the_first_of_its_kind():
    """However many the text tells of."""
    text = "Rebels attacked Kosti\n\nRebels attacked Kosti. Rebels attacked Samar on Monday."
    found = extract_events(read_document(text + "\n", published=DAY), parser=True)
    assert [x.others[:1] for x in found] == [((7, 15),), ()]


def test_what_a_decision_is_about_is_kept_though_it_says_nothing_itself():
    """A relation tells of it."""
    text = "The council put the referendum on hold on Monday."
    found = extract_events(read_document(text + "\n", published=DAY), parser=True)
    assert ["vote"] in [x.values("kind") for x in found]
    (decision,) = [x for x in found if x.values("kind") == ["decision"]]
    target = int(decision.values("relations")[0].partition("#")[2])
    assert found[target - 1].values("kind") == ["vote"]


@pytest.mark.parametrize(
    ("gap", "claimants"), [(" ", ["institute", "institute"]), ("\n\n", ["institute"])]
)
def test_it_stands_for_a_claimant_of_its_own_paragraph(gap, claimants):
    """Over the end of a paragraph, somebody else may have been named that nothing quotes."""
    text = (
        "Ships were sunk near Odesa on Monday, the institute said."
        f"{gap}It said that a depot had burned in Kherson."
    )
    found = extract_events(read_document(text + "\n", published=DAY), parser=True)
    assert [y for x in found for y in x.values("claimant")] == claimants
