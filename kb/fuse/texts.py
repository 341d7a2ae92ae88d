"""Values as people read them: days, ranges, several texts in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kb.model.calendar import civil
from kb.model.spans import OPEN_FUTURE, OPEN_PAST

if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = ["by_code", "by_name", "iso_day", "iso_days", "join_by", "range_text"]


def by_code(codes: np.ndarray, text: Callable[[int], str]) -> np.ndarray:
    """Return a text for each code, made once a code; empty for a negative one."""
    distinct, position = np.unique(codes, return_inverse=True)
    made = ["" if code < 0 else text(int(code)) for code in distinct]
    return np.array(made, dtype=object)[position.reshape(-1)]


def by_name(names: np.ndarray, text: Callable[[str], str]) -> np.ndarray:
    """Return a text for each name, made once a name."""
    codes, distinct = pd.factorize(names)
    return np.array([*map(text, distinct), ""], dtype=object)[codes]


def iso_day(second: int) -> str:
    """Return the day of a second as ISO 8601, empty where it is open."""
    if second // 86_400 >= OPEN_FUTURE // 86_400 or second <= OPEN_PAST:
        return ""
    year, month, day = civil(int(second // 86_400))
    return f"{year:05d}-{month:02d}-{day:02d}" if year < 0 else f"{year:04d}-{month:02d}-{day:02d}"


def iso_days(seconds: np.ndarray) -> np.ndarray:
    """Return the day of each second as ISO 8601, empty where it is open."""
    days, position = np.unique(seconds // 86_400, return_inverse=True)
    return np.array([iso_day(int(day) * 86_400) for day in days], dtype=object)[position]


def range_text(low: float, high: float, about: float = False) -> str:
    """Return a count as it is written in events.csv; `about` is the middle of its range.

    >>> range_text(3, 5), range_text(7, float("inf")), range_text(0, 5), range_text(1e6, 1e6)
    ('3..5', '7..', '..5', '1000000')
    >>> range_text(160, 240, True)
    '200~'
    """
    if about:
        return f"{(low + high) / 2:.15g}~"
    if low == high:
        return f"{low:.15g}"
    first = f"{low:.15g}" if low > 0 else ""
    return f"{first}.." if high == float("inf") else f"{first}..{high:.15g}"


def join_by(group: np.ndarray, texts: np.ndarray, size: int) -> np.ndarray:
    """Return the texts of each group 0..size-1 joined by `; `; groups stand together, ascending."""
    offsets = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(np.bincount(group, minlength=size), out=offsets[1:])
    lists = pa.ListArray.from_arrays(pa.array(offsets), pa.array(texts, type=pa.string()))
    return pc.binary_join(lists, "; ").to_numpy(zero_copy_only=False)
