"""The figure: what is told apart, what is escaped, and that it never fails."""

from __future__ import annotations

import re

import pytest

from kb.show.figure import timeline_figure
from kb.show.timeline import build_timeline

ALLOWED = re.compile(r"</?b>|<br>|<span style='color:#\w{6};font-size:11px'>|</span>")


def figure_of(tables, **options):
    return timeline_figure(build_timeline(tables, **options))


def texts(value, key=""):
    """Yield every text of a figure that plotly would take for markup."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from texts(each, name)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from texts(each, key)
    elif isinstance(value, str) and key in ("text", "hovertext", "name", "ticktext", "label"):
        yield value


def symbols(figure):
    return {
        symbol
        for trace in figure.data
        if trace.type == "scatter" and trace.marker.symbol and trace.x[0] is not None
        for symbol in (
            [trace.marker.symbol] if isinstance(trace.marker.symbol, str) else trace.marker.symbol
        )
    }


@pytest.mark.parametrize("lanes", ["place", "actor", "kind", "source", "side"])
def test_no_text_is_markup(hostile_tables, lanes):
    """Names, ticks, labels and hover texts hold no tag and no entity but ours."""
    found = list(texts(figure_of(hostile_tables, lanes=lanes).to_dict()))
    assert len(found) > 50
    for text in found:
        rest = ALLOWED.sub("", text)
        assert not set("<>\"'") & set(rest), text
        assert re.sub(r"&(amp|lt|gt|#34|#39);", "", rest).count("&") == 0, text
        assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", rest)


def test_a_long_text_is_cut(tables_of):
    """A megabyte in a cell makes no megabyte in a hover text."""
    figure = figure_of(tables_of({"title": "x" * 1_000_000, "edtf": "2022-08-30"}))
    assert len(figure.to_json()) < 30_000


def test_text_is_shown_as_it_is(tables_of):
    figure = figure_of(tables_of({"title": "Tom & <Jerry> 'met'", "edtf": "2022-08-30"}))
    (label,) = (text for trace in figure.data for text in (trace.text or ()))
    assert label.strip() == "Tom &amp; &lt;Jerry&gt; &#39;met&#39;"


def test_every_status_has_its_shape(tables_of):
    """Colour does not tell them apart; the symbols do."""
    statuses = ("occurred", "ongoing", "planned", "postponed", "cancelled")
    figure = figure_of(tables_of(*({"edtf": "2022-08-30", "status": each} for each in statuses)))
    assert symbols(figure) == {"circle", "triangle-right", "diamond", "hourglass", "x"}


@pytest.mark.parametrize(
    ("told", "over"),
    [("contested", "circle-open"), ("denied", "circle-x-open"), ("withdrawn", "line-ew-open")],
)
def test_every_standing_has_its_ring(tables_of, told, over):
    assert over in symbols(figure_of(tables_of({"edtf": "2022-08-30", told: True})))


def test_one_side_alone_makes_a_hollow_mark(tables_of):
    figure = figure_of(tables_of({"edtf": "2022-08-30", "one_sided": True}))
    (mark,) = (trace for trace in figure.data if trace.text)
    assert list(mark.marker.color) == ["#ffffff"]
    assert list(mark.marker.line.color) != ["#ffffff"]


def bar_pieces(figure):
    (bars,) = (trace for trace in figure.data if trace.type == "bar")
    return list(zip(bars.base, bars.x, bars.marker.color, bars.marker.pattern.shape, strict=True))


def test_what_lasted_is_solid_and_what_is_possible_hatched(tables_of):
    solid = bar_pieces(figure_of(tables_of({"edtf": "2022-08-28/2022-09-03"})))
    within = bar_pieces(figure_of(tables_of({"edtf": "2022-08"})))
    assert [(piece[1] / 86_400_000, piece[3]) for piece in solid] == [(7, "")]
    assert [(piece[1] / 86_400_000, piece[3]) for piece in within] == [(31, "/")]


def test_approximate_ends_fade(tables_of):
    """Beyond the stated days, slices grow fainter outwards."""
    pieces = sorted(bar_pieces(figure_of(tables_of({"edtf": "2022-08-28~/2022-09-03~"}))))
    opacity = [float(piece[2].rpartition(",")[2].rstrip(")")) for piece in pieces]
    assert opacity == [*sorted(opacity[:4]), 1.0, *sorted(opacity[5:], reverse=True)]
    assert opacity[0] < 0.2


def test_a_plan_is_hollow(tables_of):
    pieces = bar_pieces(
        figure_of(tables_of({"plan": "2022-09-11/2022-09-12", "status": "planned"}))
    )
    assert [piece[2] for piece in pieces] == ["#ffffff"]


def test_there_are_few_traces(tables_of):
    """A trace per mark, not per event."""
    events = [{"edtf": f"2022-08-{at % 28 + 1:02}", "contested": at % 2 == 0} for at in range(200)]
    assert len(figure_of(tables_of(*events)).data) < 12


def test_the_legend_filters_all_of_a_mark(tables_of):
    """Bars, marks and rings of an entry share its group."""
    figure = figure_of(tables_of({"edtf": "2022-08", "contested": True}))
    groups = [trace.legendgroup for trace in figure.data if trace.legend is None]
    assert set(groups) == {"occurred.contested"}
    assert len(groups) == 4


def test_a_date_that_lost_is_in_the_legend(tables_of):
    readings = [("date", "2022-08-30", "Paper", "lost"), ("date", "no edtf", "Paper", "lost")]
    figure = figure_of(tables_of({"edtf": "2022-08-28", "readings": readings}))
    (ghost,) = (trace for trace in figure.data if trace.name == "Date that lost")
    assert "says Paper" in ghost.hovertext[0]


def test_the_same_events_make_the_same_bytes(hostile_tables):
    assert figure_of(hostile_tables).to_json() == figure_of(hostile_tables).to_json()


@pytest.mark.parametrize(
    ("events", "said"),
    [([], "There are no events"), ([{"title": "X"}], "No event here has a date")],
)
def test_an_empty_timeline_says_so(tables_of, events, said):
    figure = figure_of(tables_of(*events))
    assert figure.layout.annotations[0].text.startswith(said)


@pytest.mark.parametrize("lanes", ["place", "kind", "status", "side"])
def test_a_figure_speaks_another_language(tables_of, lanes):
    """Nothing that the figure says itself is in English."""
    events = [
        {"event": "a", "title": "Х", "kind": "strike", "edtf": "2022-08-30", "one_sided": True,
         "readings": [("date", "2022-08-28", "Б", "lost")], "told": [{"source": "Б"}] * 8},
        {"event": "b", "title": "Х", "kind": "vote", "status": "planned", "plan": "2022-11-04"},
        {"event": "c", "title": "Х", "status": "cancelled", "denied": True},
    ]  # fmt: skip
    figure = figure_of(tables_of(*events), lanes=lanes, lang="uk")
    said = [ALLOWED.sub(" ", text) for text in texts(figure.to_dict())]
    assert len(said) > 20
    assert [text for text in said if re.search("[A-Za-z]{2}", text)] == []


def test_counts_are_drawn_when_there_are_too_many(tables_of):
    events = [{"edtf": f"2022-{at % 12 + 1:02}-05", "contested": True} for at in range(60)]
    figure = figure_of(tables_of(*events), draw_up_to=50)
    assert [trace.name for trace in figure.data] == ["Events", "of these contested"]
    assert "5 events begin here, 5 of them contested" in figure.data[0].hovertext[0]


def test_every_mark_can_be_drawn(tables_of):
    """Each status in each standing has an entry of its own in the legend."""
    standings = ({}, {"one_sided": True}, {"contested": True}, {"denied": True},
                 {"withdrawn": True})  # fmt: skip
    statuses = ("occurred", "ongoing", "planned", "postponed", "cancelled")
    events = [{"edtf": "2022-08", "status": s, **told} for s in statuses for told in standings]
    figure = figure_of(tables_of(*events))
    names = [trace.name for trace in figure.data if trace.name and trace.legend is None]
    assert len(set(names)) == 25


def test_many_undated_events_stand_in_columns(tables_of):
    """No more than can be read; the rest are counted, and listed below."""
    figure = figure_of(tables_of(*({"title": f"Undated {at} " * 9} for at in range(90))))
    (marks,) = (trace for trace in figure.data if trace.text)
    assert len(marks.x) == 75
    assert len(set(marks.x)) == 3
    assert max(map(len, marks.text)) < 40
    assert figure.layout.yaxis2.ticktext[0].endswith("90 (some)</span>")
