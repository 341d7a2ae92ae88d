"""Claims to facts: every event's values, with the votes kept.

The rules are those of docs/data.md; each lives in the module of its property.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kb.fuse.ballot import Ballot
from kb.fuse.dates import Dates, fuse_dates
from kb.fuse.linkage import link_events
from kb.fuse.lists import ListOutcome, fuse_actors, fuse_places, fuse_relations
from kb.fuse.properties import (
    Counted,
    Outcome,
    fuse_coordinates,
    fuse_counts,
    fuse_kind,
    fuse_status,
    unstated_status,
)
from kb.model.claims import ASSERTS, DENIES, Claims
from kb.model.spans import OPEN_FUTURE, OPEN_PAST

__all__ = ["Fused", "fuse"]


@dataclass(frozen=True)
class Fused:
    """All that the reports tell of n events, in columns by event code.

    `title` is the position in the claims of the report whose title shows, -1 for none. `roots`
    counts those who vote. `side` is the code of the one side that all of them are of, -1 where
    they are not. `denials` are positions in the ballot. `unlinked` are the claims as they were
    before events were merged, in the same order; `lang` is the language of the reader.
    """

    claims: Claims
    ballot: Ballot
    status: Outcome
    kind: Outcome
    dates: Dates
    coordinates: Outcome
    points: np.ndarray
    counts: dict[str, Counted]
    places: ListOutcome
    actors: ListOutcome
    relations: ListOutcome
    title: np.ndarray
    reports: np.ndarray
    roots: np.ndarray
    side: np.ndarray
    denials: np.ndarray
    denied: np.ndarray
    withdrawn: np.ndarray
    contested: dict[str, np.ndarray]
    unlinked: Claims
    lang: str

    def __len__(self) -> int:
        return len(self.claims.event_ids)


def fuse(claims: Claims, *, lang: str = "en") -> Fused:
    """Fuse claims into events.

    Parameters
    ----------
    claims
        What the reports say.
    lang
        The reader's language, in which titles show where there is one.
    """
    unlinked, claims = claims, link_events(claims)
    ballot = Ballot.of(claims)
    status = fuse_status(ballot, unstated_status(ballot))
    dates = fuse_dates(ballot, status.value)
    kind = fuse_kind(ballot)
    coordinates, points = fuse_coordinates(ballot)
    counts = fuse_counts(ballot, ballot.links(claims.count))
    places, actors = fuse_places(ballot), fuse_actors(ballot)
    denied = _events(ballot, ballot.denials)
    contested = {
        "kind": kind.contested,
        "status": status.contested,
        "date": dates.outcome.contested,
        "places": places.contested,
        "agent": actors.contested,
        "coordinates": coordinates.contested,
        **{name: each.outcome.contested for name, each in counts.items()},
        "event": denied,
    }
    roots, side = _sides(ballot)
    return Fused(
        claims,
        ballot,
        status,
        kind,
        dates,
        coordinates,
        points,
        counts,
        places,
        actors,
        fuse_relations(ballot),
        _titles(ballot, status.value, lang),
        np.bincount(ballot.event, minlength=ballot.n_events),
        roots,
        side,
        ballot.denials,
        _events(ballot, ballot.denials[ballot.stance[ballot.denials] == DENIES]),
        _withdrawn(ballot),
        {name: mask for name, mask in contested.items() if mask.any()},
        unlinked,
        lang,
    )


def _events(ballot: Ballot, positions: np.ndarray) -> np.ndarray:
    mask = np.zeros(ballot.n_events, dtype=bool)
    mask[ballot.event[positions]] = True
    return mask


def _withdrawn(ballot: Ballot) -> np.ndarray:
    """Tell of which events every report that asserted them has been taken back."""
    asserted = _events(ballot, np.flatnonzero(ballot.stance == ASSERTS))
    return asserted & ~_events(ballot, np.flatnonzero(ballot.live))


def _sides(ballot: Ballot) -> tuple[np.ndarray, np.ndarray]:
    """Return how many roots speak for each event, and the one side that all are of, else -1."""
    live = np.flatnonzero(ballot.live)
    event, root = ballot.event[live], ballot.root[live]
    first = np.ones(len(live), dtype=bool)
    first[1:] = (event[1:] != event[:-1]) | (root[1:] != root[:-1])
    event, root = event[first], root[first]
    count = np.bincount(event, minlength=ballot.n_events)
    names = ballot.claims.roots.side_names
    sides = ballot.claims.roots.sides[root].astype(np.int64)
    if "neither" in names:
        sides = np.where(sides == names.index("neither"), -1, sides)
    low = np.full(ballot.n_events, len(names), dtype=np.int64)
    high = np.full(ballot.n_events, -1, dtype=np.int64)
    np.minimum.at(low, event, sides)
    np.maximum.at(high, event, sides)
    return count, np.where(low == high, low, -1)


def _titles(ballot: Ballot, status: np.ndarray, lang: str) -> np.ndarray:
    """Return whose title shows: of the reports that assert the event, those of its status.

    Of these the ones in the reader's language, and of these the earliest.
    """
    frame = ballot.claims.frame
    rows = np.flatnonzero(ballot.column((frame["title"].str.strip() != "").to_numpy()))
    foreign = ~ballot.column(frame["lang"].isin(["", lang]).to_numpy())
    own = ballot.column(ballot.claims.status)
    other = (own >= 0) & (own != status[ballot.event])
    when = np.where(ballot.when == OPEN_PAST, OPEN_FUTURE, ballot.when)
    keys = (rows, when[rows], foreign[rows], other[rows], ~ballot.live[rows], ballot.event[rows])
    order = rows[np.lexsort(keys)]
    title = np.full(ballot.n_events, -1, dtype=np.int64)
    title[ballot.event[order[::-1]]] = ballot.order[order[::-1]]
    return title
