"""The explorer in a notebook: a page in a frame, and a widget that hands back what is chosen."""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from importlib.resources import files
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

import kb
from kb.errors import MissingLibrary
from kb.show.explorer import render_page

ROOT = Path(__file__).parents[2]

CELLS = """
import kb, pandas as pd
rows = {"event": ["raid", "vote"], "title": ["Raid & more", "Vote"], "date": ["2022", "2023"]}
base = kb.read_events(pd.DataFrame(rows))
base.explore(title="Two <events>")
"""

#: What Jupyter does with a widget's module: it gives it a model, and a place to draw in.
HARNESS = """
const state = { page: PAGE, title: "Two events", height: 700, chosen: null };
window.model = {
  get: (name) => state[name], set: (name, value) => { state[name] = value; },
  save_changes: () => { window.saved = (window.saved ?? 0) + 1; },
};
window.state = state;
window.stop = widget.render({ model: window.model, el: document.body });
"""


@pytest.fixture
def base():
    rows = {"event": ["raid", "vote"], "title": ["Raid & more", "Vote"], "date": ["2022", "2023"]}
    return kb.read_events(pd.DataFrame(rows))


def page_within(html):
    """Return the page that a frame holds."""
    return unescape(re.search(r'srcdoc="([^"]*)"', html)[1])


def test_a_notebook_shows_the_page_in_a_frame(base):
    """A notebook shows the page of to_html, in a frame that reaches nothing around it."""
    explorer = base.explore(title="Two events", lanes="kind", height=500)
    html = explorer._repr_html_()
    assert page_within(html) == render_page(base.tables, title="Two events", lanes="kind")
    assert 'sandbox="allow-scripts allow-popups allow-downloads"' in html
    assert "allow-same-origin" not in html
    assert "height:500px" in html
    assert repr(explorer) == "<Explorer of 2 events>"


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_an_executed_notebook_keeps_the_page_without_a_network(open_file, tmp_path):
    """The page is in the notebook after it ran, and in the HTML that nbconvert makes of it."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELLS)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}})
    done = client.execute()
    (shown,) = done.cells[0].outputs
    assert shown.data["text/plain"] == "<Explorer of 2 events>"
    page = page_within(shown.data["text/html"])
    assert "Two &lt;events&gt;" in page
    assert "Raid &amp; more" in page
    exported, _ = HTMLExporter().from_notebook_node(done)
    assert page_within(exported[exported.index("<iframe") :]) == page
    kept = tmp_path / "kept.html"
    kept.write_text(f"<!doctype html><title>Kept</title>{shown.data['text/html']}", "utf-8")
    frame = open_file(kept, ready="iframe").frame_locator("iframe")
    frame.locator("html[data-drawn]").wait_for(state="attached")
    frame.locator("#search").fill("raid")
    frame.locator("#chosen", has_text="1 of 2 events").wait_for()


def test_the_widget_hands_back_what_is_chosen(base):
    """Its selection is the knowledge base of the chosen events, all of it before any choice."""
    pytest.importorskip("anywidget")
    widget = base.explore(widget=True)
    assert len(widget.selection) == 2
    widget.set_state({"chosen": ["vote"]})
    assert widget.selection.events.index.tolist() == ["vote"]
    widget.set_state({"chosen": []})
    assert len(widget.selection) == 0
    widget.set_state({"chosen": None})
    assert len(widget.selection) == 2
    assert widget.page == base.explore().page


def test_without_its_library_the_widget_says_what_to_install(base, monkeypatch):
    """The message names the library and the command that installs it."""
    from kb.show import widget

    widget._widget_class.cache_clear()
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(MissingLibrary, match=r"anywidget: pip install '.\[widget\]'"):
        base.explore(widget=True)


@pytest.mark.browser
def test_a_choice_made_with_the_mouse_comes_back_as_a_knowledge_base(base, browser):
    """Clicks in the frame choose events: the widget's selection is the knowledge base of these."""
    module = files("kb.show").joinpath("widget.js").read_text(encoding="utf-8")
    widget = base.explore(widget=True)
    script = module.replace("export default", "const widget =")
    script += HARNESS.replace("PAGE", json.dumps(widget.page).replace("<", "\\u003c"))
    page = browser.new_context(offline=True).new_page()
    page.set_content("<!doctype html><title>Notebook</title><body>")
    page.add_script_tag(content=script, type="module")
    frame = page.frame_locator("iframe")
    frame.locator("html[data-drawn]").wait_for(state="attached")
    page.evaluate("postMessage({kb: 'selection', events: ['from elsewhere']}, '*')")
    search = frame.locator("#search")
    search.click()
    search.press_sequentially("raid")
    page.wait_for_function("JSON.stringify(state.chosen) === '[\"raid\"]'")
    widget.set_state({"chosen": page.evaluate("state.chosen")})
    assert list(widget.selection) == ["raid"]
    frame.locator("#chips button").click()
    page.wait_for_function("state.chosen === null")
    widget.set_state({"chosen": page.evaluate("state.chosen")})
    assert list(widget.selection) == list(base)
    saved = page.evaluate("saved")
    page.evaluate("stop()")
    frame.locator("#search").fill("vote")
    frame.locator("#chosen", has_text="1 of 2").wait_for()
    page.evaluate("new Promise((done) => setTimeout(done, 300))")
    assert page.evaluate("saved") == saved
    page.context.close()
