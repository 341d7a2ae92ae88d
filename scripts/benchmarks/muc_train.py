"""Learn `muc_weights.csv.gz` from the texts and keys of MUC's `dev`; needs scipy.

OPENBLAS_NUM_THREADS=1 python scripts/benchmarks/muc_train.py DIR [--cache FILE]

The vectors are too short for threads, which wait for one another where other jobs run.

A classifier is a logistic regression with an L2 penalty. Later ones see the probabilities of
earlier ones, which are therefore those of models that have not seen the text (folds by text). The
thresholds are those that serve best where every text of `dev` is read by models that have not seen
it; what that reaches is printed.
"""

from __future__ import annotations

import argparse
import pickle
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from muc_dates import date_candidates
from muc_entities import entities_of, fill, fill_rows
from muc_features import sentence_features, text_features
from muc_incidents import BACK, find_incidents, link_features, sentences_of
from muc_key import Key
from muc_learn import Folded, Matrix
from muc_model import save_model
from muc_nouns import noun_features
from muc_places import country_candidates, home_of, place_candidates, places_of
from muc_relevance import incident_features
from muc_settings import SLOTS, TYPES, Settings
from muc_templates import date_and_place, is_near
from muc_text import read_text, settle_nouns
from muc_tune import tune
from read import load_scorer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from muc_incidents import Incident
    from muc_text import Text

#: The features of a candidate, and whether it is right.
Example = tuple[list[str], bool]
#: How often nouns are learnt, and how near to a fill's likeliest mention another must come.
ROUNDS, NEARLY = 2, 0.4


def main() -> None:
    """Learn every classifier in turn, choose the thresholds, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of MUC's data")
    parser.add_argument("--cache", type=Path, help="where the texts that were read are kept")
    options = parser.parse_args()
    scorer = load_scorer("score_muc.py", options.folder, None)
    scorer.ROOT = options.folder  # type: ignore[attr-defined]
    documents = scorer.load("dev")
    texts = read_all(documents, options.cache)
    lesson = Lesson(scorer, documents, texts)
    lesson.learn()
    settings, scores = tune(scorer, documents, lesson.incidents)
    for name, numbers in scores.items():
        print(f"{name:16}", *(f"{x} {y}" for x, y in numbers.items()))
    save_model({**lesson.models.whole.weights, "settings": settings.as_table()})


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


class Lesson:
    """Texts with their keys, what has been learnt from them, and the incidents found so far."""

    def __init__(self, scorer: Any, documents: list[Any], texts: list[Text]) -> None:
        self.texts = texts
        self.keys = [Key(scorer, *x) for x in zip(documents, texts, strict=True)]
        self.scorer = scorer
        self.models = Folded()
        self.incidents: list[list[Incident]] = []
        self.aligned: list[dict[int, int]] = []

    def learn(self) -> None:
        """Learn all classifiers."""
        self.learn_texts()
        self.learn_sentences()
        self.learn_nouns()
        self.learn_links()
        self.find()
        self.learn_choices()
        self.learn_fills()
        self.learn_incidents()

    def learn_texts(self) -> None:
        """A text tells of an incident where its key has one of that type."""
        rows = Matrix([text_features(x) for x in self.texts])
        groups = range(len(self.texts))
        for type_ in TYPES:
            wanted = [any(y["type"] == type_ for y in x.gold) for x in self.keys]
            found = self.models.learn(f"text {type_}", rows, wanted, groups, 15.0)
            for text, chance in zip(self.texts, found, strict=True):
                text.whole[type_] = float(chance)

    def learn_sentences(self) -> None:
        """A sentence tells of an incident where it has the words of its slots."""
        rows = Matrix([row for text in self.texts for row in sentence_features(text)])
        places = [(i, x) for i, text in enumerate(self.texts) for x in range(len(text.sentences))]
        told = [self.keys[i].types_at(x) for i, x in places]
        groups = [i for i, _ in places]
        for type_ in TYPES:
            wanted = [type_ in x for x in told]
            found = iter(self.models.learn(f"sentence {type_}", rows, wanted, groups, 15.0))
            for text in self.texts:
                text.chances[type_] = [float(next(found)) for _ in text.sentences]

    def learn_nouns(self) -> None:
        """A noun fills a slot where the key has it; what fits by halves is left out.

        A name in the key does not say where it stands in the text, so what is learnt first is
        learnt again from those of its mentions that then look the part.
        """
        all_ = ((i, x) for i, text in enumerate(self.texts) for x in text.nouns)
        nouns = [(i, x) for i, x in all_ if is_near(self.texts[i], x)]
        rows = Matrix([noun_features(self.texts[i], x) for i, x in nouns])
        for text in self.texts:
            for noun in text.nouns:
                noun.chances = {}
        groups = np.array([i for i, _ in nouns])
        for slot in SLOTS:
            fits = [self.keys[i].fits(x, slot) for i, x in nouns]
            best = np.array([x for x, _ in fits])
            sure = (best == 0) | (best == 1)
            for _ in range(ROUNDS):
                found = self.models.learn(f"noun {slot}", rows, best == 1, groups, 4.0, sure)
                sure = (best == 0) | likely_mentions(found, groups, fits)
            for (_, noun), chance in zip(nouns, found, strict=True):
                noun.chances[slot] = float(chance)

    def learn_links(self) -> None:
        """Two sentences tell of one incident where both have fills of a template of their own."""
        rows: list[list[str]] = []
        wanted: list[bool] = []
        groups: list[int] = []
        for i, (text, key) in enumerate(zip(self.texts, self.keys, strict=True)):
            for type_ in TYPES:
                told = sentences_of(text, type_)
                hits = {x: key.templates_at(x, type_) for x in told}
                known = [x for x in told if hits[x]]
                for n, at in enumerate(known):
                    for before in known[max(0, n - BACK) : n]:
                        rows.append(link_features(text, told, before, at))
                        wanted.append(bool(hits[before] & hits[at]))
                        groups.append(i)
        self.models.learn("link", rows, wanted, groups, 3.0)

    def find(self) -> None:
        """Find the incidents of all texts, each with what fills its slots at first sight."""
        self.incidents, self.aligned = [], []
        for i, (text, key) in enumerate(zip(self.texts, self.keys, strict=True)):
            found = find_incidents(text, self.models.of(i), Settings().link)
            entities = {x: entities_of(text, x) for x in SLOTS}
            for incident in found:
                for slot in SLOTS:
                    incident.fills[slot] = [
                        (x.chance, x)
                        for x in entities[slot]
                        if any(y.sentence in incident.sentences for y in x.nouns)
                    ]
            self.incidents.append(found)
            self.aligned.append(key.align(found))

    def learn_choices(self) -> None:
        """An incident's date, country and place are those of the key's template that it is."""
        self._learn_choice("date", self._dates, 10.0)
        self._learn_choice("country", self._countries, 3.0)
        self._learn_choice("place", self._places, 10.0)
        for i, text in enumerate(self.texts):
            date_and_place(text, self.incidents[i], self.models.of(i))

    def _learn_choice(
        self, name: str, examples: Callable[..., Iterator[Example]], penalty: float
    ) -> None:
        rows: list[list[str]] = []
        wanted: list[bool] = []
        groups: list[int] = []
        sets: list[int] = []
        for number in range(len(self.texts)):
            for j, i in self.aligned[number].items():
                gold = self.keys[number].gold[i]
                for row, right in examples(number, self.incidents[number][j].sentences, gold):
                    rows.append(row)
                    wanted.append(right)
                    groups.append(number)
                    sets.append(1000 * number + j)
        self.models.learn_choice(name, rows, wanted, sets, groups, penalty)

    def _dates(self, number: int, told: dict[int, float], gold: Any) -> Iterator[Example]:
        if gold["date"]:
            for interval, row in date_candidates(self.texts[number], told).items():
                yield row, self.scorer.dscore(gold["date"], interval) == 1

    def _countries(self, number: int, told: dict[int, float], gold: Any) -> Iterator[Example]:
        text, right = self.texts[number], {x[0] for x in gold["loc"]}
        found = country_candidates(text, told, places_of(text), home_of(text))
        for country, row in found.items():
            yield row, country in right

    def _places(self, number: int, told: dict[int, float], gold: Any) -> Iterator[Example]:
        text, nrm = self.texts[number], self.scorer.nrm
        last = {nrm(x[-1]) for x in gold["loc"] if len(x) > 1}
        country = gold["loc"][0][0] if gold["loc"] else ""
        for name, row in place_candidates(text, told, places_of(text), country).items():
            yield row, nrm(name) in last if last else not name

    def learn_fills(self) -> None:
        """An entity fills a slot of an incident where the key's template has it."""
        rows: dict[str, list[Any]] = {x: [] for x in SLOTS}
        for number, (text, key) in enumerate(zip(self.texts, self.keys, strict=True)):
            entities = {x: entities_of(text, x) for x in SLOTS}
            found = self.incidents[number]
            for j, i in self.aligned[number].items():
                for slot in SLOTS:
                    right = key.fills(i, slot, entities[slot])
                    features = fill_rows(text, found[j], found, slot, entities)
                    rows[slot] += [(x, y, number) for x, y in zip(features, right, strict=True)]
        for slot in SLOTS:
            self.models.learn(f"fill {slot}", *map(list, zip(*rows[slot], strict=True)), 30.0)
        for i, text in enumerate(self.texts):
            fill(text, self.incidents[i], self.models.of(i))

    def learn_incidents(self) -> None:
        """An incident counts where a template of the key is it."""
        rows: list[list[str]] = []
        wanted: list[bool] = []
        groups: list[int] = []
        for i, (text, found) in enumerate(zip(self.texts, self.incidents, strict=True)):
            aligned = self.keys[i].align(found)
            rows += [incident_features(text, x, found) for x in found]
            wanted += [j in aligned for j in range(len(found))]
            groups += [i] * len(found)
        chances = iter(self.models.learn("incident", rows, wanted, groups, 40.0))
        for found in self.incidents:
            for incident in found:
                incident.chance = float(next(chances))


def likely_mentions(
    chances: np.ndarray, texts: np.ndarray, fits: list[tuple[float, str]]
) -> np.ndarray:
    """Return which nouns fit a fill and look the part nearly as well as any mention of it."""
    best: dict[Any, float] = defaultdict(float)
    keys = [(int(text), name) for text, (_, name) in zip(texts, fits, strict=True)]
    full = [fit == 1 for fit, _ in fits]
    for key, chance, fit in zip(keys, chances, full, strict=True):
        if fit:
            best[key] = max(best[key], chance)
    nearly = (x >= NEARLY * best[key] for key, x in zip(keys, chances, strict=True))
    return np.array([x and fit for x, fit in zip(nearly, full, strict=True)])


if __name__ == "__main__":
    main()
