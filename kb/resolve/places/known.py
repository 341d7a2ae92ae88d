"""Places of the gazetteer by their ids: what is known of them, and whose data it is."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.resolve.places.gazetteer import by_id, chain, region
from kb.resolve.places.place import Place

if TYPE_CHECKING:
    from kb.resolve.places.candidate import Candidate

#: Whose data a place is, by the scheme of its id.
_SOURCES = {"iata": "airportsdata", "river": "Natural Earth"}

__all__ = ["as_place", "containers", "known_place", "source_of"]


def as_place(best: Candidate, why: tuple[str, ...] = (), rivals: tuple[str, ...] = ()) -> Place:
    """Return a row of the index as a place; `why` it was chosen, and from which `rivals`."""
    return Place(
        best.id,
        best.name,
        best.kind,
        best.lat,
        best.lon,
        best.precision,
        best.radius,
        best.country,
        chain(best),
        best.population,
        why,
        rivals,
    )


def known_place(id_: str) -> Place | None:
    """Return the place that the gazetteer has under an id, such as `geonames:703448`."""
    found = by_id(id_)
    return as_place(found) if found else None


def containers(place: Place) -> list[Place]:
    """Return the state and the country that contain a place, as far as the gazetteer knows."""
    here = by_id(place.id)
    if here is None:
        return []
    state = ".".join(here.region.split(".")[:2])
    found = [region(code) for code in dict.fromkeys([state, here.country]) if code]
    return [as_place(x) for x in found if x and x.number != here.number]


def source_of(place: Place) -> str:
    """Return who says where a place lies: GeoNames, or the source of its row in the supplement."""
    scheme = place.id.partition(":")[0]
    if scheme in _SOURCES:
        return _SOURCES[scheme]
    return _supplemented().get(place.id, "GeoNames")


@cache
def _supplemented() -> dict[str, str]:
    path = Path(__file__).with_name("supplement.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            f"geonames:{row['geonames']}" if row["geonames"] else row["id"]: row["source"]
            for row in csv.DictReader(file)
        }
