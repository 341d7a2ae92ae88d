"""States, and the words by which they act and speak: demonyms, capitals, seats of power.

`states.csv` has each state with its demonyms and its voices: "Moscow said" is Russia speaking.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def _rows() -> Iterator[dict[str, str]]:
    with Path(__file__).with_name("states.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def demonyms() -> Mapping[str, str]:
    """Return the states by their demonyms, singular and plural.

    >>> demonyms()["Russian"], demonyms()["Russians"]
    ('Russia', 'Russia')
    """
    found = {word: x["state"] for x in _rows() for word in x["demonyms"].split(";")}
    return MappingProxyType({**{f"{word}s": state for word, state in found.items()}, **found})


@cache
def voices() -> Mapping[str, str]:
    """Return the states by the places that speak for them."""
    return MappingProxyType(
        {word: x["state"] for x in _rows() for word in x["voices"].split(";") if word}
    )


@cache
def states() -> Mapping[str, str]:
    """Return the states by their names and short forms."""
    own = {x["state"]: x["state"] for x in _rows()}
    return MappingProxyType(
        {
            **own,
            "US": "United States",
            "U.S.": "United States",
            "USA": "United States",
            "UK": "United Kingdom",
            "U.K.": "United Kingdom",
            "Britain": "United Kingdom",
            "USSR": "Soviet Union",
            "Czech Republic": "Czechia",
            "Burma": "Myanmar",
            "UAE": "United Arab Emirates",
            "Türkiye": "Turkey",
            "Holland": "Netherlands",
        }
    )


#: States whose name has an article in a sentence.
_WITH_ARTICLE = ("United ", "Philippines", "Netherlands", "Democratic Republic", "Central African")


def forces_of(state: str) -> str:
    """Return the name of the armed forces of a state.

    >>> forces_of("Ukraine"), forces_of("Philippines")
    ('Armed Forces of Ukraine', 'Armed Forces of the Philippines')
    """
    article = "the " if state.startswith(_WITH_ARTICLE) else ""
    return f"Armed Forces of {article}{state}"
