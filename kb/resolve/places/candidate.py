"""A row of the index: a place as a name may stand for it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["COLUMNS", "Candidate"]


class Candidate(NamedTuple):
    """A place that a name may stand for; `grade` says how the name is its own.

    The other fields are the columns of the index, which is built from this list of them.
    """

    grade: int
    number: int
    id: str
    name: str
    kind: str
    lat: float
    lon: float
    population: int
    country: str
    region: str
    within: str
    precision: str
    radius: float


#: The columns of a place in the index: all but the grade, which is of one of its names.
COLUMNS = Candidate._fields[1:]
