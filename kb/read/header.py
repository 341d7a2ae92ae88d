"""The header row: where it lies, which separator it uses, and which columns it names."""

from __future__ import annotations

import codecs
import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import InvalidTable
from kb.model.tables import Issue
from kb.read.encoding import invalid_utf8
from kb.read.records import Grammar, unquoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kb.read.source import Source

__all__ = ["Dialect", "Header", "column_names", "header_issues", "read_header"]

_HEAD = 1 << 20
_SEPARATORS = {",": ",", ";": ";", "\t": "tab"}
_SEPARATOR_LINE = re.compile(rb'"?sep=([,;\t])"?(?:\r\n|\r|\n)')  # Excel's hint to itself


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file writes its rows."""

    separator: str = ","
    line_end: str = "\n"
    quote_all: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header row: its cells as printed, its bytes from start to end, its spreadsheet row."""

    cells: tuple[str, ...]
    dialect: Dialect = Dialect()
    start: int = 0
    end: int = 0
    row: int = 1


def read_header(source: Source, known: Collection[str]) -> Header:
    """Read the header row by whichever separator finds the most known columns."""
    head = source.part(0, _HEAD)
    start = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    separators = list(_SEPARATORS)
    if hint := _SEPARATOR_LINE.match(head, start):
        start, separators = hint.end(), [hint[1].decode()]
    readings = [_read_by(head, start, separator) for separator in separators]
    if None in readings:
        raise InvalidTable(
            f"{source.name} is empty; its first row names the columns: date, title …"
        )
    header = max(
        (reading for reading in readings if reading is not None),
        key=lambda reading: (
            len({_plain(cell) for cell in reading.cells} & set(known)),
            len(reading.cells),
        ),
    )
    if "\ufffd" in "".join(header.cells) and (fault := invalid_utf8(source)):
        raise fault
    if header.end == len(head) < len(source):
        raise InvalidTable(
            f"{source.name}: the first row does not end within {_HEAD} bytes; is a quote missing?"
        )
    return header


def _read_by(head: bytes, start: int, separator: str) -> Header | None:
    grammar = Grammar(separator)
    for row, record in enumerate(grammar.records(head, start), start=1):
        written = grammar.cells(record)
        # Bytes that are no UTF-8 must not stop the search for the separator.
        cells = tuple(unquoted(cell, errors="replace").strip() for cell in written)
        if any(cells):
            line_end = record[len(record.rstrip(b"\r\n")) :].decode() or "\n"
            quote_all = all(cell.startswith(b'"') for cell in written)
            dialect = Dialect(separator, line_end, quote_all)
            return Header(cells, dialect, start, start + len(record), row)
        start += len(record)
    return None


def column_names(cells: Sequence[str], known: Collection[str]) -> list[str]:
    """Return one distinct name for each header cell; known columns get their plain names.

    >>> column_names(["Date", "title", "Member of", "My note", "", "title"], ["date", "title"])
    ['date', 'title', 'Member of', 'My note', 'column 5', 'title (2)']
    """
    exact = set(cells)
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        plain = _plain(cell)
        mend = plain in known and plain not in exact and plain not in names
        name = wanted = (plain if mend else cell) or f"column {position}"
        count = 1
        while name in names:
            count += 1
            name = f"{wanted} ({count})"
        names.append(name)
    return names


def header_issues(
    file: str, header: Header, names: Sequence[str], known: Collection[str], required: Sequence[str]
) -> Iterator[Issue]:
    """Yield what is wrong in the header; raise InvalidTable when no required column is there."""
    if not set(required) & set(names):
        found = ", ".join(map(repr, filter(None, header.cells)))
        raise InvalidTable(
            f"{file}: there is neither a {' nor a '.join(map(repr, required))} column in row"
            f" {header.row}; the columns found there, separated by"
            f" {_SEPARATORS[header.dialect.separator]!r}, are: {found}"
        )
    for name in required:
        if name not in names:
            yield Issue(file, header.row, name, "missing_column", "", f"a column {name!r}")
    free = [name for name in known if name not in names]
    for cell, name in zip(header.cells, names, strict=True):
        if name in known or not cell:
            continue
        if name != cell or _plain(cell) in known:
            allowed = f"each column once; this one is read as {name!r}"
            yield Issue(file, header.row, name, "duplicate_column", cell, allowed)
        elif near := difflib.get_close_matches(_plain(cell), free, n=1, cutoff=0.8):
            allowed = f"kept as it is; did you mean {near[0]!r}?"
            yield Issue(file, header.row, name, "unknown_column", cell, allowed)


def _plain(cell: str) -> str:
    """Return a header cell in lower case, with underscores for blanks and hyphens."""
    return re.sub(r"[\s-]+", "_", cell.strip().casefold())
