"""The bytes of a file after an edit: what was not touched keeps its own.

New rows take the file's separator, line ends and quoting; where the last row has no line end, the
last new one has none. A column that the file lacks is added when a cell of it is filled: each row
then gets the separators that it needs, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.records import Grammar
from kb.write.records import changed_record, format_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from kb.read.header import Dialect
    from kb.read.table import RawTable

__all__ = ["Changes", "edited_file", "whole_file"]

#: For each changed row, by position: its new cells, by column.
Changes = dict[int, dict[str, str]]


def whole_file(frame: pd.DataFrame, header: Sequence[str], dialect: Dialect) -> Iterator[bytes]:
    """Yield the bytes of a new file; header says how the columns are printed."""
    yield format_records([header], dialect)
    yield format_records(_filled_rows(frame), dialect)


def edited_file(
    data: bytes, current: RawTable, changes: Changes, new: pd.DataFrame
) -> Iterator[bytes]:
    """Yield the bytes of a file with cells changed and rows added; new has all columns of both."""
    header, dialect = current.header, current.header.dialect
    changed = {name for cells in changes.values() for name, cell in cells.items() if cell}
    filled = changed | {name for name in new.columns if (new[name] != "").any()}
    names = list(current.frame.columns)
    if filled <= set(names[: len(header.cells)]):
        width = len(header.cells)
    else:
        names += [
            name for name in dict.fromkeys([*new.columns, *changed]) if name in filled - set(names)
        ]
        width = len(names)
    if changes or width > len(header.cells):
        yield from _rewritten(data, current, changes, names, width)
    else:
        yield data

    rows = new.reindex(columns=names[:width], fill_value="")
    added = format_records(_filled_rows(rows), dialect)
    if added and not data.endswith((b"\n", b"\r")):
        added = dialect.line_end.encode() + added.removesuffix(dialect.line_end.encode())
    yield added


def _rewritten(
    data: bytes, current: RawTable, changes: Changes, names: Sequence[str], width: int
) -> Iterator[bytes]:
    """Yield the records of a file, the changed ones so, and all of them width cells wide."""
    header, dialect = current.header, current.header.dialect
    n_named = len(header.cells)
    position_of: Mapping[str, int] = {name: position for position, name in enumerate(names)}
    row_of = {int(row) - header.row: at for at, row in enumerate(current.rows)}

    yield data[: header.start]
    added = {position: names[position] for position in range(n_named, width)}
    yield changed_record(data[header.start : header.end], dialect, changes=added)
    records = Grammar(dialect.separator).records(data, header.end)
    for number, record in enumerate(records, start=1):
        row = row_of.get(number)
        cells = changes.get(row, {}) if row is not None else {}
        if row is not None and (cells or width > n_named):
            by_position = {position_of[name]: cell for name, cell in cells.items()}
            min_width = width if width > n_named else 0
            yield changed_record(record, dialect, changes=by_position, width=min_width)
        else:
            yield record


def _filled_rows(frame: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Yield the rows that hold more than white space: a reader would pass over the others."""
    for row in frame.itertuples(index=False, name=None):
        if any(cell.strip() for cell in row):
            yield row
