"""The packaged tables of words: demonyms, abbreviations, and names that are mostly no places."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Word", "common_words", "first_names", "words"]

_HERE = Path(__file__).parent


class Word(NamedTuple):
    """A word that stands for a place without being its name."""

    kind: str
    place: str


@cache
def words() -> dict[str, Word]:
    """Return demonyms and abbreviations as printed, each with the code of its place."""
    with (_HERE / "words.csv").open(encoding="utf-8", newline="") as file:
        return {row["text"]: Word(row["kind"], row["place"]) for row in csv.DictReader(file)}


@cache
def common_words() -> frozenset[str]:
    """Return names of places that are words of the language as well, as keys."""
    return _lines("common_words.txt")


@cache
def first_names() -> frozenset[str]:
    """Return first names of people that are names of places as well, as keys."""
    return _lines("first_names.txt")


def _lines(name: str) -> frozenset[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
