"""Columns on their way into a page come out of it as they were."""

from __future__ import annotations

import base64
import gzip
import json

import numpy as np
import pytest

from kb.show.explorer.pack import Pack


def opened(pack):
    """Return what gives a column of a packed container back: its codes, or its texts."""
    whole = gzip.decompress(base64.b64decode(pack.packed({})))
    head, body = whole.split(b"\n", 1)
    columns = json.loads(head)["columns"]

    def codes(name):
        at, width, n, value, *base = columns[name]["codes"]
        planes = range(max(width, 0))
        table = [sum(body[at + plane * n + i] << 8 * plane for plane in planes) for i in range(n)]
        if width <= 0:
            table = [value] * n if width == 0 else list(range(n))
        return [table[code] for code in codes(base[0])] if base else table

    def texts(name):
        at, length, n = columns[name]["values"]
        lines = body[at : at + length].decode().split("\n")
        assert len(lines) == n
        return [lines[code] for code in codes(name)]

    return columns, codes, texts


@pytest.mark.parametrize(
    "column",
    [
        np.zeros(500, dtype=int),
        np.full(500, 300),
        np.arange(500),
        np.arange(500) * 7 % 500,
        np.arange(500) * 70_001 % 16_777_215,
    ],
    ids=["nothing", "one value", "counted up", "bytes", "three bytes"],
)
def test_codes_come_back(column):
    pack = Pack()
    pack.codes("it", column)
    assert opened(pack)[1]("it") == column.tolist()


def test_a_column_that_follows_from_another_is_told_by_it():
    """Coordinates that follow from places take one code a place, and come back for each row."""
    place = np.arange(3_000) * 7 % 40
    pack = Pack()
    pack.texts("place", [f"place {code}" for code in place])
    pack.texts("lat", [f"4{code // 2}.5" for code in place])
    pack.codes("other", np.arange(3_000) * 13 % 41)
    columns, codes, texts = opened(pack)
    assert columns["lat"]["codes"][4] == "place"
    assert columns["lat"]["codes"][2] == 40
    assert texts("lat") == [f"4{code // 2}.5" for code in place]
    assert len(columns["other"]["codes"]) == 4
    assert codes("other") == (np.arange(3_000) * 13 % 41).tolist()


def test_the_same_bytes_lie_there_once():
    pack = Pack()
    for name in ("date", "edtf"):
        pack.texts(name, [f"2022-08-{1 + at % 28:02}" for at in range(300)])
    columns, *_ = opened(pack)
    assert columns["date"]["values"] == columns["edtf"]["values"]
