"""Rivers by the names that news give them: with "River", or with the article alone."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import TYPE_CHECKING

from kb.resolve.places import tables
from kb.resolve.places.candidate import Candidate
from kb.resolve.places.keys import key

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["rivers"]

#: Names that are words as well, so that they are a river's only with "River".
_WORDS = frozenset(
    "back black bois broad canadian copper coppermine exploits feather flathead french gods"
    " groundhog moose new rainy republican rogue slave snake sous wind yellow you".split()
)
#: Words of other languages that say what it is.
_RIVERS = ("Rio ", "Oued ", "Bayou ", "Bahr ", "Shatt ")

#: How many people a river counts as: those of a feature of the supplement.
_PEOPLE = 300_000


def rivers() -> Iterator[tuple[Candidate, list[str], list[str]]]:
    """Yield each river with the names that say what it is, and with those that do not."""
    table = Path(__file__).with_name("rivers.csv.gz")
    with gzip.open(table, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [row["name"], *filter(None, row["aliases"].split("|"))]
            place = Candidate(
                0,
                0,
                row["id"],
                _called(row["name"])[0],
                "river",
                float(row["lat"]),
                float(row["lon"]),
                _PEOPLE,
                row["country"],
                "",
                "",
                "area",
                float(row["radius"]),
            )
            own = [x for name in names for x in _called(name)]
            yield place, own, [name for name in names if _is_alone(name)]


def _called(name: str) -> tuple[str, ...]:
    if name.startswith(_RIVERS):
        return (name,)
    return f"{name} River", f"River {name}"


def _is_alone(name: str) -> bool:
    """Tell whether a name with an article is a river's: "the Sava", but not "the White"."""
    others = tables.common_words() | tables.first_names() | tables.surnames() | _WORDS
    return key(name) not in others and not name.startswith(("San ", "Santa ", "St.", "Saint "))
