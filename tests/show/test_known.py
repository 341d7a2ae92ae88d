"""The slider over publication days shows what fusing anew for that day would."""

from __future__ import annotations

import pytest

import kb

pytestmark = pytest.mark.browser

#: What the page knows of each event on the day that it shows.
KNOWN = """() => Object.fromEntries([...kb.index].map((row) => [kb.data.id(row), [
  ...["title", "kind", "status", "places"].map((name) => kb.known.text(name, row)),
  kb.spans.edtf.at(kb.known.span[row]), kb.known.reports(row).length]]))"""


def test_the_slider_shows_what_as_of_fuses(visit):
    """Every event of the sample, on days early, in the middle and late."""
    base = kb.read_events("data")
    page = visit(base)
    days = page.evaluate("() => kb.days.all()")
    for at in range(0, len(days), len(days) // 12):
        page.evaluate("day => kb.store.set({ known: day })", days[at])
        events = base.as_of(days[at]).events
        expected = {
            event: [row.title, row.kind, row.status, row.places, row.edtf, row.n_reports]
            for event, row in events.iterrows()
        }
        assert page.evaluate(KNOWN) == expected, days[at]
