"""What a name of a place stands for, and where in a text it was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.model.sphere import great_circle_km

__all__ = ["Place", "PlaceMention"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a gazetteer knows it, and why this one of those of its name.

    `id` is `geonames:` with the number of GeoNames, or the id in the supplement or in the places
    of the user. `lat` and `lon` are degrees. `kind` is town, county, state, country, area,
    continent, or a feature of the supplement such as river or bridge. `precision` says as in
    places.csv what the coordinates stand for (exact, settlement, area), `radius_km` how far from
    them the place may reach, roughly. `country` is the code of ISO 3166-1, empty for what lies in
    several. `within` names what contains it, the nearest first. `why` gives the reasons of the
    choice, `rivals` the likeliest others of the name.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    precision: str
    radius_km: float
    country: str
    within: tuple[str, ...]
    population: int = 0
    why: tuple[str, ...] = field(default=(), compare=False)
    rivals: tuple[str, ...] = field(default=(), compare=False)

    @property
    def geonames(self) -> int | None:
        """The number in GeoNames, if it has one."""
        scheme, _, number = self.id.rpartition(":")
        return int(number) if scheme == "geonames" else None

    def is_apart(self, other: Place) -> bool:
        """Tell whether two places cannot be meant for one: farther apart than both may reach."""
        between = great_circle_km((self.lat, self.lon), (other.lat, other.lon))
        return self.id != other.id and between > self.radius_km + other.radius_km

    def as_dict(self) -> dict[str, str | int | float]:
        """Return it as plain data, as a row of places.csv would have it."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "within": "; ".join(self.within),
            "lat": self.lat,
            "lon": self.lon,
            "precision": self.precision,
            "geonames": self.geonames or "",
            "why": "; ".join(self.why),
        }


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place mention: the name of a place in a text.

    `start` and `end` are character offsets, the end exclusive. `confidence` lies between 0 and 1:
    how much likelier `place` is than the others of that name. `why` says what spoke for a place
    at all. `is_demonym` tells names of people or what belongs to a place ("Ukrainian").
    """

    start: int
    end: int
    text: str
    place: Place
    confidence: float
    why: tuple[str, ...] = ()
    is_demonym: bool = False

    @property
    def name(self) -> str:
        """What the place goes by here: a settlement as the text spells it, all else in English."""
        is_spelt = self.place.kind in ("town", "capital") and not self.is_demonym
        return self.text if is_spelt and not self.text.isupper() else self.place.name
