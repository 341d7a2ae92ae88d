"""Columns on their way into a page come out of it as they were."""

from __future__ import annotations

import base64
import gzip
import json

import numpy as np
import pandas as pd
import pytest

import kb
from kb.show.explorer import gather
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


@pytest.mark.parametrize("kind", ["str", "object"])
def test_texts_come_out_in_the_order_in_which_they_first_stood(kind):
    """Whether pandas has them as its text or as objects; line ends and backslashes are kept."""
    given = ["b", "a\nc", "b", "", "\\n", "a\nc"]
    pack = Pack()
    pack.texts("texts", pd.Series(given, dtype=kind))
    _, codes, texts = opened(pack)
    assert codes("texts") == [0, 1, 0, 2, 3, 1]
    assert [each.replace("\\n", "\n").replace("\\b", "\\") for each in texts("texts")] == given


def test_the_past_is_the_same_however_many_events_are_worked_out_at_a_time(monkeypatch):
    tables = kb.read_events("data").tables
    since, states, spans = gather.gather_history(tables)
    monkeypatch.setattr(gather, "_AT_ONCE", 7)
    again, piecewise, pieces = gather.gather_history(tables)
    assert len(states) > 50
    assert again.tolist() == since.tolist()
    pd.testing.assert_frame_equal(states, piecewise)
    assert pieces.edtf.tolist() == spans.edtf.tolist()


def test_a_page_lets_go_of_the_tables_that_it_had_made():
    """What somebody has looked at before stays theirs; what a borrower forgets is made anew."""
    tables = kb.read_events("data").tables
    mine = tables.events
    lent = tables.lent()
    reports = lent.reports
    lent.forget("reports", "events")
    assert lent.events is mine
    assert lent.reports is not reports
    pd.testing.assert_frame_equal(lent.reports, reports)
    assert "reports" not in tables.__dict__
