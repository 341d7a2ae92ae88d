"""Text to the bytes of CSV records, and changes to records that leave all other bytes alone."""

from __future__ import annotations

import csv
import functools
from types import SimpleNamespace
from typing import TYPE_CHECKING

from kb.errors import InvalidValue
from kb.read.records import Grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kb.read.header import Dialect

__all__ = ["changed_record", "format_records"]

_grammar = functools.cache(Grammar)


def format_records(rows: Iterable[Sequence[str]], dialect: Dialect) -> bytes:
    r"""Return rows as a file of this dialect has them, quoted where they must be.

    Cells are written as they are: one that begins with `=` is not defused for spreadsheets.

    >>> from kb.read.header import Dialect
    >>> format_records([["007", "Vote; held", '5" gun']], Dialect(";", "\r\n"))
    b'007;"Vote; held";"5"" gun"\r\n'
    """
    lines: list[str] = []
    writer = csv.writer(
        SimpleNamespace(write=lines.append),
        delimiter=dialect.separator,
        quoting=csv.QUOTE_ALL if dialect.quote_all else csv.QUOTE_MINIMAL,
        lineterminator="\r\n",  # so that cells with either character are quoted; cut off below
    )
    writer.writerows(rows)
    try:
        return "".join(line[:-2] + dialect.line_end for line in lines).encode()
    except UnicodeEncodeError as error:
        raise InvalidValue("a cell holds half a surrogate pair, which is no text") from error


def changed_record(
    record: bytes, dialect: Dialect, *, changes: Mapping[int, str], width: int = 0
) -> bytes:
    r"""Return a record with some cells changed, by position, and at least width cells.

    >>> from kb.read.header import Dialect
    >>> changed_record(b'a,"b",c\r\n', Dialect(), changes={2: "x,y"}, width=4)
    b'a,"b","x,y",\r\n'
    """
    body = record.rstrip(b"\r\n")  # within quotes they stand before the closing quote
    cells = _grammar(dialect.separator).cells(body)
    cells += [b""] * (max([width, *(position + 1 for position in changes)]) - len(cells))
    for position, text in changes.items():
        formatted = format_records([[text, ""]], dialect)
        cells[position] = _grammar(dialect.separator).cells(formatted)[0]
    return dialect.separator.encode().join(cells) + record[len(body) :]
