"""Still drawings in SVG, that need no script: a small timeline, and single marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from kb.show import theme
from kb.show.axis import day_words
from kb.show.theme import FAMILIES, STATUSES
from kb.show.words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.show.timeline import Bar, Timeline

__all__ = ["bar_svg", "mark_svg", "timeline_svg"]

_COLOR = {family.label: family.color for family in FAMILIES}
_STATUS = {status.name: status for status in STATUSES}
_WIDTH, _ROW, _LEFT, _FOOT = 720, 9, 128, 20

#: Outlines of the marks around 0,0; `0.9` of plotly's size.
_PATHS = {
    "circle": "M-4.5,0a4.5,4.5 0 1,0 9,0a4.5,4.5 0 1,0 -9,0Z",
    "triangle-right": "M-4,-5L5.5,0L-4,5Z",
    "diamond": "M0,-5.8L5.8,0L0,5.8L-5.8,0Z",
    "hourglass": "M-4.8,-5H4.8L-4.8,5H4.8Z",
    "x": "M-5,-3L-3,-5L0,-2L3,-5L5,-3L2,0L5,3L3,5L0,2L-3,5L-5,3L-2,0Z",
}


def _mark(symbol: str, standing: str, color: str, *, one_sided: bool = False) -> str:
    hollow = one_sided or standing in ("one_sided", "withdrawn")
    fill = "var(--paper, #fff)" if hollow else color
    over = {
        "contested": '<circle r="8" fill="none" stroke="currentColor" stroke-width="1.2"/>',
        "denied": '<circle r="8" fill="none" stroke="currentColor" stroke-width="1.2"/>'
        '<path d="M-5.6,-5.6L5.6,5.6M-5.6,5.6L5.6,-5.6" stroke="currentColor" stroke-width="1.2"/>',
        "withdrawn": '<path d="M-9,0H9" stroke="currentColor" stroke-width="1.4"/>',
    }.get(standing, "")
    path = f'<path d="{_PATHS[symbol]}" fill="{fill}" stroke="{color}" stroke-width="1.5"/>'
    return path + over


def mark_svg(symbol: str, standing: str) -> Markup:
    """Return one mark, to stand in a line of text."""
    drawn = _mark(symbol, standing, theme.MUTED)
    return Markup(_icon(22, drawn))


def bar_svg(look: str) -> Markup:
    """Return a piece of a bar, to stand in a line of text."""
    color = theme.MUTED
    drawn = {
        "core": f'<rect x="-17" y="-4" width="34" height="8" fill="{color}"/>',
        "hollow": f'<rect x="-17" y="-4" width="34" height="8" fill="none" stroke="{color}"'
        ' stroke-width="1.4"/>',
        "within": f'<rect x="-17" y="-4" width="34" height="8" fill="{color}" opacity=".15"/>'
        + "".join(
            f'<path d="M{x},4l8,-8" stroke="{color}" stroke-width="1.1"/>'
            for x in range(-17, 13, 5)
        ),
        "fade": "".join(
            f'<rect x="{x}" y="-4" width="{w}" height="8" fill="{color}" opacity="{o}"/>'
            for x, w, o in ((-17, 5, 0.15), (-12, 5, 0.4), (-7, 14, 1), (7, 5, 0.4), (12, 5, 0.15))
        ),
        "ghost": f'<path d="M-17,0H17" stroke="{color}" stroke-dasharray="1.5 3"/>'
        f'<circle r="3.4" fill="var(--paper, #fff)" stroke="{color}" stroke-width="1.2"/>',
    }[look]
    return Markup(_icon(38, drawn))


def _icon(width: int, drawn: str) -> str:
    return (
        f'<svg class="icon" width="{width}" height="20" viewBox="{-width / 2:g} -10 {width} 20"'
        f' aria-hidden="true">{drawn}</svg>'
    )


def timeline_svg(timeline: Timeline, *, most_lanes: int = 8) -> str:
    """Draw a small timeline that stands still: lanes, bars and marks; titles on hover."""
    if not timeline.extent or not timeline.view or not timeline.bars:
        return ""
    first, last = timeline.view
    scale = (_WIDTH - _LEFT - 12) / (last - first)

    def at(seconds: float) -> float:
        return round(_LEFT + (min(max(seconds, first), last) - first) * scale, 1)

    parts: list[str] = []
    top = 4.0
    for number, lane in enumerate(timeline.lanes[:most_lanes]):
        rows = min(lane.rows, 4)
        height = rows * _ROW + 8
        if number % 2 == 0:
            parts.append(
                f'<rect y="{top:g}" width="{_WIDTH}" height="{height}" fill="currentColor"'
                ' opacity=".04"/>'
            )
        parts.append(
            f'<text x="{_LEFT - 12}" y="{top + 12:g}" text-anchor="end" font-size="11"'
            f' fill="currentColor">{escape(_short(lane.name, 20))}</text>'
        )
        for bar in timeline.bars:
            if bar.lane == number:
                parts.append(_bar(bar, at, top + 4 + (bar.row % rows + 0.5) * _ROW))
        top += height
    parts.append(_scale_words(timeline, top))
    words = words_in(timeline.lang)
    label = f"{words['timeline']}: {words.say('n_events', n=timeline.events)}"
    return (
        f'<svg viewBox="0 0 {_WIDTH} {top + _FOOT:g}" width="100%" style="max-width:{_WIDTH}px;'
        f'display:block;overflow:hidden" role="img" aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg>"
    )


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _bar(bar: Bar, at: Callable[[float], float], y: float) -> str:
    color = _COLOR[bar.family]
    if bar.shape is None:
        return ""
    drawn = []
    for begin, end in bar.shape.pieces:
        left, right = at(-1e18 if begin is None else begin), at(1e18 if end is None else end)
        drawn.append(_rect(left, right, y, color, 0.25))
    if bar.shape.core and not bar.shape.point:
        left, right = map(at, bar.shape.core)
        hollow = bar.planned or not _STATUS[bar.status].happened
        drawn.append(_rect(left, right, y, color, 0.25 if hollow else 1))
    mark = _mark(_STATUS[bar.status].symbol, bar.standing, color, one_sided=bar.one_sided)
    words = escape(" · ".join(_short(line, 160) for line in bar.hover[:2]))
    moved = f'<g transform="translate({at(bar.shape.at):g},{y:g}) scale(.66)">{mark}</g>'
    return f"<g><title>{words}</title>{''.join(drawn)}{moved}</g>"


def _rect(left: float, right: float, y: float, color: str, opacity: float) -> str:
    width = max(right - left, 1.5)
    return (
        f'<rect x="{left:g}" y="{y - 2:g}" width="{width:g}" height="4" fill="{color}"'
        f' opacity="{opacity:g}"/>'
    )


def _scale_words(timeline: Timeline, top: float) -> str:
    first, last = timeline.view or (0, 0)
    line = f'<path d="M{_LEFT},{top:g}H{_WIDTH - 12}" stroke="currentColor" opacity=".35"/>'
    words = words_in(timeline.lang)
    ends = "".join(
        f'<text x="{x}" y="{top + 14:g}" font-size="10.5" fill="currentColor" opacity=".65"'
        f' text-anchor="{anchor}">{escape(day_words(int(when), words))}</text>'
        for x, when, anchor in ((_LEFT, first, "start"), (_WIDTH - 12, last, "end"))
    )
    return line + ends
