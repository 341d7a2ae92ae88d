"""The map as plain data: where events lie and how exactly, and the lines beneath them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kb.model.sphere import great_circle_km
from kb.model.tables import GAZETTEER
from kb.show.basemap import SOURCE, TERMS, Box, Lines, fine_lines, world_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.model.tables import Tables

__all__ = ["MapData", "build_map", "radius_of"]

#: Kilometres around the middle of an area, by kind of place: about the size of such an area in
#: Ukraine (24 oblasts and 136 raions on 600,000 km²). A ring says "somewhere here", no border.
_RADII = {
    "country": 300.0,
    **dict.fromkeys(("oblast", "state"), 90.0),
    **dict.fromkeys(("raion", "county"), 35.0),
    **dict.fromkeys(("capital", "city", "town", "village"), 0.0),
}
_AREA = 60.0

#: Kilometres from which an area is too wide to say where most events are.
_WIDE = 80.0

#: A map opens on all its events, unless that makes it so many times wider than for most of them.
_FAR = 3.0

#: Kilometres beyond which no place that lies in an area makes it wider: it may be an island.
_REACH = {"country": 1_000.0}
_FARTHEST = 400.0

#: A map is drawn at most so many times wider than high.
_WIDEST = 1.7

#: Room around the events, as part of their extent and in degrees.
_MARGIN, _LEAST = 0.4, 0.8


@dataclass(frozen=True)
class MapData:
    """The events of a selection on a map.

    `places` has one row a spot: `place` (id, empty where only reports locate it), `name`, `lat`,
    `lon`, `precision`, `radius_km` (0 is a dot, more an area somewhere in which it lies),
    `n_events`. `events` joins `event`, the row in the events of the selection, and `spot`, the
    row here. `lines` are those of the world, `fine` those of `box`, which holds the events;
    `home` is what to look at first. `gazetteer` tells of how many places nobody reported where
    they lie, of how many in all, and who says so.
    """

    places: pd.DataFrame
    events: pd.DataFrame
    lines: Lines
    fine: Lines
    box: Box | None
    home: Box | None
    gazetteer: tuple[int, int, str] = (0, 0, "")
    source: str = SOURCE
    licence: str = TERMS


def build_map(tables: Tables) -> MapData:
    r"""Put the located events of a selection on the map.

    An event lies where its reports say, else at all its places that have coordinates, but for
    those that only contain another.

    Examples
    --------
    >>> import io, kb
    >>> rows = "title,date,lat,lon\nRaid,2022-09-04,46.67,32.72\nVote,2022-09-05,,\n"
    >>> found = build_map(kb.read_events(io.StringIO(rows)).tables)
    >>> found.places[["lat", "lon", "radius_km", "n_events"]].to_numpy().tolist()
    [[46.67, 32.72, 0.0, 1.0]]
    """
    pairs = pd.concat([_by_reports(tables), _by_places(tables)], ignore_index=True)
    by = ["place", "lat", "lon"]
    pairs = pairs.sort_values(["event", *by], ignore_index=True)
    spots = pairs.drop_duplicates(by).sort_values(by)[by].reset_index(drop=True)
    spot = pd.MultiIndex.from_frame(spots).get_indexer(pd.MultiIndex.from_frame(pairs[by]))
    described = _described(spots, tables.places)
    described["n_events"] = np.bincount(spot, minlength=len(spots))
    home = _home(_told_of(described, spot, pairs[by]))
    box = _both(_box(spots, 0.02), _shown(home))
    fine = fine_lines(box) if box else {layer: [] for layer in world_lines()}
    events = pd.DataFrame({"event": pairs["event"].to_numpy(), "spot": spot})
    credit = _credit(described["place"], tables.places)
    return MapData(described, events, world_lines(), fine, box, home, credit)


def radius_of(kind: str, precision: str) -> float:
    """Return within how many kilometres of its point a place lies; 0 for what is drawn as a dot.

    Examples
    --------
    >>> radius_of("city", "settlement"), radius_of("oblast", "area"), radius_of("river", "area")
    (0.0, 90.0, 60.0)
    """
    return _RADII.get(kind, _AREA) if precision == "area" or kind in ("country", "oblast") else 0.0


def _by_reports(tables: Tables) -> pd.DataFrame:
    """Return the events that have coordinates of their own."""
    events = tables.events
    own = events["lat"].notna() & events["lon"].notna()
    if "located_by" in events:
        own &= events["located_by"] == "report"
    rows = np.flatnonzero(own.to_numpy())
    found = events[["lat", "lon"]].iloc[rows].reset_index(drop=True)
    return found.assign(event=rows, place="")[["event", "place", "lat", "lon"]]


def _by_places(tables: Tables) -> pd.DataFrame:
    """Return the places of all other events that have coordinates."""
    pairs = tables.event_places
    pairs = pairs[~pairs["located_only"].astype(bool)]
    event = tables.events.index.get_indexer(pd.Index(pairs["event"]))
    degrees = _degrees(tables.places).reindex(pairs["place"])
    found = pd.DataFrame({"event": event, "place": pairs["place"].to_numpy(dtype=object)})
    found["lat"], found["lon"] = degrees["lat"].to_numpy(), degrees["lon"].to_numpy()
    told = _by_reports(tables)["event"]
    return found[(event >= 0) & found["lat"].notna() & ~found["event"].isin(told)]


def _degrees(places: pd.DataFrame) -> pd.DataFrame:
    numbers = {name: pd.to_numeric(places[name], errors="coerce") for name in ("lat", "lon")}
    frame = pd.DataFrame(numbers, index=places.index)
    on_earth = frame["lat"].between(-90, 90) & frame["lon"].between(-180, 180)
    return frame.where(on_earth)


def _described(spots: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Say of each spot how it is called and how exact it is."""
    known = places[["name", "kind", "precision"]].reindex(spots["place"]).fillna("")
    exact = (spots["place"] == "").to_numpy()
    name = np.where(known["name"] == "", spots["place"], known["name"])
    kinds = zip(known["kind"], known["precision"], strict=True)
    radius = np.array([radius_of(kind, precision) for kind, precision in kinds], dtype=float)
    reach = _reaches(known.index[radius > 0], places)
    return pd.DataFrame(
        {
            "place": spots["place"].to_numpy(dtype=str),
            "name": name.astype(str),
            "lat": spots["lat"].to_numpy(dtype=float),
            "lon": spots["lon"].to_numpy(dtype=float),
            "precision": np.where(exact, "exact", known["precision"]).astype(str),
            "radius_km": np.maximum(radius, [reach.get(place, 0.0) for place in known.index]),
        }
    )


def _reaches(areas: Iterable[str], places: pd.DataFrame) -> dict[str, float]:
    """Return for areas how far from their points places lie that they contain, kilometres."""
    within = dict(zip(map(str, places.index), places["within"].astype(str), strict=True))
    most = {str(place): _REACH.get(str(kind), _FARTHEST) for place, kind in places["kind"].items()}
    degrees = _degrees(places)
    located = degrees[degrees.notna().all(axis=1)]
    points = dict(zip(located.index, zip(located["lat"], located["lon"], strict=True), strict=True))
    found = {area: 0.0 for area in areas if area in points}
    for place, point in points.items():
        for area in _above(place, within) & found.keys():
            apart = great_circle_km(points[area], point)
            found[area] = max(found[area], min(apart, most[area]))
    return {area: float(math.ceil(reach)) for area, reach in found.items()}


def _above(place: str, within: dict[str, str]) -> set[str]:
    """Return what contains a place."""
    found: set[str] = set()
    while (place := within.get(place, "")) and place not in found:
        found.add(place)
    return found


def _credit(drawn: pd.Series, places: pd.DataFrame) -> tuple[int, int, str]:
    """Return of how many places drawn nobody reported where they lie, of how many; who says so."""
    ids = drawn[drawn != ""].unique()
    if "source" not in places or not len(ids):
        return 0, len(ids), ""
    sources = places["source"].reindex(ids).fillna("")
    named = sources[sources.str.startswith(GAZETTEER)].str.removeprefix(GAZETTEER)
    who = "; ".join(sorted({each.partition(";")[0] for each in named}))
    return len(named), len(ids), who


def _told_of(described: pd.DataFrame, spot: np.ndarray, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the spots once an event, without wide areas where there are others."""
    narrow = described["radius_km"].to_numpy()[spot] < _WIDE
    return pairs[narrow] if narrow.any() else pairs


def _home(spots: pd.DataFrame) -> Box | None:
    """Return what to look at first: all, unless a few far off would crowd the many."""
    whole, main = _box(spots, 0), _box(spots, 0.05)
    if whole is None or main is None:
        return None
    wide, high = whole.east - whole.west, whole.north - whole.south
    near = wide <= _FAR * (main.east - main.west) and high <= _FAR * (main.north - main.south)
    return whole if near else main


def _shown(home: Box | None) -> Box | None:
    """Return what one sees of a map that opens on a box: it is wide, or on a phone high."""
    if home is None:
        return None
    middle = (home.south + home.north) / 2
    squeeze = math.cos(math.radians(middle))
    wide, high = (home.east - home.west) * squeeze, home.north - home.south
    more = max(0.0, _WIDEST * high - wide) / 2 / max(squeeze, 0.1)
    taller = max(high, wide) / 2
    return Box(
        round(max(home.west - more, -180.0), 2), round(max(middle - taller, -90.0), 2),
        round(min(home.east + more, 180.0), 2), round(min(middle + taller, 90.0), 2),
    )  # fmt: skip


def _both(one: Box | None, other: Box | None) -> Box | None:
    """Return the least box that holds two."""
    if one is None or other is None:
        return one
    least, most = (tuple(map(end, one, other)) for end in (min, max))
    return Box(*least[:2], *most[2:])


def _box(spots: pd.DataFrame, aside: float) -> Box | None:
    """Return a box with room around the spots, but for the few that lie far from all others."""
    if spots.empty:
        return None
    sides = []
    for axis, end in (("lon", 180.0), ("lat", 90.0)):
        low, high = spots[axis].quantile([aside, 1 - aside])
        room = max((high - low) * _MARGIN, _LEAST)
        sides.append((max(low - room, -end), min(high + room, end)))
    (west, east), (south, north) = sides
    return Box(*(round(side, 2) for side in (west, south, east, north)))
