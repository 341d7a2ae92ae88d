"""A container of columns: a line of JSON that says where each lies, then their bytes, gzipped.

A column of texts is a dictionary of its distinct values, one a line, and a code for each row. The
bytes of a code lie in planes (all lowest bytes first), which gzip packs best; codes that count up
from zero, or that are all the same, take no room at all. A column that follows from another one, as
coordinates follow from places, is a code for each code of that one; the same bytes lie there once.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kb.fuse.texts import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["UNPACK", "Pack"]

#: The one line of Python that gets the reports out of a page as events.csv.
UNPACK = (
    'python3 -X utf8 -c "import base64,csv,gzip,json,re,sys;'
    "b=gzip.decompress(base64.b64decode(re.search('id=.data.>(H4[^<]+)',open(sys.argv[1]).read())[1]));"
    "h,b=b.split(b'\\n',1);h=json.loads(h);c=h['columns'];"
    "V=lambda v:[t.replace(chr(92)+'n',chr(10)).replace(chr(92)+'b',chr(92))"
    " for t in b[v[0]:v[0]+v[1]].decode().split(chr(10))];"
    "K=lambda a,w,n,k,*o:(lambda t:[t[i] for i in K(*c[o[0]]['codes'])])(K(a,w,n,k)) if o else"
    " range(n) if w<0 else [k]*n if w==0 else"
    " [sum(b[a+p*n+i]<<8*p for p in range(w)) for i in range(n)];"
    "R=['reports.'+n for n in h['meta']['columns']];"
    "T=[(V(c[r]['values']),K(*c[r]['codes'])) for r in R];"
    "csv.writer(sys.stdout,lineterminator=chr(10)).writerows([h['meta']['columns'],"
    '*zip(*[[v[k] for k in q] for v,q in T])])" PAGE.html > events.csv'
)

#: How hard gzip tries: one more takes two thirds longer for a fortieth of the bytes.
_PACKED = 6

#: What tells zlib to write the frame of gzip, without a time in it, around the largest window.
_GZIP = 31

#: Of fewer rows than this no column is told by another: it would save nothing.
_SEVERAL = 100


class Pack:
    """Columns on their way into a page."""

    def __init__(self) -> None:
        self._columns: dict[str, dict[str, Any]] = {}
        self._parts: list[bytes] = []
        self._at = 0
        self._places: dict[bytes, int] = {}
        self._bases: list[tuple[str, np.ndarray]] = []

    def texts(self, name: str, values: Iterable[str]) -> None:
        """Add a column of texts: distinct values in order of first appearance, and codes."""
        if isinstance(values, pd.Series) and isinstance(values.dtype, pd.StringDtype):
            self.coded(name, *pd.factorize(values))
        else:
            self.coded(name, *pd.factorize(np.asarray(values, dtype=object)))

    def coded(self, name: str, codes: np.ndarray, distinct: Any) -> None:
        """Add a column of codes into texts."""
        self._columns[name] = {"values": self._lines(distinct), "codes": self._codes(name, codes)}

    def codes(self, name: str, codes: np.ndarray) -> None:
        """Add a column of whole numbers from zero up."""
        self._columns[name] = {"codes": self._codes(name, codes)}

    def lines(self, name: str, values: Any) -> None:
        """Add a column of texts as they stand, most of them distinct."""
        self._columns[name] = {"values": self._lines(values)}

    def numbers(self, name: str, values: np.ndarray) -> None:
        """Add a column of numbers; infinite and missing ones stay what they are."""
        array = np.asarray(values, dtype="<f8")
        self._columns[name] = {"numbers": [self._add(array.tobytes()), len(array)]}

    def packed(self, meta: dict[str, Any]) -> str:
        """Return everything gzipped, in base64; the same columns always give the same text."""
        head = json.dumps({"columns": self._columns, "meta": meta}, separators=(",", ":"))
        gzip = zlib.compressobj(_PACKED, zlib.DEFLATED, _GZIP)
        parts = [gzip.compress(part) for part in (head.encode("ascii"), b"\n", *self._parts)]
        return base64.b64encode(b"".join([*parts, gzip.flush()])).decode("ascii")

    def _add(self, part: bytes) -> int:
        at = self._places.setdefault(part, self._at)
        if at == self._at:
            self._parts.append(part)
            self._at += len(part)
        return at

    def _lines(self, values: Any) -> list[int]:
        part = join_lines(values)
        return [self._add(part), len(part), len(values)]

    def _codes(self, name: str, codes: np.ndarray) -> list[int | str]:
        array = np.asarray(codes)
        plain = self._plain(array)
        if plain is not None:
            return plain
        for base, given in self._bases:
            table = _table(array, given)
            if table is not None:
                return [*(self._plain(table) or self._planes(table)), base]
        self._bases.append((name, array.astype(np.uint32)))
        return self._planes(array)

    def _plain(self, array: np.ndarray) -> list[int | str] | None:
        """Return codes of which no byte need be written, if they are such."""
        if len(array) == 0 or (array == array[0]).all():
            return [0, 0, len(array), int(array[0]) if len(array) else 0]
        if array[0] == 0 and array[-1] == len(array) - 1 and (np.diff(array) == 1).all():
            return [0, -1, len(array), 0]
        return None

    def _planes(self, array: np.ndarray) -> list[int | str]:
        width = max(1, -(-int(array.max()).bit_length() // 8))
        planes = array.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :width].T
        return [self._add(np.ascontiguousarray(planes).tobytes()), width, len(array), 0]


def _table(codes: np.ndarray, base: np.ndarray) -> np.ndarray | None:
    """Return what code goes with each code of another column; None where several do."""
    if len(codes) != len(base) or len(codes) < _SEVERAL:
        return None
    some = min(len(codes), 1_000)
    table = np.zeros(int(base.max()) + 1, dtype=np.int64)
    if len(table) * 2 > len(codes):
        return None
    for part in (slice(some), slice(None)):
        table[base[part]] = codes[part]
        if (table[base[part]] != codes[part]).any():
            return None
    return table
