"""Where lanes and rows lie, in pixels: the vertical axis of a timeline counts them downwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.show.theme import LABEL_CHAR, LANE_PAD, PLOT_WIDTH, ROW, ROW_BARE, ROW_LEAST

if TYPE_CHECKING:
    from kb.show.timeline import Bar, Timeline

__all__ = ["Tracks"]

_TALLEST = 1_400  # pixels that lanes without labels may take together
_CELL = 34  # pixels of a lane of counts
_UNDATED, _SHORT = 75, 8  # how many undated events are named; so many make one column, not more


class Tracks:
    """Heights of lanes, rows, bars and marks of one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        rows = sum(lane.rows for lane in timeline.lanes) or 1
        crowded = bool(timeline.cells)
        bare = max(ROW_LEAST, min(ROW_BARE, _TALLEST / rows))
        self.row: float = _CELL if crowded else ROW if timeline.labelled else bare
        self.mark = max(4.0, min(10.5, self.row * 0.7))
        self.bar = max(3.0, min(8.0, self.row * 0.5))
        self.cell = _CELL - 6.0
        self.labelled = timeline.labelled and not crowded
        self.tops: list[float] = []
        top = 0.0
        for lane in timeline.lanes:
            self.tops.append(top)
            top += max(lane.rows * self.row, 16.0) + 2 * LANE_PAD
        self.height = max(top, 60.0)
        extent = timeline.extent or (0, 1)
        self.first, self.last = extent
        self.listed = min(len(timeline.undated), _UNDATED)
        self.columns = 1 if self.listed <= _SHORT else 2 if self.listed <= 3 * _SHORT else 3
        self.undated_label = int(PLOT_WIDTH / self.columns / LABEL_CHAR) - 4
        self._slot = {bar.event: at for at, bar in enumerate(timeline.undated[: self.listed])}
        self.undated_rows = -(-self.listed // self.columns)

    @property
    def undated_height(self) -> float:
        """The height of the lane of undated events."""
        return self.undated_rows * 23.0 + 2 * LANE_PAD if self.listed else 0.0

    def y(self, bar: Bar) -> float:
        """Return the height of a mark; an undated one's within its own lane."""
        if bar.shape is None:
            return LANE_PAD + (self._slot[bar.event] % self.undated_rows + 0.5) * 23.0
        low = 0.74 if bar.raised and self.labelled else 0.5
        return self.tops[bar.lane] + LANE_PAD + (bar.row + low) * self.row

    def undated_at(self, bar: Bar) -> float:
        """Return where an undated event stands across: there is no time there."""
        return (self._slot[bar.event] // self.undated_rows + 0.012) / self.columns

    def label_at(self, lane: int) -> float:
        """Return the height of a lane's name: that of its first row."""
        return self.tops[lane] + LANE_PAD + max(self.row, 16.0) * 0.5

    def floor(self, lane: int) -> float:
        """Return the lower edge of a lane of counts."""
        return self.tops[lane] + 2 * LANE_PAD + self.row - 3.0

    def bottom(self, lane: int) -> float:
        """Return where a lane ends."""
        return self.tops[lane + 1] if lane + 1 < len(self.tops) else self.height

    def begin(self, seconds: int | None) -> float:
        """Return where a stretch begins to be drawn; an open one at the edge."""
        return float(self.first if seconds is None else seconds)

    def end(self, seconds: int | None) -> float:
        """Return where a stretch ends to be drawn; an open one at the edge."""
        return float(self.last if seconds is None else seconds)
