"""Airports by the names that news give them: without their town, without "International"."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import TYPE_CHECKING

from kb.resolve.places.candidate import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["airports"]

#: How far an airport reaches from its point, in km, and how many people it counts as: those of a
#: feature of the supplement.
_REACH, _PEOPLE = 3.0, 300_000


def airports() -> Iterator[tuple[Candidate, list[str], list[str]]]:
    """Yield each airport with its name and with the other names that are made of it."""
    table = Path(__file__).with_name("airports.csv.gz")
    with gzip.open(table, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = Candidate(
                0,
                0,
                f"iata:{row['iata']}",
                row["name"],
                "airport",
                float(row["lat"]),
                float(row["lon"]),
                _PEOPLE,
                row["country"],
                "",
                "",
                "exact",
                _REACH,
            )
            yield place, [row["name"]], [*_variants(row["name"], row["city"])]


def _variants(name: str, city: str) -> Iterator[str]:
    """Yield shorter names, as long as more than the kind is left.

    >>> sorted(set(_variants("London Heathrow Airport", "London")))
    ['Heathrow Airport', 'London Airport']
    >>> sorted(set(_variants("Benina International Airport", "Benghazi")))
    ['Benghazi Airport', 'Benina Airport']
    """
    own = name.removeprefix(f"{city} ")
    if city:
        yield f"{city} Airport"
    for each in (name, own):
        for shorter in (each, each.replace(" International ", " ")):
            kind = shorter.split(maxsplit=1)[0] in ("Airport", "International", "Air", "Airfield")
            if shorter != name and not kind:
                yield shorter
