"""Rows within a lane, so that no bar and no label covers another."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from kb.show.shape import DAY, Shape
from kb.show.theme import LABEL_CHAR, PLOT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Scale", "soften", "stack_rows"]

_MARK = 9.0  # half a mark and a little air, pixels


class Scale:
    """Turns seconds into pixels of a plot that shows from first to last.

    A plot that is wider, or is zoomed in, has more room: what does not collide here does not
    collide there.
    """

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, max(last, first + 1)
        self.pixels = PLOT_WIDTH / (self.last - self.first)

    def at(self, seconds: int | None, otherwise: float) -> float:
        """Return the pixel of an instant; `otherwise` where it is open."""
        return otherwise if seconds is None else (seconds - self.first) * self.pixels

    def covers(
        self, shapes: Sequence[Shape], label: str, *, leftward: bool = False
    ) -> tuple[float, float]:
        """Return the first and the last pixel that an event with its ghosts and label takes."""
        begins = [self.at(each.pieces[0][0], 0.0) for each in shapes]
        ends = [self.at(each.pieces[-1][1], float(PLOT_WIDTH)) for each in shapes]
        marks = [self.at(each.at, 0.0) for each in shapes]
        soft = max((soften(each) * self.pixels for each in shapes), default=0.0)
        text = len(label) * LABEL_CHAR + _MARK if label else 0.0
        left = min(*begins, *(mark - _MARK for mark in marks)) - soft
        right = max(*ends, *(mark + _MARK for mark in marks)) + soft
        if leftward:
            return min(left, marks[0] - _MARK - text), right
        return left, max(right, marks[0] + _MARK + text)

    def label_goes_left(self, shape: Shape, label: str) -> bool:
        """Tell whether a label runs over the right edge, and has more room on the left."""
        mark = self.at(shape.at, 0.0)
        return mark + len(label) * LABEL_CHAR + 2 * _MARK > PLOT_WIDTH and mark > PLOT_WIDTH / 2


def soften(shape: Shape) -> int:
    """Return over how many seconds the ends of an approximate date fade."""
    if not shape.approximate:
        return 0
    ends = shape.ends
    return max(DAY, (max(ends) - min(ends)) // 4)


def stack_rows(covered: Sequence[tuple[float, float]]) -> tuple[list[int], int]:
    """Give each stretch of pixels the first row that is free there; also how many rows.

    Examples
    --------
    >>> stack_rows([(0, 10), (5, 9), (11, 20)])
    ([0, 1, 0], 2)
    """
    rows = [0] * len(covered)
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    used = 0
    for at in sorted(range(len(covered)), key=lambda at: covered[at]):
        begin, end = covered[at]
        while busy and busy[0][0] <= begin:
            heappush(free, heappop(busy)[1])
        if free:
            row = heappop(free)
        else:
            row, used = used, used + 1
        rows[at] = row
        heappush(busy, (end, row))
    return rows, used
