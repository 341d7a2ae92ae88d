"""Choosing among the places of one name, by what else a text names.

Every name of a text starts with what is known of its places alone: people, kind, whether the name
is the place's own. Then the names look at one another: a place is likelier when others of the text
lie near it, in its state, in its country, and when it is followed by what contains it ("Paris,
Texas"). That is repeated a few times, each name weighing the others' places by how likely they
have become: relaxation labelling, as it has been used of toponyms since Leidner (2007).
One name means one place throughout a text, unless what contains it says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kb.model.sphere import EARTH_KM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from kb.resolve.places.candidate import Candidate

__all__ = ["Choice", "Name", "Weights", "choose", "lies_in"]

#: How many others a reason names.
_FEW = 3


@dataclass(frozen=True)
class Weights:
    """How much each sign counts, in natural logarithms of odds."""

    people: float = 0.7
    country: float = 1.5
    capital: float = 0.8
    state: float = 0
    namesake: float = -3.0
    county: float = -1.0
    area: float = 0.5
    alias: float = -1
    foreign: float = -3
    container: float = 8.0
    near: float = 5
    same_state: float = 3
    same_country: float = 2.0
    given: float = 3.0
    reach: float = 60.0
    rounds: int = 3


DEFAULT = Weights()


@dataclass(slots=True)
class Name:
    """A name of a text with the places it may stand for.

    `certainty` is how likely it is a name of a place at all, and so how much it says of others.
    `containers` are positions of names that are said to contain it ("Paris, Texas"). Names of one
    `key` have the same places, and say nothing of each other.
    """

    text: str
    candidates: list[Candidate]
    certainty: float = 1.0
    containers: tuple[int, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The places of a name from the likeliest on, with their shares of likelihood.

    `support` says how much else of the text lies near the first, in its state and its country.
    """

    ranked: tuple[tuple[Candidate, float], ...]
    support: tuple[float, float, float]
    why: tuple[str, ...] = ()


def choose(
    names: Sequence[Name], *, countries: Sequence[str] = (), weights: Weights = DEFAULT
) -> list[Choice]:
    """Return for each name its places, ranked; names without candidates must be left out."""
    if not names:
        return []
    field = _Field(names, weights)
    own = field.own(countries)
    support = np.zeros(len(own))
    for _ in range(weights.rounds):
        support = field.support(field.shares(own + support))
    shares = field.shares(own + support)
    return [field.choice(name, shares, countries) for name in range(len(names))]


class _Field:
    """All candidates of all names of a text, in columns."""

    def __init__(self, names: Sequence[Name], weights: Weights) -> None:
        self.names = names
        self.weights = weights
        self.all = [each for name in names for each in name.candidates]
        sizes = [len(name.candidates) for name in names]
        self.starts = np.concatenate([[0], np.cumsum(sizes)])
        self.of = np.repeat(np.arange(len(names)), sizes)
        self.certainty = np.array([name.certainty for name in names])[self.of]
        self.likeness = self._likeness()

    def own(self, countries: Sequence[str]) -> NDArray[np.float64]:
        """Return what speaks for each candidate by itself."""
        weights = self.weights
        by_kind = {
            "country": weights.country,
            "capital": weights.capital,
            "state": weights.state,
            "county": weights.county,
            "area": weights.area,
        }
        by_grade = (0.0, weights.alias, weights.foreign)
        return np.array(
            [
                weights.people * np.log10(each.population + 100)
                + by_kind.get(each.kind, 0.0)
                + by_grade[each.grade]
                + weights.namesake * is_namesake
                + weights.given * (each.country in countries)
                for each, is_namesake in zip(self.all, self._namesakes(), strict=True)
            ]
        )

    def _namesakes(self) -> list[bool]:
        """Tell which candidates are states or areas called after a town in them that is one too."""
        towns = {
            (of, place)
            for of, each in zip(self.of, self.all, strict=True)
            if each.kind in ("town", "capital")
            for place in (each.region, each.country)
        }
        pairs = zip(self.of, self.all, strict=True)
        return [
            (each.kind == "state" and (of, each.region) in towns)
            or (each.kind == "area" and (of, each.country) in towns)
            for of, each in pairs
        ]

    def shares(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the share of likelihood that each candidate has of its name's."""
        heights = np.maximum.reduceat(scores, self.starts[:-1])
        powers = np.exp(scores - heights[self.of])
        return powers / np.add.reduceat(powers, self.starts[:-1])[self.of]

    def support(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the other names of the text say for each candidate."""
        starts, weights = self.starts[:-1], self.weights
        votes = np.add.reduceat(self.likeness * (shares * self.certainty), starts, axis=2)
        total = np.zeros(len(self.all))
        for weight, kind in zip(
            (weights.near, weights.same_state, weights.same_country), votes, strict=True
        ):
            total += weight * np.log1p(kind.sum(axis=1))
        return total + self._contained(shares)

    def _likeness(self) -> NDArray[np.float64]:
        """Return how near each two candidates are, and whether they share state and country."""
        lat = np.radians([each.lat for each in self.all])
        lon = np.radians([each.lon for each in self.all])
        half = np.sin((lat[:, None] - lat) / 2) ** 2
        half += np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
        distance = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1, half)))
        states = np.unique([_state(each) for each in self.all], return_inverse=True)
        countries = np.unique([each.country for each in self.all], return_inverse=True)
        found = np.stack(
            [
                np.exp(-distance / self.weights.reach),
                *(_same(values, codes) for values, codes in (states, countries)),
            ]
        )
        words = np.unique([x.key or str(n) for n, x in enumerate(self.names)], return_inverse=True)
        word = words[1][self.of]
        found *= word[:, None] != word
        return found

    def _contained(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what being followed by a container says for each candidate."""
        total = np.zeros(len(self.all))
        for position, name in enumerate(self.names):
            for container in name.containers:
                inner = slice(self.starts[position], self.starts[position + 1])
                outer = slice(self.starts[container], self.starts[container + 1])
                lies = np.array(
                    [[lies_in(a, b) for b in self.all[outer]] for a in self.all[inner]],
                    dtype=float,
                )
                total[inner] += self.weights.container * (lies @ shares[outer])
                total[outer] += self.weights.container * (shares[inner] @ lies)
        return total

    def choice(self, name: int, shares: NDArray[np.float64], countries: Sequence[str]) -> Choice:
        """Return the ranked candidates of a name."""
        start, end = self.starts[name], self.starts[name + 1]
        order = start + np.argsort(-shares[start:end], kind="stable")
        best = order[0]
        others = self.likeness[:, best] * (shares * self.certainty)
        near, state, country = (np.log1p(kind.sum()) for kind in others)
        ranked = tuple((self.all[each], float(shares[each])) for each in order)
        why = tuple(self._reasons(name, ranked, others, countries))
        return Choice(ranked, (float(near), float(state), float(country)), why)

    def _reasons(
        self,
        name: int,
        ranked: Sequence[tuple[Candidate, float]],
        others: NDArray[np.float64],
        countries: Sequence[str],
    ) -> Iterator[str]:
        """Yield what speaks for the first of the ranked, in words."""
        best = ranked[0][0]
        if best.number < 0:
            yield "one of the own places"
        if len(ranked) == 1:
            yield "the only place of that name"
        for container in self.names[name].containers:
            if any(lies_in(best, each) for each in self.names[container].candidates):
                yield f"in {self.names[container].text}, as the text says"
        for kind, least, phrase in zip(
            others, (0.2, 0.5, 0.5), ("near", "same state as", "same country as"), strict=True
        ):
            top = [each for each in np.argsort(-kind, kind="stable")[:_FEW] if kind[each] > least]
            if top:
                yield f"{phrase} {', '.join(self.names[self.of[each]].text for each in top)}"
        if best.country in countries:
            yield f"in a country of the document: {best.country}"
        if len(ranked) > 1 and best.population >= max(each.population for each, _ in ranked):
            yield f"the largest of that name: {best.population:,} people"
        if best.kind in ("country", "capital", "state"):
            yield f"a {best.kind}"


def _same(values: NDArray[np.str_], codes: NDArray[np.intp]) -> NDArray[np.float64]:
    same = codes[:, None] == codes
    return (same & (values[codes] != "")).astype(float)


def _state(place: Candidate) -> str:
    return ".".join(place.region.split(".")[:2])


def lies_in(inner: Candidate, outer: Candidate) -> bool:
    """Tell whether a place lies in another, as far as codes say."""
    if outer.kind == "country":
        return inner.country == outer.country and inner.number != outer.number
    if outer.region and outer.kind == "state":
        return _state(inner) == outer.region and inner.number != outer.number
    if outer.kind == "county":
        return (
            _state(inner) == _state(outer)
            and abs(inner.lat - outer.lat) < 0.5
            and abs(inner.lon - outer.lon) < 0.7
        )
    return False
