"""Cards and frames: what a notebook shows, live and after nbconvert, without a network."""

from __future__ import annotations

import re
from html import unescape

import plotly.graph_objects as go
import pytest

from kb.errors import UnknownName
from kb.show.card import base_card, event_card
from kb.show.figure import timeline_figure
from kb.show.notebook import FramedFigure
from kb.show.timeline import build_timeline


def test_a_base_shows_what_it_holds(tables_of):
    card = base_card(tables_of({"title": "Bridge hit", "edtf": "2022-08-30", "contested": True}))
    assert "1 event, 0 reports; 30 August 2022" in card
    assert "1 contested" in card
    assert "<svg" in card


def test_an_event_shows_its_readings_and_reports(tables_of):
    readings = [("date", "2022-08-30", "Paper", "lost"), ("date", "2022-08-28", "Police", "won")]
    tables = tables_of(
        {"event": "shot", "edtf": "2022-08-28", "readings": readings, "contested": True,
         "told": [{"source": "Paper", "url": "javascript:alert(1)", "quote": "was shot"}]}
    )  # fmt: skip
    card = event_card(tables, "shot")
    words = " ".join(unescape(re.sub("<[^>]*>", " ", card)).split())
    assert "28 August 2022 Police shown 30 August 2022 Paper lost" in words
    assert "was shot" in card
    assert "javascript:" not in card


def test_cards_speak_another_language(tables_of):
    """All that they say themselves comes out of the table of messages."""
    tables = tables_of(
        {"event": "shot", "title": "X", "edtf": "2022-08-28", "contested": True,
         "readings": [("date", "2022-08-30", "A", "lost"), ("date", "2022-08-28", "B", "won")],
         "told": [{"source": "A", "url": "https://example.org"}]}
    )  # fmt: skip
    cards = [base_card(tables, lang="uk"), event_card(tables, "shot", lang="uk")]
    words = " ".join(unescape(re.sub("<[^>]*>", " ", " ".join(cards))).split())
    for text in ("1 подія", "спірних: 1", "28 серпня 2022", "показано", "відкрити"):
        assert text in words
    for text in ("contested", "August", "place", "claimed", "open", "report"):
        assert text not in words


def test_a_card_needs_nothing_and_runs_nothing(hostile_tables):
    """No script, no address to load from, and no hostile text as an element."""
    event = hostile_tables.events.index[0]
    for card in (base_card(hostile_tables), event_card(hostile_tables, event)):
        tags = set(re.findall(r"<\s*([a-z]+)", card))
        allowed = {"div", "span", "svg", "g", "path", "rect", "circle", "text", "title", "a",
                   "code", "time", "bdi", "q"}  # fmt: skip
        assert tags <= allowed
        assert not re.search(r"<[^>]*\s(on\w+|src)\s*=", card)
        assert not re.search(r"<[^>]*style=\"[^\"]*url\(", card)


def test_an_unknown_event_is_refused_with_those_like_it(tables_of):
    with pytest.raises(UnknownName, match="bridge-hit"):
        event_card(tables_of({"event": "bridge-hit"}), "brigde-hit")


def test_an_empty_base_has_a_card(tables_of):
    assert "0 events" in base_card(tables_of())


def test_a_figure_in_a_frame_is_a_figure(tables_of):
    """It is plotly's, and shows itself as a page in a sandbox."""
    plain = timeline_figure(build_timeline(tables_of({"edtf": "2022-08-30"})))
    framed = FramedFigure(plain)
    assert isinstance(framed, go.Figure)
    assert framed.to_json() == plain.to_json()
    bundle = framed._repr_mimebundle_()
    assert bundle["text/html"].startswith('<iframe sandbox="allow-scripts')
    assert framed._ipython_display_ is None
