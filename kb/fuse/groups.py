"""Rows in groups: keys put together, where groups begin and end, who stands in one with whom."""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = [
    "combine",
    "group_last",
    "group_start",
    "group_starts",
    "in_groups",
    "pairs_between",
    "pairs_within",
    "text_rank",
]

#: Integers beyond this are not put together any more: they are numbered anew.
_LIMIT = 2**62


def combine(*keys: np.ndarray) -> np.ndarray:
    """Return one integer a row that orders and tells apart rows as their keys do, all >= 0."""
    combined = keys[0].astype(np.int64)
    for key in keys[1:]:
        size = int(key.max(initial=0)) + 1
        if int(combined.max(initial=0)) >= _LIMIT // size:
            combined = np.unique(combined, return_inverse=True)[1].reshape(-1)
        combined = combined * size + key
    return combined


def group_start(*keys: np.ndarray) -> np.ndarray:
    """Tell which rows begin a group of equal keys; equal keys stand together."""
    start = np.ones(len(keys[0]), dtype=bool)
    if len(start):
        start[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return start


def group_starts(*keys: np.ndarray) -> np.ndarray:
    """Return the positions at which groups of equal keys begin; equal keys stand together."""
    return np.flatnonzero(group_start(*keys))


def group_last(*keys: np.ndarray) -> np.ndarray:
    """Tell which rows end a group of equal keys; equal keys stand together."""
    return np.append(group_start(*keys)[1:], True)[: len(keys[0])]


def in_groups(*keys: np.ndarray) -> np.ndarray:
    """Tell which rows share their keys with a neighbour."""
    start = group_start(*keys)
    return ~(start & group_last(*keys))


def pairs_within(group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all ordered pairs of rows of one group; equal groups stand together.

    >>> [each.tolist() for each in pairs_within(np.array([4, 7, 7]))]
    [[0, 1, 1, 2, 2], [0, 1, 2, 1, 2]]
    """
    return pairs_between(group, group)


def pairs_between(group: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all pairs of a row of the one and a row of the other that are of one group.

    Both stand in the order of their groups.
    """
    first = np.searchsorted(other, group, side="left")
    sizes = np.searchsorted(other, group, side="right") - first
    left = np.repeat(np.arange(len(group)), sizes)
    within = np.arange(len(left)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return left, first[left] + within


def text_rank(texts: np.ndarray) -> np.ndarray:
    """Return where each text stands in the alphabet of them all; equal texts rank alike."""
    return pd.factorize(texts, sort=True)[0]
