"""The page keeps: no request to anywhere, no text that acts, the same bytes, its data within."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pandas as pd
import pytest

import kb
from kb.model.tables import REPORT_COLUMNS
from kb.show.explorer import render_page

DATA = Path(__file__).parents[2] / "data"

#: Columns whose words kb understands; a text that it does not is a fault of the data, and shown.
UNDERSTOOD = {"event": "", "published": "2022-09-06", "relations": "", "lat": "", "lon": ""}

#: Elements that text of a report must never make; a link may only lead to the web.
FORBIDDEN = "img, iframe, object, embed, base, form:not(#facets), meta[http-equiv=refresh], \
a:not(.skip):not([href^='http']), main script:not(#data), link"


@pytest.fixture(scope="module")
def base():
    return kb.read_events(DATA)


@pytest.fixture(scope="module")
def hostile(hostile_texts):
    """Return a base with a hostile text in every column of every report, and a megabyte in one."""
    texts = [*hostile_texts, "nul\x00within", "\ufffe\uffff", "x" * 1_000_000, "a,b;c: d",
             "javascript:alert(1)", "\u202e\u2066\u200f" * 50,
             "https://example.org/\"onclick='alert(1)'"]  # fmt: skip
    rows = [
        dict.fromkeys(REPORT_COLUMNS, text) | UNDERSTOOD | {"event": f"event-{at}"}
        for at, text in enumerate(texts)
    ]
    rows += [
        {**row, "source": "another", "places": "elsewhere", "stance": "denies"} for row in rows
    ]
    return kb.read_events(pd.DataFrame(rows).fillna(""))


@pytest.mark.browser
def test_no_control_asks_for_anything(visit, base):
    """Whatever is clicked, hovered, dragged or typed: no request, no violation, no error."""
    page = visit(base)
    for number in range(page.locator("button:visible, summary:visible").count()):
        button = page.locator("button:visible, summary:visible").nth(number)
        if button.count() and button.is_enabled():
            button.dispatch_event("click")
    for select in page.locator("select:visible").all():
        for value in select.locator("option").evaluate_all("all => all.map((each) => each.value)"):
            select.select_option(value)
    page.locator("#reset").dispatch_event("click")
    for canvas in ("timeline", "map", "network", "overview"):
        page.locator(f"#{canvas}").scroll_into_view_if_needed()
        box = page.locator(f"#{canvas}").bounding_box()
        for step in range(12):
            page.mouse.move(
                box["x"] + 20 + step * (box["width"] - 40) / 12, box["y"] + box["height"] / 2
            )
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 3, steps=3)
        page.mouse.up()
        page.mouse.wheel(0, 200)
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for key in ("Tab", "ArrowRight", "ArrowLeft", "+", "-", "0", "Home", "End", "Enter", "Escape"):
        page.keyboard.press(key)


@pytest.mark.browser
def test_hostile_text_is_shown_and_does_nothing(visit, hostile, hostile_texts):
    """In every column of every report, in all views, panels, votes and lists: text stays text."""
    page = visit(hostile)
    count = page.locator("#table tbody tr").count()
    assert count == len(hostile)
    for number in range(count):
        page.locator("#table tbody .link").nth(number).dispatch_event("click")
        page.wait_for_selector("#panel h2")
        assert page.locator(FORBIDDEN).count() == 0
    page.get_by_role("button", name="Close").click()
    for lanes in ("place", "actor", "kind", "source", "status", "side"):
        page.locator("#lanes").select_option(lanes)
    box = page.locator("#timeline").bounding_box()
    for at in range(0, int(box["height"]), 12):
        page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + at)
    page.locator("#facets ul ~ button").evaluate_all("all => all.forEach((each) => each.click())")
    page.locator("#facets input[type=checkbox]").nth(3).dispatch_event("click")
    page.locator("#search").fill("<img src=x onerror=alert(1)>")
    assert page.locator(FORBIDDEN).count() == 0
    page.evaluate("delete document.documentElement.dataset.live")
    assert page.locator(FORBIDDEN).count() == 0
    listed = page.locator("#list").text_content()
    assert "</script><script>alert(1)</script>" in listed
    assert (
        page.evaluate("document.querySelectorAll('[onclick], [onerror], [style*=url]').length") == 0
    )


@pytest.mark.browser
def test_a_hostile_title_version_and_licence(visit, base):
    """What is told of the data is text as well, in the comment at the top, too."""
    told = {"title": "</title><script>alert(1)</script>", "version": "--><script>alert(1)</script>",
            "licence": "<!-- --!> <img src=x>"}  # fmt: skip
    page = visit(base.of_kind("vote"), told=told)
    assert page.title() == told["title"]
    assert page.locator("h1").inner_text() == told["title"]
    assert page.locator(FORBIDDEN).count() == 0
    assert page.evaluate("document.documentElement.previousSibling.nodeName") == "#comment"


def test_half_a_surrogate_is_refused_with_its_column():
    """No file can hold one: reading says so, and the page of a title with one stands."""
    frame = pd.DataFrame({"title": ["half \ud800"], "date": ["2022"]}, dtype=object)
    with pytest.raises(kb.KBError, match="'title' holds half a surrogate pair"):
        kb.read_events(frame)
    fine = kb.read_events(pd.DataFrame({"title": ["whole"], "date": ["2022"]}))
    out = io.StringIO()
    fine.to_html(out, title="half \ud800", licence="\udfff")
    out.getvalue().encode("utf-8")


def test_the_same_knowledge_gives_the_same_bytes(base, tmp_path):
    """Also from a base that was read again, into a file or into memory."""
    kb.read_events(DATA).to_html(tmp_path / "one.html")
    out = io.StringIO()
    base.to_html(out)
    assert (tmp_path / "one.html").read_bytes() == out.getvalue().encode()


def test_the_page_names_where_its_map_comes_from(base):
    """The source and the terms of coasts and borders stand beside the map."""
    page = render_page(base.tables)
    note = re.search(r'id="map".*?<p class="note">(.*?)</p>', page, re.DOTALL)[1]
    assert "United Nations" in note
    assert "Об’єднаних Націй" in render_page(base.tables, lang="uk")
    assert "Natural Earth" in note


@pytest.mark.browser
@pytest.mark.parametrize("rows", [0, 1])
def test_a_page_of_nothing_or_of_one_event_stands(visit, rows):
    frame = pd.DataFrame({"title": ["Alone"] * rows, "date": ["some day"] * rows}, dtype=str)
    page = visit(kb.read_events(frame))
    assert page.locator("#timeline").is_visible() == bool(rows)
    assert ("no events in this selection" in page.locator("main").inner_text()) == (not rows)
