"""Choose the thresholds that serve best on texts that the models have not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from muc_learn import FOLDS
from muc_settings import SLOTS, TYPES, Settings
from muc_templates import chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from muc_incidents import Incident

_GRID = (0.15, 0.18, 0.21, 0.24, 0.27, 0.3, 0.33, 0.36, 0.39, 0.42, 0.45, 0.5, 0.55)


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


def moves(settings: Settings) -> Iterator[Callable[[float], None]]:
    """Yield the setters of what is moved: one threshold for all types, one for each slot."""

    def keep(value: float) -> None:
        settings.keep.update(dict.fromkeys(TYPES, value))

    def fill(slot: str) -> Callable[[float], None]:
        return lambda value: settings.fill.update({slot: value})

    yield keep
    yield from map(fill, SLOTS)


def climb(trial: Trial, texts: Any) -> Settings:
    """Return the thresholds that score best, each moved in turn, twice over."""
    settings = Settings()
    for _ in range(2):
        for move in moves(settings):
            scored = []
            for value in _GRID:
                move(value)
                scored.append(trial.f1(settings, texts))
            smooth = np.convolve(np.pad(scored, 1, mode="edge"), np.ones(3) / 3, mode="valid")
            move(_GRID[int(smooth.argmax())])
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
