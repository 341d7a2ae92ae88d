"""Tables back into their files: atomically, one writer at a time, nobody's rows lost."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kb.errors import InvalidTable, InvalidValue, WriteConflict
from kb.read.frames import TEXT, text_frame
from kb.read.header import Dialect
from kb.read.table import RawTable, read_table
from kb.write.atomic import exclusive, replace_file
from kb.write.edit import Changes, edited_file, whole_file

if TYPE_CHECKING:
    import os
    from pathlib import Path

__all__ = ["append_rows", "write_table"]


def append_rows(path: str | os.PathLike[str], rows: pd.DataFrame, *, timeout: float = 60.0) -> None:
    r"""Add rows to the end of a file, which is made when it is not there.

    The file may have changed since it was read: rows go behind those that are there now. Blank
    rows are not written. Cells are written as they are, also those that a spreadsheet would take
    for a formula.

    Parameters
    ----------
    path
        The file; its name says which table it is, as in `read_table`.
    rows
        Of any types; see `text_frame` for how they are written.
    timeout
        Seconds to wait for another writer.

    Raises
    ------
    WriteConflict
        If another writer takes longer than that.
    InvalidTable
        If the file cannot be read, or ends within quotes.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = pathlib.Path(folder.name, "events.csv")
    >>> _ = path.write_bytes(b'date;title\r\n"2022-08-30";Vote\r\n')
    >>> append_rows(path, pd.DataFrame({"title": ["Bridge hit; closed"]}))
    >>> path.read_bytes()
    b'date;title\r\n"2022-08-30";Vote\r\n;"Bridge hit; closed"\r\n'
    >>> folder.cleanup()
    """
    with exclusive(path, timeout=timeout) as real:
        new = read_table(rows, name=real.name).frame
        if not _has_content(real):
            replace_file(real, whole_file(new, list(new.columns), Dialect()))
        elif len(new):
            data, current = _read_current(real)
            replace_file(real, edited_file(data, current, {}, new))


def write_table(
    path: str | os.PathLike[str],
    frame: pd.DataFrame,
    *,
    original: RawTable | None = None,
    timeout: float = 60.0,
) -> None:
    """Write a table as it is wanted over the one that was read, changing as little as can be.

    The first rows of frame are those of original, in order, changed or not; all further ones are
    new. Rows that others have added since stay, and a new row that stands among them already is
    not added again, so that saving twice is saving once. A path where nothing is gets a copy of
    the file that was read, so changed; columns that frame lacks stay as they are.

    Parameters
    ----------
    path
        The file; its name says which table it is, as in `read_table`.
    frame
        Of any types; see `text_frame` for how they are written.
    original
        What was read; None writes a new file.
    timeout
        Seconds to wait for another writer.

    Raises
    ------
    WriteConflict
        If rows are changed in frame, and the file has changed since; or if there is a file where
        original is None; or if another writer takes too long. The file is then untouched.
    """
    wanted = text_frame(frame)
    with exclusive(path, timeout=timeout) as real:
        if original is None:
            if _has_content(real):
                raise WriteConflict(f"{real} is there already; read it first, to add to it")
            replace_file(real, whole_file(wanted, list(wanted.columns), Dialect()))
            return
        if len(wanted) < len(original.frame):
            raise InvalidValue(
                f"{len(wanted)} rows are wanted, {len(original.frame)} were read: rows are not"
                " removed; retract the report instead"
            )
        base = real if _has_content(real) else original.path
        if base is None or not _has_content(base):
            printed = dict(zip(original.frame.columns, original.header.cells, strict=False))
            cells = [printed.get(name) or name for name in wanted.columns]
            replace_file(real, whole_file(wanted, cells, original.header.dialect))
            return
        data, current = _read_current(base)
        changes = _find_changes(original, wanted, current)
        known = current.frame.iloc[len(original.frame) :]
        new = _not_among(wanted.iloc[len(original.frame) :], known)
        if changes or len(new) or base != real:
            replace_file(real, edited_file(data, current, changes, new))


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _read_current(path: Path) -> tuple[bytes, RawTable]:
    """Read a file once, as bytes and as a table, and see that rows can be put behind it."""
    data = path.read_bytes()
    current = read_table(io.BytesIO(data), name=path.name)
    for issue in current.issues:
        if issue.reason == "unclosed_quote":
            raise InvalidTable(f"{issue}; mend {path} before anything is written to it")
    return data, current


def _find_changes(original: RawTable, wanted: pd.DataFrame, current: RawTable) -> Changes:
    """Return the cells to change in the file as it is now; raise if others changed it, too."""
    n_rows = len(original.frame)
    is_foreign = is_touched = False
    to_change: dict[str, np.ndarray] = {}
    for name in wanted.columns:
        want = _cells(wanted, name, n_rows)
        old, now = _cells(original.frame, name, n_rows), _cells(current.frame, name, n_rows)
        differs = now != want
        is_touched |= bool((want != old).any())
        is_foreign |= bool((differs & (now != old)).any())
        to_change[name] = np.flatnonzero(differs)
    if is_foreign and is_touched:
        raise WriteConflict(
            f"{current.name} has changed since it was read, and so have its rows here:"
            " read it again, and change those"
        )
    changes: Changes = {}
    for name, positions in to_change.items():
        for position in () if is_foreign else positions:
            changes.setdefault(int(position), {})[name] = wanted[name].iloc[position]
    return changes


def _cells(frame: pd.DataFrame, name: str, n_rows: int) -> pd.Series:
    """Return the first cells of a column, empty where the frame has none."""
    if name not in frame:
        return pd.Series("", index=range(n_rows), dtype=TEXT)
    return frame[name].iloc[:n_rows].reset_index(drop=True).reindex(range(n_rows), fill_value="")


def _not_among(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are not known, each known one standing for one of them."""

    def keys(frame: pd.DataFrame) -> list[frozenset[tuple[str, str]]]:
        return [
            frozenset((name, cell) for name, cell in zip(frame.columns, row, strict=True) if cell)
            for row in frame.itertuples(index=False, name=None)
        ]

    there = Counter(keys(known))
    is_new = []
    for key in keys(rows) if there else ():
        is_new.append(not there[key])
        there[key] -= there[key] > 0
    return rows[is_new] if there else rows
