"""Every reading of every property: who holds it, in which reports, what became of it and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kb.fuse.deciding import IMPOSSIBLE, LEFT, decided_by
from kb.fuse.groups import combine
from kb.fuse.texts import by_code, iso_days, join_by, range_text
from kb.fuse.votes import State, Votes
from kb.model.claims import DENIES, DOUBTS, RETRACTS, STANCES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kb.fuse.fusion import Fused


__all__ = ["CLAIM_COLUMNS", "claims_frame", "disputed"]

CLAIM_COLUMNS = (
    "event",
    "property",
    "reading",
    "root",
    "root_name",
    "reports",
    "published",
    "state",
    "rule",
)

#: Why a reading that stands won or lost, by property; the rules are those of docs/data.md.
_RULES = {
    "status": "the latest day decides, votes within it",
    "kind": "a broader kind supports a narrower one; most votes",
    "date": "the agreeing readings with the most votes, narrowed to what they share",
    "coordinates": "most votes; points within 5 km agree",
    "places": "entries unite",
    "actors": "entries unite",
    "relations": "entries unite",
}
_COUNTS = "the overlapping ranges with the most votes, narrowed to what they share"
#: What settled equal votes, by the words of `kb.fuse.deciding`.
_TIES = {
    IMPOSSIBLE: "somebody had reported it before",
    LEFT: "the rest begins after somebody had reported it",
    "more": "equal votes; the set of more readings, narrowed to what they share",
    "latest": "equal votes; what was reported last",
    "earlier": "equal votes, none reported later; the earlier date",
    "smaller": "equal votes, none reported later; the smaller number",
    "narrower": "equal votes; the narrower kind",
    "alphabet": "equal votes, none reported later; the first in the alphabet",
    "south": "equal votes, none reported later; the southernmost point",
    "first status": "equal votes, none reported later; the first of the list of statuses",
}
_OTHERWISE = {
    "superseded": "its root said otherwise later",
    "withdrawn": "its root took it back",
    "denies": "a denial casts no vote",
    "doubts": "a doubt casts no vote",
    "unclear": "its stance is none that is known, so it casts no vote",
    "history": "it belongs to an earlier status",
}


def claims_frame(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return the readings of events, one row for each root that holds one, in one state.

    Columns are `CLAIM_COLUMNS`; `reports` are ids with `; ` between, `published` is the day of
    the earliest of them.
    """
    chosen = np.zeros(len(fused), dtype=bool)
    chosen[events] = True
    position = np.full(len(fused), -1, dtype=np.int64)
    position[events] = np.arange(len(events))
    parts = [
        _property_frame(fused, order, name, votes, text, chosen)
        for order, (name, votes, text) in enumerate(_properties(fused))
    ]
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in CLAIM_COLUMNS})
    frame = pd.concat(parts, ignore_index=True)
    order = np.lexsort(
        (
            _rank(frame["root"]),
            _rank(frame["reading"]),
            frame["_state"],
            frame["_order"],
            position[frame["_event"]],
        )
    )
    frame = frame.iloc[order].reset_index(drop=True)
    return frame.assign(rule=_rules(frame))[list(CLAIM_COLUMNS)].astype("str")


def disputed(fused: Fused, events: np.ndarray) -> np.ndarray:
    """Tell of which events some reading did neither win nor agree with what won."""
    found = np.zeros(len(fused), dtype=bool)
    for _, votes, _ in _properties(fused):
        found[votes.event[(votes.state != State.WON) & (votes.state != State.AGREES)]] = True
    return found[events]


def _properties(fused: Fused) -> Iterator[tuple[str, Votes, Callable[[int], str]]]:
    """Yield each property's name, its votes, and how a value of it is written."""
    claims = fused.claims
    spans = fused.dates.spans
    yield "status", fused.status.votes, lambda code: STATUSES[code]
    yield "date", fused.dates.outcome.votes, lambda code: str(spans.edtf[code])
    yield "kind", fused.kind.votes, lambda code: claims.kind_names[code]
    yield "places", fused.places.votes, lambda code: claims.places.ids[code]
    size = max(len(claims.actors), 1)
    yield (
        "actors",
        fused.actors.votes,
        lambda code: f"{claims.roles[code // size]}: {claims.actors.ids[code % size]}",
    )
    yield (
        "coordinates",
        fused.coordinates.votes,
        lambda code: "{:g}, {:g}".format(*fused.points[code]),
    )
    for name, counted in fused.counts.items():
        yield name, counted.outcome.votes, _range_texts(counted.values)
    size_of = max(len(claims.targets), 1)
    yield (
        "relations",
        fused.relations.votes,
        lambda code: f"{claims.relation_names[code // size_of]}: {claims.targets[code % size_of]}",
    )
    yield "event", _whole(fused), lambda code: f"{STANCES[code]} the event"


def _range_texts(values: np.ndarray) -> Callable[[int], str]:
    return lambda code: range_text(*values[code])


def _whole(fused: Fused) -> Votes:
    """Return the reports that deny, doubt or retract an event as a whole."""
    ballot = fused.ballot
    report = np.flatnonzero(np.isin(ballot.stance, (DOUBTS, DENIES, RETRACTS)) & ballot.blank)
    stance = ballot.stance[report]
    state = np.array([State.NONE, State.DOUBTS, State.DENIES, State.WITHDRAWN], dtype=np.int8)[
        stance
    ]
    event, root, when = ballot.event[report], ballot.root[report], ballot.when[report]
    return Votes(report, event, root, stance.astype(np.int64), when, state)


def _property_frame(
    fused: Fused,
    order: int,
    name: str,
    votes: Votes,
    text: Callable[[int], str],
    chosen: np.ndarray,
) -> pd.DataFrame:
    rows = np.flatnonzero(chosen[votes.event])
    if not len(rows):
        return pd.DataFrame()
    keys = (votes.event[rows], votes.root[rows], votes.value[rows], votes.state[rows])
    groups, group = np.unique(combine(*keys), return_inverse=True)
    by = np.argsort(group.reshape(-1), kind="stable")
    group, rows = group.reshape(-1)[by], rows[by]
    first = rows[np.searchsorted(group, np.arange(len(groups)))]
    reports = fused.claims.frame["report"].iloc[fused.ballot.order[votes.report[rows]]]
    since = fused.ballot.when[votes.report[first]]
    roots = fused.claims.roots
    return pd.DataFrame(
        {
            "event": fused.claims.event_ids[votes.event[first]],
            "property": name,
            "reading": by_code(votes.value[first], text),
            "root": np.array(roots.ids, dtype=object)[votes.root[first]],
            "root_name": np.array(roots.names, dtype=object)[votes.root[first]],
            "reports": join_by(group, reports, len(groups)),
            "published": iso_days(since),
            "state": np.array(State.NAMES, dtype=object)[votes.state[first]],
            "_state": votes.state[first],
            "_order": order,
            "_event": votes.event[first],
            "_by": _decided(fused, name, votes, first, chosen),
        }
    )


def _decided(
    fused: Fused, name: str, votes: Votes, rows: np.ndarray, chosen: np.ndarray
) -> np.ndarray:
    """Return what settled equal votes for each of some claims, in a word; empty for nothing."""
    readings, words = decided_by(fused, name, votes, chosen)
    at = readings.find(votes.event[rows], votes.value[rows])
    return np.append(words, "")[at]


def _rank(texts: pd.Series) -> np.ndarray:
    """Return the place of each text in the alphabet: numbers sort in a fraction of the time."""
    return pd.factorize(texts, sort=True)[0]


def _rules(frame: pd.DataFrame) -> np.ndarray:
    property_of = combine(frame["_event"].to_numpy(), frame["_order"].to_numpy())
    readings = pd.Series(_rank(frame["reading"])).groupby(property_of).transform("nunique")
    cases = frame[["state", "property"]].assign(by=frame["_by"], alone=readings == 1)
    case = cases.groupby(list(cases), sort=False).ngroup()
    rules = [_rule(*each) for each in cases.drop_duplicates().itertuples(index=False)]
    return np.array(rules, dtype=object)[case]


def _rule(state: str, name: str, by: str, alone: bool) -> str:
    if state in _OTHERWISE:
        return _OTHERWISE[state]
    if by:
        return _TIES[by]
    return "the only reading" if alone and state == "won" else _RULES.get(name, _COUNTS)
