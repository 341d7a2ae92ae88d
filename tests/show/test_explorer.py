"""The explorer in a real browser: what a person can do in it, and that it asks for nothing."""

from __future__ import annotations

import io
import re

import pandas as pd
import pytest
from playwright.sync_api import sync_playwright

import kb
from kb.model.tables import REPORT_COLUMNS

pytestmark = pytest.mark.browser

WATCH = """
addEventListener("securitypolicyviolation", (event) => (window.wrong ??= []).push(
  event.violatedDirective + " " + event.blockedURI));
window.alert = () => (window.wrong ??= []).push("alert");
"""
REPORTS = """event,title,kind,status,date,published,places,actors,source,url
bridge,Bridge hit again,strike,occurred,2022-07-26,2022-07-27,Kherson,agent: Ukraine,Paper A,https://example.org/a
bridge,Bridge hit again,strike,occurred,2022-07-27,2022-07-28,Kherson,agent: Ukraine,Paper B,
vote,Vote planned,vote,planned,2022-09-11,2022-08-20,Kherson Oblast,agent: Russia,Paper A,
vote,Vote put off,vote,postponed,,2022-09-05,Kherson Oblast,agent: Russia,Paper B,
village,Village retaken,capture,occurred,,2022-09-06,,agent: Ukraine,Paper A,
"""


@pytest.fixture(scope="module")
def base():
    return kb.read_events(io.StringIO(REPORTS))


@pytest.fixture(scope="module")
def browser(browser_path):
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, tmp_path):
    """Return what opens a page of a base; in the end nothing was asked for, nothing went wrong."""
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    asked, wrong, pages = [], [], []

    def open_page(base, *, at=""):
        base.to_html(tmp_path / "page.html")
        page = context.new_page()
        pages.append(page)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.add_init_script(WATCH)
        page.goto((tmp_path / "page.html").as_uri() + at)
        page.wait_for_function("() => /\\d/.test(document.querySelector('#chosen').textContent)")
        return page

    yield open_page
    for page in pages:
        wrong += page.evaluate("window.wrong ?? []")
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert wrong == []


def chosen(page, number):
    """Wait until so many events are chosen."""
    page.wait_for_function(
        "n => (document.querySelector('#chosen').textContent.match(/\\d+/) ?? [])[0] == n",
        arg=str(number),
    )


def test_searching_narrows_all_and_is_kept_in_the_address(visit, base):
    """Typing chooses events in the table too, and the address opens the same again."""
    page = visit(base)
    chosen(page, 3)
    page.fill("#search", "retak")
    chosen(page, 1)
    assert page.locator("#table").get_by_text("Village retaken").count()
    assert not page.locator("#table").get_by_text("Bridge hit again").count()
    page.wait_for_function("() => location.hash.includes('retak')")
    chosen(visit(base, at="#" + page.url.partition("#")[2]), 1)


def test_a_facet_chooses_and_going_back_undoes_it(visit, base):
    page = visit(base)
    page.locator("#facets label", has_text=re.compile("^Strike")).first.click()
    chosen(page, 1)
    page.go_back()
    chosen(page, 3)


def test_known_by_shows_an_earlier_day(visit, base):
    """At its first day the slider knows of the first report alone."""
    page = visit(base)
    page.locator("#known").focus()
    page.keyboard.press("Home")
    chosen(page, 1)


def test_an_event_tells_its_readings_and_reports(visit, base):
    page = visit(base)
    page.locator("#table").get_by_text("Bridge hit again").first.click()
    panel = page.locator("#panel")
    panel.wait_for(state="visible")
    told = panel.inner_text()
    assert "Paper A" in told
    assert "Paper B" in told
    assert "26 July 2022" in told
    assert "27 July 2022" in told


def test_hostile_text_is_shown_as_text(visit, hostile_texts):
    """Text from outside makes no element, asks for nothing and runs nothing, in any field."""
    rows = [
        dict.fromkeys(REPORT_COLUMNS, text)
        | {"event": f"event-{at}", "published": "2022-09-06", "status": "", "stance": ""}
        for at, text in enumerate(hostile_texts)
    ]
    page = visit(kb.read_events(pd.DataFrame(rows)))
    chosen(page, len(hostile_texts))
    assert page.locator("#table img, #table a[href^='javascript'], #facets img").count() == 0
    page.locator("#table tbody tr").nth(1).locator("button, a, b, td").first.click()
    assert page.locator("#panel img, #panel a[href^='javascript']").count() == 0


def test_the_same_knowledge_gives_the_same_bytes(base):
    one, other = io.StringIO(), io.StringIO()
    base.to_html(one)
    base.to_html(other)
    assert one.getvalue() == other.getvalue()
