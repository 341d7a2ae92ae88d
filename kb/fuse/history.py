"""What was known of each event, and since when: its fused row after every day on which it changed.

`as_of` fuses a knowledge base anew for one day. Here all days are fused at once: each prefix of
an event's reports, in the order of their publication, counts as an event of its own, and all
prefixes go through one fusion. An event whose reports are all in is not fused again.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from kb.fuse.events import events_frame, spans_of
from kb.fuse.fusion import Fused, fuse
from kb.fuse.linkage import merged_ids, relation_pairs, reported_pairs
from kb.fuse.texts import by_code, iso_day
from kb.model.spans import OPEN_FUTURE, Spans
from kb.model.tables import History, Tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kb.model.claims import Claims, Links

__all__ = [
    "Prefix",
    "as_events",
    "batches",
    "event_history",
    "history",
    "known_since",
    "prefixes_of",
]

_DAY = 86_400

#: So many reports, counted once for each prefix that they are in, are fused at a time.
_BATCH = 400_000

#: The columns of the reports that fusing reads.
_READ = ["report", "title", "lang"]


class Prefix(NamedTuple):
    """The reports of one event up to a day: positions in the claims, ascending.

    There are none where the event went by another id from that day on.
    """

    event: str
    day: int
    reports: np.ndarray


def history(tables: Tables) -> tuple[pd.DataFrame, Spans]:
    """Return the states of the events of a selection, each with its time span.

    Tables that were not fused from reports have one state for each event, on the day of its first
    report.

    Examples
    --------
    >>> import kb
    >>> row = {"event": "vote", "title": "Vote", "status": "planned", "published": "2022-09-01"}
    >>> later = row | {"status": "cancelled", "published": "2022-09-05"}
    >>> states, spans = history(kb.read_events(pd.DataFrame([row, later])).tables)
    >>> states[["event", "day", "status"]].to_numpy().tolist()
    [['vote', '2022-09-01', 'planned'], ['vote', '2022-09-05', 'cancelled']]
    """
    known = tables.history
    if known is not None:
        return known.states, known.spans
    rows = np.flatnonzero((tables.events["first_published"] != "").to_numpy())
    states = tables.events.iloc[rows].reset_index()
    states.insert(1, "day", states["first_published"].str[:10])
    states.insert(2, "known", True)
    return states, tables.spans.take(rows)


def event_history(fused: Fused, events: np.ndarray) -> History:
    """Return every state of the events of these codes; see `kb.model.tables.History`."""
    alone, complete, together = prefixes_of(fused, events)
    codes = _codes(fused, alone.event)
    parts = [
        _rows(fused, codes[complete], alone.day[complete]),
        *_fused_anew(fused, alone.some(~complete)),
        *_fused_anew(fused, iter(prefix for prefix in together if len(prefix.reports))),
    ]
    states = pd.concat([frame for frame, _ in parts], ignore_index=True)
    spans = Spans.concatenate([spans for _, spans in parts])
    gone = [prefix for prefix in together if not len(prefix.reports)]
    return _in_order(fused, events, *_with_gone(states, spans, gone))


def prefixes_of(fused: Fused, events: np.ndarray) -> tuple[_Prefixes, np.ndarray, list[Prefix]]:
    """Return the prefixes of events never merged, which of these are whole, and those of others."""
    claims = fused.unlinked
    chosen = np.zeros(len(fused), dtype=bool)
    chosen[events] = True
    reports = np.flatnonzero(chosen[fused.claims.event] & (claims.published_to < OPEN_FUTURE))
    merging = _merging(claims)
    apart = merging[claims.event[reports]] < 0
    together = list(_merged_prefixes(claims, reports[~apart], merging))
    alone = _Prefixes(claims, reports[apart])
    complete = alone.lengths == fused.reports[_codes(fused, alone.event)]
    return alone, complete, together


def known_since(fused: Fused, events: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return since which day each event is known, and whether it then was what it is now.

    The days are ISO; empty where no report has a day. It was the same where all its reports came
    out on that day and it was never merged.
    """
    claims = fused.claims
    day = np.where(claims.published_to < OPEN_FUTURE, claims.published_to, -_DAY) // _DAY
    first = np.full(len(fused), np.iinfo(np.int64).max)
    np.minimum.at(first, claims.event[day >= 0], day[day >= 0])
    same = np.ones(len(fused), dtype=bool)
    same[claims.event[day != first[claims.event]]] = False
    same[claims.event[_merging(fused.unlinked)[fused.unlinked.event] >= 0]] = False
    known = first < np.iinfo(np.int64).max
    days = by_code(np.where(known, first, -1)[events], lambda each: iso_day(each * _DAY))
    return days, (same & known)[events]


class _Prefixes:
    """The prefixes of events that are merged with none: one for each event and day."""

    def __init__(self, claims: Claims, reports: np.ndarray) -> None:
        day = claims.published_to[reports] // _DAY
        order = np.lexsort((reports, day, claims.event[reports]))
        self.claims = claims
        self.reports = reports[order]
        event, day = claims.event[self.reports], day[order]
        last = np.ones(len(order), dtype=bool)
        last[:-1] = (event[1:] != event[:-1]) | (day[1:] != day[:-1])
        self.ends = np.flatnonzero(last) + 1
        self.event, self.day = event[last], day[last]
        self.starts = np.searchsorted(event, self.event)
        self.lengths = self.ends - self.starts

    def some(self, wanted: np.ndarray) -> Iterator[Prefix]:
        """Yield the prefixes that a mask chooses."""
        for at in np.flatnonzero(wanted).tolist():
            reports = np.sort(self.reports[self.starts[at] : self.ends[at]])
            yield Prefix(str(self.claims.event_ids[self.event[at]]), int(self.day[at]), reports)


def _codes(fused: Fused, event: np.ndarray) -> np.ndarray:
    """Return the codes that events have after merging; none of these is merged."""
    becomes = np.zeros(len(fused.unlinked.event_ids), dtype=np.int64)
    becomes[fused.unlinked.event] = fused.claims.event
    return becomes[event]


def _merging(claims: Claims) -> np.ndarray:
    """Return the group that each event may at some time be merged in, -1 for none."""
    group = np.full(len(claims.event_ids), -1, dtype=np.int64)
    pairs = relation_pairs(claims, "same as")
    code = {str(name): at for at, name in enumerate(claims.event_ids)} if pairs else {}
    same = [pair for pair in pairs if pair[1] in code]
    for number, joined in enumerate(nx.connected_components(nx.Graph(same))):
        group[[code[name] for name in joined]] = number
    return group


def _merged_prefixes(claims: Claims, reports: np.ndarray, group: np.ndarray) -> Iterator[Prefix]:
    """Yield the prefixes of events that are or were merged, as they were merged on each day."""
    said = {word: reported_pairs(claims, word) for word in ("same as", "not")}
    by_group = sorted(reports.tolist(), key=lambda report: (group[claims.event[report]], report))
    for _, several in groupby(by_group, key=lambda report: group[claims.event[report]]):
        own = np.array(list(several), dtype=np.int64)
        day = claims.published_to[own] // _DAY
        pairs = {
            word: [
                each
                for each in found
                if group[claims.event[each[0]]] == group[claims.event[own[0]]]
            ]
            for word, found in said.items()
        }
        before: dict[str, np.ndarray] = {}
        for now in np.unique(day).tolist():
            known = own[day <= now]
            state = _by_event(claims, known, pairs)
            for event in sorted(before.keys() | state.keys()):
                after = state.get(event, known[:0])
                if not np.array_equal(after, before.get(event, known[:0])):
                    yield Prefix(event, now, after)
            before = state


def _by_event(claims: Claims, reports: np.ndarray, pairs: dict[str, list]) -> dict[str, np.ndarray]:
    """Return the reports of each event, merged by what these reports say."""
    present = set(reports.tolist())
    same, refused = (
        [pair for report, pair in pairs[word] if report in present] for word in ("same as", "not")
    )
    ids = claims.event_ids[claims.event[reports]]
    heads = merged_ids(same, refused, {str(name) for name in ids})
    events = np.array([heads.get(str(name), str(name)) for name in ids], dtype=object)
    return {event: reports[events == event] for event in dict.fromkeys(events.tolist())}


def _fused_anew(fused: Fused, prefixes: Iterator[Prefix]) -> Iterator[tuple[pd.DataFrame, Spans]]:
    """Yield the states of prefixes, many at a time."""
    for batch in batches(prefixes):
        yield _fuse_prefixes(fused, batch)


def batches(prefixes: Iterable[Prefix]) -> Iterator[list[Prefix]]:
    """Yield prefixes in lists that are fused at a time."""
    batch: list[Prefix] = []
    size = 0
    for prefix in prefixes:
        if batch and size + len(prefix.reports) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(prefix)
        size += len(prefix.reports)
    if batch:
        yield batch


def _fuse_prefixes(fused: Fused, prefixes: list[Prefix]) -> tuple[pd.DataFrame, Spans]:
    found = fuse(as_events(fused.unlinked, prefixes), lang=fused.lang)
    days = np.array([prefix.day for prefix in prefixes], dtype=np.int64)
    return _rows(found, np.arange(len(prefixes)), days)


def as_events(claims: Claims, prefixes: Sequence[Prefix]) -> Claims:
    """Return claims in which each prefix is an event; they name no targets, so none are merged."""
    lengths = np.array([len(prefix.reports) for prefix in prefixes], dtype=np.int64)
    reports = np.concatenate([prefix.reports for prefix in prefixes])
    columns = {
        name: getattr(claims, name)[reports]
        for name in (
            *("rows", "root", "source", "relay", "stance", "published_from", "published_to"),
            *("kind", "status", "date", "said", "lat", "lon"),
        )
    }
    links: dict[str, Any] = {
        name: _repeated(getattr(claims, name), reports, len(claims))
        for name in ("place", "actor", "count", "relation")
    }
    return replace(
        claims,
        frame=claims.frame[_READ].iloc[reports].reset_index(drop=True),
        event=np.repeat(np.arange(len(prefixes), dtype=np.int32), lengths),
        event_ids=np.array([prefix.event for prefix in prefixes], dtype=claims.event_ids.dtype),
        targets=[""] * len(claims.targets),
        **columns,
        **links,
    )


def _repeated(links: Links, reports: np.ndarray, size: int) -> Links:
    """Return the links of reports, of which each may come several times."""
    starts = np.searchsorted(links.report, np.arange(size + 1))
    counts = np.diff(starts)[reports]
    offset = np.cumsum(counts) - counts
    rows = np.arange(counts.sum()) + np.repeat(starts[reports] - offset, counts)
    return replace(links.take(rows), report=np.repeat(np.arange(len(reports)), counts))


def _rows(fused: Fused, codes: np.ndarray, days: np.ndarray) -> tuple[pd.DataFrame, Spans]:
    """Return the rows of events as states of these days."""
    frame = events_frame(fused, codes).reset_index()
    frame.insert(1, "day", pd.Series(by_code(days, lambda day: iso_day(day * _DAY)), dtype="str"))
    frame.insert(2, "known", True)
    return frame, spans_of(fused, codes)[0]


def _with_gone(
    states: pd.DataFrame, spans: Spans, gone: list[Prefix]
) -> tuple[pd.DataFrame, Spans]:
    """Add a row for each event that went by another id: its last one, not known any more."""
    rows = []
    for event, day, _ in gone:
        own = states[(states["event"] == event) & (states["day"] <= iso_day(day * _DAY))]
        rows.append(own["day"].idxmax())
    lost = states.loc[rows].assign(known=False)
    lost["day"] = pd.Series([iso_day(each.day * _DAY) for each in gone], index=rows, dtype="str")
    both = pd.concat([states, lost], ignore_index=True) if rows else states
    return both, spans.take([*range(len(states)), *rows]) if rows else spans


def _in_order(fused: Fused, events: np.ndarray, states: pd.DataFrame, spans: Spans) -> History:
    """Put states in the order of the events, those of other ids last, and each's by day."""
    place = pd.Index(fused.claims.event_ids[events]).get_indexer(pd.Index(states["event"]))
    place = np.where(place < 0, len(events), place)
    day, event = (pd.factorize(states[name], sort=True)[0] for name in ("day", "event"))
    order = np.lexsort([day, event, place])
    return History(states.iloc[order].reset_index(drop=True), spans.take(order))
