"""JSON-LD: valid, with its uncertainty and sources kept, and safe within a page."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import kb
from kb.write.citation import citation
from kb.write.formats import write_graph
from kb.write.formats.jsonld import CONTEXT, embedded_json, jsonld_document

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def sample():
    return kb.read_events(DATA)


@pytest.fixture(scope="module")
def nodes(sample):
    graph = jsonld_document(sample.tables)["@graph"]
    return {node["@id"]: node for node in graph}


def document_of(**row):
    return jsonld_document(kb.read_events(pd.DataFrame([row])).tables)


def all_nodes(value):
    """Yield every object within a document."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from all_nodes(each)


def test_every_event_is_there_with_its_reports(sample, nodes):
    """Each event is a node, and is derived from its reports, which are nodes within it."""
    assert len(nodes) == 1 + len(sample)
    shot = nodes["#event:kovalev-shot"]
    assert len(shot["subjectOf"]) == len(sample.event("kovalev-shot").reports)
    assert {each["@id"] for each in shot["prov:wasDerivedFrom"]} == {
        each["@id"] for each in shot["subjectOf"]
    }
    assert all("prov:wasAttributedTo" in each for each in shot["subjectOf"])


def test_every_date_is_kept_with_its_uncertainty(sample, nodes):
    """`edtf` is the date of the event, whole."""
    dated = {
        node["identifier"]: node["edtf"]
        for node in nodes.values()
        if "identifier" in node and "edtf" in node
    }
    events = sample.events
    assert dated == events.loc[events["edtf"] != "", "edtf"].to_dict()


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2022-09-04", "2022-09-04", "2022-09-04"),
        ("2022-09-04/2022-09-06", "2022-09-04", "2022-09-06"),
        ("2022-09-04/..", "2022-09-04", None),
        ("2022-09", None, None),
        ("2022-09-04~", None, None),
        ("[..2022-09-04]", None, None),
    ],
)
def test_only_a_certain_day_is_a_start_or_an_end(date, start, end):
    """schema.org's dates say one day, so they are there where one is certain."""
    event = document_of(title="Raid", date=date)["@graph"][1]
    assert (event.get("startDate"), event.get("endDate")) == (start, end)


def test_all_keys_have_a_meaning(nodes):
    """A key is of schema.org by default, or of a vocabulary that the context names."""
    prefixes = {
        key.partition(":")[0]
        for each in all_nodes(list(nodes.values()))
        for key in each
        if ":" in key
    }
    assert prefixes <= set(CONTEXT)


def test_no_text_breaks_out_of_a_script_and_none_is_lost():
    """Markup in any field stands in a page as text, and is read back as it was."""
    evil = "</script><script>alert(1)</script><!-- \u2028 & "
    document = document_of(
        title=evil,
        quote=evil,
        source=evil,
        places=evil,
        url="javascript:alert(1)",
        event=evil,
        date="2022",
    )
    text = embedded_json(document)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == document

    class Scripts(HTMLParser):
        found = 0

        def handle_starttag(self, tag, attrs):
            self.found += tag == "script"

    page = Scripts()
    page.feed(f'<script type="application/ld+json">{text}</script>')
    assert page.found == 1
    assert "javascript:" not in text


def test_it_is_a_format_of_the_graph_command(sample):
    """The ending .jsonld gives it, as UTF-8 JSON; the same events give the same bytes."""
    first, second = io.BytesIO(), io.BytesIO()
    write_graph(sample.tables, first, form="jsonld")
    write_graph(kb.read_events(DATA).tables, second, form="jsonld")
    assert json.loads(first.getvalue())["@context"] == CONTEXT
    assert first.getvalue() == second.getvalue()


def test_a_citation_says_what_how_much_and_when(sample):
    """It names the data, their extent, their last day and their licence."""
    text = citation(sample.tables, title="Kherson front", version="2", licence="CC BY 4.0")
    assert text.startswith("Kherson front. 190 events, 2022-0")
    assert "in 512 reports. Data set, version 2, 20" in text
    assert "CC BY 4.0." in text
    nothing = citation(sample.search("no such word").tables)
    assert nothing.startswith("Timeline. 0 events in 0 reports.")
