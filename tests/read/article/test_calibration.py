"""How sure a candidate is: as often as annotators marked one of its salience."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

import kb
from kb.read.article import calibration
from kb.read.article.calibration import confidence_of
from kb.read.article.values import Candidate, Field

TABLE = Path(calibration.__file__).with_name("calibration.csv")
TEXT = "Rebels attacked Kosti on Monday. The mayor of Kosti said that repairs had begun."


def test_the_curve_goes_through_the_points_of_the_table_and_rises():
    """Each names its source; beyond the ends it stays."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all("TimeSET" in x["source"] for x in rows)
    assert all(confidence_of(float(x["salience"])) == float(x["confidence"]) for x in rows)
    curve = [confidence_of(x / 4) for x in range(-4, 40)]
    assert all(a <= b for a, b in pairwise(curve))
    assert 0 < curve[0] < curve[-1] < 1


def test_a_candidate_is_as_sure_as_its_salience_says():
    """What comes first and is dated is surer than what follows."""
    found = kb.read_article(TEXT, published="2022-09-06", parser=True)
    assert found.reports["confidence"].tolist() == [x.confidence for x in found.candidates]
    first, *others = found.reports["confidence"]
    assert all(first > x for x in others)


@pytest.mark.parametrize(("own", "shown"), [(None, 0.4), (0.9, 0.9)])
def test_what_nobody_measured_is_as_sure_as_its_weakest_field(own, shown):
    """An extractor may say itself how sure it is of the whole."""

    def extract(document):
        fields = (
            Field("title", "Attack on Kosti", 0, 22, 0.8, "words"),
            Field("kind", "attack", 7, 15, 0.4, "word"),
        )
        return [Candidate(7, 15, fields, "mine", (), own)]

    found = kb.read_article(TEXT, published="2022-09-06", extractor=extract)
    assert found.reports["confidence"].tolist() == [shown]
