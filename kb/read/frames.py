"""A DataFrame of any types as a table of text."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kb.errors import InvalidTable

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["TEXT", "text_frame"]

#: The type of every column: Arrow-backed text, as pandas 3 makes by itself.
TEXT = pd.StringDtype("pyarrow", na_value=np.nan)


def text_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy in which every cell is text, a missing one empty.

    Days are written as ISO days, instants as ISO instants, whole numbers without a point (also
    where a gap made the column one of floats), and lists with `; ` between their entries.

    >>> text_frame(pd.DataFrame({"date": [pd.Timestamp("2022-08-30"), None], "n": [7, None]}))
             date  n
    0  2022-08-30  7
    1
    """
    columns = [_text_column(frame.iloc[:, position]) for position in range(frame.shape[1])]
    text = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(len(frame)))
    text.columns = pd.Index([str(name) for name in frame.columns], dtype=object)
    return text


def _text_column(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.StringDtype):
        texts = column.fillna("")
    elif column.dtype.kind == "M" and _all_midnight(column):
        texts = column.dt.strftime("%Y-%m-%d").fillna("")
    else:
        texts = pd.Series([_cell_text(value) for value in column.astype(object)], dtype=object)
    try:
        return texts.astype(TEXT).reset_index(drop=True)
    except UnicodeEncodeError as error:
        raise InvalidTable(f"column {_name(column.name)!r} holds half a surrogate pair") from error


def _all_midnight(column: pd.Series) -> bool:
    days = column.dropna()
    return days.dt.tz is None and bool((days == days.dt.normalize()).all())


def _cell_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple | set | frozenset | np.ndarray):
        entries = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return "; ".join(_cell_text(entry) for entry in entries)
    if pd.isna(value):  # type: ignore[call-overload]  # any object may be asked
        return ""
    if isinstance(value, dt.date | dt.time):  # a Timestamp is a date too
        return value.isoformat()
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value)


def _name(name: Hashable) -> str:
    return str(name)
