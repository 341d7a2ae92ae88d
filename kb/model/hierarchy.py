"""What contains what: a place within a place, an actor member of an actor, a kind under a kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

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

    def related(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Tell pair by pair whether one is or contains the other."""
        size = len(self.parents)
        same = left == right
        return same | self._holds(left * size + right) | self._holds(right * size + left)

    def contains(self, outer: np.ndarray, inner: np.ndarray) -> np.ndarray:
        """Tell pair by pair whether the first contains the second; none contains itself."""
        return self._holds(outer * len(self.parents) + inner)

    def _holds(self, keys: np.ndarray) -> np.ndarray:
        pairs = self._pairs
        if not len(pairs):
            return np.zeros(len(keys), dtype=bool)
        at = np.minimum(np.searchsorted(pairs, keys), len(pairs) - 1)
        return pairs[at] == keys

    @cached_property
    def _pairs(self) -> np.ndarray:
        """Return ancestor * n + descendant of every pair, sorted."""
        size = len(self.parents)
        keys = [up * size + code for code in range(size) for up in self.ancestors(code)]
        return np.sort(np.array(keys, dtype=np.int64))

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
