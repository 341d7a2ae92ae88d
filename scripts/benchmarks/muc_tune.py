"""Choose the thresholds that serve best on texts that the models have not seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from muc_choice import chosen
from muc_learn import FOLDS
from muc_settings import SLOTS, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from muc_incidents import Incident

#: What is tried: chances from which on something pays, and what a template must be worth.
_CHANCES = (0.1, 0.13, 0.16, 0.19, 0.22, 0.25, 0.28, 0.31, 0.35, 0.4, 0.45)
_WORTHS = (-0.8, -0.6, -0.45, -0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8)


class Trial:
    """Texts with what may be their incidents, scored under any thresholds.

    A text's counts are kept by what the thresholds let through, so that a step is quick.
    """

    def __init__(
        self, scorer: ModuleType, documents: list[Any], incidents: list[list[Incident]]
    ) -> None:
        self.scorer: Any = scorer
        self.documents = documents
        self.incidents = incidents
        self._known: list[dict[Any, np.ndarray]] = [{} for _ in documents]

    def predict(self, settings: Settings, texts: Any) -> dict[str, Any]:
        """Return the templates of some of the texts, by their ids."""
        return {self.documents[x]["id"]: chosen(self.incidents[x], settings) for x in texts}

    def f1(self, settings: Settings, texts: Any) -> float:
        """Return the F1 over all slots of some of the texts."""
        right, found, wanted = sum(self._counts(settings, x) for x in texts)
        return float(2 * right / max(found + wanted, 1))

    def _counts(self, settings: Settings, text: int) -> np.ndarray:
        templates = chosen(self.incidents[text], settings)
        let = tuple(
            (str(x["loc"]), x["type"], str(x["date"]), *(len(x[slot]) for slot in SLOTS))
            for x in templates
        )
        known = self._known[text]
        if let not in known:
            document = self.documents[text]
            got = self.scorer.score([document], {document["id"]: templates})["all_slots"]
            right = round(2 * got["p"] * got["n_pred"]) / 2
            known[let] = np.array([right, got["n_pred"], got["n_gold"]])
        return known[let]


def moves(settings: Settings) -> Iterator[tuple[Callable[[float], None], tuple[float, ...]]]:
    """Yield the setters of what is moved, each with the values that are tried."""
    yield partial(setattr, settings, "keep"), _WORTHS
    for slot in SLOTS:
        yield partial(settings.fill.__setitem__, slot), _CHANCES


def climb(trial: Trial, texts: Any) -> Settings:
    """Return the thresholds that score best, each moved in turn, twice over."""
    settings = Settings()
    for _ in range(2):
        for move, values in moves(settings):
            scored = []
            for value in values:
                move(value)
                scored.append(trial.f1(settings, texts))
            smooth = np.convolve(np.pad(scored, 1, mode="edge"), np.ones(3) / 3, mode="valid")
            move(values[int(smooth.argmax())])
    return settings


def tune(
    scorer: ModuleType, documents: list[Any], incidents: list[list[Incident]]
) -> tuple[Settings, dict[str, Any]]:
    """Return the best thresholds, and what those of the other folds reach on each fold."""
    trial = Trial(scorer, documents, incidents)
    everything = range(len(documents))
    crossed: dict[str, Any] = {}
    for fold in range(FOLDS):
        settings = climb(trial, [x for x in everything if x % FOLDS != fold])
        crossed |= trial.predict(settings, everything[fold::FOLDS])
    return climb(trial, everything), trial.scorer.score(documents, crossed)
