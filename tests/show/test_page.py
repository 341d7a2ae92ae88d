"""The page as text: readable without scripts, safe, and always the same."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest

from kb.show.explorer import render_page, write_html
from kb.show.phrases import safe_url

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """What a page holds: its elements, texts and attributes; fails when tags do not match."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.texts = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open):
            self.texts.append(data)

    def attributes(self, tag, name):
        return [attrs[name] for each, attrs in self.elements if each == tag and name in attrs]

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


def page_of(tables, **options):
    return Page(render_page(tables, **options))


def test_the_page_lists_events_in_time_order_with_their_sources(tables_of):
    """Without a script it is a list: date, title, status, who said so, where."""
    report = {"source": "Paper", "claimant": "Mayor", "published": "2022-09-06",
              "url": "https://example.org/a"}  # fmt: skip
    page = page_of(
        tables_of(
            {"title": "Later", "edtf": "2022-09-01", "told": [report]},
            {"title": "Sooner", "edtf": "2022-08", "status": "cancelled"},
            {"title": "Never dated"},
        ),
        title="The front",
    )
    assert page.attributes("time", "datetime") == ["2022-08", "2022-09-01", "2022-09-06"]
    words = ["The front", "3 events, 1 report, 1 source", "August 2022", "Sooner", "Cancelled",
             "September 2022", "Later", "Mayor in Paper", "No date",
             "Never dated"]  # fmt: skip
    at = [page.text.rindex(each) for each in words]
    assert at == sorted(at)


def test_readings_stand_side_by_side(tables_of):
    readings = [("date", "2022-08-30", "Paper", "lost"), ("date", "2022-08-28", "Police", "won")]
    page = page_of(tables_of({"edtf": "2022-08-28", "readings": readings, "contested": True}))
    assert "28 August 2022 Police shown" in page.text
    assert "30 August 2022 Paper lost" in page.text


def test_links_are_addresses_of_the_web(hostile_tables):
    """No other scheme becomes a link; every link is cut off from the page it opens."""
    page = page_of(hostile_tables)
    away = [each for each in page.attributes("a", "href") if not each.startswith("#")]
    assert away
    assert all(each.startswith("https://example.org/") for each in away)
    assert page.attributes("a", "rel") == ["noopener noreferrer"] * len(away)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "//example.org", "http:",
     "https://exa mple.org", "http://[bad", "ftp://example.org", "mailto:a@b", ""],
)  # fmt: skip
def test_other_addresses_are_no_links(url):
    assert safe_url(url) == ""


def test_hostile_text_makes_no_element(hostile_tables):
    """A page of hostile texts has the elements and attributes of a tame one."""
    page = page_of(hostile_tables, title="</title><script>alert(1)</script>", lang='"><b>')
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"img", "iframe", "object", "embed", "base"}
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    assert "</script><script>alert(1)</script>" in page.text


def test_the_page_allows_its_own_script_and_style_alone(tables_of):
    """The policy holds the hash of either, and lets nothing be fetched."""
    text = render_page(tables_of({"edtf": "2022-08-30"}))
    (policy,) = (each for each in Page(text).attributes("meta", "content") if "default" in each)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-inline" not in policy
    for tag in ("script", "style"):
        (own,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_same_tables_make_the_same_bytes(hostile_tables, tmp_path):
    first, second = tmp_path / "first.html", io.StringIO()
    write_html(hostile_tables, first)
    write_html(hostile_tables, second)
    assert first.read_bytes() == second.getvalue().encode()


def test_the_page_is_light(tables_of):
    """Without data it weighs less than half a megabyte."""
    assert len(render_page(tables_of()).encode()) < 500_000


def test_of_too_many_events_the_first_are_listed_and_all_counted(tables_of, monkeypatch):
    """Nothing is left out in silence."""
    monkeypatch.setattr("kb.show.listing.LISTED", 20)
    monkeypatch.setattr("kb.show.listing.FIRST", 5)
    page = page_of(tables_of(*({"edtf": f"2022-{at % 4 + 5:02}-05"} for at in range(40))))
    assert len(page.attributes("time", "datetime")) == 5
    assert "35 are left out" in page.text
    assert "June 2022 10" in page.text


def test_an_empty_page_says_so(tables_of):
    assert "There are no events in this selection" in page_of(tables_of()).text
