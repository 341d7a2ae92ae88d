"""The notebooks run from top to bottom, and what they show needs no network afterwards."""

from __future__ import annotations

import os
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NAMES = [path.name for path in NOTEBOOKS]

#: Run before the first cell: Python's sockets reach this machine alone.
NO_NETWORK = """
import socket

def _connect_here(self, address, connect=socket.socket.connect):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise AssertionError(f"the notebook asked the network for {address}")
    return connect(self, address)

socket.socket.connect = _connect_here
"""


def read(path):
    return nbformat.read(path, as_version=4)


def execute(path, scratch):
    """Return the notebook as it is after a run in its own folder."""
    notebook = read(path)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(NO_NETWORK))
    own = {name: str(scratch) for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "TMPDIR", "TEMP")}
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}})
    client.execute(env={**os.environ, **own, "PYTHONPATH": str(FOLDER.parent)})
    del notebook.cells[0]
    return notebook


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """Return the notebooks after a run, each by its name."""
    return {path.name: execute(path, tmp_path_factory.mktemp("kernel")) for path in NOTEBOOKS}


@pytest.fixture(scope="module")
def tour(executed):
    """Return what the cells of the tour put out, by their ids."""
    return {cell.id: outputs(cell) for cell in executed["01_tour.ipynb"].cells}


def outputs(cell):
    """Return the last thing that a cell puts out, by media type."""
    shown = [output.data for output in cell.get("outputs", []) if "data" in output]
    return shown[-1] if shown else {}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_a_notebook_is_saved_without_outputs(path):
    """A diff of a notebook shows what somebody wrote, and no pictures."""
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_without_errors_and_warnings(executed, name):
    """Nothing is written to stderr, and the last cell ends in a value."""
    streams = [
        output.text
        for cell in executed[name].cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream"
    ]
    assert streams == []
    assert [cell.id for cell in executed[name].cells if is_silent(cell)] == []


def is_silent(cell):
    return cell.cell_type == "code" and not outputs(cell)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("load", ["events", "reports", "contested", "<svg"]),
        ("issues", ["unresolved_date", "unknown_kind", "strike"]),
        ("event", ["28 August 2022", "30 August 2022", "Reuters", "Investigative Committee"]),
        ("claims", ["2022-08-28", "2022-08-30", "won", "lost", "Reuters"]),
        ("select", ["events", "<svg"]),
        ("asof", ["postponed", "11 September 2022", "23 to 27 September 2022"]),
        ("projection", ["Armed Forces of Ukraine", "Armed Forces of Russia"]),
        ("chain", ["actor:oleksii-kovalev", "actor:vladimir-putin"]),
        ("around", ["Antonivka bridge"]),
        ("add", ["[2022-08-21..2022-08-31]", "agrees"]),
    ],
)
def test_the_tour_shows_what_it_tells_of(tour, cell, words):
    """What the text announces is there, in the HTML that a notebook keeps."""
    html = tour[cell]["text/html"]
    assert [word for word in words if word not in html] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("resolve", ["TimeSpan.parse('2022-09-05')", "'some day or other': None"]),
        ("allen", ["certainly': False", "possibly': True"]),
        ("save", ["(True,", "an example, and no report"]),
        ("export", ["late.geojson", "late.gexf", "late.graphml", "late.html", "late.json"]),
    ],
)
def test_the_tour_ends_its_cells_in_the_values_that_it_tells_of(tour, cell, words):
    """The same for cells that end in plain values."""
    text = tour[cell]["text/plain"]
    assert [word for word in words if word not in text] == []


@pytest.mark.slow
@pytest.mark.parametrize("cell", ["load", "event", "select"])
def test_a_card_is_complete_in_itself(tour, cell):
    """Cards hold no script and nothing that a browser would have to fetch."""
    html = tour[cell]["text/html"]
    found = Fetched(html)
    assert "<script" not in html
    assert found.addresses == []
    assert len(found.text) > 100


@pytest.mark.slow
@pytest.mark.browser
def test_the_tour_as_a_page_shows_everything_without_a_network(executed, browser_path, tmp_path):
    """After nbconvert the cards, the timeline and the page work, with the network cut."""
    page_file = tmp_path / "tour.html"
    html, _ = HTMLExporter().from_notebook_node(executed["01_tour.ipynb"])
    page_file.write_text(html, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_context(offline=True).new_page()
        page.goto(page_file.as_uri(), wait_until="domcontentloaded")
        cards = page.locator(".kb-card")
        assert cards.count() == 3
        assert all(cards.nth(at).bounding_box()["height"] > 100 for at in range(3))
        frame = page.frame_locator("iframe[title=Timeline]")
        page.locator("iframe[title=Timeline]").scroll_into_view_if_needed()
        frame.locator("html[data-drawn]").wait_for(state="attached")
        assert frame.locator(".main-svg").first.is_visible()
        page.locator("iframe[title^=Kherson]").scroll_into_view_if_needed()
        explorer = page.frame_locator("iframe[title^=Kherson]")
        explorer.locator("html[data-drawn]").wait_for(state="attached")
        explorer.locator("#search").fill("bridge")
        explorer.locator("#table tbody .link").first.click()
        explorer.locator("#panel h2").wait_for()
        browser.close()


class Fetched(HTMLParser):
    """What a browser would fetch for some HTML without being asked, and the text in it."""

    def __init__(self, html):
        super().__init__()
        self.addresses, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag != "a":
            self.addresses += [value for name, value in attrs if name in ("src", "href", "data")]

    def handle_data(self, data):
        self.text += data.strip()
