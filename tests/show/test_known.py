"""What is worked out in the page is what working it out anew would give."""

from __future__ import annotations

import pandas as pd
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


#: Searches for words letter by letter, each letter within what the ones before it found, and anew.
SEARCH = """words => {
  const wrong = [], same = (a, b) => a.every((each, row) => each === b[row]);
  for (const word of words) {
    for (let end = 1; end <= word.length; end++) {
      const anew = new kb.search.constructor(kb.data).find(word.slice(0, end));
      if (!same(kb.search.find(word.slice(0, end)), anew)) wrong.push(word.slice(0, end));
    }
  }
  return wrong;
}"""
#: Which events the page finds by a word.
FOUND = """word => [...kb.search.find(word)].flatMap(
  (found, row) => (found ? [kb.data.id(row)] : []))"""


def test_typing_finds_what_a_whole_word_finds(visit):
    """Letter by letter, in Latin and Cyrillic, with accents, there or not."""
    base = kb.read_events("data")
    page = visit(base)
    words = ["bridge", "khérson", "міст", "взрыв", "38th", "zzz", "a", "antonivka", "retaken"]
    assert page.evaluate(SEARCH, words) == []
    events, reports = base.events, base.reports
    for word in ("bridge", "retaken", "kherson"):
        told = reports[["title", "quote", "source", "claimant", "via", "note", "counts", "kind"]]
        has = told.apply(lambda row: " ".join(row), axis=1).str.contains(rf"(?i)\b{word}")
        expected = set(reports.loc[has, "event"])
        named = events["places"].str.contains(rf"(?i)\b{word}") | events["actors"].str.contains(
            rf"(?i)\b{word}"
        )
        assert expected | set(events.index[named]) <= set(page.evaluate(FOUND, word))


#: Ids of which the row that is found by looking is not the one that a table of all gives.
LOST = """() => {
  const { data } = kb, every = Array.from({ length: data.n }, (_, row) => data.id(row));
  return [...every, "none", ".7", "." + data.n].filter((id) => data.find(id) !== data.row(id));
}"""


@pytest.mark.parametrize("ids", ["given", "awkward", "made"])
def test_an_event_is_found_by_its_id_without_a_table_of_all(visit, ids):
    names = {
        "given": ["bridge", "bridge-hit", "hit", "b", "."],
        "awkward": ["back\\slash", "line\nbreak", "\\n", "5", "ünï"],
        "made": [""] * 5,
    }[ids]
    rows = [{"event": each, "title": f"Event {at}"} for at, each in enumerate(names)]
    assert visit(kb.read_events(pd.DataFrame(rows))).evaluate(LOST) == []
