"""The grammar of CSV, over bytes: where each record lies, and what its cells say.

A cell that begins with a quote runs to the closing quote, `""` within it being one quote; what
follows up to the separator is text. Any other cell is plain text, quotes in it included. A record
ends with LF, CRLF or a lone CR outside quotes. The `csv` module and pyarrow read the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Grammar", "is_open", "unquoted"]

_QUOTED = rb'"[^"]*+(?:""[^"]*+)*+'
_LINE_END = rb"(?:\r\n|\r|\n|\Z)"
_IS_OPEN = re.compile(_QUOTED + rb"\Z")
_PARTS = re.compile(rb"(?:(" + _QUOTED + rb')(?:"|\Z))?+(.*)', re.DOTALL)


class Grammar:
    r"""CSV with one separator.

    >>> grammar = Grammar(";")
    >>> list(grammar.records(b'a;"x\ny"\nb;c'))
    [b'a;"x\ny"\n', b'b;c']
    >>> grammar.cells(b'a;"x\ny"\n')
    [b'a', b'"x\ny"']
    """

    def __init__(self, separator: str) -> None:
        mark = re.escape(separator.encode())
        cell = rb"(?:" + _QUOTED + rb'(?:"|\Z))?+[^' + mark + rb"\r\n]*+"
        self._record = re.compile(cell + rb"(?:" + mark + cell + rb")*+" + _LINE_END)
        self._cell = re.compile(rb"(" + cell + rb")(" + mark + rb"|" + _LINE_END + rb")")
        self._separator = separator.encode()

    def records(self, data: bytes, start: int = 0) -> Iterator[bytes]:
        """Yield each record with its line end; joined, they are the data."""
        for match in self._record.finditer(data, start):
            if match.end() > match.start():
                yield match.group()

    def cells(self, record: bytes) -> list[bytes]:
        """Return a record's cells as they are written, without the line end."""
        cells, position = [], 0
        while match := self._cell.match(record, position):
            cells.append(match[1])
            position = match.end()
            if match[2] != self._separator:
                break
        return cells


def unquoted(cell: bytes, *, errors: str = "strict") -> str:
    r"""Return what a cell says; errors is that of `bytes.decode`.

    >>> unquoted(b'"5"" shells"')
    '5" shells'
    """
    match = _PARTS.match(cell)
    assert match is not None  # every part of the pattern may be empty
    quoted, rest = match.groups()
    text: bytes = rest if quoted is None else quoted[1:].replace(b'""', b'"') + rest
    return text.decode(errors=errors)


def is_open(cell: bytes) -> bool:
    """Tell whether a cell's quote is never closed."""
    return _IS_OPEN.fullmatch(cell) is not None
