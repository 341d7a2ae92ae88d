"""Columns of which a cell holds a list: places, actors, counts, relations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kb.model import vocabulary
from kb.model.claims import Links
from kb.read.cells import split_list
from kb.read.entries import Entry, parse_actor, parse_count, parse_relation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from kb.model.names import Names
    from kb.read.faults import Faults

__all__ = ["read_actors", "read_counts", "read_places", "read_relations"]

#: What else a report makes claims on: a count of that name goes by `number of` it.
_PROPERTIES = frozenset("status date kind places actors agent coordinates relations event".split())


def read_places(column: pd.Series, places: Names) -> Links:
    """Return the places of each report, entering those that are new."""
    report, entry, texts = split_list(column)
    return Links.of(report, np.array(places.codes(texts), dtype=np.int32)[entry])


def read_actors(column: pd.Series, actors: Names, faults: Faults) -> tuple[Links, list[str]]:
    """Return the actors of each report, and the roles by code; a new actor is entered."""
    roles = list(vocabulary.roles())
    allowed = f"`role: name` with a role of {', '.join(roles)}"
    cells = _parse(column, lambda text: parse_actor(text, roles), "actors", allowed, faults)
    value = np.zeros(len(cells.entries), dtype=np.int32)
    value[cells.usable] = actors.codes(each.name for each in cells.good)
    return cells.links(value, [roles.index(each.key) for each in cells.entries]), roles


def read_counts(column: pd.Series, faults: Faults) -> tuple[Links, list[str]]:
    """Return the counts of each report, and their names by code."""
    allowed = "`name: 2`, `name: 3..5`, `name: 20~`, `name: 5..`"
    cells = _parse(column, parse_count, "counts", allowed, faults)
    called = [f"number of {e.key}" if e.key in _PROPERTIES else e.key for e in cells.entries]
    names = sorted(
        {name for name, entry in zip(called, cells.entries, strict=True) if entry.usable}
    )
    value = _codes(called, names)
    low = np.array([each.low for each in cells.entries], dtype=float)
    high = np.array([each.high for each in cells.entries], dtype=float)
    about = np.array([each.about for each in cells.entries], dtype=np.int8)
    return cells.links(value, about, low, high), names


def read_relations(
    column: pd.Series, event_ids: np.ndarray, faults: Faults
) -> tuple[Links, list[str], list[str]]:
    """Return the relations of each report, their names and the events they lead to, by code."""
    names = list(vocabulary.relations())
    allowed = f"`relation: event id` with a relation of {', '.join(names)}"
    cells = _parse(column, lambda text: parse_relation(text, names), "relations", allowed, faults)
    targets = sorted({each.name for each in cells.good})
    lost = set(targets).difference(event_ids)
    missing = np.array([each.usable and each.name in lost for each in cells.entries], dtype=bool)
    faults.add(
        np.unique(cells.report[missing[cells.entry]]),
        "relations",
        "unknown_event",
        "the id of an event in this file",
    )
    value = _codes([each.name for each in cells.entries], targets)
    return cells.links(value, _codes([each.key for each in cells.entries], names)), names, targets


class _Cells(NamedTuple):
    """A column taken apart: each entry's report and code, and what the distinct entries say."""

    report: np.ndarray
    entry: np.ndarray
    entries: list[Entry]

    @property
    def usable(self) -> np.ndarray:
        return np.array([each.usable for each in self.entries], dtype=bool)

    @property
    def good(self) -> list[Entry]:
        return [each for each in self.entries if each.usable]

    def links(self, value: np.ndarray, *more: Sequence[float] | np.ndarray | None) -> Links:
        """Return the usable entries, with the columns of `Links` from `role` on, by code."""
        columns = [None if column is None else np.asarray(column)[self.entry] for column in more]
        return Links.of(self.report, value[self.entry], *columns).take(self.usable[self.entry])


def _parse(
    column: pd.Series, parse: Callable[[str], Entry], name: str, allowed: str, faults: Faults
) -> _Cells:
    report, entry, texts = split_list(column)
    entries = [parse(text) for text in texts]
    for reason in sorted({each.fault for each in entries if each.fault}):
        wrong = np.array([each.fault == reason for each in entries], dtype=bool)
        faults.add(np.unique(report[wrong[entry]]), name, reason, allowed)
    return _Cells(report, entry, entries)


def _codes(texts: Sequence[str], names: Sequence[str]) -> np.ndarray:
    """Return the code of each text, 0 where it is none of the names."""
    code = {name: number for number, name in enumerate(names)}
    return np.array([code.get(text, 0) for text in texts], dtype=np.int32)
