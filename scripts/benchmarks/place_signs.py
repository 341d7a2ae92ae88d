"""Fit the weights of signs, kb/resolve/places/signs.csv, on the tuned half of LGL.

    .venv/bin/python scripts/benchmarks/place_signs.py --lgl DIR

Logistic regression, held near the weights in the column `prior`, which were set by hand, so that
what local news has no cases of keeps a sound weight. `first` weighs a name by itself, `final` with
its place chosen. Each article counts twice, without a recogniser's labels and with them, where one
is installed. Names whose place is not annotated are left out. Prints how much is right in both
halves.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from places import _DEFAULT, is_tuned, load_scorer

from kb.read.article.values import Document, Zone
from kb.read.article.words.sentences import split_sentences
from kb.resolve.places import find, judge, tables
from kb.resolve.places.senses import choices
from kb.resolve.places.spot import spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_TABLE = Path(tables.__file__).parent / "signs.csv"

#: A sign that is seen less often keeps its prior, or is left out.
_SELDOM = 15
#: How strongly weights are held near their priors: as if so many cases spoke for them.
_HOLD = 3.0
#: Signs that keep their prior: towns such as Nice and Reading, of which LGL has hardly any.
_BY_HAND = {"known and within"}
#: Signs that only a chosen place shows.
_SETTLED = ("chosen", "near", "in their", "its country")


def labels(document: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Return what a recogniser takes for names, nothing where none is installed."""
    text = document["text"]
    sentences = split_sentences(Document(text, (Zone(0, len(text), "body"),)))
    tokens = [token for sentence in sentences for token in sentence.tokens]
    return [(token.start, token.end, token.label) for token in tokens if token.label]


def cases(
    documents: list[dict[str, Any]], *, settled: bool, names: dict[str, list[tuple[int, int, str]]]
) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the signs of each name, and whether it is annotated as a place."""
    for document in documents:
        for given in ([], names[document["id"]]):
            yield from _cases(document, given, settled)


def _cases(
    document: dict[str, Any], given: list[tuple[int, int, str]], settled: bool
) -> Iterator[tuple[dict[str, float], bool]]:
    text = document["text"]
    words, spots = spot(text)
    shown = judge.signs(text, words, spots, given)
    odds = [judge.first_odds(each) for each in shown]
    likely = [(x, y) for x, y in zip(spots, odds, strict=True) if y > find._DOUBTFUL]
    chosen = choices(text, likely, ()) if settled else []
    by_spot = {id(x): choice for (x, _), choice in zip(likely, chosen, strict=False)}
    best = [choice.ranked[0][0] for choice in chosen]
    named = {place.country for place in best if place.kind == "country"}
    for each, signs, sure in zip(spots, shown, odds, strict=True):
        over = [x for x in document["gold"] if each.start < x["end"] and x["start"] < each.end]
        if over and not any(x["lat"] is not None for x in over):
            continue
        if settled and sure <= find._DOUBTFUL:
            continue
        more = judge.settled_signs(by_spot[id(each)], named) if settled else {}
        yield signs | more, bool(over)


def fitted(
    found: list[tuple[dict[str, float], bool]], priors: dict[str, float], *, settled: bool
) -> dict[str, float]:
    """Return weights by sign: the most likely ones, by Newton's method."""
    counts = Counter(sign for signs, _ in found for sign in signs)
    often = {sign for sign, count in counts.items() if count >= _SELDOM}
    known = {sign for sign in priors if settled or not sign.startswith(_SETTLED)}
    names = sorted(often | known)
    prior = np.array([priors.get(name, 0.0) for name in names])
    right = np.array([1.0 if is_place else -1.0 for _, is_place in found])
    matrix = _matrix([signs for signs, _ in found], names)

    def loss(weights: NDArray[np.float64]) -> float:
        held = _HOLD / 2 * np.sum((weights - prior) ** 2)
        return float(np.logaddexp(0, -right * (matrix @ weights)).sum() + held)

    weights = prior.copy()
    for _ in range(50):
        share = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ ((right + 1) / 2 - share) - _HOLD * (weights - prior)
        curve = (matrix.T * (share * (1 - share))) @ matrix + _HOLD * np.eye(len(names))
        step = np.linalg.solve(curve, slope)
        while loss(weights + step) > loss(weights) and np.abs(step).max() > 1e-6:
            step /= 2
        weights = weights + step
    found_weights = dict(zip(names, weights.tolist(), strict=True))
    return found_weights | {name: priors[name] for name in _BY_HAND & found_weights.keys()}


def _matrix(rows: list[dict[str, float]], names: list[str]) -> NDArray[np.float64]:
    places = {name: place for place, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, signs in enumerate(rows):
        for sign, size in signs.items():
            if sign in places:
                matrix[number, places[sign]] = size
    return matrix


def write(priors: dict[str, float], first: dict[str, float], final: dict[str, float]) -> None:
    """Write the table of weights anew."""
    with _TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sign", "prior", "first", "final"])
        for sign in sorted({*first, *final}):
            prior = f"{priors[sign]:g}" if sign in priors else ""
            row = [f"{weights.get(sign, 0.0):.2f}" for weights in (first, final)]
            writer.writerow([sign, prior, *row])
    tables.sign_weights.cache_clear()


def tell(label: str, found: list[tuple[dict[str, float], bool]], weights: dict[str, float]) -> None:
    """Print the precision and the recall that weights have on cases."""
    taken = [sum(weights.get(x, 0.0) * y for x, y in signs.items()) > 0 for signs, _ in found]
    both = sum(x and place for x, (_, place) in zip(taken, found, strict=True))
    places = sum(place for _, place in found)
    print(f"{label:20} P {both / sum(taken):.3f}  R {both / places:.3f}", flush=True)


def main() -> None:
    """Fit, write, and print what is right in both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lgl", type=Path, default=_DEFAULT, help="folder of score_geo.py")
    documents = load_scorer(parser.parse_args().lgl).load("lgl")
    names = {each["id"]: labels(each) for each in documents}
    halves = [[x for x in documents if is_tuned(x) == tuned] for tuned in (True, False)]
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    priors = {row["sign"]: float(row["prior"]) for row in rows if row["prior"]}
    first: dict[str, float] = {}
    for settled in (False, True):
        tuned, others = (list(cases(x, settled=settled, names=names)) for x in halves)
        weights = fitted(tuned, priors, settled=settled)
        first = first or weights
        write(priors, first, weights if settled else {})
        tell(f"tuned on, {'final' if settled else 'first'}", tuned, weights)
        tell("others", others, weights)


if __name__ == "__main__":
    main()
