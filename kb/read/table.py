"""One CSV file, or the four of a folder, as tables of text with all that is wrong in their form.

Nothing is guessed from the cells: an id 007 and a place called NA stay as they are. What the
cells mean is for `kb.read.claims`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa

from kb.model.tables import ACTOR_COLUMNS, PLACE_COLUMNS, REPORT_COLUMNS, SOURCE_COLUMNS, Issue
from kb.read.bulk import read_records
from kb.read.encoding import check_is_text
from kb.read.frames import TEXT, text_frame
from kb.read.header import Header, column_names, header_issues, read_header
from kb.read.shape import filled_records, open_issue, shape_issues
from kb.read.source import open_source

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

__all__ = ["RawTable", "TableSource", "read_folder", "read_table"]

TableSource: TypeAlias = str | os.PathLike[str] | IO[str] | IO[bytes] | pd.DataFrame

#: The files beside events.csv, with their known columns.
_AUTHORITIES = {
    "places.csv": PLACE_COLUMNS,
    "actors.csv": ACTOR_COLUMNS,
    "sources.csv": SOURCE_COLUMNS,
}


@dataclass(frozen=True)
class RawTable:
    """A table as it was read, all text.

    `frame` has a column for each cell of the header, in order, and further ones named
    `column 24` when rows hold cells beyond it; `rows` is the spreadsheet row of each of its rows
    (the header is row 1, blank rows count but are left out). `path` is None unless it is a file.
    """

    frame: pd.DataFrame
    rows: np.ndarray
    name: str
    header: Header
    path: Path | None = None
    issues: list[Issue] = field(default_factory=list)


def read_table(source: TableSource, *, name: str = "events.csv") -> RawTable:
    r"""Read one table.

    Parameters
    ----------
    source
        A path, a file object (text or binary), a DataFrame of any types, or a folder, in which
        the file called name is read. UTF-8, with or without a byte order mark; the separator is
        `,` `;` or tab, whichever finds the known columns; rows end with LF, CRLF or CR.
    name
        Which table it is: `events.csv`, `places.csv`, `actors.csv` or `sources.csv`; and what
        issues call it when it has no file name of its own.

    Raises
    ------
    InvalidTable
        If it cannot be read as this table at all: no such file, no UTF-8 text, none of the
        columns that it must have.

    Examples
    --------
    >>> import io
    >>> table = read_table(io.StringIO("Date;title;id\non Monday;Vote;007\n\n;;NA;extra\n"))
    >>> table.frame
            date title   id column 4
    0  on Monday  Vote  007
    1                    NA    extra
    >>> table.rows
    array([2, 4])
    >>> print(table.issues[0])
    events.csv, row 4: too many cells 'extra'; 3 cells, as in the header; a cell that holds ';' ...
    """
    known = _AUTHORITIES.get(name, tuple(REPORT_COLUMNS))
    required = ("id", "name") if name in _AUTHORITIES else ("date", "title")
    if isinstance(source, pd.DataFrame):
        return _from_frame(source, name, known, required)

    file = open_source(source, name)
    check_is_text(file)
    header = read_header(file, known)
    names = column_names(header.cells, known)
    issues = list(header_issues(file.name, header, names, known, required))
    records = read_records(file, header)
    names += [f"column {n}" for n in range(len(names) + 1, len(records.columns) + 1)]
    if records.is_open:
        issues.append(open_issue(file.name, header, names, records))
    rows = header.row + 1 + np.arange(len(records.n_cells))
    filled = filled_records(records.columns)
    if len(filled) < len(rows):
        records, rows = records.take(filled), rows[filled]
    issues += shape_issues(file.name, header, names, records, rows)
    if not len(rows):
        issues.append(Issue(file.name, 0, "", "no_rows", "", "rows below the header"))
    frame = pa.table(records.columns, names).to_pandas(types_mapper={pa.large_string(): TEXT}.get)
    return RawTable(frame, rows, file.name, header, file.path, issues)


def read_folder(source: TableSource) -> dict[str, RawTable]:
    """Read events.csv and those of places.csv, actors.csv and sources.csv that lie beside it.

    Parameters
    ----------
    source
        The folder, or the path of a file of events of any name; a file object or a DataFrame
        stands alone. The keys are always the four names above.
    """
    tables = {"events.csv": read_table(source)}
    if path := tables["events.csv"].path:
        for name in _AUTHORITIES:
            if path.with_name(name).exists():
                tables[name] = read_table(path.with_name(name), name=name)
    return tables


def _from_frame(
    frame: pd.DataFrame, name: str, known: Collection[str], required: Sequence[str]
) -> RawTable:
    """Read a DataFrame as if it had been written to a file; named indexes become columns."""
    indexes = [level for level in frame.index.names if level in known and level not in frame]
    text = text_frame(frame.reset_index(indexes) if indexes else frame)
    header = Header(tuple(text.columns))
    text.columns = pd.Index(column_names(header.cells, known))
    issues = list(header_issues(name, header, list(text.columns), known, required))
    is_filled = text.apply(lambda column: column.str.strip() != "").any(axis=1).to_numpy(bool)
    rows = np.arange(len(text)) + header.row + 1
    if not len(text):
        issues.append(Issue(name, 0, "", "no_rows", "", "rows below the header"))
    return RawTable(
        text[is_filled].reset_index(drop=True), rows[is_filled], name, header, None, issues
    )
