"""The sample article, fact by fact: what a reader takes from it is among the candidates.

The article is our own text (data/README.md); its facts and turns of phrase are those of the news.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import kb

ARTICLE = Path(__file__).parent.parent / "data" / "articles" / "southern-front.txt"


@pytest.fixture(scope="module", params=[True, False], ids=["parser", "alone"])
def reports(request):
    """Return the candidates, with the parser and without."""
    reading = kb.read_article(ARTICLE, published="2022-09-06", parser=request.param)
    return reading.reports


@pytest.fixture(scope="module")
def parsed():
    return kb.read_article(ARTICLE, published="2022-09-06", parser=True).reports


def saying(reports, words, kind):
    """Return the one candidate of a kind whose quote has some words."""
    chosen = reports[(reports["kind"] == kind) & reports["quote"].str.contains(words, regex=False)]
    assert len(chosen) == 1, reports[["kind", "quote"]].to_string()
    return chosen.iloc[0]


def test_two_settlements_are_retaken_as_the_president_says(reports):
    """His words are a claim; the number is a count."""
    (row,) = [x for _, x in reports.iterrows() if x["counts"] == "settlements: 2"]
    assert row["kind"] == "capture"
    assert "Zelensky" in row["claimant"]
    assert "Armed Forces of Ukraine" in row["actors"]
    assert row["counts"] == "settlements: 2"
    assert row["status"] == "occurred"


def test_the_bridges_are_shelled_for_weeks(reports):
    """One lasting event, that had begun weeks ago and had not ended."""
    row = saying(reports, "for weeks", "shelling")
    assert row["status"] == "ongoing"
    assert kb.TimeSpan.parse(row["date"]).end.latest is None


def test_the_antonivka_bridge_is_hit_and_closed(parsed):
    """Placed at the bridge, a part of the shelling, by publication; no day is made up for it."""
    row = saying(parsed, "Antonivka bridge", "attack")
    assert row["places"] == "Antonivka Road Bridge"
    assert row["title"] == "Antonivka bridge hit and closed"
    assert row["relations"].startswith("part of: ")
    assert row["date"] == "[..2022-09-06]"


def test_the_decision_and_the_referendum_are_two_events(parsed):
    """Put on hold by the Monday on which officials said so, because of the counteroffensive."""
    decision = saying(parsed, "on hold", "decision")
    vote = saying(parsed, "on hold", "vote")
    assert (decision["status"], vote["status"]) == ("occurred", "postponed")
    assert (decision["date"], decision["said"]) == ("[..2022-09-05]", "2022-09-05")
    assert f"about: {vote['event']}" in decision["relations"]
    cause = parsed[parsed["kind"] == "offensive"].iloc[0]["event"]
    assert f"because of: {cause}" in decision["relations"]
    assert decision["claimant"].startswith("Russian-installed officials")


def test_the_deadline_is_planned_and_has_not_occurred(parsed):
    """The fifteenth lay ahead."""
    row = saying(parsed, "deadline of September 15", "order")
    assert (row["status"], row["date"]) == ("planned", "2022-09-15")


def test_kovalev_is_shot_on_the_day_that_the_article_has(parsed):
    """Told in two sentences, by a name and by a pronoun: one event."""
    (row,) = [x for _, x in parsed.iterrows() if "Oleksii Kovalev" in x["actors"]]
    assert (row["kind"], row["date"]) == ("attack", "2022-08-30")


def test_the_regiment_refused_by_the_monday_on_which_the_command_said_so(reports):
    """The unit has its parent, and the claim its claimant."""
    row = saying(reports, "had refused to fight", "refusal")
    assert "127th Regiment of Russia's 1st Army Corps" in row["actors"]
    assert (row["date"], row["said"]) == ("[..2022-09-05]", "2022-09-05")
    assert "southern command" in row["claimant"]


def test_the_explosion_is_in_nova_kakhovka(parsed):
    """As Ukrainian forces report."""
    row = saying(parsed, "Nova Kakhovka", "explosion")
    assert row["places"] == "Nova Kakhovka"
    assert row["claimant"] == "Ukrainian forces"


def test_the_checkpoint_is_attacked_in_kamianka_dniprovska(parsed):
    """Attacked and destroyed is one event."""
    row = saying(parsed, "Kamianka-Dniprovska", "attack")
    assert "Dniprovska" in row["places"]
    assert "checkpoint of Russia's FSB" in row["actors"]


def test_the_flag_is_raised_in_vysokopillia(parsed):
    """The line that only says where places what stands behind it."""
    assert any("Vysokopill" in x for x in parsed["places"])


@pytest.mark.parametrize(
    "words", ["howitzer", "promised", "September 20", "Expert", "1991", "Iraq", "Follow us"]
)
def test_nothing_is_read_from_captions_biography_and_boilerplate(reports, words):
    """They tell of other days, or of nothing."""
    assert not reports["quote"].str.contains(words, regex=False).any()


@pytest.mark.parametrize("words", ["I am sure", "Nobody should", "practical step,"])
def test_opinions_are_no_events(parsed, words):
    """What somebody hopes or thinks has not happened."""
    assert not parsed["quote"].str.startswith(words).any()
