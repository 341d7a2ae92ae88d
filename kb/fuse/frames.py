"""Fused events as the tables that people see: `kb.model.tables.Tables`, built for a selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kb.fuse.ballot import State, combine
from kb.fuse.fusion import Fused
from kb.fuse.lists import ListOutcome
from kb.model.calendar import civil
from kb.model.claims import STATUSES
from kb.model.names import Names
from kb.model.spans import OPEN_FUTURE, OPEN_PAST, Spans
from kb.model.timespan import Precision

__all__ = [
    "actors_frame",
    "counts_frame",
    "events_frame",
    "places_frame",
    "relations_frame",
    "reports_frame",
]


def events_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return events as rows, in the order of their codes given."""
    claims, outcome = fused.claims, fused.dates.outcome
    date = outcome.value[events]
    titles = claims.frame["title"].to_numpy(dtype=object)
    title = np.where(fused.title[events] >= 0, titles[fused.title[events]], claims.event_ids[events])
    spans = fused.dates.spans
    occurred = fused.status.value[events] == STATUSES.index("occurred")
    bounds = np.where(occurred, fused.dates.reported[events], OPEN_FUTURE)
    lat, lon, located_by = coordinates(fused, events)
    contested = np.array([fused.contested[name][events] for name in fused.contested]).reshape(len(fused.contested), len(events))
    published = _published(fused, events)
    side = fused.side[events]
    sides = np.array([*claims.roots.side_names, ""], dtype=object)
    columns = {
        "title": title,
        "kind": np.array([*claims.kind_names, ""], dtype=object)[fused.kind.value[events]],
        "status": np.array([*STATUSES, ""], dtype=object)[fused.status.value[events]],
        "edtf": spans.take(date).edtf,
        "words": by_code(date, lambda code: span.words if (span := spans[code]) else ""),
        "earliest": by_code(date, lambda code: iso_day(spans.earliest[code])),
        "latest": by_code(date, lambda code: iso_day(spans.latest[code])),
        "precision": by_code(date, lambda code: Precision(int(spans.precision[code])).name.lower()),
        "approximate": np.append(spans.approximate, False)[date],
        "uncertain": np.append(spans.uncertain, False)[date],
        "plan": spans.take(fused.dates.plan[events]).edtf,
        "not_after": by_code(bounds // 86_400, lambda day: iso_day(day * 86_400)),
        "places": _joined(fused, fused.places, events, claims.places),
        "actors": _actors_text(fused, events),
        "counts": _counts_text(fused, events),
        "lat": lat,
        "lon": lon,
        "located_by": located_by,
        "location_precision": by_name(located_by, lambda by: _precision(claims.places, by)),
        "n_reports": fused.reports[events],
        "n_roots": fused.roots[events],
        "contested": contested.any(axis=0) if len(contested) else np.zeros(len(events), dtype=bool),
        "contested_properties": _names_text(list(fused.contested), contested, len(events)),
        "denied": fused.denied[events],
        "one_sided": side >= 0,
        "side": sides[side],
        "withdrawn": fused.withdrawn[events],
        "first_published": published[0],
        "last_published": published[1],
    }
    index = pd.Index(claims.event_ids[events], dtype=str, name="event")
    frame = pd.DataFrame(columns, index=index)
    text = [name for name in frame if frame[name].dtype == object]
    return frame.astype(dict.fromkeys(text, "str"))


def places_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return which events happened where: event, place, n_roots, located_only, reports."""
    rows, event, reports = _entries(fused, fused.places, events)
    outcome = fused.places
    place = np.array([*fused.claims.places.ids, ""], dtype=object)[outcome.readings.value[rows]]
    return pd.DataFrame(
        {
            "event": event,
            "place": place,
            "n_roots": outcome.readings.votes[rows],
            "located_only": outcome.located[rows],
            "reports": reports,
        }
    ).astype({"event": "str", "place": "str", "reports": "str"})


def actors_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return who took part in which events: event, role, actor, n_roots, reports."""
    rows, event, reports = _entries(fused, fused.actors, events)
    claims = fused.claims
    role, actor = np.divmod(fused.actors.readings.value[rows], max(len(claims.actors), 1))
    return pd.DataFrame(
        {
            "event": event,
            "role": np.array([*claims.roles, ""], dtype=object)[role],
            "actor": np.array([*claims.actors.ids, ""], dtype=object)[actor],
            "n_roots": fused.actors.readings.votes[rows],
            "reports": reports,
        }
    ).astype({"event": "str", "role": "str", "actor": "str", "reports": "str"})


def relations_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return how events relate: event, relation, target, n_roots, reports."""
    rows, event, reports = _entries(fused, fused.relations, events)
    claims = fused.claims
    relation, target = np.divmod(fused.relations.readings.value[rows], max(len(claims.targets), 1))
    return pd.DataFrame(
        {
            "event": event,
            "relation": np.array([*claims.relation_names, ""], dtype=object)[relation],
            "target": np.array([*claims.targets, ""], dtype=object)[target],
            "n_roots": fused.relations.readings.votes[rows],
            "reports": reports,
        }
    ).astype({"event": "str", "relation": "str", "target": "str", "reports": "str"})


def counts_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return what was counted: event, count, low, high (both inclusive), n_roots."""
    position = _positions(fused, events)
    parts = []
    for name, (result, _, _) in fused.counts.items():
        rows = np.flatnonzero(position[result.event] >= 0)
        parts.append(
            pd.DataFrame(
                {
                    "event": fused.claims.event_ids[result.event[rows]],
                    "count": name,
                    "low": result.begin_low[rows],
                    "high": result.begin_high[rows],
                    "n_roots": result.votes[rows],
                }
            )
        )
    columns = {"event": "str", "count": "str", "low": "float64", "high": "float64", "n_roots": "int64"}
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})
    return pd.concat(parts, ignore_index=True).astype(columns)


def reports_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return all reports of the events in the order of the file, with their root and date."""
    claims = fused.claims
    rows = np.flatnonzero(_positions(fused, events)[claims.event] >= 0)
    spans = claims.spans
    return (
        claims.frame.iloc[rows]
        .assign(
            event=claims.event_ids[claims.event[rows]],
            row=claims.rows[rows],
            root=np.array(claims.roots.ids, dtype=object)[claims.root[rows]],
            root_name=np.array(claims.roots.names, dtype=object)[claims.root[rows]],
            edtf=spans.take(claims.date[rows]).edtf,
        )
        .astype({"event": "str", "root": "str", "root_name": "str", "edtf": "str"})
        .reset_index(drop=True)
    )


def coordinates(fused: Fused, events: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return latitude, longitude, and what gives them: `report`, or the id of a place.

    Without coordinates of its own an event lies at its place with the most roots, among those
    that do not merely locate another.
    """
    own = fused.coordinates.value[events]
    points = np.vstack([fused.points.reshape(-1, 2), [np.nan, np.nan]])[own]
    by = np.where(own >= 0, "report", "").astype(object)
    places = fused.claims.places
    degrees = np.array([_degrees(places, code) for code in range(len(places))]).reshape(-1, 2)
    readings = fused.places.readings
    known = ~np.isnan(degrees[readings.value, 0]) & ~fused.places.located
    rows = np.flatnonzero(known)
    order = rows[np.lexsort((readings.value[rows], -readings.votes[rows], readings.event[rows]))]
    best = np.full(len(fused), -1, dtype=np.int64)
    best[readings.event[order[::-1]]] = readings.value[order[::-1]]
    place = np.where(own >= 0, -1, best[events])
    found = place >= 0
    points[found] = degrees[place[found]]
    by[found] = np.array(places.ids, dtype=object)[place[found]]
    return points[:, 0], points[:, 1], by


def by_code(codes: np.ndarray, text: Callable[[int], str]) -> np.ndarray:
    """Return a text for each code, made once a code; empty for a negative one."""
    distinct, position = np.unique(codes, return_inverse=True)
    made = ["" if code < 0 else text(int(code)) for code in distinct]
    return np.array(made, dtype=object)[position.reshape(-1)]


def by_name(names: np.ndarray, text: Callable[[str], str]) -> np.ndarray:
    """Return a text for each name, made once a name."""
    codes, distinct = pd.factorize(names)
    return np.array([*map(text, distinct), ""], dtype=object)[codes]


def iso_day(second: int) -> str:
    """Return the day of a second as ISO 8601, empty where it is open."""
    if second // 86_400 >= OPEN_FUTURE // 86_400 or second <= OPEN_PAST:
        return ""
    year, month, day = civil(int(second // 86_400))
    return f"{year:05d}-{month:02d}-{day:02d}" if year < 0 else f"{year:04d}-{month:02d}-{day:02d}"


def range_text(low: float, high: float) -> str:
    """Return a count as it is written in events.csv.

    >>> range_text(3, 5), range_text(7, float("inf")), range_text(2, 2)
    ('3..5', '7..', '2')
    """
    if low == high:
        return f"{low:g}"
    return f"{low:g}.." if high == float("inf") else f"{low:g}..{high:g}"


def join_by(group: np.ndarray, texts: np.ndarray, size: int) -> np.ndarray:
    """Return the texts of each group 0..size-1 joined by `; `; groups stand together, ascending."""
    offsets = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(np.bincount(group, minlength=size), out=offsets[1:])
    lists = pa.ListArray.from_arrays(pa.array(offsets), pa.array(texts, type=pa.string()))
    return pc.binary_join(lists, "; ").to_numpy(zero_copy_only=False)


def _positions(fused: Fused, events: np.ndarray) -> np.ndarray:
    position = np.full(len(fused), -1, dtype=np.int64)
    position[events] = np.arange(len(events))
    return position


def _entries(fused: Fused, outcome: ListOutcome, events: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the rows of a list's readings that are of the events, their event, their reports."""
    position = _positions(fused, events)
    readings = outcome.readings
    rows = np.flatnonzero(position[readings.event] >= 0)
    rows = rows[np.argsort(position[readings.event[rows]], kind="stable")]
    votes = outcome.votes
    standing = np.flatnonzero((votes.state == State.WON) & (position[votes.event] >= 0))
    place = np.full(len(readings), -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    size = int(max(readings.value.max(initial=0), votes.value.max(initial=0))) + 1
    keys = readings.event.astype(np.int64) * size + readings.value
    at = place[np.searchsorted(keys, votes.event[standing].astype(np.int64) * size + votes.value[standing])]
    order = np.argsort(at, kind="stable")
    ids = fused.claims.frame["report"].to_numpy(dtype=object)
    reports = ids[fused.ballot.order[votes.report[standing[order]]]]
    event = fused.claims.event_ids[readings.event[rows]]
    return rows, event, join_by(at[order], reports, len(rows))


def _joined(fused: Fused, outcome: ListOutcome, events: np.ndarray, names: Names) -> np.ndarray:
    position = _positions(fused, events)
    rows = np.flatnonzero(position[outcome.readings.event] >= 0)
    at = position[outcome.readings.event[rows]]
    rows = rows[np.lexsort((outcome.readings.value[rows], -outcome.readings.votes[rows], outcome.located[rows], at))]
    shown = np.array([names.name(code) for code in range(len(names))] + [""], dtype=object)
    texts = shown[outcome.readings.value[rows]]
    return join_by(position[outcome.readings.event[rows]], texts, len(events))


def _actors_text(fused: Fused, events: np.ndarray) -> np.ndarray:
    claims, readings = fused.claims, fused.actors.readings
    position = _positions(fused, events)
    rows = np.flatnonzero(position[readings.event] >= 0)
    rows = rows[np.argsort(position[readings.event[rows]], kind="stable")]
    role, actor = np.divmod(readings.value[rows], max(len(claims.actors), 1))
    codes = combine(role, actor) if len(rows) else rows
    distinct, first, back = np.unique(codes, return_index=True, return_inverse=True)
    texts = [f"{claims.roles[role[at]]}: {claims.actors.name(int(actor[at]))}" for at in first]
    shown = np.array([*texts, ""], dtype=object)[back.reshape(-1)] if len(distinct) else codes.astype(object)
    return join_by(position[readings.event[rows]], shown, len(events))


def _counts_text(fused: Fused, events: np.ndarray) -> np.ndarray:
    position = _positions(fused, events)
    parts: list[tuple[np.ndarray, list[str]]] = []
    for name, (result, _, _) in fused.counts.items():
        rows = np.flatnonzero(position[result.event] >= 0)
        ranges = zip(result.begin_low[rows], result.begin_high[rows], strict=True)
        parts.append((position[result.event[rows]], [f"{name}: {range_text(*each)}" for each in ranges]))
    group = np.concatenate([at for at, _ in parts]) if parts else np.zeros(0, dtype=np.int64)
    texts = np.array([text for _, several in parts for text in several], dtype=object)
    order = np.argsort(group, kind="stable")
    return join_by(group[order], texts[order], len(events))


def _names_text(names: Sequence[str], masks: np.ndarray, size: int) -> np.ndarray:
    """Return for each column of the masks the names of its true rows."""
    patterns, position = (
        np.unique(masks, axis=1, return_inverse=True) if len(names) else (np.zeros((0, 1), dtype=bool), np.zeros(size, int))
    )
    texts = ["; ".join(name for name, on in zip(names, column, strict=True) if on) for column in patterns.T]
    return np.array(texts, dtype=object)[position.reshape(-1)] if size else np.zeros(0, dtype=object)


def _published(fused: Fused, events: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the days of the first and the last report of each event, empty where none has one."""
    claims = fused.claims
    first = np.full(len(fused), OPEN_FUTURE, dtype=np.int64)
    last = np.full(len(fused), OPEN_PAST, dtype=np.int64)
    known = claims.published_from > OPEN_PAST
    np.minimum.at(first, claims.event[known], claims.published_from[known])
    np.maximum.at(last, claims.event[known], claims.published_from[known])
    return (
        by_code(first[events] // 86_400, lambda day: iso_day(day * 86_400)),
        by_code(np.maximum(last[events] // 86_400, -1), lambda day: iso_day(day * 86_400)),
    )


def _precision(places: Names, by: str) -> str:
    """Return how fine a location is: that of the place that gives it, exact where a report does."""
    if by in ("", "report"):
        return "exact" if by else ""
    code = places.find(by)
    return "" if code is None else places.value(code, "precision")


def _degrees(places: Names, code: int) -> tuple[float, float]:
    try:
        return float(places.value(code, "lat")), float(places.value(code, "lon"))
    except ValueError:
        return float("nan"), float("nan")


def spans_of(fused: Fused, events: np.ndarray) -> tuple[Spans, Spans]:
    """Return the dates and the last plans of events."""
    spans = fused.dates.spans
    return spans.take(fused.dates.outcome.value[events]), spans.take(fused.dates.plan[events])
