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
        ("Anna Kos was charged with fraud.", "fraud", False),
        ("Anna Kos resigned on Monday while in detention.", "detention", False),
        ("The detention of Anna Kos began on Monday.", "detention", True),
        ("Anna Kos was charged with fraud in Kosti.", "fraud", True),
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


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Flights to Kosti were suspended on Monday.", ["Flights suspended"]),
        ("The vote was postponed on Monday.", ["Vote postponed", "Vote postponed"]),
        ("Truce talks mediated by Oslo were suspended on Monday.", ["Truce talks suspended"]),
        ("Rebels attacked Kosti. Aid groups left the town after the attack.", None),
    ],
)
def test_what_stops_a_thing_or_takes_it_up_has_no_row_of_its_own(text, titles):
    """Unless it was set for a day: then it is an event that was put off."""
    found = extract_events(read_document(text + "\n", published=DAY), parser=True)
    if titles is None:
        assert [x.values("kind") for x in found].count(["attack"]) == 1
    else:
        assert [x.values("title")[0] for x in found] == titles


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("The air strike killed six people in Kosti.", "strike", "Air strike killed six people"),
        ("Gunmen shot at a bus, killing six.", "attack", "Gunmen shot at bus, killing six"),
        ("Fighting broke out in Kosti.", "battle", "Fighting broke out in Kosti"),
        ("The clash left six people dead.", "battle", "Clash left six people dead"),
        ("The ELN carried out an attack on Monday.", "attack", "Attack by ELN"),
    ],
)
def test_what_a_happening_did_is_no_other_event(text, kind, title):
    """The noun or the act leads; its victims and places are those of the whole."""
    (only,) = extract_events(read_document(text + "\n", published=DAY), parser=True)
    assert only.values("kind") == [kind]
    assert only.values("title")[0].startswith(title)


def test_a_denial_is_a_stance_to_what_is_denied():
    """Nobody needs a row for the denying."""
    text = "The army denied that its troops had shelled a school in Kosti."
    (only,) = extract_events(read_document(text + "\n", published=DAY), parser=True)
    assert (only.values("kind"), only.values("stance")) == (["shelling"], ["denies"])


def test_a_title_is_never_longer_than_a_line():
    """Its last parts are left out."""
    text = (
        "The president of the southern federal republic and the chairman of the northern regional "
        "assembly condemned the special military commission of the international parliamentary "
        "conference near the supreme administrative court of Samar."
    )
    for one in extract_events(read_document(text + "\n", published=DAY), parser=True):
        assert len(one.values("title")[0]) <= 90


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


def test_a_broader_word_of_violence_takes_up_what_was_told_before_it():
    """ "The attack" after a shelling is that shelling, whoever is accused of it."""
    text = "Gunners shelled Kosti. Anna Kos accused the rebels of carrying out the attack."
    found = extract_events(read_document(text + "\n", published=DAY), parser=True)
    assert [x.values("kind")[0] for x in found] == ["shelling", "announcement"]
    assert found[0].others == ((text.rindex("attack"), text.rindex("attack") + 6),)


@pytest.mark.parametrize(
    ("said", "agents", "stance"),
    [
        ("The ELN denied that it had carried out the attack.", [], ["denies"]),
        ("The mayor said that the ELN had carried out the attack.", ["agent: ELN"], []),
    ],
)
def test_who_is_said_to_have_done_it_is_a_claim_about_what_was_done(said, agents, stance):
    """It is kept, as somebody says or denies it, and leads to the event."""
    text = f"Gunners shelled Kosti. {said}"
    first, second = extract_events(read_document(text + "\n", published=DAY), parser=True)
    assert first.values("kind") == ["shelling"]
    assert second.values("actors") in (agents, ["agent: ELN"])
    assert second.values("stance") == stance
    assert second.values("relations") == ["about: #1"]
