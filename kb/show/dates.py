"""Which dates are drawn: of each event, of the rival readings of it, and of them all together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import InvalidTimeSpan
from kb.model.timespan import TimeSpan
from kb.show.shape import DAY, Shape, drawable, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.model.tables import Tables
    from kb.show.words import Words

__all__ = ["Ghost", "dated_shape", "find_extent", "find_ghosts", "find_view"]

_VIEW_SHARE = 0.96  # of the marks that the opening view must hold


@dataclass(frozen=True, slots=True)
class Ghost:
    """A date that did not win, or a plan that was overtaken."""

    shape: Shape
    words: str
    plan: bool


def dated_shape(tables: Tables, at: int) -> tuple[Shape | None, bool]:
    """Return where to draw an event, and whether that is only its plan."""
    shape = shape_of(tables.spans[at])
    if drawable(shape):
        return shape, False
    plan = shape_of(tables.plans[at]) if shape is None else None
    return (plan, True) if drawable(plan) else (None, False)


def find_ghosts(
    tables: Tables, drawn: Sequence[tuple[Shape | None, bool]], words: Words
) -> dict[int, tuple[Ghost, ...]]:
    """Return the dates that lost, and the plans that were overtaken, by the event's row."""
    found: dict[int, list[Ghost]] = {}
    row_of = {event: row for row, event in enumerate(tables.events.index)}
    claims = tables.claims
    lost = claims[(claims["property"] == "date") & (claims["state"] == "lost")]
    for (event, reading), part in lost.groupby(["event", "reading"], sort=False):
        span = _parsed(str(reading))
        shape, at = shape_of(span), row_of.get(str(event), -1)
        if span and shape and drawable(shape) and at >= 0 and drawn[at][0]:
            who = ", ".join(dict.fromkeys(map(str, part["root_name"])))
            told = words.say("ghost_says", when=words.date(span), who=who)
            found.setdefault(at, []).append(Ghost(shape, told, False))
    planned = np.flatnonzero((tables.events["plan"] != "").to_numpy())
    for row in planned.tolist():
        plan = tables.plans[row]
        shape, (own, is_plan) = shape_of(plan), drawn[row]
        if plan and shape and own and not is_plan and drawable(shape) and shape != own:
            told = words.say("planned_for", when=words.date(plan))
            found.setdefault(row, []).append(Ghost(shape, told, True))
    return {row: tuple(ghosts) for row, ghosts in found.items()}


def _parsed(reading: str) -> TimeSpan | None:
    try:
        return TimeSpan.parse(reading)
    except InvalidTimeSpan:
        return None


def find_extent(
    shapes: Iterable[Shape | None], ghosts: dict[int, tuple[Ghost, ...]]
) -> tuple[int, int] | None:
    """Return the stretch of time that holds all that is drawn."""
    every = [shape for shape in shapes if shape]
    every += [ghost.shape for each in ghosts.values() for ghost in each]
    return _padded([end for shape in every for end in shape.ends])


def find_view(shapes: Iterable[Shape | None]) -> tuple[int, int] | None:
    """Return what to open on: all, unless a few marks far off would crowd the many."""
    every = [shape for shape in shapes if shape]
    whole = [end for shape in every for end in shape.ends]
    marks = np.array(sorted(shape.at for shape in every))
    if len(marks) >= 20:
        aside = int(len(marks) * (1 - _VIEW_SHARE))
        low, high = marks[aside], marks[len(marks) - 1 - aside]
        near = max(high - low, 7 * DAY)
        if max(whole) - min(whole) > 4 * near:
            whole = [end for end in whole if low - near / 4 <= end <= high + near / 4]
    return _padded(whole)


def _padded(ends: Sequence[int]) -> tuple[int, int] | None:
    if not ends:
        return None
    pad = max((max(ends) - min(ends)) // 40, DAY)
    return int(min(ends) - pad), int(max(ends) + pad)
