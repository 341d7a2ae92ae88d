"""Which report a row is, and which event it tells of."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kb.model.tables import REPORT_COLUMNS
from kb.read.cells import filled

if TYPE_CHECKING:
    from kb.read.faults import Faults

__all__ = ["event_codes", "report_ids"]

#: The columns that make a report what it is; a note about it changes nothing.
_IDENTITY = [name for name in REPORT_COLUMNS if name not in ("report", "note")]

#: So many rows are hashed at a time: as Python's strings, a million of them take gigabytes.
_AT_ONCE = 20_000


def report_ids(frame: pd.DataFrame, faults: Faults) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the table with every `report` filled, and the ids.

    A row without an id gets a hash of what it says, so that the id does not depend on where the
    row stands. Two rows of one id that say different things are told apart by that hash; two
    rows that say the same keep one id, and are reported.
    """
    ids = frame["report"].to_numpy(dtype=object).copy()
    unnamed = ~filled(frame["report"])
    ids[unnamed] = _hashes(frame, np.flatnonzero(unnamed))
    series = pd.Series(ids)
    twice = series.duplicated(keep=False).to_numpy()
    faults.add(
        series.duplicated().to_numpy(),
        "report",
        "duplicate_report",
        "an id of its own for every row; a row that only repeats another casts no vote",
    )
    clash = np.flatnonzero(twice & ~unnamed)
    if len(clash):
        hashes = _hashes(frame, clash)
        said = pd.Series(hashes).groupby(ids[clash]).transform("nunique").to_numpy()
        ids[clash] = np.where(said > 1, ids[clash] + "#" + hashes, ids[clash])
    return frame.assign(report=pd.Series(ids, dtype=str)), ids


def event_codes(frame: pd.DataFrame, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each report's event by code, and the event ids, sorted.

    A report without an event is an event of its own, under the report's id.
    """
    event = frame["event"].str.strip()
    event = event.where(event != "", pd.Series(ids, dtype=str))
    codes, names = pd.factorize(event, sort=True)
    return codes.astype(np.int32), np.asarray(names, dtype=object)


def _hashes(frame: pd.DataFrame, positions: np.ndarray) -> np.ndarray:
    found = np.empty(len(positions), dtype=object)
    for start in range(0, len(positions), _AT_ONCE):
        some = frame.iloc[positions[start : start + _AT_ONCE]]
        columns = [some[name].tolist() for name in _IDENTITY]
        found[start : start + len(some)] = [
            "r-" + blake2b("\x1f".join(row).encode(), digest_size=6).hexdigest()
            for row in zip(*columns, strict=True)
        ]
    return found
