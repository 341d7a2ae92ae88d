"""Logistic weights of features, out of a table: `muc_weights.csv.gz`.

`muc_train.py` learns them from the 1,300 texts of MUC-3's `dev` and their keys, and nothing else:

    python scripts/benchmarks/muc_train.py DIR

A row has the name of a classifier, a feature (a word, a kind of event, a relation of grammar, or
two of them) and its weight; the rows of `settings` are the thresholds. Only what was seen four
times or more has a row, names of persons are not looked at among the nouns, and nothing of it is
installed: the benchmark alone reads it. Texts and keys are distributed "completely free of charge
courtesy of FBIS", says the page that offers them
(http://www.itl.nist.gov/iaui/894.02/related_projects/muc/muc_data/muc_data_index.html); neither
that page nor the corpus names a licence.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Candidate = TypeVar("Candidate")
WEIGHTS = Path(__file__).with_name("muc_weights.csv.gz")
#: The feature that every example has.
BIAS = "(bias)"


class Model:
    """Classifiers by name, each a mapping from features to weights."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self.weights = {x: dict(y) for x, y in weights.items()}

    def chance(self, name: str, features: Iterable[str]) -> float:
        """Return the probability that a classifier gives."""
        weights = self.weights.get(name, {})
        total = weights.get(BIAS, 0.0) + sum(weights.get(x, 0.0) for x in set(features))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def choose(
        self, name: str, candidates: Mapping[Candidate, Iterable[str]]
    ) -> tuple[Candidate | None, float]:
        """Return the likeliest of candidates, each with its features, and its probability.

        There is none where there are no candidates.
        """
        weights = self.weights.get(name, {})
        totals = {x: sum(weights.get(y, 0.0) for y in set(row)) for x, row in candidates.items()}
        best = max(totals, key=lambda x: totals[x], default=None)
        if best is None:
            return None, 0.0
        return best, 1 / sum(math.exp(x - totals[best]) for x in totals.values())


@cache
def load_model() -> Model:
    """Read the table of weights."""
    weights: dict[str, dict[str, float]] = {}
    with gzip.open(WEIGHTS, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weights.setdefault(row["classifier"], {})[row["feature"]] = float(row["weight"])
    return Model(weights)


def save_model(weights: Mapping[str, Mapping[str, float]]) -> None:
    """Write the table, rows in order, so that the same weights give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("classifier", "feature", "weight"))
    for name in sorted(weights):
        for feature in sorted(weights[name]):
            writer.writerow((name, feature, f"{weights[name][feature]:.3f}"))
    WEIGHTS.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
