"""How often people take a candidate for an event that matters, by its salience.

`calibration.csv` holds points of a curve that was fitted to what annotators of news articles marked
as their events; the articles are those that rules were tuned on. `scripts/bench read` prints how it
holds on the others.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np


@cache
def _points() -> tuple[tuple[float, ...], tuple[float, ...]]:
    with Path(__file__).with_name("calibration.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(float(x["salience"]) for x in rows), tuple(float(x["confidence"]) for x in rows)


def confidence_of(salience: float) -> float:
    """Return the share of such candidates that annotators marked; straight between the points.

    >>> confidence_of(4.0), confidence_of(99.0)
    (0.37, 0.84)
    """
    return round(float(np.interp(salience, *_points())), 2)
