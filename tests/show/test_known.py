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


def test_an_event_that_was_part_of_another_for_a_while_is_gone_in_between(visit):
    """Merged by one report and parted by a later one: between there is one of the two."""
    told = {"kind": "strike", "date": "2022-09-01", "source": "A"}
    rows = [
        told | {"event": "raid", "title": "Raid", "published": "2022-09-02"},
        told | {"event": "blast", "title": "Blast", "published": "2022-09-02"},
        told | {"event": "blast", "published": "2022-09-04", "relations": "same as: raid"},
        told | {"event": "blast", "published": "2022-09-06", "relations": "not: raid"},
    ]
    base = kb.read_events(pd.DataFrame(rows).fillna(""))
    page = visit(base)
    for day, names in (("2022-09-02", 2), ("2022-09-04", 1), ("2022-09-06", 2)):
        page.evaluate("day => kb.store.set({ known: day })", day)
        known = page.evaluate("() => [...kb.index].map((row) => kb.data.id(row))")
        assert sorted(known) == sorted(base.as_of(day).events.index)
        assert len(known) == names


#: Every claim of each event that is known on the day shown; readings as the page tells them.
CLAIMS = """day => {
  kb.store.set({ known: day });
  return Object.fromEntries([...kb.index].map((row) => [kb.data.id(row), kb.claims(row).map(
    ({ property, state, holder, day: since, rule }) => [property, state, holder, since, rule])]));
}"""


@pytest.mark.parametrize("day", ["2022-08-12", "2022-09-06", "2022-10-21"])
def test_claims_of_a_past_day_are_weighed_as_of_that_day(visit, day):
    """Who holds what, what became of it and by which rule: as fusing the reports of then gives."""
    base = kb.read_events("data")
    then = base.as_of(day)
    told = visit(base).evaluate(CLAIMS, day)
    assert set(told) == set(then.events.index)
    for event in told:
        frame = then.event(event).claims
        days = frame["published"].str[:10]
        columns = [frame["property"], frame["state"], frame["root_name"], days, frame["rule"]]
        assert sorted(told[event]) == sorted(map(list, zip(*columns, strict=True))), event


#: In which lanes each event stands.
LANES = """() => Object.fromEntries([...kb.index].map((row) => {
  const { names, starts, codes } = kb.lanes;
  const own = starts ? [...codes.slice(starts[row], starts[row + 1])] : [codes[row]];
  return [kb.data.id(row), own.map((at) => names[at]).sort()]; }))"""


def test_lanes_by_place_are_of_the_day_that_is_shown(visit):
    """An event that was first told of one town stands in its lane then, and in another's now."""
    rows = [
        {"event": "raid", "title": "Raid", "date": "2022-08-30", "published": "2022-08-31",
         "places": "Kherson", "source": "A"},
        {"event": "raid", "title": "Raid", "date": "2022-08-30", "published": "2022-09-03",
         "places": "Beryslav", "source": "A"},
        {"event": "vote", "title": "Vote", "date": "2022-08-30", "published": "2022-08-31",
         "places": "Kherson", "source": "A"},
    ]  # fmt: skip
    page = visit(kb.read_events(pd.DataFrame(rows)))
    assert page.evaluate(LANES) == {"raid": ["Beryslav"], "vote": ["Kherson"]}
    page.evaluate("() => kb.store.set({ known: '2022-09-01' })")
    assert page.evaluate(LANES) == {"raid": ["Kherson"], "vote": ["Kherson"]}


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
