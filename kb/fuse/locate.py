"""Where events lie on the map, what says so, and how finely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kb.fuse.fusion import Fused
    from kb.model.names import Names

__all__ = ["locate", "location_precision"]


def locate(fused: Fused, events: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return latitude, longitude, and what gives them: `report`, or the id of a place.

    Without coordinates of its own an event lies at its place with the most roots, among those
    that do not merely locate another.
    """
    own = fused.coordinates.value[events]
    points = np.vstack([fused.points.reshape(-1, 2), [np.nan, np.nan]])[own]
    by = np.where(own >= 0, "report", "").astype(object)
    places = fused.claims.places
    readings = fused.places.readings
    chosen = np.zeros(len(fused), dtype=bool)
    chosen[events] = True
    rows = np.flatnonzero(chosen[readings.event] & ~fused.places.located)
    degrees = np.full((len(places), 2), np.nan)
    for code in np.unique(readings.value[rows]):
        degrees[code] = _degrees(places, code)
    rows = rows[~np.isnan(degrees[readings.value[rows], 0])]
    order = rows[np.lexsort((readings.value[rows], -readings.votes[rows], readings.event[rows]))]
    best = np.full(len(fused), -1, dtype=np.int64)
    best[readings.event[order[::-1]]] = readings.value[order[::-1]]
    place = np.where(own >= 0, -1, best[events])
    found = place >= 0
    points[found] = degrees[place[found]]
    by[found] = np.array(places.ids, dtype=object)[place[found]]
    return points[:, 0], points[:, 1], by


def location_precision(places: Names, by: str) -> str:
    """Return how fine a location is: that of the place that gives it, exact where a report does."""
    if by in ("", "report"):
        return "exact" if by else ""
    code = places.find(by)
    return "" if code is None else places.value(code, "precision")


def _degrees(places: Names, code: int) -> tuple[float, float]:
    """Return latitude and longitude of a place, NaN where they are missing or cannot be."""
    try:
        lat, lon = float(places.value(code, "lat")), float(places.value(code, "lon"))
    except ValueError:
        return np.nan, np.nan
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else (np.nan, np.nan)
