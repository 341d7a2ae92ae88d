"""All records of a file as columns of text, by pyarrow; irregular ones are kept, and counted.

pyarrow reads records of one width at several times the speed of `pandas.read_csv`. It hands over
the others as text; `Grammar` reads those, and they return to their places.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from kb.errors import InvalidTable
from kb.read.encoding import invalid_utf8
from kb.read.records import Grammar, is_open, unquoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kb.read.header import Header
    from kb.read.source import Source

__all__ = ["Records", "read_records"]

_BLOCK = 8 << 20  # larger blocks cost memory, smaller ones time
_LARGEST_BLOCK = (1 << 31) - 1


@dataclass(frozen=True)
class Records:
    """The records after the header, blank ones too: columns of text, and how many cells each had.

    There are at least as many columns as in the header, and more when cells stand beyond it.
    `is_open` tells whether the last record ends within quotes.
    """

    columns: list[pa.Array]
    n_cells: np.ndarray
    is_open: bool

    def take(self, positions: np.ndarray) -> Records:
        """Return some of the records."""
        columns = [column.take(pa.array(positions)) for column in self.columns]
        return Records(columns, self.n_cells[positions], self.is_open)


def read_records(source: Source, header: Header) -> Records:
    """Read all that follows the header."""
    width = len(header.cells)
    if header.end >= len(source):
        return Records(
            [pa.array([], pa.large_string())] * width, np.zeros(0, dtype=np.int64), False
        )
    odd: dict[int, list[bytes]] = {}
    try:
        table = _parse(source, header, width, _block_size(source, header, _BLOCK))
    except pa.ArrowInvalid as error:
        # pyarrow cannot hand over records that are not UTF-8: this must be known before.
        if fault := invalid_utf8(source):
            raise fault from error
        table, odd = _parse_irregular(source, header)
        width = table.num_columns
    n_cells = np.full(len(table) + len(odd), width, dtype=np.int64)
    for number, cells in odd.items():
        n_cells[number - 1] = len(cells)
    ends_open = _ends_open(source, header, table, odd)
    columns = table.columns
    del table  # so that each column can go as soon as it is merged
    return Records(_merge(columns, odd, n_cells, len(header.cells)), n_cells, ends_open)


def _parse(
    source: Source,
    header: Header,
    width: int,
    block_size: int,
    on_odd: Callable[[Any], str] | None = None,
    **options: bool,
) -> pa.Table:
    """Read the records of one width; on_odd gets the others, which else are an error."""
    names = [str(position) for position in range(width)]
    with source.stream(header.end) as stream:
        return csv.read_csv(
            stream,
            read_options=csv.ReadOptions(block_size=block_size, column_names=names, **options),
            parse_options=csv.ParseOptions(
                delimiter=header.dialect.separator,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=on_odd,
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string())
            ),
        )


def _parse_irregular(source: Source, header: Header) -> tuple[pa.Table, dict[int, list[bytes]]]:
    """Read the records of the commonest width, and the others, by number, as cells."""
    widths: Counter[int] = Counter()
    texts: dict[int, str] = {}

    def count(row: Any) -> str:
        widths[row.actual_columns] += 1
        return "skip"

    def keep(row: Any) -> str:
        texts[row.number] = row.text
        return "skip"

    width, block_size = len(header.cells), _block_size(source, header, _BLOCK)
    try:
        widths[width] = len(_parse(source, header, width, block_size, count))
    except pa.ArrowInvalid:  # a record is longer than a block, perhaps since it never ends
        widths.clear()
        block_size = _block_size(source, header, min(len(source) + 1, _LARGEST_BLOCK))
    try:
        if not widths:
            widths[width] = len(_parse(source, header, width, block_size, count))
        # One thread alone numbers the records.
        width = widths.most_common(1)[0][0]
        table = _parse(source, header, width, block_size, keep, use_threads=False)
    except pa.ArrowInvalid as error:
        raise InvalidTable(f"{source.name} cannot be read as CSV: {error}") from error
    last = len(table) + len(texts)
    if last in texts:
        texts[last] = _with_open_end(source, texts[last])
    grammar = Grammar(header.dialect.separator)
    return table, {number: grammar.cells(text.encode()) for number, text in texts.items()}


def _block_size(source: Source, header: Header, least: int) -> int:
    """Return a size of blocks that cuts no CRLF in two.

    pyarrow loses the LF when such a cut falls within quotes: github.com/apache/arrow/issues/51368.
    """
    size = least
    cuts = range(header.end + size, len(source), size)
    while any(source.part(cut - 1, 2) == b"\r\n" for cut in cuts):
        size -= 1
        cuts = range(header.end + size, len(source), size)
    return size


def _with_open_end(source: Source, text: str) -> str:
    """Return the last record with the line end that pyarrow cut off, if it is within quotes."""
    for line_end in ("\r\n", "\n", "\r"):
        whole = (text + line_end).encode()
        if source.part(max(len(source) - len(whole), 0)) == whole:
            return text + line_end
    return text


def _merge(
    regular: list[pa.ChunkedArray],
    odd: Mapping[int, list[bytes]],
    n_cells: np.ndarray,
    n_named: int,
) -> list[pa.Array]:
    """Return one array a column, the odd records back in their places; regular is used up."""
    read = [[unquoted(cell) for cell in cells] for cells in odd.values()]
    n_regular = len(n_cells) - len(odd)
    n_columns = max(n_named, len(regular), n_cells.max())
    blank = pa.chunked_array([pa.repeat(pa.scalar("", pa.large_string()), n_regular)])
    regular += [blank] * (n_columns - len(regular))
    order = _order(odd, n_regular)
    merged: dict[int, pa.Array] = {}
    # The largest first, each given back at once: this keeps the peak of memory low.
    for position in sorted(range(n_columns), key=lambda n: -regular[n].nbytes):
        column, regular[position] = regular[position], blank
        if odd:
            cells = [row[position] if position < len(row) else "" for row in read]
            column = pa.chunked_array([*column.chunks, pa.array(cells, pa.large_string())])
            merged[position] = column.combine_chunks().take(order)
        else:
            merged[position] = column.combine_chunks()
        del column
        pa.default_memory_pool().release_unused()
    columns = [merged[position] for position in range(n_columns)]
    while len(columns) > n_named and not pc.any(pc.not_equal(columns[-1], "")).as_py():
        columns.pop()
    return columns


def _order(odd: Mapping[int, list[bytes]], n_regular: int) -> pa.Array:
    """Return, for each record, its place among the regular ones followed by the odd ones."""
    places = np.fromiter(odd, dtype=np.int64, count=len(odd)) - 1
    order = np.empty(n_regular + len(odd), dtype=np.int64)
    order[places] = np.arange(n_regular, len(order))
    order[np.delete(np.arange(len(order)), places)] = np.arange(n_regular)
    return pa.array(order)


def _ends_open(
    source: Source, header: Header, table: pa.Table, odd: Mapping[int, list[bytes]]
) -> bool:
    """Tell whether the file ends within quotes, which pyarrow passes over in silence."""
    last = len(table) + len(odd)
    if last in odd:
        return is_open(odd[last][-1])
    value = table.column(-1)[-1].as_py()
    ending = b'"' + value.replace('"', '""').encode()
    if source.part(max(len(source) - len(ending), 0)) != ending:
        return False
    # It looks so, but `""` at the end does too: walk all records to be certain.
    grammar = Grammar(header.dialect.separator)
    *_, record = grammar.records(source.part(), header.end)
    return is_open(grammar.cells(record)[-1])
