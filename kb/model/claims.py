"""What the reports claim, in columns: every cell read, nothing fused yet."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from kb.model.hierarchy import Hierarchy
    from kb.model.names import Names
    from kb.model.spans import Spans
    from kb.model.tables import Issue

__all__ = [
    *("ASSERTS", "DENIES", "DOUBTS", "RETRACTS", "UNREAD_STANCE", "UNREAD_STATUS", "STATUSES"),
    *("Claims", "Links", "Roots"),
]

#: Stances by code.
ASSERTS, DOUBTS, DENIES, RETRACTS = range(4)
STANCES = ("asserts", "doubts", "denies", "retracts")
#: The stance of a report whose word for it is none of these: it takes no side.
UNREAD_STANCE = len(STANCES)

#: Statuses by code; -1 is a cell left empty.
STATUSES = ("occurred", "ongoing", "planned", "postponed", "cancelled")
#: The status of a report whose word for it is none of these; -1 is that of one that gives none.
UNREAD_STATUS = -2


@dataclass(frozen=True)
class Links:
    """Entries of list-valued cells: one row an entry, in the order of the reports.

    `report` is the position of the report, `value` the code of what is named, `role` the code of
    the part it plays (0 where there is none); `low` and `high` bound a count, whose `role` is 1
    where they stand for one number that was called approximate.
    """

    report: np.ndarray
    value: np.ndarray
    role: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(
        cls,
        report: np.ndarray,
        value: np.ndarray,
        role: np.ndarray | None = None,
        low: np.ndarray | None = None,
        high: np.ndarray | None = None,
    ) -> Links:
        """Make links; what is left out is 0."""
        none = np.zeros(len(report), dtype=np.int8)
        return cls(
            report,
            value,
            none if role is None else role,
            none if low is None else low,
            none if high is None else high,
        )

    def __len__(self) -> int:
        return len(self.report)

    def take(self, chosen: np.ndarray) -> Links:
        """Return some of the links, by mask or positions."""
        return Links(*(getattr(self, field.name)[chosen] for field in fields(self)))


@dataclass(frozen=True)
class Roots:
    """Whose claims they are in the end: actors, sources, or a row that names nobody.

    `sides` holds the code of each one's side in `side_names`, -1 where it is not known.
    """

    ids: list[str]
    names: list[str]
    sides: np.ndarray
    side_names: list[str]


@dataclass(frozen=True)
class Claims:
    """The claims of n reports, column by column.

    `published_from` and `published_to` bound the instant of publication, in seconds as `Spans`
    has them; they are its open ends where it is not known. `relay` is true where somebody other
    than the root published the report. `targets` are the event ids that relations name.
    """

    frame: pd.DataFrame
    rows: np.ndarray
    event: np.ndarray
    event_ids: np.ndarray
    root: np.ndarray
    source: np.ndarray
    relay: np.ndarray
    stance: np.ndarray
    published_from: np.ndarray
    published_to: np.ndarray
    kind: np.ndarray
    status: np.ndarray
    date: np.ndarray
    said: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    place: Links
    actor: Links
    count: Links
    relation: Links
    spans: Spans
    roots: Roots
    places: Names
    actors: Names
    sources: Names
    within: Hierarchy
    membership: Hierarchy
    kinds: Hierarchy
    kind_names: list[str]
    roles: list[str]
    count_names: list[str]
    relation_names: list[str]
    targets: list[str]
    issues: list[Issue]

    def __len__(self) -> int:
        return len(self.event)

    def take(self, reports: np.ndarray) -> Claims:
        """Return the claims of some reports alone, by increasing position."""
        position = np.full(len(self), -1, dtype=np.int64)
        position[reports] = np.arange(len(reports))
        kept, event = np.unique(self.event[reports], return_inverse=True)
        columns: dict[str, Any] = {
            name: getattr(self, name)[reports]
            for name in (
                *("rows", "root", "source", "relay", "stance", "published_from", "published_to"),
                *("kind", "status", "date", "said", "lat", "lon"),
            )
        }
        for name in ("place", "actor", "count", "relation"):
            link: Links = getattr(self, name)
            some = link.take(position[link.report] >= 0)
            columns[name] = replace(some, report=position[some.report])
        return replace(
            self,
            frame=self.frame.iloc[reports].reset_index(drop=True),
            event=event.astype(np.int32),
            event_ids=self.event_ids[kept],
            **columns,
        )
