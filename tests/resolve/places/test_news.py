"""Paragraphs in the manner of the world's news: their places are found, and put where they lie."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from kb.resolve.places import find_places, resolve_places

SCORER = Path(__file__).parents[3] / "scripts" / "benchmarks" / "places_news.py"

#: What is reached, less a few mentions: the table may grow by places that are not found.
ACCURACY, F1 = 0.92, 0.94


@pytest.fixture(scope="module")
def news():
    """Return what reads and scores them, which `scripts/bench places` uses as well."""
    return SimpleNamespace(**runpy.run_path(str(SCORER)))


def toponym(start, end, place):
    at = (place.lat, place.lon) if place else (None, None)
    return {"start": start, "end": end, "lat": at[0], "lon": at[1]}


def test_the_places_of_the_worlds_news(news):
    """What is missed is named where it grows."""
    documents = news.read_news()
    found, given = [], []
    for each in documents:
        text, spans = each["text"], [(x["start"], x["end"]) for x in each["gold"]]
        named = [x for x in find_places(text) if not x.is_demonym]
        found.append([toponym(x.start, x.end, x.place) for x in named])
        places = zip(spans, resolve_places(text, spans), strict=True)
        given.append([toponym(*span, place) for span, place in places])
    row = news.score(documents, found, given)
    assert row["acc161"] >= ACCURACY, row["missed"]
    assert row["f1"] >= F1, row["missed"]


def test_the_scorer_counts_what_is_missed_and_what_is_made_up(news):
    """One of two places found, and one that is none: P, R and F1 are a half."""
    gold = [{"start": x, "end": x + 1, "lat": 0.0, "lon": x, "km": 161.0} for x in (0, 5)]
    document = {"text": "a    b   c", "gold": gold}
    found = [{"start": 0, "end": 1, "lat": 1.0, "lon": 0.0}, {**gold[1], "start": 9, "end": 10}]
    given = [{**gold[0], "lat": 2.0}, {**gold[1], "lat": None}]
    row = news.score([document], [found], [given])
    assert (row["acc161"], row["p"], row["r"], row["f1"]) == (0, 0.5, 0.5, 0.5)
    assert row["missed"] == ["a", "b"]
