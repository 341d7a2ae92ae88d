"""What is wrong in the shape of a table: rows too long or short, quotes left open, NUL bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kb.model.tables import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.read.bulk import Records
    from kb.read.header import Header

__all__ = ["filled_records", "open_issue", "shape_issues"]


def filled_records(columns: Sequence[pa.Array]) -> np.ndarray:
    """Return the positions of the records that hold more than white space."""
    n_records = len(columns[0])
    blank = np.arange(n_records)
    for column in columns:
        cells = column if len(blank) == n_records else column.take(pa.array(blank))
        is_empty = pc.equal(pc.binary_length(pc.utf8_trim_whitespace(cells)), 0)
        blank = blank[is_empty.to_numpy(zero_copy_only=False)]
        if not len(blank):
            break
    return np.delete(np.arange(n_records), blank)


def shape_issues(
    file: str, header: Header, names: Sequence[str], records: Records, rows: np.ndarray
) -> Iterator[Issue]:
    """Yield the faults of filled records, whose columns are called names."""
    yield from _short(file, header, names, records, rows)
    yield from _long(file, header, records, rows)
    for name, cell, column in zip(names, header.cells, records.columns, strict=False):
        if not cell and pc.any(pc.not_equal(column, "")).as_py():
            yield Issue(file, header.row, name, "unnamed_column", "", "a name for each column")
    for name, column in zip(names, records.columns, strict=True):
        for row in rows[_with_nul(column)]:
            yield Issue(file, int(row), name, "nul_byte", "\0", "text without NUL bytes")


def open_issue(file: str, header: Header, names: Sequence[str], records: Records) -> Issue:
    """Say where the last of all records, which is left open, begins."""
    last = min(int(records.n_cells[-1]), len(names)) - 1
    value = records.columns[last][-1].as_py()
    allowed = 'a `"` at the end of each cell that begins with one; look in the rows above, too'
    row = header.row + len(records.n_cells)
    return Issue(file, row, names[last], "unclosed_quote", value, allowed)


def _short(
    file: str, header: Header, names: Sequence[str], records: Records, rows: np.ndarray
) -> Iterator[Issue]:
    n_named = len(header.cells)
    allowed = f"{n_named} cells, as in the header; those that lack are read as empty"
    for position in np.flatnonzero(records.n_cells < n_named):
        n_cells = int(records.n_cells[position])
        yield Issue(
            file, int(rows[position]), names[n_cells], "too_few_cells", f"{n_cells} cells", allowed
        )


def _long(file: str, header: Header, records: Records, rows: np.ndarray) -> Iterator[Issue]:
    separator, n_named = header.dialect.separator, len(header.cells)
    beyond = records.columns[n_named:]
    allowed = f"{n_named} cells, as in the header; a cell that holds {separator!r} needs quotes"
    is_long = np.zeros(len(rows), dtype=bool)
    for column in beyond:
        is_long |= pc.not_equal(column, "").to_numpy(zero_copy_only=False)
    for position in np.flatnonzero(is_long):
        surplus = [column[int(position)].as_py() for column in beyond]
        value = separator.join(surplus[: int(records.n_cells[position]) - n_named])
        yield Issue(file, int(rows[position]), "", "too_many_cells", value, allowed)


def _with_nul(column: pa.Array) -> np.ndarray:
    """Return the positions of the cells that hold a NUL; the whole buffer is searched first."""
    data = column.buffers()[2]
    if data is None or not re.search(b"\0", data):
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(pc.match_substring(column, "\0").to_numpy(zero_copy_only=False))
