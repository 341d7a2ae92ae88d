"""The shape of a date on a time axis: what of it is certain, and how far it may reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.model.timespan import TimeSpan

__all__ = ["DAY", "Shape", "drawable", "shape_of", "to_ms"]

DAY = 86_400
_EPOCH = 719_163 * DAY  # 1970-01-01

#: A date axis of plotly holds the years -9999 to 9999; a year at each end is kept for margins.
_FIRST, _LAST = -9_998 * 365.2425 * DAY, 9_998 * 365.2425 * DAY


@dataclass(frozen=True, slots=True)
class Shape:
    """Where to draw a date, in seconds as a TimeSpan has them; ends are exclusive.

    `pieces` are the stretches in which it may lie, the first and last open where None stands.
    `core` is what it certainly covers, to the day where the date says no time of day. `at` is
    where its mark stands: the middle of a single day, else the earliest begin, else the latest
    end.
    """

    pieces: tuple[tuple[int | None, int | None], ...]
    core: tuple[int, int] | None
    at: int
    approximate: bool
    uncertain: bool

    @property
    def point(self) -> bool:
        """Whether it lies within one day."""
        first, last = self.pieces[0][0], self.pieces[-1][1]
        return first is not None and last is not None and last - first <= DAY

    @property
    def ends(self) -> tuple[int, ...]:
        """The ends that are not open."""
        return tuple(end for piece in self.pieces for end in piece if end is not None)


def shape_of(span: TimeSpan | None) -> Shape | None:
    """Return where to draw a time span; None when it is undated or open on both sides.

    Examples
    --------
    >>> from kb.model.timespan import TimeSpan
    >>> shape_of(TimeSpan.parse("2022-08-30")).point
    True
    >>> shape_of(TimeSpan.parse("2022-08")).core is None       # some time within August
    True
    """
    if span is None:
        return None
    pieces = _pieces(span.members or (span,))
    first, last = pieces[0][0], pieces[-1][1]
    at = last if first is None else first
    if at is None:
        return None
    if first is not None and last is not None and last - first <= DAY:
        at = (first + last) // 2
    core = None if len(pieces) > 1 else _core(span, first, last)
    return Shape(pieces, core, at, span.approximate, span.uncertain)


def _pieces(spans: Sequence[TimeSpan]) -> tuple[tuple[int | None, int | None], ...]:
    found = []
    for span in spans:
        last = span.end.latest
        found.append((span.begin.earliest, None if last is None else last + 1))
    return tuple(found)


def _core(span: TimeSpan, first: int | None, last: int | None) -> tuple[int, int] | None:
    if span.begin.latest is None or span.end.earliest is None:
        return None
    by_day = (first or 0) % DAY == 0 and (last or 0) % DAY == 0
    grain = DAY if by_day else 1
    begin = span.begin.latest // grain * grain
    end = -(-(span.end.earliest + 1) // grain) * grain
    if begin < end:
        return begin, end
    if first is None or last is None or last - first > 3_600:
        return None
    return first, last


def drawable(shape: Shape | None) -> bool:
    """Tell whether a date axis can hold the shape."""
    return shape is not None and all(_FIRST < end < _LAST for end in shape.ends)


def to_ms(seconds: float) -> float:
    """Return the milliseconds since 1970 that plotly counts in."""
    return (seconds - _EPOCH) * 1000.0
