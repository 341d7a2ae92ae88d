"""What one asks of the page: every filter narrows every view, and the address keeps all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import kb
from kb.model.timespan import TimeSpan

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def base():
    return kb.read_events(DATA)


def chosen(page):
    """Return how many events the page says are chosen."""
    return int(re.search(r"[\d,]+", page.locator("#chosen").inner_text())[0].replace(",", ""))


def settles(page, number):
    """Wait until so many events are chosen, in the table, too."""
    page.wait_for_function(
        """n => document.querySelector('#chosen').textContent.startsWith(n + ' of') && (n === '0'
          || document.querySelector('#table .note').textContent.includes(n + ' row'))""",
        arg=str(number),
    )


def rows(page):
    return page.locator("#table tbody tr").count()


def same_as(page, selection):
    """Say that the page has chosen just these events: in words, in the table, on the timeline."""
    settles(page, len(selection))
    while page.locator("#table > button").is_visible():
        page.locator("#table > button").click()
    shown = page.locator("#table tbody .link").all_inner_texts()
    titles = [re.sub(r"\s+", " ", title).strip() for title in selection.events["title"]]
    assert sorted(re.sub(r"\s+", " ", each).strip() for each in shown) == sorted(titles)
    assert page.evaluate("kb.timeline.scene.index.length") == len(selection)


def test_the_search_finds_what_kb_finds(visit, base):
    """Words of titles, quotes, places and people, whole or begun, in any script."""
    page = visit(base)
    box = page.locator("#search")
    for text in ("bridge", "antonivka railw", "Стремоусов", "kovalev"):
        box.fill("")
        box.press_sequentially(text)
        settles(page, len(base.search(text)))
    same_as(page, base.search("kovalev"))


def test_letter_by_letter_the_search_finds_what_it_finds_at_once(visit):
    """A word may begin where a shorter one did not: behind it, in another value, or nowhere."""
    titles = ["Eve of the event", "Even so, unevent", "prevent, eventually", "The evening", "Event"]
    base = kb.read_events(pd.DataFrame({"title": titles, "places": ["", "Evenk", "", "", "eve"]}))
    page = visit(base)
    for word in ("event", "evenk", "even", "the eve"):
        page.locator("#search").fill("")
        for end in range(1, len(word) + 1):
            page.locator("#search").press_sequentially(word[end - 1])
            settles(page, len(base.search(word[:end])))
    same_as(page, base.search("the eve"))


def test_a_facet_counts_what_it_would_leave(visit, base):
    """The number beside each value is what a click on it gives; two values of one facet add up."""
    page = visit(base)
    facet = page.locator("fieldset", has=page.locator("legend", has_text=re.compile("^Kind$")))
    for name in ("Strike", "Capture"):
        label = facet.locator("label", has_text=name)
        counted = int(label.locator(".count").inner_text())
        before = chosen(page) if name == "Capture" else 0
        label.locator("input").check()
        settles(page, before + counted)
    same_as(page, base.of_kind("strike", "capture"))


def test_facets_of_different_names_narrow_each_other(visit, base):
    page = visit(base)
    page.get_by_role("group", name="Kind", exact=True).get_by_label("Strike").check()
    page.get_by_role("group", name="Certainty").get_by_label("contested").check()
    strikes = base.of_kind("strike")
    disputed = strikes[[each for each in strikes if strikes.events.contested[each]
                        and not strikes.events.denied[each]
                        and not strikes.events.withdrawn[each]]]  # fmt: skip
    same_as(page, disputed)
    page.locator("#chips button", has_text="Strike").click()
    page.get_by_role("button", name="Reset", exact=True).first.click()
    settles(page, len(base))


def test_a_value_is_found_among_many(visit, base):
    """A facet with many values opens, and lets one look for one of them."""
    page = visit(base)
    sources = page.get_by_role("group", name="Source")
    sources.get_by_role("button", name=re.compile("^all ")).click()
    sources.get_by_role("searchbox").fill("kyiv ind")
    label = sources.locator("label")
    assert label.count() == 1
    label.locator("input").check()
    settles(page, len(base.from_source("The Kyiv Independent")))


def test_a_range_of_time_keeps_what_may_lie_in_it(visit, base):
    page = visit(base)
    page.locator("#from").fill("2022-08-20")
    page.locator("#to").fill("2022-09-03")
    page.keyboard.press("Tab")
    settles(page, len(base.between("2022-08-20", "2022-09-03")))
    page.locator("#to").fill("next week")
    page.keyboard.press("Tab")
    assert "Not a date" in page.locator("#range-fault").inner_text()
    assert page.locator("#to").get_attribute("aria-invalid") == "true"


@pytest.mark.parametrize("day", ["2022-01-01", "2022-08-29", "2022-09-06", "2022-10-01"])
def test_known_by_shows_the_knowledge_of_a_day(visit, base, day):
    """The page shows on a day what `as_of` gives for it: which events, when, how certain."""
    then = base.as_of(day)
    page = visit(base, at=f"#known={day}")
    same_as(page, then)
    shown = page.locator("#table tbody .when").all_inner_texts()
    dated = [each for each in then.events["words"] if each]
    assert sorted(each for each in shown if not each.startswith("no date")) == sorted(dated)
    told = page.locator("#since summary").inner_text()
    ever = len(base.as_of("2100-01-01"))
    assert f"{ever - len(then)} new events" in told
    assert f"{len(base) - ever} left out" in told


def test_the_slider_goes_from_day_to_day(visit, base):
    """A key moves it by a day on which something came out; what has changed since is listed."""
    page = visit(base)
    page.locator("#known").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => location.hash.includes('known=')")
    day = re.search(r"known=([\d-]+)", page.url)[1]
    words = TimeSpan.parse(day).words
    assert page.locator("#known-day").inner_text() == words
    assert page.locator("#known").get_attribute("aria-valuetext") == words
    settles(page, len(base.as_of(day)))
    page.keyboard.press("End")
    settles(page, len(base))
    assert not page.locator("#since").is_visible()


def test_votes_show_who_claims_what_and_since_when(visit, base):
    """A row a root, a mark a claim on its day; the legend says what won, and why the rest lost."""
    page = visit(base, at="#event=kovalev-shot&votes=date")
    claims = base.event("kovalev-shot").claims
    dates = claims[claims["property"] == "date"]
    votes = page.locator("#votes")
    who = votes.locator("tbody th").all_inner_texts()
    assert sorted(who) == sorted(dates["root_name"].unique())
    assert votes.locator("button.vote").count() == len(dates)
    legend = votes.locator(".readings-key").inner_text()
    assert "28 August 2022" in legend
    assert "somebody had reported it before" in legend
    mark = votes.locator("tr", has_text="Reuters").locator("button.vote")
    assert "30 August 2022, lost" in mark.get_attribute("aria-label")
    page.locator("#votes-property").select_option("places")
    page.wait_for_function("() => location.hash.includes('votes=places')")
    votes.locator(".readings-key", has_text="Hola Prystan").wait_for()


def test_votes_on_a_place_show_what_each_source_tells_of_it(visit, base):
    page = visit(base, at="#place=nova-kakhovka")
    here = base.at("nova-kakhovka")
    marks = page.locator("#votes button.vote")
    page.get_by_role("button", name=re.compile("more who")).click()
    assert marks.count() == len(here.reports)
    marks.first.click()
    assert page.locator("#panel").is_visible()


def test_a_link_opens_the_same_view(visit, base):
    """All that is asked for stands in the address, and a fresh page from it shows the same."""
    page = visit(base)
    page.locator("#search").fill("bridge")
    page.get_by_role("group", name="Kind", exact=True).get_by_label("Strike").check()
    page.locator("#lanes").select_option("source")
    page.locator("#table thead button", has_text="Reports").click()
    page.locator("#table thead button", has_text="Reports").click()
    page.locator("#table tbody .link").first.click()
    page.locator("#nearer").click()
    page.wait_for_function("() => ['q=', 'kind=', 'lanes=', 'sort=', 'event=', 'at='].every("
                           "(each) => location.hash.includes(each))")  # fmt: skip
    view = """() => [document.querySelector('#chosen').textContent, kb.store.state,
      document.querySelector('#panel h2').textContent, kb.timeline.scene.lanes.names,
      [...document.querySelectorAll('#table tbody tr')].map((each) => each.textContent)]"""
    again = visit(base, at="#" + page.url.partition("#")[2])
    again.wait_for_selector("#panel h2")
    assert again.evaluate(view) == page.evaluate(view)


def test_back_and_forward_go_through_what_was_asked(visit, base):
    page = visit(base)
    page.get_by_role("group", name="Kind", exact=True).get_by_label("Strike").check()
    settles(page, strikes := len(base.of_kind("strike")))
    page.locator("#table tbody .link").first.click()
    page.wait_for_selector("#panel h2")
    page.go_back()
    page.wait_for_selector("#panel", state="hidden")
    settles(page, strikes)
    page.go_back()
    settles(page, len(base))
    page.go_forward()
    settles(page, strikes)
    page.go_forward()
    page.wait_for_selector("#panel h2")


def test_an_address_that_says_nonsense_opens_the_page(visit, base):
    """Whatever a link has been broken to, the page stands."""
    nonsense = (
        "#kind=%ZZ,strike&event=nobody&known=yesterday&at=..&sort=-nothing&lanes=x&__proto__=1"
    )
    page = visit(base, at=nonsense)
    assert chosen(page) >= 0
    page.get_by_role("button", name="Reset", exact=True).first.click()
    settles(page, len(base))


@pytest.mark.parametrize("column", ["When", "What", "Kind", "Status", "Where", "Who", "Reports"])
def test_each_column_of_the_table_sorts(visit, base, column):
    """A click sorts, a second one turns it round, and a screen reader is told."""
    page = visit(base.of_kind("strike"))
    at = ["When", "What", "Kind", "Status", "Where", "Who", "Reports"].index(column)
    head = page.locator("#table th").nth(at)
    cells = f"#table tbody td:nth-child({at + 1})"
    if column != "When":
        head.locator("button").click()
    page.wait_for_function(
        "n => document.querySelectorAll('#table th')[n].ariaSort === 'ascending'",
        arg=at,
        polling=100,
    )
    up = page.locator(cells).all_inner_texts()
    head.locator("button").click()
    page.wait_for_function(
        "n => document.querySelectorAll('#table th')[n].ariaSort === 'descending'",
        arg=at,
        polling=100,
    )
    down = page.locator(cells).all_inner_texts()
    if column == "Reports":
        assert [int(each) for each in down] == sorted(map(int, down), reverse=True)
    elif column in ("What", "Kind", "Status"):
        key = [re.sub(r"\W", "", each).casefold() for each in up]
        assert key[0] <= key[-1]
    assert sorted(up) == sorted(down)
    assert up == down[::-1] or column != "What"


def test_the_panel_tells_all_of_an_event(visit, base):
    """Each report with who, when, its words and where; each reading with its rivals and why."""
    page = visit(base, at="#event=kovalev-shot")
    event = base.event("kovalev-shot")
    panel = page.locator("#panel")
    text = panel.inner_text()
    assert event.title in text
    lost = panel.locator(".readings tr.lost", has_text="30 August 2022")
    assert "Reuters" in lost.inner_text()
    assert "cannot be" in panel.locator(".readings tr.lost + .why").first.inner_text() or (
        "cannot be" in text
    )
    reports = panel.locator(".reports > li")
    assert reports.count() == event.n_reports
    told = event.reports
    for column in ("quote", "url"):
        for value in told[column][told[column] != ""]:
            if column == "quote":
                assert value in panel.locator("blockquote").all_inner_texts()
            else:
                assert panel.locator(f'.reports a[href="{value}"]').count() >= 1
    days = panel.locator(".reports time").all_inner_texts()
    assert days == sorted(days)
    panel.locator(".relations button").first.click()
    page.wait_for_function("() => !location.hash.includes('event=kovalev-shot')")
    page.go_back()
    page.wait_for_function("() => location.hash.includes('event=kovalev-shot')")


def test_dragging_the_timeline_moves_through_time(visit, base):
    """The mouse takes the timeline along; the address follows; the wheel comes nearer."""
    page = visit(base)
    box = page.locator("#timeline").bounding_box()
    before = page.evaluate("[kb.timeline.from, kb.timeline.to]")
    page.mouse.move(box["x"] + 700, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 500, box["y"] + 100, steps=5)
    page.mouse.up()
    page.wait_for_function("from => kb.timeline.from > from", arg=before[0])
    page.mouse.wheel(0, -400)
    page.wait_for_function(
        "across => kb.timeline.to - kb.timeline.from < across", arg=before[1] - before[0]
    )
    page.wait_for_function("() => location.hash.includes('at=')")


@pytest.mark.parametrize("day", ["2022-08-29", "2022-09-20"])
def test_facets_count_what_was_known_on_a_day(visit, base, day):
    """A source counts once it has reported, a place and an actor once they were named."""
    page = visit(base, at=f"#known={day}")
    then = base.as_of(day)
    counted = page.evaluate(
        """() => Object.fromEntries(["place", "actor", "source"].map((name) => {
          const { ids } = kb.facetList.find((each) => each.name === name);
          return [name, Object.fromEntries(ids.map((id, at) => [id, kb.counts[name][at]]))];
        }))"""
    )
    sources = then.reports[["event", "source"]].drop_duplicates()["source"].value_counts()
    assert {name: n for name, n in counted["source"].items() if n} == sources.to_dict()
    named = then.tables.event_places.drop_duplicates(["event", "place"])["place"].value_counts()
    assert all(counted["place"][place] >= n for place, n in named.items())
    assert counted["place"]["ukraine"] == len(then.at("ukraine"))
    pairs = then.tables.event_actors.drop_duplicates(["event", "actor"])
    actors = pairs["actor"].value_counts()
    assert {name: n for name, n in counted["actor"].items() if n} == actors.to_dict()


@pytest.mark.parametrize("text", ["himars", "partisans", "bridge"])
def test_a_search_on_a_past_day_finds_what_was_said_by_then(visit, base, text):
    """A word that only later reports have finds nothing yet."""
    page = visit(base, at=f"#known=2022-09-06&q={text}")
    settles(page, len(base.as_of("2022-09-06").search(text)))
    page.get_by_role("button", name=re.compile("^as known on")).click()
    settles(page, len(base.search(text)))


def test_what_lies_out_of_sight_is_drawn_once_typing_rests(visit, base):
    """A key changes what one sees at once; the table below follows, or comes with scrolling."""
    page = visit(base, height=500)
    wait = "n => document.querySelectorAll('#table tbody tr').length === n"
    page.locator("#search").fill("Antonivka")
    found = page.evaluate("() => [kb.index.length, document.querySelector('#chosen').textContent]")
    assert found[1].startswith(f"{found[0]} of ")
    page.wait_for_function(wait, arg=found[0])
    page.locator("#table").scroll_into_view_if_needed()
    page.evaluate("() => kb.store.set({ q: 'nothing has this' })")
    page.wait_for_function(wait, arg=0)


@pytest.mark.parametrize("day", ["2022-13-45", "2022-02-31", "0000-00-00"])
def test_a_day_that_no_calendar_has_is_left_out_of_a_link(visit, base, day):
    """A link that was broken on its way still opens the page."""
    page = visit(base, at=f"#known={day}")
    settles(page, len(base))
    page.evaluate("(day) => { location.hash = 'q=bridge&known=' + day }", day)
    page.wait_for_function("() => kb.store.state.q === 'bridge'")
    assert page.evaluate("() => kb.store.state.known") == ""


def test_a_range_that_ends_before_it_begins_leaves_nothing_out(visit, base):
    page = visit(base, at="#from=2022-10&to=2022-08")
    settles(page, len(base))
    assert "ends before it begins" in page.locator("#range-fault").inner_text()


def test_who_reads_the_table_by_keys_keeps_their_place(visit, base):
    """The table follows a filter that leaves the event; where it goes, the table has the focus."""
    page = visit(base)
    focused = """() => {
      const { activeElement: at } = document;
      return at.closest("tr")?.dataset.row ?? at.className;
    }"""
    row = page.locator("#table tbody tr", has_text="Ammunition burns at Chornobaivka").first
    row.locator("button").focus()
    before = page.evaluate(focused)
    page.evaluate("() => kb.store.set({ kind: ['strike'] })")
    page.wait_for_function("() => !kb.stale.size && kb.table.index === kb.index")
    assert page.evaluate(focused) == before
    page.evaluate("() => kb.store.set({ kind: ['vote'] })")
    page.wait_for_function("() => !kb.stale.size && kb.table.index === kb.index")
    assert page.evaluate(focused) == "scroll"
