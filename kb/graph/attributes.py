"""Columns of a table to the attribute dicts of a graph: plain values, a missing one left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Attributes", "Value", "attribute_dicts", "plain_text", "plain_texts"]

Value = str | int | float | bool
Attributes = dict[str, Value]

#: What XML 1.0 (https://www.w3.org/TR/xml/#charsets) cannot hold, or changes when it is read.
_NOT_PLAIN = "[\x00-\x08\x0b-\x1f\ufffe\uffff]"
_NEWLINE = re.compile("\r\n?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_text(text: str) -> str:
    r"""Return text that any graph format can hold.

    A line ends in `\n`; a character that XML 1.0 forbids becomes U+FFFD, the replacement
    character, so that a reader sees that something stood there.

    >>> plain_text("page 1\x0cpage 2\r\n")
    'page 1�page 2\n'
    """
    return _FORBIDDEN.sub("\ufffd", _NEWLINE.sub("\n", text))


def attribute_dicts(
    columns: Mapping[str, pd.Series], *, size: int, constant: Mapping[str, Value] | None = None
) -> list[Attributes]:
    """Return one dict of plain attributes for each row.

    Parameters
    ----------
    columns
        The attributes, each a column of text, numbers or truth values. Empty text and NaN are
        missing, and a missing value is a missing key.
    size
        The number of rows.
    constant
        Attributes that are the same in each row; they come first.

    Examples
    --------
    >>> frame = pd.DataFrame({"name": ["Kherson", ""], "lat": [46.6, float("nan")]})
    >>> attribute_dicts(dict(frame.items()), size=2, constant={"kind": "place"})
    [{'kind': 'place', 'name': 'Kherson', 'lat': 46.6}, {'kind': 'place'}]
    """
    read = {name: _values(column) for name, column in columns.items()}
    full = {name: values for name, (values, present) in read.items() if present.all()}
    names = (*(constant or {}), *full)
    same: list[Iterable[Value]] = [[value] * size for value in (constant or {}).values()]
    rows = zip(*same, *full.values(), strict=True)
    dicts: list[Attributes] = (
        [dict(zip(names, row, strict=True)) for row in rows] if names else [{} for _ in range(size)]
    )
    for name, (values, present) in read.items():
        if name in full:
            continue
        for at in np.flatnonzero(present).tolist():
            dicts[at][name] = values[at]
    return dicts


def _values(column: pd.Series) -> tuple[list[Value], np.ndarray]:
    """Return the plain values of a column, and where there is one."""
    if column.dtype.kind in "biuf":
        present = column.notna().to_numpy()
        return column.tolist(), present
    values = plain_texts(column)
    return values.tolist(), values != ""


def plain_texts(column: pd.Series) -> np.ndarray:
    """Return a column of text as plain text, NaN as none; equal texts are one object."""
    codes, distinct = pd.factorize(column)
    texts = pd.Series(distinct, dtype="str")
    plain = texts.to_numpy(dtype=object)
    for at in np.flatnonzero(texts.str.contains(_NOT_PLAIN, regex=True)):
        plain[at] = plain_text(plain[at])
    plain = np.append(plain, "")  # the code -1
    return plain[codes]
