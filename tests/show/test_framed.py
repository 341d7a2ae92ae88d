"""The plotly figure in the frame of a notebook: it draws, and asks for nothing."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re

import pytest

from kb.show.figure import timeline_figure
from kb.show.notebook import FramedFigure, figure_page
from kb.show.plotly_js import packed
from kb.show.timeline import build_timeline

pytestmark = pytest.mark.browser

RANGE = "document.getElementById('timeline')._fullLayout.xaxis.range.map(Date.parse)"


def figure_of(tables):
    return FramedFigure(timeline_figure(build_timeline(tables, lanes="place")))


@pytest.fixture
def visit(open_file, tmp_path):
    """Return what opens the page that a frame holds of tables."""

    def open_page(tables, *, width=1200, **options):
        path = tmp_path / "page.html"
        path.write_text(figure_page(figure_of(tables)), encoding="utf-8")
        return open_file(path, width=width, **options)

    return open_page


@pytest.fixture(scope="module")
def front(tables_of):
    return tables_of(
        {"title": "Bridge hit", "kind": "strike", "edtf": "2022-07-26/2022-07-27",
         "at": ["bridge"], "told": [{"source": "Paper", "url": "https://example.org/"}]},
        {"title": "Deputy shot", "kind": "assassination", "edtf": "2022-08-28", "at": ["kherson"],
         "contested": True, "readings": [("date", "2022-08-30", "Paper", "lost")]},
        {"title": "Villages retaken", "kind": "capture", "edtf": "2022-08~", "at": ["nova"]},
        {"title": "Vote held", "kind": "vote", "edtf": "2022-09-23", "at": ["kherson"]},
        {"title": "Car blown up", "kind": "bombing"},
    )  # fmt: skip


def labels(page):
    texts = page.locator("#timeline .textpoint").all_text_contents()
    return {text.strip() for text in texts}


def test_every_event_is_drawn_with_its_title(visit, front):
    titles = {"Bridge hit", "Deputy shot", "Villages retaken", "Vote held", "Car blown up"}
    assert labels(visit(front)) == titles


def test_no_title_covers_another(visit, front):
    """Labels keep apart at the width at which they begin to show."""
    page = visit(front, width=900)
    boxes = [each.bounding_box() for each in page.locator("#timeline .textpoint").all()]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"] + 3
                or other["y"] + other["height"] <= one["y"] + 3
            )
            assert apart, (one, other)


def test_hovering_tells_of_the_event(visit, front):
    page = visit(front)
    box = page.locator(".x2y .textpoint", has_text="Vote held").bounding_box()
    left = box["x"] > 700  # a label left of its mark
    page.mouse.move(box["x"] + (box["width"] + 4 if left else -4), box["y"] + box["height"] / 2)
    page.wait_for_selector(".hoverlayer .hovertext")
    assert "23 September 2022" in page.locator(".hoverlayer").text_content()


def test_the_legend_hides_and_shows_a_mark(visit, front):
    page = visit(front)
    entry = page.locator(".legend .traces", has_text="Occurred, contested").locator(".legendtoggle")
    entry.click()
    page.wait_for_function("() => !document.querySelector('#timeline').textContent.includes('Dep')")
    assert "Vote held" in labels(page)
    entry.click()
    page.wait_for_function("() => document.querySelector('#timeline').textContent.includes('Dep')")


def test_the_slider_and_the_buttons_move_the_view(visit, front):
    page = visit(front)
    whole = page.evaluate(RANGE)
    handle = page.locator(".rangeslider-grabarea-min").bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(handle["x"] + 305, handle["y"] + 10, steps=4)
    page.mouse.up()
    page.wait_for_function(f"() => ({RANGE})[0] > {whole[0] + 5 * 86_400_000}")
    page.locator(".rangeselector .button", has_text="1 week").click()
    page.wait_for_function(f"() => ({RANGE})[1] - ({RANGE})[0] < 8 * 86400000")
    page.locator(".rangeselector .button", has_text="all").click()
    page.wait_for_function(f"() => ({RANGE})[1] - ({RANGE})[0] > 30 * 86400000")


def test_hostile_text_is_shown_and_does_nothing(visit, hostile_tables):
    """Every mark is hovered, every report opened: text stays text."""
    page = visit(hostile_tables)
    assert "<img src=x onerror=alert(1)>" in labels(page)
    assert page.locator("#timeline a[href]").count() == 0
    marks = page.locator(".x2y .trace.scatter .points path").all()
    seen = ""
    for mark in marks[:40]:
        box = mark.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(60)
        seen += page.locator(".hoverlayer").text_content()
        assert page.locator(".hoverlayer a").count() == 0
    assert '<a href="javascript:alert(1)">' in seen


def test_a_phone_shows_marks_without_titles(visit, front):
    """They would collide; the list below has them."""
    assert labels(visit(front, width=400)) == {"Car blown up"}


def test_dark_paper_is_dark(visit, front):
    page = visit(front, color_scheme="dark")
    fills = "getComputedStyle(document.querySelector('#timeline .main-svg')).backgroundColor"
    assert page.evaluate(fills) == "rgb(20, 23, 26)"


@pytest.mark.parametrize("events", [0, 2_001])
def test_nothing_and_too_much_are_drawn(visit, tables_of, events):
    """An empty timeline, and one of counts."""
    page = visit(tables_of(*({"edtf": f"2022-{at % 12 + 1:02}-05"} for at in range(events))))
    assert page.locator("#timeline .main-svg").count() > 0


def test_antiquity_is_drawn_and_labelled(visit, tables_of):
    """Years before Christ have an axis, too."""
    page = visit(tables_of({"title": "Caesar killed", "edtf": "-0043-03-15"},
                           {"title": "Founded", "edtf": "-0752"}))  # fmt: skip
    assert labels(page) == {"Caesar killed", "Founded"}


def test_a_figure_draws_in_a_notebook_without_a_network(open_file, front, tmp_path):
    """The frame of a notebook draws by itself, from the HTML alone."""
    html = figure_of(front)._repr_mimebundle_()["text/html"]
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{html}", encoding="utf-8")
    frame = open_file(path, ready="iframe").frame_locator("iframe")
    frame.locator("html[data-drawn]").wait_for(state="attached")
    assert frame.locator("text=Deputy shot").count() == 1


def test_the_frame_allows_its_own_scripts_alone(tables_of):
    """The policy holds the hashes of the two scripts, one of them plotly.js from the page."""
    text = figure_page(figure_of(tables_of({"edtf": "2022-08-30"})))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    carried = re.search(r'id="plotly">([^<]+)<', text)[1]
    (own,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    scripts = [gzip.decompress(base64.b64decode(carried)).decode(), own]
    hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in scripts]
    assert all(f"'sha256-{each}'" in policy for each in hashes)
    assert base64.b64decode(packed())[4:8] == bytes(4)  # gzip would put the time of day there


def test_the_figure_in_the_frame_is_json(hostile_tables):
    (figure,) = re.findall(r'id="figure">([^<]*)</script>', figure_page(figure_of(hostile_tables)))
    assert json.loads(figure).keys() == {"data", "layout"}
