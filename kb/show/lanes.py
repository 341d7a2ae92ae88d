"""Which lanes an event belongs in, and the order in which the lanes stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, get_args

import pandas as pd

from kb.errors import InvalidValue
from kb.model.vocabulary import kinds
from kb.show.theme import FAMILIES, STATUSES, family_of
from kb.show.words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from kb.model.tables import Tables
    from kb.show.words import Words

__all__ = ["MOST_LANES", "TOWNS", "Lanes", "lane_memberships"]

Lanes = Literal["place", "actor", "kind", "source", "status", "side"]

#: More lanes than these, and the rarest share one.
MOST_LANES = 25

#: Kinds of places that make a lane; what lies within one is drawn in its lane.
TOWNS = frozenset({"city", "town", "village", "settlement"})


def lane_memberships(
    tables: Tables, lanes: Lanes, words: Words | None = None
) -> tuple[pd.DataFrame, list[str]]:
    """Return the pairs of an event's row and a lane's number, and the lanes' names in order.

    An event that belongs in several lanes stands once in each; one that belongs in none stands
    in a lane that says so, the last.
    """
    if lanes not in get_args(Lanes):
        raise InvalidValue.among("lanes", lanes, get_args(Lanes))
    words = words or words_in("en")
    pairs = _PAIRS[lanes](tables, words).drop_duplicates()
    rows = pd.Series(range(len(tables.events)), index=tables.events.index)
    pairs = pairs[pairs["event"].isin(rows.index) & (pairs["lane"] != "")]
    missing = rows.index[~rows.index.isin(pairs["event"])]
    sizes = pairs["lane"].value_counts()
    names = [str(name) for name in sizes.index]
    rank = _rank(tables, lanes, sizes, words)
    names.sort(key=lambda name: (*rank(name), -sizes[name], name))
    names, pairs = _gather(names, pairs, sizes, words["other_lane"])
    if len(missing):
        last = words[f"no_{lanes}"]
        pairs = pd.concat([pairs, pd.DataFrame({"event": missing, "lane": last})])
        names.append(last)
    number = {name: at for at, name in enumerate(names)}
    found = pd.DataFrame(
        {"row": pairs["event"].map(rows).astype(int), "lane": pairs["lane"].map(number).astype(int)}
    )
    return found.drop_duplicates().sort_values(["row", "lane"], ignore_index=True), names


def _gather(
    names: list[str], pairs: pd.DataFrame, sizes: pd.Series, other: str
) -> tuple[list[str], pd.DataFrame]:
    """Put the rarest lanes into one, when there are too many."""
    if len(names) <= MOST_LANES:
        return names, pairs
    kept = set(sorted(names, key=lambda name: (-sizes[name], name))[: MOST_LANES - 1])
    lane = pairs["lane"].where(pairs["lane"].isin(kept), other)
    return [*(name for name in names if name in kept), other], pairs.assign(lane=lane)


def _place_pairs(tables: Tables, _: Words) -> pd.DataFrame:
    frame = tables.event_places
    frame = frame[~frame["located_only"].astype(bool)]
    names, kinds_of, within = (tables.places[name].to_dict() for name in ("name", "kind", "within"))

    def town(place: str) -> str:
        path = _upwards(place, within)
        lane = next((each for each in path if kinds_of.get(each) in TOWNS), place)
        return str(names.get(lane) or lane)

    towns = {place: town(place) for place in frame["place"].unique()}
    return pd.DataFrame({"event": frame["event"], "lane": frame["place"].map(towns).astype(str)})


def _upwards(place: str, within: dict[Hashable, str]) -> list[str]:
    """Return a place and what contains it, nearest first; empty for one that is not known."""
    path: list[str] = []
    while place in within and place not in path:
        path.append(place)
        place = within[place]
    return path


def _actor_pairs(tables: Tables, _: Words) -> pd.DataFrame:
    frame = tables.event_actors
    frame = frame[frame["role"] != "instrument"]
    names = tables.actors["name"].to_dict()
    named = frame["actor"].map(lambda actor: str(names.get(actor) or actor)).astype(str)
    return pd.DataFrame({"event": frame["event"], "lane": named})


def _column_pairs(tables: Tables, column: str) -> pd.DataFrame:
    return pd.DataFrame({"event": tables.events.index, "lane": tables.events[column].to_numpy()})


def _kind_pairs(tables: Tables, words: Words) -> pd.DataFrame:
    pairs = _column_pairs(tables, "kind")
    named = {kind: words.kind(kind) for kind in pairs["lane"].unique()}
    return pairs.assign(lane=pairs["lane"].map(named).astype(str))


def _status_pairs(tables: Tables, words: Words) -> pd.DataFrame:
    pairs = _column_pairs(tables, "status")
    named = {each.name: words[f"status_{each.name}"] for each in STATUSES}
    return pairs.assign(lane=pairs["lane"].map(lambda name: named.get(name, name)).astype(str))


def _source_pairs(tables: Tables, _: Words) -> pd.DataFrame:
    frame = tables.reports
    return pd.DataFrame({"event": frame["event"], "lane": frame["source"].astype(str)})


def _side_pairs(tables: Tables, words: Words) -> pd.DataFrame:
    events, many = tables.events, words["not_one_sided"]
    told = [
        _capital(words.say("told_by", side=side or words["one_side"]) if alone else many)
        for side, alone in zip(events["side"], events["one_sided"], strict=True)
    ]
    return pd.DataFrame({"event": events.index, "lane": told})


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_PAIRS = {
    "place": _place_pairs,
    "actor": _actor_pairs,
    "kind": _kind_pairs,
    "source": _source_pairs,
    "status": _status_pairs,
    "side": _side_pairs,
}


def _rank(tables: Tables, lanes: str, sizes: pd.Series, words: Words) -> Callable[[str], tuple]:
    """Return what sorts lanes before their size does."""
    if lanes == "kind":
        family = {words.kind(kind): FAMILIES.index(family_of(kind)) for kind in kinds()}
        return lambda name: (family.get(name, len(FAMILIES)),)
    if lanes == "status":
        order = [words[f"status_{each.name}"] for each in STATUSES]
        return lambda name: (order.index(name) if name in order else len(order),)
    if lanes == "side":
        many = _capital(words["not_one_sided"])
        return lambda name: (name == many,)
    if lanes == "place":
        return _place_rank(tables.places, sizes)
    return lambda name: ()


def _place_rank(places: pd.DataFrame, sizes: pd.Series) -> Callable[[str], tuple]:
    """Sort places as a tree: what contains before what it holds, the most eventful branch first."""
    names, within = places["name"].to_dict(), places["within"].to_dict()
    by_name = {str(name): str(key) for key, name in names.items()}
    paths: dict[str, tuple[str, ...]] = {}
    for name in map(str, sizes.index):
        path = [str(names[each]) for each in _upwards(by_name.get(name, ""), within)]
        paths[name] = tuple(reversed(path)) or (name,)
    weights: Counter[tuple[str, ...]] = Counter()
    for name, above in paths.items():
        for depth in range(1, len(above) + 1):
            weights[above[:depth]] += int(sizes[name])

    def rank(name: str) -> tuple:
        path = paths[name]
        return ([(-weights[path[:depth]], path[:depth]) for depth in range(1, len(path) + 1)],)

    return rank
