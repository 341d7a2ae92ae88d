"""What contains what: a place within a place, an actor member of an actor, a kind under a kind."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Hierarchy"]


class Hierarchy:
    """A forest over the codes 0..n-1, each with at most one parent.

    Parameters
    ----------
    parents
        The code of each one's parent, -1 for none. A cycle is cut at its lowest code, so that
        every walk upwards ends; `cut` holds the codes whose parent was dropped.

    Examples
    --------
    >>> places = Hierarchy([-1, 0, 1])             # a country, its oblast, a town in that
    >>> places.ancestors(2), places.descendants(1)
    ([1, 0], [1, 2])
    """

    def __init__(self, parents: Sequence[int]) -> None:
        self.parents, self.cut = _without_cycles(parents)

    def __len__(self) -> int:
        return len(self.parents)

    def ancestors(self, code: int) -> list[int]:
        """Return what contains it, nearest first, without itself."""
        found: list[int] = []
        while (code := self.parents[code]) >= 0:
            found.append(code)
        return found

    def descendants(self, code: int) -> list[int]:
        """Return what it contains, itself first."""
        found = [code]
        for each in found:
            found.extend(self._children.get(each, ()))
        return found

    def above(self, codes: np.ndarray) -> np.ndarray:
        """Return the parent of each, -1 for none."""
        return np.array(self.parents, dtype=np.int64)[codes]

    def related(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Tell pair by pair whether one is or contains the other."""
        return (left == right) | self.contains(left, right) | self.contains(right, left)

    def contains(self, outer: np.ndarray, inner: np.ndarray) -> np.ndarray:
        """Tell pair by pair whether the first contains the second; none contains itself."""
        first, last = self._walk
        return (first[outer] < first[inner]) & (first[inner] <= last[outer])

    @cached_property
    def _walk(self) -> tuple[np.ndarray, np.ndarray]:
        """Number all in a walk from the roots down; return each one's, and the last it holds."""
        first = np.zeros(len(self), dtype=np.int64)
        last = np.zeros(len(self), dtype=np.int64)
        order: list[int] = []
        stack = [code for code, parent in enumerate(self.parents) if parent < 0]
        while stack:
            code = stack.pop()
            order.append(code)
            stack.extend(self._children.get(code, ()))
        first[order] = last[order] = np.arange(len(order))
        for code in reversed(order):
            if (parent := self.parents[code]) >= 0:
                last[parent] = max(last[parent], last[code])
        return first, last

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = {}
        for code, parent in enumerate(self.parents):
            if parent >= 0:
                children.setdefault(parent, []).append(code)
        return children


def _without_cycles(parents: Sequence[int]) -> tuple[list[int], list[int]]:
    cleared, cut = list(parents), []
    done: set[int] = set()
    for start in range(len(cleared)):
        path: dict[int, None] = {}
        code = start
        while code >= 0 and code not in done and code not in path:
            path[code] = None
            code = cleared[code]
        if code in path:
            ring = list(path)[list(path).index(code) :]
            cleared[min(ring)] = -1
            cut.append(min(ring))
        done.update(path)
    return cleared, cut
