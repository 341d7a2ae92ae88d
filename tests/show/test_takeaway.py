"""What a reader takes away: files that hold what the page showed, and paper."""

from __future__ import annotations

import io
import json
import re
import struct
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest

import kb
from kb.model.tables import REPORT_COLUMNS
from kb.write.formats.jsonld import jsonld_document

DATA = Path(__file__).parents[2] / "data"

#: Texts that a careless writer of CSV breaks, or a careless reader.
AWKWARD = [
    'a "quoted" word', "commas, and; semicolons", "line\nbreak", "carriage\r\nreturn",
    "back\\slash",
    r"\n is no line break", r"\b neither", "  spaces around  ", "\ttab", "=1+1", "№ 5 «Зоря»",
    "\u202eturned\u202c", "😀", "'", "NA", "007", "\ufeffmark",
]  # fmt: skip


@pytest.fixture(scope="module")
def base():
    return kb.read_events(DATA)


@pytest.fixture(scope="module")
def awkward():
    """Return a base with awkward texts in every column that takes any, and in one of its own."""
    free = (
        "report",
        "title",
        "places",
        "actors",
        "source",
        "url",
        "via",
        "claimant",
        "quote",
        "note",
    )
    rows = [
        dict.fromkeys(REPORT_COLUMNS, "")
        | dict.fromkeys(free, text)
        | {"event": f"event {at} {text}", "date": "2022-09-05", "published": "2022-09-06"}
        for at, text in enumerate(AWKWARD)
    ]  # fmt: skip
    return kb.read_events(pd.DataFrame(rows))


def taken(page, name):
    """Click a button of the menu, and return the file that comes."""
    if page.locator("#take").get_attribute("open") is None:
        page.locator("#take > summary").click()
    with page.expect_download() as waiting:
        page.locator(f"#take-{name}").click()
    return Path(waiting.value.path())


def same_reports(one, other):
    """Say whether two bases hold the same reports, column by column, cell by cell."""
    columns = [name for name in one.reports if name not in ("row", "root")]
    pd.testing.assert_frame_equal(
        one.reports[columns].reset_index(drop=True), other.reports[columns].reset_index(drop=True)
    )


@pytest.mark.browser
def test_the_selection_as_csv_reads_back_without_loss(visit, base, tmp_path):
    """The reports of the chosen events, with all columns, in the order of the file."""
    page = visit(base, at="#kind=strike&q=bridge")
    for name in ("places.csv", "actors.csv", "sources.csv"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    (tmp_path / "events.csv").write_bytes(taken(page, "csv").read_bytes())
    again = kb.read_events(tmp_path)
    chosen = base.search("bridge")[
        [event for event in base.events.index if base.events.kind[event] == "strike"
         and event in base.search("bridge")]
    ]  # fmt: skip
    assert 5 < len(chosen) < len(base)
    assert list(again) == list(chosen)
    same_reports(chosen, again)


@pytest.mark.browser
def test_awkward_cells_survive_the_way_to_csv_and_back(visit, awkward):
    page = visit(awkward)
    again = kb.read_events(taken(page, "csv"))
    same_reports(awkward, again)
    pd.testing.assert_frame_equal(awkward.events, again.events)


@pytest.mark.parametrize("which", ["base", "awkward"])
def test_the_line_at_the_top_gets_the_data_out(which, request, tmp_path):
    """The comment holds a command that needs Python alone: it writes the reports as they were."""
    known = request.getfixturevalue(which)
    path = tmp_path / "PAGE.html"
    known.to_html(path, version="1.2", licence="CC BY 4.0 <!-- --> --")
    comment = path.read_text(encoding="utf-8").split("<!--")[1].split("-->")[0]
    assert "Version: 1.2\n" in comment
    assert "Licence: CC BY 4.0" in comment
    command = comment.strip().splitlines()[-1]
    subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True, env={"PATH": "/usr/bin:/bin"})
    for name in ("places.csv", "actors.csv", "sources.csv"):
        if which == "base":
            (tmp_path / name).write_bytes((DATA / name).read_bytes())
    again = kb.read_events(tmp_path)
    same_reports(known, again)
    pd.testing.assert_frame_equal(known.events, again.events)


@pytest.mark.browser
def test_the_selection_as_json_ld_is_what_kb_writes_of_it(visit, base):
    """Event by event the same document, with the addresses of gazetteers and authority files."""
    told = {"title": "The front", "version": "1.2", "date": "2023-02-01", "licence": "CC BY 4.0"}
    page = visit(base, told=told)
    got = json.loads(taken(page, "jsonld").read_text(encoding="utf-8"))
    described = {"name" if key == "title" else key: text for key, text in told.items()}
    wanted = json.loads(json.dumps(jsonld_document(base.tables, **described)))
    assert got["@context"] == wanted["@context"]
    assert nodes(got) == nodes(wanted)


@pytest.mark.browser
@pytest.mark.parametrize("day", ["2022-08-13", "2022-09-06", "2022-10-21"])
def test_jsonld_of_a_past_day_is_what_was_known_then(visit, base, day):
    """As of that day, but for plans, points and numbers of roots, which are told of today alone."""
    page = visit(base, at=f"#known={day}")
    got = nodes(json.loads(taken(page, "jsonld").read_text(encoding="utf-8"), parse_int=float))
    then = json.dumps(jsonld_document(base.as_of(day).tables))
    wanted = nodes(json.loads(then, parse_int=float))
    del got["#dataset"], wanted["#dataset"]
    assert got.keys() == wanted.keys()
    for event, node in wanted.items():
        known = {key: each for key, each in node.items() if key not in NOW_ALONE}
        assert settled(got[event]) == settled(known)


#: What JSON-LD from the page has of today's knowledge, and not of a past day's.
NOW_ALONE = ("plan", "kb:geo", "kb:roots")


def nodes(document):
    return {node["@id"]: node for node in document["@graph"]}


def settled(node):
    """Return a node with its lists in one order: places stand by votes, which a page has not."""
    lists = {key: sorted(map(str, x)) for key, x in node.items() if isinstance(x, list)}
    return node | lists


@pytest.mark.browser
def test_the_timeline_as_pictures(visit, base):
    """SVG that any reader of XML takes, and a PNG of the same proportions."""
    page = visit(base)
    drawn = ET.fromstring(taken(page, "svg").read_text(encoding="utf-8"))
    texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "Kherson" in texts
    picture = taken(page, "png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    assert width / height == pytest.approx(
        float(drawn.get("width")) / float(drawn.get("height")), rel=0.02
    )


@pytest.mark.browser
def test_a_picture_of_hostile_titles_is_well_formed(visit, hostile_texts):
    rows = {"title": hostile_texts, "date": ["2022-09-05"] * len(hostile_texts)}
    rows["places"] = [text.replace(";", " ") for text in hostile_texts]
    page = visit(kb.read_events(pd.DataFrame(rows)))
    ET.fromstring(taken(page, "svg").read_text(encoding="utf-8"))


@pytest.mark.browser
def test_a_citation_tells_what_how_many_which_version_and_where(visit, base):
    told = {"title": "The front", "version": "1.2", "date": "2023-02-01", "licence": "CC BY 4.0"}
    page = visit(base, at="#kind=strike&known=2022-09-01", told=told)
    page.locator("#take > summary").click()
    page.locator("#take-citation").click()
    cited = page.locator("#citation").input_value()
    number = re.search(r"\d+", page.locator("#chosen").inner_text())[0]
    for part in ("The front", f"{number} of {len(base)} events", "2022-09-01", "version 1.2",
                 "2023-02-01", "CC BY 4.0", "page.html#kind=strike"):  # fmt: skip
        assert part in cited


@pytest.mark.browser
def test_the_menu_closes_by_escape_and_by_a_click_elsewhere(visit, base):
    page = visit(base)
    menu, button = page.locator("#take"), page.locator("#take > summary")
    button.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    button.click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None


@pytest.mark.browser
def test_the_page_on_paper_holds_the_timeline_and_the_chosen_sources(visit, base):
    """Printed, it has the timeline on light paper and what is chosen with every source."""
    page = visit(base, at="#kind=capture&known=2022-10-01")
    then = base.as_of("2022-10-01").of_kind("capture")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#timeline").is_visible()
    assert page.evaluate("kb.colors.paper").startswith("#fff")
    entries = page.locator("#paper .event:visible")
    assert sorted(entries.locator("h4").all_inner_texts()) == sorted(then.events["title"])
    assert entries.locator(".reports li").count() == len(then.reports)
    wanted = {url for url in then.reports["url"] if url}
    assert set(entries.locator("a").evaluate_all("all => all.map((a) => a.href)")) >= wanted
    for control in ("facets", "search", "table", "map", "list"):
        assert not page.locator(f"#{control}").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper .event").count() == 0


@pytest.mark.browser
def test_without_a_script_paper_has_the_list(visit, base):
    page = visit(base.of_kind("vote"), java_script_enabled=False)
    page.emulate_media(media="print")
    assert page.locator("#list .event:visible").count() == len(base.of_kind("vote"))


def test_a_page_of_a_selection_carries_that_alone(base):
    """What a page carries is what was chosen when it was written."""
    out = io.StringIO()
    base.of_kind("vote").to_html(out)
    assert "kovalev-shot" not in out.getvalue()


@pytest.mark.browser
def test_a_picture_stands_by_itself(visit, base):
    """It has the title, what is chosen of how many, and the key; and no bar covers a name."""
    page = visit(base, at="#kind=strike", told={"title": "The front", "licence": "CC BY 4.0"})
    drawn = ET.fromstring(taken(page, "svg").read_text(encoding="utf-8"))
    texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == "The front"
    assert re.match(r"\d+ of 190 events · Strike · .* · CC BY 4.0", texts[1])
    key = page.locator(".key li").all_inner_texts()
    assert [text.strip() for text in key] == texts[-len(key) :]
    cut = [each.get("clip-path") for each in drawn.iter("{http://www.w3.org/2000/svg}path")]
    assert len(set(cut)) > 3
    turns = re.findall(r"a(\S+) (\S+) 0 1 0 (\S+) 0", ET.tostring(drawn, encoding="unicode"))
    assert len(turns) > 40
    assert all(float(x) == float(y) == abs(float(wide)) / 2 for x, y, wide in turns)


@pytest.mark.browser
def test_the_menu_closes_once_something_is_taken(visit, base):
    """After a file, by Escape and by a click elsewhere; a citation stays to be copied."""
    page = visit(base)
    menu = page.locator("#take")
    taken(page, "svg")
    assert menu.get_attribute("open") is None
    menu.locator("summary").click()
    page.locator("#take-citation").click()
    assert page.locator("#citation").is_visible()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    menu.locator("summary").click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None
