"""Fused events as rows of one table, in words for people to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kb.fuse.frames import positions
from kb.fuse.groups import combine
from kb.fuse.locate import locate, location_precision
from kb.fuse.properties import OCCURRED, ONGOING
from kb.fuse.texts import (
    by_code,
    by_name,
    coded_texts,
    iso_day,
    iso_days,
    join_by,
    range_text,
)
from kb.model.claims import STATUSES
from kb.model.spans import OPEN_FUTURE, OPEN_PAST, Spans
from kb.model.timespan import Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.fuse.fusion import Fused
    from kb.fuse.lists import ListOutcome
    from kb.model.names import Names

__all__ = ["events_frame", "spans_of"]


def events_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return events as rows, in the order of their codes given."""
    claims, outcome = fused.claims, fused.dates.outcome
    date = outcome.value[events]
    title = claims.event_ids[events].copy()
    titled = fused.title[events] >= 0
    title[titled] = claims.frame["title"].iloc[fused.title[events][titled]]
    spans = fused.dates.spans
    occurred = np.isin(fused.status.value[events], (OCCURRED, ONGOING))
    bounds = np.where(occurred, fused.dates.reported[events], OPEN_FUTURE)
    lat, lon, located_by = locate(fused, events)
    contested = np.zeros((len(fused.contested), len(events)), dtype=bool)
    for row, mask in enumerate(fused.contested.values()):
        contested[row] = mask[events]
    published = _published(fused, events)
    side = fused.side[events]
    columns: dict[str, Any] = {
        "title": title,
        "kind": coded_texts(fused.kind.value[events], [*claims.kind_names, ""]),
        "status": coded_texts(fused.status.value[events], [*STATUSES, ""]),
        "edtf": spans.take(date).edtf,
        "words": by_code(date, lambda code: span.words if (span := spans[code]) else ""),
        "earliest": by_code(date, lambda code: iso_day(int(spans.earliest[code]))),
        "latest": by_code(date, lambda code: iso_day(int(spans.latest[code]))),
        "precision": by_code(date, lambda code: Precision(int(spans.precision[code])).name.lower()),
        "approximate": np.append(spans.approximate, False)[date],
        "uncertain": np.append(spans.uncertain, False)[date],
        "plan": spans.take(fused.dates.plan[events]).edtf,
        "not_after": iso_days(bounds),
        "places": _joined(fused, fused.places, events, claims.places),
        "actors": _actors_text(fused, events),
        "counts": _counts_text(fused, events),
        "lat": lat,
        "lon": lon,
        "located_by": located_by,
        "location_precision": by_name(located_by, lambda by: location_precision(claims.places, by)),
        "n_reports": fused.reports[events],
        "n_roots": fused.roots[events],
        "contested": contested.any(axis=0),
        "contested_properties": _names_text(list(fused.contested), contested, len(events)),
        "denied": fused.denied[events],
        "one_sided": side >= 0,
        "side": coded_texts(side, [*claims.roots.side_names, ""]),
        "withdrawn": fused.withdrawn[events],
        "first_published": published[0],
        "last_published": published[1],
    }
    index = pd.Index(claims.event_ids[events], dtype=str, name="event")
    for name, column in columns.items():
        if isinstance(column, pd.Series):
            columns[name] = column.array
        elif column.dtype.kind == "O":
            columns[name] = pd.array(column, dtype="str")
    return pd.DataFrame(columns, index=index)


def spans_of(fused: Fused, events: np.ndarray) -> tuple[Spans, Spans]:
    """Return the dates and the last plans of events."""
    spans = fused.dates.spans
    return spans.take(fused.dates.outcome.value[events]), spans.take(fused.dates.plan[events])


def _joined(fused: Fused, outcome: ListOutcome, events: np.ndarray, names: Names) -> pd.Series:
    position = positions(fused, events)
    rows = np.flatnonzero(position[outcome.readings.event] >= 0)
    at = position[outcome.readings.event[rows]]
    rows = rows[
        np.lexsort(
            (outcome.readings.value[rows], -outcome.readings.votes[rows], outcome.located[rows], at)
        )
    ]
    shown = [names.name(code) for code in range(len(names))]
    texts = coded_texts(outcome.readings.value[rows], [*shown, ""])
    return join_by(position[outcome.readings.event[rows]], texts, len(events))


def _actors_text(fused: Fused, events: np.ndarray) -> pd.Series:
    claims, readings = fused.claims, fused.actors.readings
    position = positions(fused, events)
    rows = np.flatnonzero(position[readings.event] >= 0)
    rows = rows[np.argsort(position[readings.event[rows]], kind="stable")]
    role, actor = np.divmod(readings.value[rows], max(len(claims.actors), 1))
    codes = combine(role, actor) if len(rows) else rows
    _, first, back = np.unique(codes, return_index=True, return_inverse=True)
    texts = [f"{claims.roles[role[at]]}: {claims.actors.name(int(actor[at]))}" for at in first]
    shown = coded_texts(back.reshape(-1), texts)
    return join_by(position[readings.event[rows]], shown, len(events))


def _counts_text(fused: Fused, events: np.ndarray) -> pd.Series:
    position = positions(fused, events)
    parts: list[tuple[np.ndarray, list[str]]] = []
    for name, counted in fused.counts.items():
        result = counted.ranges
        rows = np.flatnonzero(position[result.event] >= 0)
        bounds = (result.begin_low[rows], result.begin_high[rows], counted.about[rows])
        ranges = zip(*bounds, strict=True)
        parts.append(
            (position[result.event[rows]], [f"{name}: {range_text(*each)}" for each in ranges])
        )
    group = np.concatenate([at for at, _ in parts]) if parts else np.zeros(0, dtype=np.int64)
    texts = np.array([text for _, several in parts for text in several], dtype=object)
    order = np.argsort(group, kind="stable")
    return join_by(group[order], texts[order], len(events))


def _names_text(names: Sequence[str], masks: np.ndarray, size: int) -> np.ndarray:
    """Return for each column of the masks the names of its true rows."""
    patterns, position = (
        np.unique(masks, axis=1, return_inverse=True)
        if len(names)
        else (np.zeros((0, 1), dtype=bool), np.zeros(size, int))
    )
    texts = [
        "; ".join(name for name, on in zip(names, column, strict=True) if on)
        for column in patterns.T
    ]
    return (
        np.array(texts, dtype=object)[position.reshape(-1)] if size else np.zeros(0, dtype=object)
    )


def _published(fused: Fused, events: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the days of the first and the last report of each event, empty where none has one."""
    claims = fused.claims
    first = np.full(len(fused), OPEN_FUTURE, dtype=np.int64)
    last = np.full(len(fused), OPEN_PAST, dtype=np.int64)
    known = (claims.published_from > OPEN_PAST) & (positions(fused, events)[claims.event] >= 0)
    np.minimum.at(first, claims.event[known], claims.published_from[known])
    np.maximum.at(last, claims.event[known], claims.published_from[known])
    return iso_days(first[events]), iso_days(last[events])
