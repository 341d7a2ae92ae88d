"""The paper of a timeline: axes, lanes, range buttons and slider, legend, title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.model.calendar import civil
from kb.show import theme
from kb.show.shape import DAY, to_ms
from kb.show.text import plain
from kb.show.theme import BAND, INK, MUTED, PAPER, RULE, SANS
from kb.show.words import words_in

if TYPE_CHECKING:
    from kb.show.timeline import Timeline
    from kb.show.tracks import Tracks
    from kb.show.words import Words

__all__ = ["day_words", "figure_layout"]

_SLIDER, _GAP, _LEFT, _ENTRY = 46, 62, 168, 172

_LEGEND: dict[str, Any] = {
    "orientation": "h", "x": 0, "xanchor": "left", "bgcolor": "rgba(0,0,0,0)",
    "font": {"size": 12, "color": INK}, "itemsizing": "trace", "traceorder": "normal",
}  # fmt: skip

_BUTTONS = (
    (7, "n_weeks", 1, {"count": 7, "step": "day"}),
    (30, "n_months", 1, {"count": 1, "step": "month"}),
    (91, "n_months", 3, {"count": 3, "step": "month"}),
    (365, "n_years", 1, {"count": 1, "step": "year"}),
    (3_652, "n_years", 10, {"count": 10, "step": "year"}),
    (36_524, "n_years", 100, {"count": 100, "step": "year"}),
)


def figure_layout(
    timeline: Timeline, tracks: Tracks, *, title: str, entries: int
) -> dict[str, Any]:
    """Return plotly's layout for a timeline whose legend has some entries; lengths are pixels."""
    slider = _SLIDER if timeline.extent else 0
    undated = tracks.undated_height
    below = slider + (_GAP if slider else 0)
    whole = tracks.height + below + undated
    key_rows = -(-entries * _ENTRY // 760)
    top = 48 + 19 * key_rows + (42 if title else 0)
    layout: dict[str, Any] = {
        "autosize": True,
        "template": "none",
        "height": round(whole + top + 40),
        "margin": {"l": _LEFT, "r": 18, "t": top, "b": 40, "pad": 0},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": SANS, "size": 12.5, "color": INK},
        "barmode": "overlay",
        "dragmode": "pan",
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": PAPER, "align": "left", "namelength": 0,
            "font": {"family": SANS, "size": 12.5, "color": INK},
        },
        "uirevision": "timeline",
        "xaxis": _time_axis(timeline, slider / whole, 1 - (tracks.height + slider + 24) / whole),
        "xaxis2": _overlay(timeline),
        "yaxis": {
            **_lane_axis(timeline, tracks),
            "domain": [1 - tracks.height / whole, 1],
            "range": [tracks.height, 0],
        },
        "shapes": _bands(timeline, tracks),
        "annotations": _empty(timeline),
        "legend": {**_LEGEND, "y": 1 + 40 / whole, "yanchor": "bottom"},
        "legend2": {**_LEGEND, "y": -12 / whole, "yanchor": "top", "itemclick": False,
                    "itemdoubleclick": False},
        "meta": {
            "lanes": [plain(lane.name, longest=13) for lane in timeline.lanes],
            "dark": dict(theme.DARK),
            "undated_columns": tracks.columns,
            "labels_from": theme.PLOT_WIDTH - 20,
        },
    }  # fmt: skip
    if title:
        layout["title"] = _title(title)
    if undated:
        layout |= _undated_axes(timeline, tracks, undated / whole)
    return layout


def _title(title: str) -> dict[str, Any]:
    return {
        "text": plain(title, longest=110), "x": 0, "xref": "container", "xanchor": "left",
        "y": 1, "yref": "container", "yanchor": "top", "pad": {"l": 18, "t": 16},
        "font": {"family": theme.SERIF, "size": 22, "color": INK},
    }  # fmt: skip


def _time_axis(timeline: Timeline, thickness: float, buttons: float) -> dict[str, Any]:
    axis: dict[str, Any] = {
        "type": "date", "side": "top", "showgrid": True, "gridcolor": RULE, "zeroline": False,
        "ticks": "outside", "tickcolor": RULE, "ticklen": 5, "showline": True, "linecolor": INK,
        "tickfont": {"size": 12, "color": MUTED}, "hoverformat": "%-d %B %Y", "anchor": "y",
        "automargin": False, "tickformatstops": _TICKS,
    }  # fmt: skip
    if not timeline.extent or not timeline.view:
        return axis | {"visible": False, "range": [to_ms(0), to_ms(DAY)]}
    return axis | {
        "range": _range(timeline.view), **_limits(timeline.extent),
        "rangeslider": {
            "visible": True, "range": _range(timeline.extent), "thickness": thickness,
            "bgcolor": BAND, "bordercolor": RULE, "borderwidth": 1,
        },
        "rangeselector": _buttons(timeline.extent, buttons, words_in(timeline.lang)),
    }  # fmt: skip


_TICKS = [
    {"dtickrange": [None, 3_600_000], "value": "%H:%M:%S\n%-d %b %Y"},
    {"dtickrange": [3_600_000, 86_400_000], "value": "%H:%M\n%-d %b %Y"},
    {"dtickrange": [86_400_000, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def _overlay(timeline: Timeline) -> dict[str, Any]:
    axis: dict[str, Any] = {
        "type": "date", "overlaying": "x", "matches": "x", "anchor": "y", "side": "bottom",
        "visible": False,
    }  # fmt: skip
    if not timeline.extent or not timeline.view:
        return axis
    return axis | {"range": _range(timeline.view), **_limits(timeline.extent)}


def _limits(extent: tuple[int, int]) -> dict[str, str]:
    """Return how far the view may reach: as text, since plotly shows limits in numbers as such."""
    return {"minallowed": _date_text(extent[0]), "maxallowed": _date_text(extent[1])}


def _date_text(seconds: int) -> str:
    year, month, day = civil(seconds // DAY)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def _range(stretch: tuple[int, int]) -> list[float]:
    return [to_ms(each) for each in stretch]


def _buttons(extent: tuple[int, int], y: float, words: Words) -> dict[str, Any]:
    days = (extent[1] - extent[0]) / DAY
    fitting = [
        {"label": words.say(name, n=n), "stepmode": "backward", **step}
        for width, name, n, step in _BUTTONS
        if days / 60 < width < days * 0.8
    ]
    return {
        "buttons": [*fitting[:4], {"label": words["range_all"], "step": "all"}],
        "x": 1, "xanchor": "right", "y": y, "yanchor": "top",
        "bgcolor": BAND, "activecolor": RULE, "bordercolor": RULE, "borderwidth": 1,
        "font": {"size": 11, "color": INK},
    }  # fmt: skip


def _lane_axis(timeline: Timeline, tracks: Tracks) -> dict[str, Any]:
    count = f"<span style='color:{MUTED};font-size:11px'>"
    return {
        "tickvals": [tracks.label_at(at) for at in range(len(timeline.lanes))],
        "ticktext": [
            f"{plain(lane.name, longest=21)}  {count}{lane.events:,}</span>"
            for lane in timeline.lanes
        ],
        "tickfont": {"size": 12.5, "color": INK}, "ticks": "", "ticklabelstandoff": 6,
        "showgrid": False, "zeroline": False, "fixedrange": True, "automargin": False,
    }  # fmt: skip


def _bands(timeline: Timeline, tracks: Tracks) -> list[dict[str, Any]]:
    """Return every second lane's ground, reaching under its name."""
    return [
        {
            "type": "rect", "xref": "paper", "yref": "y", "layer": "below", "x0": 0, "x1": 1,
            "y0": tracks.tops[at], "y1": tracks.bottom(at), "fillcolor": BAND,
            "line": {"width": 0},
        }
        for at in range(0, len(timeline.lanes), 2)
    ]  # fmt: skip


def _undated_axes(timeline: Timeline, tracks: Tracks, share: float) -> dict[str, Any]:
    words, n = words_in(timeline.lang), timeline.n_undated
    name = words["undated"]
    count = words.say("some_of", n=n) if n > tracks.listed else words.number(n)
    return {
        "xaxis3": {
            "domain": [0, 1], "anchor": "y2", "range": [0, 1], "fixedrange": True,
            "visible": False,
        },
        "yaxis2": {
            "domain": [0, share], "anchor": "x3", "range": [tracks.undated_height, 0],
            "fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "",
            "tickvals": [18.5], "ticklabelstandoff": 6, "automargin": False,
            "ticktext": [f"{name}  <span style='color:{MUTED};font-size:11px'>"
                         f"{count}</span>"],
            "tickfont": {"size": 12.5, "color": INK},
            "showline": False,
        },
    }  # fmt: skip


def _empty(timeline: Timeline) -> list[dict[str, Any]]:
    """Return what an empty timeline says in place of marks."""
    if timeline.bars or timeline.cells:
        return []
    words = words_in(timeline.lang)["none_dated" if timeline.n_undated else "empty"]
    return [
        {
            "text": words, "x": 0.5, "xref": "paper", "y": 1, "yref": "paper", "yshift": -30,
            "showarrow": False, "font": {"size": 15, "color": MUTED},
        }
    ]  # fmt: skip


def day_words(seconds: int, words: Words) -> str:
    """Return the day of an instant in words."""
    from kb.model.timespan import TimeSpan

    return words.date(TimeSpan.from_days(seconds // DAY))
