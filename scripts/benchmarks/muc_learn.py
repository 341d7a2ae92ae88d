"""Logistic regression with an L2 penalty on rows of features; needs scipy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse as sparse
from muc_model import BIAS, Model
from scipy.optimize import minimize

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDS = 5
#: Features of fewer examples are left out, and weights nearer to nothing. A strong penalty makes
#: many small ones that matter together: with 0.06 here the incidents found fell by nearly a fifth.
LEAST, SMALLEST = 4, 0.01


class Matrix:
    """Rows of features as a sparse matrix, the bias last."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        sets = [set(x) for x in rows]
        counts = Counter(x for row in sets for x in row)
        self.names = sorted(x for x, n in counts.items() if n >= LEAST)
        places = {x: i for i, x in enumerate(self.names)}
        columns: list[int] = []
        ends = [0]
        for row in sets:
            columns += sorted(places[x] for x in row if x in places)
            columns.append(len(places))
            ends.append(len(columns))
        shape = (len(sets), len(places) + 1)
        self.rows = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)

    def learn(self, wanted: np.ndarray, chosen: np.ndarray, penalty: float) -> np.ndarray:
        """Return the weights by the chosen rows; what is wanted lies between 0 and 1."""
        matrix, y = self.rows[chosen], wanted[chosen].astype(float)
        back = matrix.T.tocsr()
        costs = np.r_[np.full(matrix.shape[1] - 1, penalty), 0.0]

        def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
            total = matrix @ w
            value = (np.logaddexp(0, total) - y * total).sum() + (costs * w * w).sum() / 2
            return value, back @ (1 / (1 + np.exp(-total)) - y) + costs * w

        start = np.zeros(matrix.shape[1])
        return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x

    def learn_choice(
        self, right: np.ndarray, chosen: np.ndarray, sets: np.ndarray, penalty: float
    ) -> np.ndarray:
        """Return the weights by which the right one of each set of the chosen rows is likeliest.

        Where several of a set are right, each counts as the choice of some; sets without any tell
        nothing.
        """
        some = chosen & np.isin(sets, sets[right & chosen])
        matrix = self.rows[some][:, :-1]
        back = matrix.T.tocsr()
        _, places = np.unique(sets[some], return_inverse=True)
        y = right[some] / np.bincount(places, right[some])[places]

        def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
            chances = shares(matrix @ w, places)
            value = -(y * np.log(np.maximum(chances, 1e-300))).sum() + penalty * (w @ w) / 2
            return value, back @ (chances - y) + penalty * w

        start = np.zeros(matrix.shape[1])
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
        return np.r_[found, 0.0]

    def chances(self, weights: np.ndarray) -> np.ndarray:
        """Return the probability of every row."""
        return 1 / (1 + np.exp(-(self.rows @ weights)))

    def table(self, weights: np.ndarray) -> dict[str, float]:
        """Return the weights that matter, by feature."""
        named = zip(self.names, weights[:-1], strict=True)
        return {BIAS: float(weights[-1]), **{x: float(w) for x, w in named if abs(w) >= SMALLEST}}


def shares(totals: np.ndarray, sets: np.ndarray) -> np.ndarray:
    """Return the probability of each row among those of its set, by their totals of weights."""
    most = np.full(sets.max(initial=-1) + 1, -np.inf)
    np.maximum.at(most, sets, totals)
    parts = np.exp(totals - most[sets])
    return parts / np.bincount(sets, parts)[sets]


class Folded:
    """Models of all texts but those of a fold, one for each fold, and a last one of all texts."""

    def __init__(self) -> None:
        self.models = [Model({}) for _ in range(FOLDS + 1)]

    @property
    def whole(self) -> Model:
        """The model of all texts."""
        return self.models[-1]

    def of(self, text: int) -> Model:
        """Return the model that has not seen a text."""
        return self.models[text % FOLDS]

    def learn(
        self,
        name: str,
        rows: Matrix | Sequence[Sequence[str]],
        wanted: Any,
        texts: Any,
        penalty: float,
        sure: Any = None,
    ) -> np.ndarray:
        """Learn a classifier; return each row's probability by the model that has not seen it.

        `texts` has the number of each row's text; only rows that are `sure` are learnt from.
        """
        matrix = rows if isinstance(rows, Matrix) else Matrix(rows)
        wanted, texts = np.asarray(wanted), np.asarray(texts)
        sure = np.ones(len(wanted), bool) if sure is None else sure
        found = np.zeros(len(wanted))
        for fold, model in enumerate(self.models):
            out = texts % FOLDS == fold
            weights = matrix.learn(wanted, ~out & sure, penalty)
            model.weights[name] = matrix.table(weights)
            found[out] = matrix.chances(weights)[out]
        return found

    def learn_choice(
        self,
        name: str,
        rows: Sequence[Sequence[str]],
        right: Any,
        sets: Any,
        texts: Any,
        penalty: float,
    ) -> None:
        """Learn which row of each set is right; `sets` and `texts` have the numbers of each row's.

        `Model.choose` takes what is learnt.
        """
        matrix, right, sets, texts = Matrix(rows), *map(np.asarray, (right, sets, texts))
        for fold, model in enumerate(self.models):
            weights = matrix.learn_choice(right, texts % FOLDS != fold, sets, penalty)
            model.weights[name] = matrix.table(weights)
