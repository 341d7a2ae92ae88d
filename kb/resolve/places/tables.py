"""The packaged tables of words: demonyms, abbreviations, and names that are mostly no places."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = [
    "Word",
    "common_words",
    "context",
    "first_names",
    "sign_weights",
    "surnames",
    "words",
]

_HERE = Path(__file__).parent


class Word(NamedTuple):
    """A word that stands for a place without being its name."""

    kind: str
    place: str


@cache
def words() -> dict[str, Word]:
    """Return demonyms and abbreviations as printed, each with the code of its place."""
    return {row["text"]: Word(row["kind"], row["place"]) for row in _rows("words.csv")}


@cache
def common_words() -> frozenset[str]:
    """Return names of places that are words of the language as well, as keys."""
    return _lines("common_words.txt")


@cache
def first_names() -> frozenset[str]:
    """Return first names of people that are names of places as well, as keys."""
    return _lines("first_names.txt")


@cache
def surnames() -> frozenset[str]:
    """Return common surnames that are names of places as well, as keys."""
    return _lines("surnames.txt")


@cache
def context() -> dict[str, frozenset[str]]:
    """Return what words beside a name tell of it: titles, roads, bodies, prepositions."""
    roles: dict[str, set[str]] = {}
    for row in _rows("context.csv"):
        roles.setdefault(row["word"], set()).add(row["role"])
    return {word: frozenset(found) for word, found in roles.items()}


@cache
def sign_weights() -> dict[str, tuple[float, float]]:
    """Return how much each sign counts before and after places are chosen, in log odds."""
    rows = _rows("signs.csv")
    return {row["sign"]: (float(row["first"]), float(row["final"])) for row in rows}


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _lines(name: str) -> frozenset[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
