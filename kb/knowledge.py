"""What a knowledge base knows: files read, claims, facts, each made when it is first asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kb.fuse.events import events_frame, spans_of
from kb.fuse.explain import claims_frame, disputed
from kb.fuse.frames import (
    actors_frame,
    counts_frame,
    places_frame,
    relations_frame,
    reports_frame,
)
from kb.fuse.fusion import Fused, fuse
from kb.fuse.history import event_history, known_since
from kb.fuse.weighing import past_claims
from kb.model.tables import Issue, Tables
from kb.read.authority import AUTHORITIES, read_names
from kb.read.claims import read_claims
from kb.read.frames import text_frame
from kb.read.table import RawTable, TableSource, read_folder, read_table
from kb.select import Index
from kb.write.atomic import exclusive
from kb.write.places import PlaceBook
from kb.write.table import append_rows, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kb.model.claims import Claims

__all__ = ["Knowledge", "LazyTables", "read_knowledge"]


@dataclass(frozen=True)
class Knowledge:
    """Claims and what follows from them; shared by all selections of one knowledge base.

    `raw` are the files as read, by name, with the reports and places that were added since;
    `original` is events.csv without these, and `names` are the files beside it.
    `undated_reports` counts the rows that a cut in time left out since nobody knows when they were
    published.
    """

    raw: dict[str, RawTable]
    original: RawTable
    claims: Claims
    read_issues: tuple[Issue, ...]
    lang: str
    undated_reports: int = 0
    names: Mapping[str, RawTable] = field(default_factory=dict)

    @cached_property
    def fused(self) -> Fused:
        """The facts."""
        return fuse(self.claims, lang=self.lang)

    @cached_property
    def index(self) -> Index:
        """What answers questions about the facts."""
        return Index(self.fused)

    @cached_property
    def tables(self) -> Tables:
        """The tables of all events, in time order."""
        return LazyTables(self.fused, self.index.order)

    def some(self, reports: np.ndarray, *, undated_reports: int = 0) -> Knowledge:
        """Return what is known from some of the reports alone."""
        claims = self.claims.take(reports)
        return replace(self, claims=claims, undated_reports=undated_reports)


class LazyTables(Tables):
    """Tables of which each is made when it is first looked at."""

    def __init__(self, fused: Fused, events: np.ndarray) -> None:
        object.__setattr__(self, "_fused", fused)
        object.__setattr__(self, "_codes", events)
        object.__setattr__(self, "_own", frozenset())

    def of(self, events: Iterable[str]) -> Tables:
        """Return the tables of these events alone, in their time order."""
        known = pd.Index(self._fused.claims.event_ids[self._codes])
        return LazyTables(self._fused, self._codes[known.isin(list(events))])

    def some(self, rows: np.ndarray) -> Tables:
        """Return the tables of the events of these rows alone."""
        return LazyTables(self._fused, self._codes[rows])

    def lent(self) -> Tables:
        """Return the same tables: what is there is shared, what is made anew is the borrower's."""
        lent = LazyTables(self._fused, self._codes)
        object.__setattr__(lent, "_own", frozenset(_MAKERS) - self.__dict__.keys())
        for name in self.__dict__.keys() & _MAKERS.keys():
            object.__setattr__(lent, name, self.__dict__[name])
        return lent

    def forget(self, *names: str) -> None:
        """Let go of tables that were made for a borrower."""
        for name in self._own & self.__dict__.keys() & set(names):
            object.__delattr__(self, name)

    def disputed(self) -> np.ndarray:
        """Tell of which events not all readings won or agree, without writing any out."""
        return disputed(self._fused, self._codes)

    def past_claims(self) -> pd.DataFrame:
        """Return how claims were weighed on past days; see `kb.fuse.weighing.past_claims`."""
        return past_claims(self._fused, self._codes)

    def known_since(self) -> tuple[np.ndarray, np.ndarray]:
        """Return since which day each event is known, and whether it then was what it is now."""
        return known_since(self._fused, self._codes)

    def __getattr__(self, name: str) -> Any:
        if name not in _MAKERS:
            raise AttributeError(name)
        value = _MAKERS[name](self._fused, self._codes)
        object.__setattr__(self, name, value)
        return value


_MAKERS: dict[str, Callable[[Fused, np.ndarray], Any]] = {
    "events": events_frame,
    "spans": lambda fused, events: spans_of(fused, events)[0],
    "plans": lambda fused, events: spans_of(fused, events)[1],
    "event_places": places_frame,
    "event_actors": actors_frame,
    "event_counts": counts_frame,
    "relations": relations_frame,
    "claims": claims_frame,
    "reports": reports_frame,
    "places": lambda fused, events: fused.claims.places.frame(),
    "actors": lambda fused, events: fused.claims.actors.frame(),
    "sources": lambda fused, events: fused.claims.sources.frame(),
    "history": event_history,
}


def read_knowledge(source: TableSource, *, lang: str) -> Knowledge:
    """Read a table of reports and the authority files beside it."""
    return know(read_folder(source), lang=lang)


def know(raw: dict[str, RawTable], *, lang: str) -> Knowledge:
    """Read the claims out of tables of text."""
    names, issues = {}, []
    for file in AUTHORITIES:
        names[file], faults = read_names(file, raw.get(file))
        issues += faults
    events = raw["events.csv"]
    claims = read_claims(
        events.frame,
        events.rows,
        places=names["places.csv"],
        actors=names["actors.csv"],
        sources=names["sources.csv"],
        file=events.name,
    )
    found = (*events.issues, *issues, *claims.issues)
    beside = {name: table for name, table in raw.items() if name in AUTHORITIES}
    return Knowledge(raw, events, claims, found, lang, names=beside)


def with_reports(
    knowledge: Knowledge, frame: pd.DataFrame, places: pd.DataFrame | None = None
) -> Knowledge:
    """Return what is known with further reports and places, in the columns of their files."""
    raw = dict(knowledge.raw)
    raw["events.csv"] = _joined(raw["events.csv"], read_table(frame, name="new reports"))
    if places is not None and len(places := _unknown(places, raw.get("places.csv"))):
        added = read_table(places, name="places.csv")
        raw["places.csv"] = _joined(raw["places.csv"], added) if "places.csv" in raw else added
    known = know(raw, lang=knowledge.lang)
    return replace(known, original=knowledge.original, names=knowledge.names)


def _joined(table: RawTable, added: RawTable) -> RawTable:
    both = text_frame(pd.concat([table.frame, added.frame], ignore_index=True))
    last = int(table.rows[-1]) if len(table.rows) else table.header.row
    rows = np.concatenate([table.rows, last + 1 + np.arange(len(added.frame))])
    return replace(table, frame=both, rows=rows, issues=[*table.issues, *added.issues])


def _unknown(places: pd.DataFrame, table: RawTable | None) -> pd.DataFrame:
    """Return the rows of places that a table has neither by their id nor by their name."""
    book = PlaceBook(None if table is None else table.frame)
    names = text_frame(places).reindex(columns=["id", "name"], fill_value="")
    is_known = [book.has(id_) or book.knows(name) for id_, name in names.to_numpy().tolist()]
    return places[~np.array(is_known, dtype=bool)]


def save_reports(knowledge: Knowledge, path: str | os.PathLike[str]) -> None:
    """Write the reports to events.csv at a path or in a folder; untouched rows keep their bytes.

    The files beside it are written where none is, and rows of places that it lacks are added.
    """
    target = _events_file(path)
    frame = knowledge.raw["events.csv"].frame
    write_table(target, frame, original=knowledge.original if knowledge.original.path else None)
    for name in AUTHORITIES:
        if name in knowledge.raw:
            _save_names(knowledge, name, target)


def _events_file(path: str | os.PathLike[str]) -> Path:
    """Return the file of events at a path: what is no file and has no ending is a folder."""
    given = Path(path)
    named = not given.suffix or os.fspath(path).endswith(("/", os.sep))
    return given / "events.csv" if given.is_dir() or (named and not given.is_file()) else given


def _save_names(knowledge: Knowledge, name: str, target: Path) -> None:
    """Write a file beside the events, whole where none is; to one that is there add its places."""
    table, path = knowledge.raw[name], target.with_name(name)
    if not path.exists():
        read = knowledge.names.get(name)
        write_table(path, table.frame, original=read if read is not None and read.path else None)
    elif name == "places.csv" and len(_unknown(table.frame, read_table(path, name=name))):
        with exclusive(target.with_name(f"{target.name}.adding")):  # as `kb add` does
            append_rows(path, _unknown(table.frame, read_table(path, name=name)))
