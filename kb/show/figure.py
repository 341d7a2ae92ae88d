"""A timeline as a plotly figure.

Marks are drawn by a trace per mark (what became of the event, and who stands by it), so that the
legend filters. Bars lie on the axis that has the range slider, marks and labels on a second one
over it that always shows the same range: so the slider stays a clean overview.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from kb.show import theme
from kb.show.axis import day_words, figure_layout
from kb.show.marks import bar_trace, edge_traces, ghost_traces, mark_trace, ring_traces
from kb.show.shape import to_ms
from kb.show.text import hover_text
from kb.show.theme import FAMILIES, STANDINGS, STATUSES, key_symbol
from kb.show.tracks import Tracks
from kb.show.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.show.crowd import Cell
    from kb.show.theme import Family
    from kb.show.timeline import Bar, Timeline

__all__ = ["timeline_figure"]

#: More bars than this, and hovering tells the title and the date only.
DETAILED = 1_500

_STATUS = {status.name: status for status in STATUSES}
_STANDING = {standing.name: standing for standing in STANDINGS}


def timeline_figure(timeline: Timeline, *, title: str | None = None) -> go.Figure:
    """Draw a timeline.

    The same timeline gives the same figure, byte for byte. `title` replaces the timeline's own.
    """
    tracks = Tracks(timeline)
    title = timeline.title if title is None else title
    traces = [*_traces(timeline, tracks)] or [go.Scatter(x=[None], y=[None], showlegend=False)]
    entries = sum(trace.showlegend is not False and trace.legend is None for trace in traces)
    return go.Figure(traces, figure_layout(timeline, tracks, title=title, entries=entries))


def _traces(timeline: Timeline, tracks: Tracks) -> Iterator[Any]:
    if timeline.cells:
        yield from _cell_traces(timeline, tracks)
    yield from _mark_traces(timeline, tracks)
    yield from ghost_traces(timeline, tracks)
    yield from _family_keys(timeline)


def _mark_traces(timeline: Timeline, tracks: Tracks) -> Iterator[Any]:
    groups: dict[tuple[str, str], list[Bar]] = {}
    for bar in (*timeline.bars, *timeline.undated[: tracks.listed]):
        groups.setdefault((bar.status, bar.standing), []).append(bar)
    brief = len(timeline.bars) > DETAILED
    for status in STATUSES:
        for standing in STANDINGS:
            bars = groups.get((status.name, standing.name))
            if bars:
                yield from _group_traces(bars, timeline, tracks, brief)


def _group_traces(
    bars: Sequence[Bar], timeline: Timeline, tracks: Tracks, brief: bool
) -> Iterator[Any]:
    """Yield the key, the bars, the marks and the rings of one entry of the legend."""
    status, standing = _STATUS[bars[0].status], _STANDING[bars[0].standing]
    words = words_in(timeline.lang)
    told = "" if standing.name == "agreed" else words[f"standing_{standing.name}"]
    name = ", ".join(part for part in (words[f"status_{status.name}"], told) if part)
    group = {"legendgroup": f"{status.name}.{standing.name}", "showlegend": False}
    dated = [bar for bar in bars if bar.shape]
    undated = [bar for bar in bars if not bar.shape]
    hovers = {id(bar): hover_text(bar.hover[: 2 if brief else None]) for bar in bars}
    yield go.Scatter(
        x=[None], y=[None], mode="markers", name=name, legendgroup=group["legendgroup"],
        marker={"symbol": key_symbol(status, standing), "size": 11, "color": theme.INK},
    )  # fmt: skip
    if dated:
        yield bar_trace(dated, tracks, hovers, group)
        yield from edge_traces(dated, tracks, group)
        at = [to_ms(bar.shape.at) for bar in dated if bar.shape]
        yield mark_trace(dated, tracks, hovers, group, at)
    if undated:
        at = [tracks.undated_at(bar) for bar in undated]
        yield mark_trace(undated, tracks, hovers, group | {"xaxis": "x3", "yaxis": "y2"}, at)
    if standing.name in ("contested", "denied", "withdrawn"):
        yield from ring_traces(dated, undated, standing.name, tracks, group)


def _family_keys(timeline: Timeline) -> Iterator[go.Scatter]:
    """Yield the key of the colours: entries of a second legend, which filter nothing."""
    present = {bar.family for bar in (*timeline.bars, *timeline.undated)}
    for family in FAMILIES:
        if family.label in present:
            yield go.Scatter(
                x=[None], y=[None], mode="markers", legend="legend2",
                name=_family_words(family, timeline.lang),
                marker={"symbol": "square", "size": 11, "color": family.color},
            )  # fmt: skip


def _family_words(family: Family, lang: str) -> str:
    name = words_in(lang)[f"family_{family.kinds[0]}"]
    return name[:1].upper() + name[1:]


def _cell_traces(timeline: Timeline, tracks: Tracks) -> Iterator[go.Bar]:
    """Yield counts per lane and time: heights grow as square roots, so that few still show."""
    most = max(cell.events for cell in timeline.cells)
    words = words_in(timeline.lang)
    looks = (
        (words["table"], "#56B4E9", "", "events"),
        (words["of_these_contested"], "#D55E00", "/", "contested"),
    )
    for name, color, pattern, of in looks:
        cells = [cell for cell in timeline.cells if getattr(cell, of)]
        shares = [getattr(cell, of) / cell.events for cell in cells]
        heights = [
            tracks.cell * (cell.events / most) ** 0.5 * share
            for cell, share in zip(cells, shares, strict=True)
        ]
        yield go.Bar(
            orientation="h", name=name,
            base=[to_ms(cell.begin) for cell in cells],
            x=[(cell.end - cell.begin) * 1000.0 for cell in cells],
            y=[tracks.floor(cell.lane) - h / 2 for cell, h in zip(cells, heights, strict=True)],
            width=heights,
            hovertext=[_cell_words(timeline, cell) for cell in cells], hoverinfo="text",
            marker={"color": color, "line": {"width": 0.5, "color": theme.PAPER},
                    "pattern": {"shape": pattern, "fillmode": "overlay", "size": 4,
                                "solidity": 0.3}},
        )  # fmt: skip


def _cell_words(timeline: Timeline, cell: Cell) -> str:
    words = words_in(timeline.lang)
    begin, end = (day_words(each, words) for each in (cell.begin, cell.end - 86_400))
    when = begin if begin == end else words["date_from_to"].format(begin, end)
    counts = words.say("begin_here", n=cell.events, contested=cell.contested)
    return hover_text((timeline.lanes[cell.lane].name, when, counts))
