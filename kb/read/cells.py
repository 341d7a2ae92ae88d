"""Columns of text taken apart: lists split, distinct texts found, each worked on once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["arrow_text", "distinct", "filled", "map_distinct", "matches", "split_list"]


def arrow_text(column: pd.Series) -> pa.Array:
    """Return a column of text as one Arrow array, trimmed, nothing missing."""
    array = pa.array(column, type=pa.large_string())
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return pc.utf8_trim_whitespace(array)


def filled(column: pd.Series) -> np.ndarray:
    """Tell which cells hold more than white space."""
    return pc.greater(pc.binary_length(arrow_text(column)), 0).to_numpy(zero_copy_only=False)


def distinct(column: pd.Series | pa.Array) -> tuple[np.ndarray, list[str]]:
    """Return each cell's code and the distinct texts that the codes stand for."""
    array = arrow_text(column) if isinstance(column, pd.Series) else column
    encoded = pc.dictionary_encode(array)
    return encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist()


def map_distinct(column: pd.Series, function: Callable[[str], Any], dtype: Any) -> np.ndarray:
    """Return a function of every cell, called once a distinct text."""
    codes, texts = distinct(column)
    return np.array([function(text) for text in texts], dtype=dtype)[codes]


def matches(column: pd.Series, pattern: str) -> np.ndarray:
    """Tell which cells, trimmed, hold a pattern of RE2 (github.com/google/re2/wiki/Syntax)."""
    found = pc.match_substring_regex(arrow_text(column), pattern)
    return found.to_numpy(zero_copy_only=False)


def split_list(column: pd.Series) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Split cells at `;`: each entry's row, its code, and the distinct entries; none is empty."""
    array = arrow_text(column)
    rows = np.flatnonzero(pc.greater(pc.binary_length(array), 0).to_numpy(zero_copy_only=False))
    lists = pc.split_pattern(array.take(pa.array(rows)), ";")
    entries = pc.utf8_trim_whitespace(pc.list_flatten(lists))
    codes, texts = distinct(entries)
    parents = rows[pc.list_parent_indices(lists).to_numpy()]
    if "" in texts:
        keep = codes != texts.index("")
        parents, codes = parents[keep], codes[keep]
    return parents, codes, texts
