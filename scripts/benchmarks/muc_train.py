"""Learn `muc_weights.csv.gz` from the texts and keys of MUC's `dev`; needs scipy.

python scripts/benchmarks/muc_train.py DIR [--cache FILE]

A classifier is a logistic regression with an L2 penalty. Later ones see the probabilities of
earlier ones, which are therefore those of models that have not seen the text (three folds).
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse as sparse
from muc_features import noun_features, sentence_features
from muc_model import BIAS, Model, save_model
from muc_templates import (
    SLOTS,
    TYPES,
    Settings,
    as_template,
    date_and_place,
    find_incidents,
    incident_features,
    is_near,
)
from muc_text import is_violent, read_text, settle_nouns
from muc_when_where import date_candidates, home_of, place_candidates, places_of
from read import load_scorer
from scipy.optimize import linear_sum_assignment, minimize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from muc_text import Text

FOLDS = 3
#: Features of fewer examples are left out, and weights nearer to nothing.
LEAST, SMALLEST = 5, 0.08


class Learner:
    """Weights of one classifier, learnt from rows of features."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        counts = Counter(x for row in rows for x in set(row))
        self.places = {
            x: i for i, x in enumerate(sorted(x for x, n in counts.items() if n >= LEAST))
        }
        self.matrix = self._matrix(rows)

    def _matrix(self, rows: Sequence[Sequence[str]]) -> Any:
        columns: list[int] = []
        ends = [0]
        for row in rows:
            columns += sorted({self.places[x] for x in row if x in self.places})
            ends.append(len(columns))
        shape = (len(rows), len(self.places))
        return sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)

    def learn(self, wanted: np.ndarray, chosen: np.ndarray, penalty: float) -> np.ndarray:
        """Return the weights, the bias last."""
        matrix, y = self.matrix[chosen], wanted[chosen].astype(float)

        def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
            p = 1 / (1 + np.exp(-np.clip(matrix @ w[:-1] + w[-1], -30, 30)))
            value = -(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)).sum()
            slope = np.r_[matrix.T @ (p - y) + penalty * w[:-1], (p - y).sum()]
            return value + penalty / 2 * (w[:-1] ** 2).sum(), slope

        start = np.zeros(matrix.shape[1] + 1)
        return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 50}).x

    def chances(self, weights: np.ndarray) -> np.ndarray:
        """Return the probability of every row."""
        return 1 / (1 + np.exp(-np.clip(self.matrix @ weights[:-1] + weights[-1], -30, 30)))

    def crossed(self, wanted: np.ndarray, groups: np.ndarray, penalty: float) -> np.ndarray:
        """Return the probability of every row by weights that have not seen its text."""
        found = np.zeros(len(wanted))
        for fold in range(FOLDS):
            out = groups % FOLDS == fold
            found[out] = self.chances(self.learn(wanted, ~out, penalty))[out]
        return found

    def table(self, weights: np.ndarray) -> dict[str, float]:
        """Return the weights that matter, by feature."""
        named = {x: float(weights[i]) for x, i in self.places.items()}
        return {BIAS: float(weights[-1]), **{x: w for x, w in named.items() if abs(w) >= SMALLEST}}


def main() -> None:
    """Learn every classifier in turn, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of MUC's data")
    parser.add_argument("--cache", type=Path, help="where the texts that were read are kept")
    options = parser.parse_args()
    scorer = load_scorer("score_muc.py", options.folder, None)
    scorer.ROOT = options.folder  # type: ignore[attr-defined]
    documents = scorer.load("dev")
    texts = read_all(documents, options.cache)
    tables = learn_all(scorer, documents, texts)
    save_model(tables)
    print({name: len(x) for name, x in tables.items()})


def read_all(documents: list[Any], cache: Path | None) -> list[Text]:
    """Read every text, or take what an earlier run has kept."""
    if cache and cache.exists():
        texts = pickle.loads(cache.read_bytes())
        for text in texts:
            settle_nouns(text)
        return texts
    texts = [read_text(x, None) for x in documents]
    if cache:
        cache.write_bytes(pickle.dumps(texts))
    return texts


def learn_all(
    scorer: ModuleType, documents: list[Any], texts: list[Text]
) -> dict[str, dict[str, float]]:
    """Return the weights of all classifiers."""
    tables: dict[str, dict[str, float]] = {}
    learn_sentences(scorer, documents, texts, tables)
    learn_nouns(scorer, documents, texts, tables)
    learn_choices(scorer, documents, texts, tables)
    learn_incidents(scorer, documents, texts, tables)
    return tables


def learn_sentences(scorer: Any, documents: Any, texts: Any, tables: Any) -> None:
    """A sentence tells of an incident where it has the words of its slots."""
    rows = [row for text in texts for row in sentence_features(text)]
    groups = np.array([i for i, text in enumerate(texts) for _ in text.sentences])
    told = [x for d, text in zip(documents, texts, strict=True) for x in _told(scorer, d, text)]
    learner = Learner(rows)
    for type_ in TYPES:
        wanted = np.array([type_ in x for x in told])
        crossed = iter(learner.crossed(wanted, groups, 6.0))
        for text in texts:
            text.chances[type_] = [float(next(crossed)) for _ in text.sentences]
        tables[f"sentence {type_}"] = learner.table(learner.learn(wanted, groups >= 0, 6.0))
        print("sentences", type_, wanted.sum(), file=sys.stderr, flush=True)


def _told(scorer: Any, document: Any, text: Text) -> list[set[str]]:
    told: list[set[str]] = [set() for _ in text.sentences]
    for gold in document["gold"]:
        names = [[scorer.nrm(x) for x in fill] for slot in SLOTS for fill in gold[slot]]
        for at, sentence in enumerate(text.sentences):
            words = f" {scorer.nrm(text.raw[sentence.start : sentence.end])} "
            hits = sum(any(x and f" {x} " in words for x in fill) for fill in names)
            violent = any(is_violent(x.trigger.kind) for x in text.happenings[at])
            if hits > 1 or (hits and violent):
                told[at].add(gold["type"])
    return told


def learn_nouns(scorer: Any, documents: Any, texts: Any, tables: Any) -> None:
    """A noun fills a slot where the key has it; what fits by halves is left out."""
    nouns = [(i, n) for i, text in enumerate(texts) for n in text.nouns if is_near(text, n)]
    learner = Learner([noun_features(texts[i], n) for i, n in nouns])
    groups = np.array([i for i, _ in nouns])
    for _, noun in nouns:
        noun.chances = {}
    for slot in SLOTS:
        golds = [[f for g in d["gold"] for f in g[slot]] for d in documents]
        fits = np.array([_fits(scorer, golds[i], texts[i], n) for i, n in nouns])
        sure = (fits == 0) | (fits == 1)
        found = np.zeros(len(nouns))
        for fold in range(FOLDS):
            out = groups % FOLDS == fold
            found[out] = learner.chances(learner.learn(fits == 1, ~out & sure, 4.0))[out]
        for (_, noun), chance in zip(nouns, found, strict=True):
            noun.chances[slot] = float(chance)
        tables[f"noun {slot}"] = learner.table(learner.learn(fits == 1, sure, 4.0))
        print("nouns", slot, len(nouns), (fits == 1).sum(), file=sys.stderr, flush=True)


def _fits(scorer: Any, golds: Any, text: Text, noun: Any) -> float:
    name = " ".join(text.raw[noun.start : noun.end].split())
    return max((scorer.sfill(x, [name]) for x in golds), default=0.0)


def _aligned(scorer: Any, golds: Any, incidents: Any) -> dict[int, int]:
    """Return which template of the key each incident is."""
    scores = np.full((len(golds), len(incidents)), -1e3)
    for i, gold in enumerate(golds):
        for j, incident in enumerate(incidents):
            pair = scorer.pair(gold, {**as_template(incident), "type": incident.type})
            scores[i, j] = sum(pair.values()) if pair else -1e3
    rows, columns = linear_sum_assignment(-scores)
    return {int(j): int(i) for i, j in zip(rows, columns, strict=True) if scores[i, j] > 0}


def learn_choices(scorer: Any, documents: Any, texts: Any, tables: Any) -> None:
    """The date and the place of an incident are those of the key's template that it is."""
    dates: list[tuple[list[str], bool]] = []
    places: list[tuple[list[str], bool]] = []
    for document, text in zip(documents, texts, strict=True):
        incidents = find_incidents(text, Settings())
        if not document["gold"] or not incidents:
            continue
        for j, i in _aligned(scorer, document["gold"], incidents).items():
            gold, told = document["gold"][i], incidents[j].sentences
            if gold["date"]:
                for interval, row in date_candidates(text, told).items():
                    dates.append((row, scorer.dscore(gold["date"], interval) == 1))
            if gold["loc"]:
                names = place_candidates(text, told, places_of(text), home_of(text))
                last = {scorer.nrm(x[-1]) for x in gold["loc"] if len(x) > 1}
                for name, row in names.items():
                    places.append((row, scorer.nrm(name) in last if last else not name))
    for name, examples in (("date", dates), ("place", places)):
        learner = Learner([x for x, _ in examples])
        wanted = np.array([x for _, x in examples])
        tables[name] = learner.table(learner.learn(wanted, np.ones(len(wanted), bool), 3.0))


def learn_incidents(scorer: Any, documents: Any, texts: Any, tables: Any) -> None:
    """An incident counts where a template of the key is it."""
    model = Model(tables)
    rows: list[list[str]] = []
    wanted: list[bool] = []
    for document, text in zip(documents, texts, strict=True):
        incidents = find_incidents(text, Settings())
        for incident in incidents:
            date_and_place(text, incident, model)
        aligned = _aligned(scorer, document["gold"], incidents) if document["gold"] else {}
        rows += [incident_features(text, x) for x in incidents]
        wanted += [j in aligned for j in range(len(incidents))]
    learner = Learner(rows)
    y = np.array(wanted)
    tables["incident"] = learner.table(learner.learn(y, np.ones(len(y), bool), 3.0))


if __name__ == "__main__":
    main()
