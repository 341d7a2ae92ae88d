"""The marks of a timeline as plotly traces: bars, marks, rings, arrows, ghosts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import plotly.graph_objects as go

from kb.show import theme
from kb.show.shape import Shape, to_ms
from kb.show.stack import soften
from kb.show.text import hover_text, plain
from kb.show.theme import FAMILIES, STATUSES, tint
from kb.show.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.show.timeline import Bar, Timeline
    from kb.show.tracks import Tracks

__all__ = ["bar_trace", "edge_traces", "ghost_traces", "mark_trace", "ring_traces"]

_SLICES = (0.5, 0.32, 0.18, 0.08)  # how an approximate end fades
_COLOR = {family.label: family.color for family in FAMILIES}
_STATUS = {status.name: status for status in STATUSES}


class Stretch(NamedTuple):
    """A piece of a bar: a certain core, a hollow one, what is possible within, or a fading end."""

    begin: float
    end: float
    look: str
    opacity: float

    def fill(self, color: str) -> str:
        """Return what the piece is filled with, in an event's hue."""
        return theme.PAPER if self.look == "hollow" else tint(color, self.opacity)


def bar_trace(bars: Sequence[Bar], tracks: Tracks, hovers: dict[int, str], group: dict) -> go.Bar:
    """Return what lasts or may lie somewhere: certain stretches solid, possible ones hatched."""
    drawn = [(bar, piece) for bar in bars if bar.shape for piece in _stretches(bar, tracks)]
    height = tracks.bar
    colors = [_COLOR[bar.family] for bar, _ in drawn]
    return go.Bar(
        orientation="h",
        base=[to_ms(piece.begin) for _, piece in drawn],
        x=[(piece.end - piece.begin) * 1000.0 for _, piece in drawn],
        y=[tracks.y(bar) for bar, _ in drawn],
        width=[height for _ in drawn],
        hovertext=[hovers[id(bar)] for bar, _ in drawn],
        hoverinfo="text",
        hoverlabel={"bordercolor": colors},
        marker={
            "color": [piece.fill(color) for (_, piece), color in zip(drawn, colors, strict=True)],
            "line": {
                "color": colors,
                "width": [1.3 if piece.look == "hollow" else 0 for _, piece in drawn],
            },
            "pattern": {
                "shape": ["/" if piece.look == "within" else "" for _, piece in drawn],
                "fillmode": "replace",
                "size": 5,
                "solidity": 0.3,
            },
        },
        **group,
    )


def _stretches(bar: Bar, tracks: Tracks) -> Iterator[Stretch]:
    """Yield the stretches of which an event's bar is made, the lowest first."""
    shape = bar.shape
    if shape is None:
        return
    certain = shape.core is not None
    yield from _fades(shape, tracks, 1.0 if certain else 0.45)
    for begin, end in shape.pieces:
        if (begin, end) != shape.core:
            yield Stretch(tracks.begin(begin), tracks.end(end), "within", 0.9)
    if shape.core is not None:
        solid = _STATUS[bar.status].happened and not bar.planned
        yield Stretch(*shape.core, "core" if solid else "hollow", 1.0)


def _fades(shape: Shape, tracks: Tracks, strength: float) -> Iterator[Stretch]:
    """Yield slices that fade away from the ends of an approximate date."""
    step = soften(shape) / len(_SLICES)
    if not step:
        return
    first, last = shape.pieces[0][0], shape.pieces[-1][1]
    for at, opacity in enumerate(_SLICES):
        if first is not None:
            begin = first - (at + 1) * step
            yield Stretch(begin, begin + step, "fade", opacity * strength)
        if last is not None:
            begin = last + at * step
            yield Stretch(begin, begin + step, "fade", opacity * strength)


def edge_traces(bars: Sequence[Bar], tracks: Tracks, group: dict) -> Iterator[go.Scatter]:
    """Yield arrows at the edge, where a date is open."""
    ends = [
        (to_ms(edge), tracks.y(bar), f"triangle-{way}", _COLOR[bar.family])
        for bar in bars
        if bar.shape
        for is_open, edge, way in (
            (bar.shape.pieces[0][0] is None, tracks.first, "left"),
            (bar.shape.pieces[-1][1] is None, tracks.last, "right"),
        )
        if is_open
    ]
    if ends:
        x, y, symbols, colors = map(list, zip(*ends, strict=True))
        look = {"symbol": symbols, "color": colors, "size": tracks.mark}
        yield go.Scatter(
            x=x, y=y, mode="markers", marker=look, hoverinfo="skip", cliponaxis=False,
            xaxis="x2", yaxis="y", **group,
        )  # fmt: skip


def mark_trace(
    bars: Sequence[Bar], tracks: Tracks, hovers: dict[int, str], group: dict, at: Sequence[float]
) -> go.Scatter:
    """Return the marks, each with its label where it has one."""
    colors = [_COLOR[bar.family] for bar in bars]
    labelled = any(bar.label for bar in bars)
    return go.Scatter(
        x=at,
        y=[tracks.y(bar) for bar in bars],
        mode="markers+text" if labelled else "markers",
        text=[_spaced(bar, tracks) for bar in bars] if labelled else None,
        textposition=[_side(bar) for bar in bars] if labelled else None,
        textfont={"size": theme.LABEL_FONT, "color": theme.INK},
        hovertext=[hovers[id(bar)] for bar in bars],
        hoverinfo="text",
        hoverlabel={"bordercolor": colors},
        marker={
            "symbol": [_STATUS[bar.status].symbol for bar in bars],
            "size": [tracks.mark * (1.15 if bar.status != "occurred" else 1) for bar in bars],
            "color": [theme.PAPER if _hollow(bar) else _COLOR[bar.family] for bar in bars],
            "line": {"color": colors, "width": 1.6},
            "opacity": 1,
        },
        cliponaxis=bars[0].shape is not None,
        **({"xaxis": "x2", "yaxis": "y"} | group),
    )


def _hollow(bar: Bar) -> bool:
    return bar.one_sided or bar.standing == "withdrawn"


def _side(bar: Bar) -> str:
    across = "left" if bar.label_left else "right"
    return f"top {across}" if bar.raised else f"middle {across}"


def _spaced(bar: Bar, tracks: Tracks) -> str:
    """Return a label with room for what is drawn around its mark."""
    wide = bar.standing in ("contested", "denied", "withdrawn") and not bar.raised
    label = plain(bar.label, longest=400 if bar.shape else tracks.undated_label)
    room = "\u00a0" * (3 if wide else 1)
    return label + room if bar.label_left else room + label


def ring_traces(
    dated: Sequence[Bar], undated: Sequence[Bar], name: str, tracks: Tracks, group: dict
) -> Iterator[go.Scatter]:
    """Yield what stands over the marks of contested, denied and withdrawn events."""
    symbol = {"contested": "circle-open", "denied": "circle-x-open", "withdrawn": "line-ew-open"}
    size = tracks.mark * (1.75 if name != "withdrawn" else 2.1)
    look = {"symbol": symbol[name], "size": size, "color": theme.INK, "line": {"width": 1.3}}
    for bars, axes in ((dated, ("x2", "y")), (undated, ("x3", "y2"))):
        if bars:
            yield go.Scatter(
                x=[to_ms(b.shape.at) if b.shape else tracks.undated_at(b) for b in bars],
                y=[tracks.y(bar) for bar in bars],
                mode="markers", marker=look, hoverinfo="skip", xaxis=axes[0], yaxis=axes[1],
                **group,
            )  # fmt: skip


def ghost_traces(timeline: Timeline, tracks: Tracks) -> Iterator[go.Scatter]:
    """Yield dates that lost and plans that were overtaken: thin, and tied to what was shown."""
    ghosts = [(bar, ghost) for bar in timeline.bars for ghost in bar.ghosts]
    words = words_in(timeline.lang)
    looks = (
        (False, words["date_that_lost"], "circle-open"),
        (True, words["earlier_plan"], "diamond-open"),
    )
    for plan, name, symbol in looks:
        found = [(bar, ghost) for bar, ghost in ghosts if ghost.plan == plan]
        if not found:
            continue
        group = {"legendgroup": name, "xaxis": "x2", "yaxis": "y"}
        x: list[float | None] = []
        y: list[float | None] = []
        for bar, ghost in found:
            for begin, end in _ghost_lines(bar, ghost.shape, tracks):
                x += [to_ms(begin), to_ms(end), None]
                y += [tracks.y(bar), tracks.y(bar), None]
        yield go.Scatter(
            x=x, y=y, mode="lines", line={"color": theme.GHOST, "width": 1, "dash": "dot"},
            hoverinfo="skip", showlegend=False, **group,
        )  # fmt: skip
        yield go.Scatter(
            x=[to_ms(ghost.shape.at) for _, ghost in found],
            y=[tracks.y(bar) for bar, _ in found],
            mode="markers", name=name,
            marker={"symbol": symbol, "size": tracks.mark * 0.72, "color": theme.GHOST,
                    "line": {"width": 1.2}},
            hovertext=[hover_text((bar.hover[0], ghost.words)) for bar, ghost in found],
            hoverinfo="text", **group,
        )  # fmt: skip


def _ghost_lines(bar: Bar, ghost: Shape, tracks: Tracks) -> Iterator[tuple[float, float]]:
    first, last = tracks.begin(ghost.pieces[0][0]), tracks.end(ghost.pieces[-1][1])
    yield first, last
    if bar.shape is not None:
        yield ghost.at, bar.shape.at
