"""Too many events to draw each: counts per lane and stretch of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kb.show.shape import DAY

if TYPE_CHECKING:
    from kb.model.tables import Tables

__all__ = ["Cell", "count_cells"]

#: Widths of a stretch, in days: the finest that makes at most MOST_CELLS of the view is taken.
_WIDTHS = (1, 7, 30, 91, 365, 1_826, 3_652, 36_525, 365_250)
MOST_CELLS = 120

_FIRST, _LAST = -9_998 * 365 * DAY, 9_998 * 365 * DAY


@dataclass(frozen=True, slots=True)
class Cell:
    """How many events of a lane begin within a stretch of time, and how many are contested."""

    lane: int
    begin: int
    end: int
    events: int
    contested: int


def count_cells(
    tables: Tables, members: pd.DataFrame
) -> tuple[tuple[Cell, ...], tuple[int, int] | None]:
    """Count the dated events by the earliest moment at which they may begin, else may end.

    Returns the counts and the stretch of time that they cover. `members` pairs the rows of
    events with lanes.
    """
    earliest, latest = tables.spans.earliest, tables.spans.latest
    known = (earliest > _FIRST) & (earliest < _LAST)
    at = np.where(known, earliest, latest)
    dated = tables.spans.dated & (at > _FIRST) & (at < _LAST)
    pairs = members[dated[members["row"].to_numpy()]]
    if pairs.empty:
        return (), None
    when = at[pairs["row"].to_numpy()]
    low, high = (int(each) for each in np.quantile(when, (0.005, 0.995)))
    width = next((w for w in _WIDTHS if (high - low) / DAY <= w * MOST_CELLS), _WIDTHS[-1]) * DAY
    contested = tables.events["contested"].to_numpy(dtype=bool)[pairs["row"].to_numpy()]
    counts = (
        pd.DataFrame({"lane": pairs["lane"].to_numpy(), "bin": when // width, "is": contested})
        .groupby(["lane", "bin"])["is"]
        .agg(["size", "sum"])
    )
    cells = tuple(
        Cell(int(lane), int(bin_) * width, (int(bin_) + 1) * width, int(size), int(doubtful))
        for (lane, bin_), size, doubtful in counts.itertuples()
    )
    return cells, (min(cell.begin for cell in cells), max(cell.end for cell in cells))
