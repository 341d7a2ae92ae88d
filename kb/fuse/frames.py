"""What hangs on fused events as tables: places, actors, counts, relations, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kb.fuse.texts import coded_texts, join_by
from kb.fuse.votes import State

if TYPE_CHECKING:
    from kb.fuse.fusion import Fused
    from kb.fuse.lists import ListOutcome

__all__ = [
    "actors_frame",
    "counts_frame",
    "places_frame",
    "positions",
    "relations_frame",
    "reports_frame",
]


def places_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return which events happened where: event, place, n_roots, located_only, reports."""
    rows, event, reports = _entries(fused, fused.places, events)
    outcome = fused.places
    place = coded_texts(outcome.readings.value[rows], [*fused.claims.places.ids, ""])
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
            "role": coded_texts(role, [*claims.roles, ""]),
            "actor": coded_texts(actor, [*claims.actors.ids, ""]),
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
            "relation": coded_texts(relation, [*claims.relation_names, ""]),
            "target": coded_texts(target, [*claims.targets, ""]),
            "n_roots": fused.relations.readings.votes[rows],
            "reports": reports,
        }
    ).astype({"event": "str", "relation": "str", "target": "str", "reports": "str"})


def counts_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return what was counted: event, count, low, high (both inclusive), about, n_roots.

    `about` tells that the middle of the range is what was said, approximately.
    """
    position = positions(fused, events)
    parts = []
    for name, counted in fused.counts.items():
        result = counted.ranges
        rows = np.flatnonzero(position[result.event] >= 0)
        parts.append(
            pd.DataFrame(
                {
                    "event": fused.claims.event_ids[result.event[rows]],
                    "count": name,
                    "low": result.begin_low[rows],
                    "high": result.begin_high[rows],
                    "about": counted.about[rows],
                    "n_roots": result.votes[rows],
                }
            )
        )
    columns = {
        "event": "str",
        "count": "str",
        "low": "float64",
        "high": "float64",
        "about": "bool",
        "n_roots": "int64",
    }
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})
    return pd.concat(parts, ignore_index=True).astype(columns)


def reports_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return all reports of the events in the order of the file, with their root and date."""
    claims = fused.claims
    rows = np.flatnonzero(positions(fused, events)[claims.event] >= 0)
    spans = claims.spans
    frame = claims.frame if len(rows) == len(claims.frame) else claims.frame.iloc[rows]
    return (
        frame.assign(
            event=claims.event_ids[claims.event[rows]],
            row=claims.rows[rows],
            root=coded_texts(claims.root[rows], claims.roots.ids).array,
            root_name=coded_texts(claims.root[rows], claims.roots.names).array,
            edtf=spans.take(claims.date[rows]).edtf,
        )
        .astype({"event": "str", "root": "str", "root_name": "str", "edtf": "str"})
        .reset_index(drop=True)
    )


def _entries(
    fused: Fused, outcome: ListOutcome, events: np.ndarray
) -> tuple[np.ndarray, np.ndarray, pd.Series]:
    """Return the rows of a list's readings that are of the events, their event, their reports."""
    position = positions(fused, events)
    readings = outcome.readings
    rows = np.flatnonzero(position[readings.event] >= 0)
    rows = rows[np.argsort(position[readings.event[rows]], kind="stable")]
    votes = outcome.votes
    standing = np.flatnonzero((votes.state == State.WON) & (position[votes.event] >= 0))
    place = np.full(len(readings), -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    size = int(max(readings.value.max(initial=0), votes.value.max(initial=0))) + 1
    keys = readings.event.astype(np.int64) * size + readings.value
    at = place[
        np.searchsorted(keys, votes.event[standing].astype(np.int64) * size + votes.value[standing])
    ]
    order = np.argsort(at, kind="stable")
    chosen = fused.ballot.order[votes.report[standing[order]]]
    reports = fused.claims.frame["report"].iloc[chosen]
    event = fused.claims.event_ids[readings.event[rows]]
    return rows, event, join_by(at[order], reports, len(rows))


def positions(fused: Fused, events: np.ndarray) -> np.ndarray:
    """Return where each event of the claims stands among those chosen, -1 where it does not."""
    position = np.full(len(fused), -1, dtype=np.int64)
    position[events] = np.arange(len(events))
    return position
