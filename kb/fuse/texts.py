"""Values as people read them: days, ranges, several texts in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kb.model.calendar import civil
from kb.model.spans import OPEN_FUTURE, OPEN_PAST
from kb.read.frames import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


__all__ = [
    "by_code",
    "by_name",
    "coded_texts",
    "iso_day",
    "iso_days",
    "join_by",
    "join_lines",
    "range_text",
]


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


def coded_texts(codes: np.ndarray, texts: Sequence[str]) -> pd.Series:
    """Return a text for each code, as a column that never was an object of Python for each row."""
    distinct = pa.array(texts, pa.large_string())
    return _column(distinct.take(pa.array(np.where(codes < 0, len(texts) + codes, codes))))


def join_by(group: np.ndarray, texts: np.ndarray | pd.Series, size: int) -> pd.Series:
    """Return the texts of each group 0..size-1 joined by `; `; groups stand together, ascending."""
    offsets = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(group, minlength=size), out=offsets[1:])
    return _column(_joined(offsets, _flat(texts), "; "))


def join_lines(texts: Sequence[str] | pd.api.extensions.ExtensionArray) -> bytes:
    r"""Return texts as UTF-8, a line each: their backslashes and line ends are written out.

    Half a surrogate, which no file can hold, becomes a question mark.

    Examples
    --------
    >>> print(join_lines(["a\nb", "a\\nb"]).decode())
    a\nb
    a\bnb
    """
    try:
        flat = _flat(texts)
    except UnicodeEncodeError:
        flat = _flat([text.encode("utf-8", "replace").decode() for text in texts])
    for mark, written in (("\\", "\\b"), ("\n", "\\n")):
        flat = pc.replace_substring(flat, mark, written)
    return _joined(np.array([0, len(flat)]), flat, "\n")[0].as_buffer().to_pybytes()


def _flat(texts: Any) -> pa.Array:
    array = pa.array(texts, type=pa.large_string())
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _joined(offsets: np.ndarray, texts: pa.Array, between: str) -> pa.Array:
    lists = pa.LargeListArray.from_arrays(pa.array(offsets, pa.int64()), texts)
    return pc.binary_join(lists, pa.scalar(between, pa.large_string()))


def _column(texts: pa.Array) -> pd.Series:
    return pd.Series(pd.array(texts, dtype=TEXT))
