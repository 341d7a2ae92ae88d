"""What MUC's key says of the sentences, nouns and incidents of a text: what is learnt from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from muc_settings import SLOTS
from muc_text import is_violent
from scipy.optimize import linear_sum_assignment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from muc_entities import Entity
    from muc_incidents import Incident
    from muc_text import Noun, Text


class Key:
    """The key of one text, compared by the scorer's own rules."""

    def __init__(self, scorer: ModuleType, document: dict[str, Any], text: Text) -> None:
        self.scorer: Any = scorer
        self.gold: list[dict[str, Any]] = document["gold"]
        self.text = text
        self._told = [self._hits(x) for x in self.gold]

    def _hits(self, gold: dict[str, Any]) -> list[set[str]]:
        """Return the fills of a template that each sentence has the words of."""
        nrm, raw = self.scorer.nrm, self.text.raw
        names = [[nrm(x) for x in fill] for slot in SLOTS for fill in gold[slot]]
        found = []
        for sentence in self.text.sentences:
            words = f" {nrm(raw[sentence.start : sentence.end])} "
            found.append({x[0] for x in names if any(y and f" {y} " in words for y in x)})
        return found

    def types_at(self, at: int) -> set[str]:
        """Return the types of the incidents that a sentence has two fills of, or one and harm."""
        violent = any(is_violent(x.trigger.kind) for x in self.text.happenings[at])
        return {
            gold["type"]
            for gold, hits in zip(self.gold, self._told, strict=True)
            if len(hits[at]) > 1 or (hits[at] and violent)
        }

    def templates_at(self, at: int, type_: str) -> set[int]:
        """Return the templates of a type that a sentence tells of, by fills that no other has."""
        mine = [i for i, x in enumerate(self.gold) if x["type"] == type_]
        found = set()
        for i in mine:
            others = {y for j in mine if j != i for x in self._told[j] for y in x}
            if self._told[i][at] - others:
                found.add(i)
        return found

    def fits(self, noun: Noun, slot: str) -> tuple[float, str]:
        """Return how well a noun fits the best of a slot's fills, from 0 to 1, and its name."""
        name = " ".join(self.text.raw[noun.start : noun.end].split())
        golds = (x for gold in self.gold for x in gold[slot])
        return max(((self.scorer.sfill(x, [name]), x[0]) for x in golds), default=(0.0, ""))

    def fills(self, template: int, slot: str, entities: Sequence[Entity]) -> list[float]:
        """Return how well each entity, surest first, fits a fill that none before it took."""
        left = list(self.gold[template][slot])
        found = []
        for entity in entities:
            scored = [self.scorer.sfill(x, entity.names) for x in left]
            best = max(range(len(left)), key=lambda x: scored[x], default=None)
            found.append(0.0 if best is None else scored[best])
            if best is not None and scored[best] == 1:
                del left[best]
        return found

    def align(self, incidents: Sequence[Incident]) -> dict[int, int]:
        """Return which template of the key each incident is, by what both have in common."""
        if not self.gold or not incidents:
            return {}
        scores = np.full((len(self.gold), len(incidents)), -1e3)
        for i, gold in enumerate(self.gold):
            for j, incident in enumerate(incidents):
                pair = self.scorer.pair(gold, self._as_found(incident))
                if pair:
                    scores[i, j] = sum(pair.values()) + self._share(i, incident)
        rows, columns = linear_sum_assignment(-scores)
        return {int(j): int(i) for i, j in zip(rows, columns, strict=True) if scores[i, j] > 0}

    def _share(self, template: int, incident: Incident) -> float:
        hits = self._told[template]
        return sum(len(hits[x]) * y for x, y in incident.sentences.items()) / 2

    def _as_found(self, incident: Incident) -> dict[str, Any]:
        fills: dict[str, list[list[str]]] = {
            slot: [x.names for chance, x in found if chance > 0.4]
            for slot, found in incident.fills.items()
        }
        return {"type": incident.type, "date": incident.date, "loc": incident.place, **fills}
