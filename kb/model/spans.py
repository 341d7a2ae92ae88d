"""Many time spans as columns, so that a million of them sort and compare in milliseconds."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.model.timespan import Precision, TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray

#: What stands for an open end.
OPEN_PAST = -(2**62)
OPEN_FUTURE = 2**62
_BOUNDS = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")


@dataclass(frozen=True, eq=False)
class Spans:
    """Time spans by row: seconds of the local clock, as in `kb.model.calendar`.

    An undated row is open on all sides and has no EDTF. `members` holds the alternatives of the
    rows that are one-of sets; their bounds are the hull.

    >>> spans = Spans.from_list([TimeSpan.parse("2022-08-30"), None])
    >>> spans.edtf.tolist(), spans[1], spans.take([1, 0]).edtf.tolist()
    (['2022-08-30', ''], None, ['', '2022-08-30'])
    """

    begin_earliest: NDArray[np.int64]
    begin_latest: NDArray[np.int64]
    end_earliest: NDArray[np.int64]
    end_latest: NDArray[np.int64]
    precision: NDArray[np.int8]
    approximate: NDArray[np.bool_]
    uncertain: NDArray[np.bool_]
    edtf: NDArray[np.object_]
    members: dict[int, tuple[TimeSpan, ...]] = field(default_factory=dict)

    @classmethod
    def from_list(cls, spans: Iterable[TimeSpan | None]) -> Spans:
        """Return spans as columns; None is an undated row."""
        given = list(spans)
        edtf = np.empty(len(given), dtype=object)
        edtf[:] = ["" if x is None else x.edtf for x in given]
        flat = np.array([_row(x) for x in given], dtype=np.int64).reshape(len(given), 7)
        begin_earliest, begin_latest, end_earliest, end_latest, precision, about, unsure = flat.T
        return cls(
            begin_earliest.copy(),
            begin_latest.copy(),
            end_earliest.copy(),
            end_latest.copy(),
            precision.astype(np.int8),
            about.astype(bool),
            unsure.astype(bool),
            edtf,
            {i: x.members for i, x in enumerate(given) if x is not None and x.members},
        )

    @classmethod
    def concatenate(cls, parts: Sequence[Spans]) -> Spans:
        """Return the rows of several one after the other.

        >>> len(Spans.concatenate([Spans.from_list([None]), Spans.from_list([])]))
        1
        """
        names = [x.name for x in fields(cls) if x.name != "members"]
        members: dict[int, tuple[TimeSpan, ...]] = {}
        offset = 0
        for part in parts:
            members |= {offset + row: several for row, several in part.members.items()}
            offset += len(part)
        columns = {name: np.concatenate([getattr(x, name) for x in parts]) for name in names}
        return cls(**columns, members=members)

    def __len__(self) -> int:
        return len(self.edtf)

    def __getitem__(self, row: int) -> TimeSpan | None:
        text = self.edtf[row]
        return TimeSpan.parse(text) if text else None

    @cached_property
    def dated(self) -> NDArray[np.bool_]:
        """Whether the row has a date."""
        return np.asarray(self.edtf != "", dtype=bool)

    @property
    def earliest(self) -> NDArray[np.int64]:
        """The first second that may belong to each; OPEN_PAST where that is open."""
        return self.begin_earliest

    @property
    def latest(self) -> NDArray[np.int64]:
        """The last second that may belong to each; OPEN_FUTURE where that is open."""
        return self.end_latest

    def take(self, indices: ArrayLike) -> Spans:
        """Return the rows at the indices, in their order; a negative index is undated."""
        rows = np.asarray(indices, dtype=np.intp)
        missing = rows < 0
        if missing.any():
            with_undated = Spans.concatenate([self, Spans.from_list([None])])
            return with_undated.take(np.where(missing, len(self), rows))
        columns = {x.name: getattr(self, x.name)[rows] for x in fields(self) if x.name != "members"}
        members: dict[int, tuple[TimeSpan, ...]] = {}
        if self.members:
            for new in np.flatnonzero(np.isin(rows, list(self.members))).tolist():
                members[new] = self.members[int(rows[new])]
        return Spans(**columns, members=members)

    def sort_order(self) -> NDArray[np.intp]:
        """Return the indices that sort the rows as `TimeSpan.sort_key` does, the undated last."""
        first = np.full(len(self), OPEN_FUTURE, dtype=np.int64)
        known = np.zeros(len(self), dtype=bool)
        for name in ("begin_earliest", "end_earliest", "begin_latest", "end_latest"):
            column = getattr(self, name)
            here = ~known & (column != OPEN_PAST) & (column != OPEN_FUTURE)
            first[here] = column[here]
            known |= here
        return np.lexsort((self.precision, self.end_latest, first, ~self.dated))


def _row(span: TimeSpan | None) -> Sequence[Any]:
    if span is None:
        return (OPEN_PAST, OPEN_FUTURE, OPEN_PAST, OPEN_FUTURE, int(Precision.UNKNOWN), 0, 0)
    begin, end = span.begin, span.end
    return (
        OPEN_PAST if begin.earliest is None else begin.earliest,
        OPEN_FUTURE if begin.latest is None else begin.latest,
        OPEN_PAST if end.earliest is None else end.earliest,
        OPEN_FUTURE if end.latest is None else end.latest,
        int(span.precision),
        span.approximate,
        span.uncertain,
    )
