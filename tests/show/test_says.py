"""What the page says of what is missing, wrong, or of another day."""

from __future__ import annotations

import pandas as pd
import pytest

import kb
from tests.show.test_drawings import TEXTS

pytestmark = pytest.mark.browser

RAID = {"event": "raid", "title": "Raid", "date": "1943-05-04", "published": "1943-05-06",
        "places": "Kherson", "actors": "agent: Army", "source": "A"}  # fmt: skip


def base_of(*rows):
    return kb.read_events(pd.DataFrame(rows).fillna(""))


def test_a_time_that_is_no_date_filters_nothing_and_says_so(visit):
    """An error stands by the box; no chip claims that it was asked for."""
    page = visit(base_of(RAID))
    page.locator("#from").fill("last summer")
    page.locator("#from").press("Enter")
    page.locator("#range-fault:not(:empty)").wait_for()
    assert page.locator("#from").get_attribute("aria-invalid") == "true"
    assert page.locator("#chips li").count() == 0
    assert page.locator("#chosen").inner_text() == "1 of 1 events"
    page.locator("#from").fill("1943")
    page.locator("#from").press("Enter")
    page.locator("#chips li").wait_for()
    assert page.locator("#range-fault").inner_text() == ""


def test_the_time_boxes_show_how_dates_of_these_events_are_written(visit):
    page = visit(base_of(RAID, RAID | {"event": "b", "date": "1944-10-20"}))
    hints = [page.locator(each).get_attribute("placeholder") for each in ("#from", "#to")]
    assert hints == ["1943-05", "1944-10-20"]


def test_without_coordinates_the_page_says_why_there_is_no_map(visit):
    """And what to do; with coordinates there is a map, and no such word."""
    page = visit(base_of(RAID))
    section = page.locator("section", has=page.locator("#map-heading"))
    assert "places.csv" in section.inner_text()
    assert section.locator("canvas").count() == 0
    page = visit(base_of(RAID | {"lat": "46.6", "lon": "32.6"}))
    section = page.locator("section", has=page.locator("#map-heading"))
    assert "places.csv" not in section.inner_text()
    assert section.locator("canvas").is_visible()


def test_without_actors_and_places_the_page_says_that_there_is_no_network(visit):
    page = visit(base_of({"title": "Raid", "date": "1943-05-04"}))
    section = page.locator("section", has=page.locator("#network-heading"))
    assert "no event of this page names an actor or a place" in section.inner_text()
    assert not section.locator("canvas").is_visible()


#: From which year to which the axis of the timeline reaches.
YEARS = (
    "() => [kb.timeline.from, kb.timeline.to].map((second) => Math.floor(second / 31556952) + 1)"
)


def test_a_selection_without_dates_has_the_axis_of_the_others(visit):
    """Not one of the year 0; where nothing has a date, that of the days of publication."""
    bare = RAID | {"event": "b", "title": "Bare", "date": ""}
    page = visit(base_of(RAID, bare), at="#dating=none")
    assert page.locator("#chosen").inner_text() == "1 of 2 events"
    assert page.evaluate(YEARS) == [1943, 1943]
    page = visit(base_of(bare))
    assert page.evaluate(YEARS) == [1943, 1943]


def test_where_no_day_is_known_at_all_no_axis_is_drawn(visit):
    page = visit(base_of({"title": "Bare"}))
    assert not page.locator("#overview").is_visible()
    page.locator("#take > summary").click()
    with page.expect_download() as waiting:
        page.locator("#take-svg").click()
    assert "BC" not in waiting.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [400, 1400])
def test_no_tick_of_the_votes_is_cut_off(visit, width):
    """Each stands within the table, and beside the next."""
    base = kb.read_events("data")
    page = visit(base, at="#place=antonivka-road-bridge", width=width)
    page.locator("#votes").scroll_into_view_if_needed()
    page.locator(".votes .tick").first.wait_for()
    edge = page.locator(".votes .axis").bounding_box()
    boxes = [each.bounding_box() for each in page.locator(".votes .tick").all()]
    assert len(boxes) >= 3
    for box, beyond in zip(boxes, [*boxes[1:], {"x": edge["x"] + edge["width"] + 1}], strict=True):
        assert box["x"] + box["width"] <= beyond["x"]


def test_readings_that_are_not_weighed_are_said_to_be_so(visit, monkeypatch):
    """On a page of too many events, and only on a past day."""
    monkeypatch.setattr("kb.show.explorer.data.ALL_CLAIMS", 1)
    other = RAID | {"event": "b", "published": "1943-05-08"}
    page = visit(base_of(RAID, other), at="#event=raid")
    said = page.locator("#panel", has_text="this page holds too many events")
    assert said.count() == 0
    page.evaluate("() => kb.store.set({ known: '1943-05-07' })")
    said.wait_for()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            (
                "about 200",
                "as many votes, but others reported later",
                "killed 2",
                "wounded about 200",
            ),
        ),
        ("uk", ("близько 200", "голосів стільки ж, але інші повідомили пізніше", "загинуло 2")),
    ],
)
def test_equal_votes_and_approximate_counts_are_called_what_they_are(visit, lang, words):
    """One against one has no most votes; nobody said 160 or 240; reports tell their counts."""
    later = {"published": "1943-05-07", "source": "B", "counts": "killed: 3"}
    rows = (RAID | {"counts": "killed: 2; wounded: 200~"}, RAID | later)
    page = visit(base_of(*rows), at="#event=raid", told={"lang": lang})
    panel = page.locator("#panel")
    panel.locator("tr.why").first.wait_for()
    told = panel.inner_text().lower()
    assert all(each in told for each in words)
    assert "160" not in told


@pytest.mark.parametrize("day", ["1943-02-30", "1943-13", "1943-05-04T25:00", "0 BC"])
def test_a_day_that_no_calendar_has_is_no_bound(visit, day):
    page = visit(base_of(RAID))
    page.locator("#from").fill(day)
    page.locator("#from").press("Enter")
    page.locator("#range-fault:not(:empty)").wait_for()
    assert "Not a date" in page.locator("#range-fault").inner_text()


def test_years_before_the_first_are_the_same_in_head_axis_and_fields(visit):
    """Each says BC, which the fields take as well; ticks of the axis are round."""
    ice = {"event": "ice", "title": "Ice", "date": "Y-12000", "published": "2020-01-01"}
    cave = ice | {"event": "cave", "title": "Cave", "date": "Y-20000/Y-15000"}
    page = visit(base_of(ice, cave, ice | {"event": "ore", "title": "Ore", "date": "-3300"}))
    assert "20001 BC to 3301 BC" in page.locator(".summary").inner_text()
    hints = [page.locator(each).get_attribute("placeholder") for each in ("#from", "#to")]
    assert hints == ["20001 BC", "3301 BC"]
    drawn = page.evaluate(TEXTS, "#timeline")
    assert {"20000 BC", "4000 BC"} <= {text for text, *_ in drawn}
    page.locator("#from").fill("13000 bc")
    page.locator("#from").press("Enter")
    page.wait_for_function("() => document.getElementById('chosen').textContent[0] === '2'")
    assert page.locator("#range-fault").inner_text() == ""


def test_the_day_by_which_something_had_happened_is_said_in_words(visit):
    bare = {"event": "a", "title": "Bare", "published": "2021-05-20"}
    page = visit(base_of(bare))
    assert page.locator("#table tbody .when").inner_text() == "no date; by 20 May 2021"
    page = visit(base_of(bare), java_script_enabled=False)
    assert page.locator("#list .when").inner_text() == "no date; by 20 May 2021"


def test_a_report_that_nobody_understands_is_no_vote_for_what_it_says(visit):
    """Of a place each report tells of its stance: denied, taken back, or not to be understood."""
    stances = ["asserts", "denies", "retracts", "denys it"]
    rows = [RAID | {"source": f"S{at}", "report": f"r{at}", "stance": each}
            for at, each in enumerate(stances)]  # fmt: skip
    page = visit(base_of(*rows), at="#place=kherson")
    page.locator("#votes").scroll_into_view_if_needed()
    page.locator("button.vote").first.wait_for()
    said = [each.get_attribute("aria-label") for each in page.locator("button.vote").all()]
    for state in ("denies", "withdrawn", "unclear stance"):
        assert len([words for words in said if words.endswith((state, f"{state}, Raid"))]) == 1


def test_sources_are_counted_where_reports_name_some(visit):
    page = visit(base_of(RAID | {"source": ""}), java_script_enabled=False)
    assert page.locator(".summary").inner_text() == "1 event, 1 report; 4 May 1943"
