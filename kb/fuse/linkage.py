"""Which events are one: what reports say with `same as`, unless somebody says `not`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from kb.model.claims import ASSERTS, Claims

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["Pair", "link_events", "merged_ids", "relation_pairs", "reported_pairs"]

#: An event, and the one that a report says it is the same as, or is not.
Pair = tuple[str, str]


def link_events(claims: Claims) -> Claims:
    """Return the claims with merged events under one id; nothing is rewritten in the reports.

    Events that `same as` joins go by the id that is only ever pointed at, else by the first in
    the alphabet. A `not` between two events takes their `same as` back.
    """
    same = list(relation_pairs(claims, "same as"))
    if not same:
        return claims
    code = {str(name): number for number, name in enumerate(claims.event_ids)}
    heads = merged_ids(same, relation_pairs(claims, "not"), code)
    if not heads:
        return claims
    becomes = np.arange(len(claims.event_ids))
    for name, head in heads.items():
        becomes[code[name]] = code[head]
    kept, event = np.unique(becomes[claims.event], return_inverse=True)
    merged = dict(zip(claims.event_ids, claims.event_ids[becomes], strict=True))
    meant = [merged.get(name, name) for name in claims.targets]
    targets = sorted(set(meant))
    at = {name: number for number, name in enumerate(targets)}
    value = np.array([at[name] for name in meant], dtype=np.int32)
    return replace(
        claims,
        event=event.astype(np.int32),
        event_ids=claims.event_ids[kept],
        relation=replace(claims.relation, value=value[claims.relation.value]),
        targets=targets,
    )


def merged_ids(
    same: Iterable[Pair], refused: Iterable[Pair], known: Collection[str]
) -> dict[str, str]:
    """Return the id that each merged event goes by; events that are merged with none are left out.

    Examples
    --------
    >>> same = [("raid-2", "raid"), ("raid-3", "raid")]
    >>> merged_ids(same, [("raid", "raid-3")], {"raid", "raid-2", "raid-3"})
    {'raid': 'raid', 'raid-2': 'raid'}
    """
    taken_back = {frozenset(pair) for pair in refused}
    joined = {
        pair
        for pair in same
        if frozenset(pair) not in taken_back and pair[0] in known and pair[1] in known
    }
    pointing = {one for one, _ in joined}
    heads: dict[str, str] = {}
    for group in nx.connected_components(nx.Graph(list(joined))):
        head = (sorted(group - pointing) or sorted(group))[0]
        heads |= dict.fromkeys(sorted(group), head)
    return heads


def relation_pairs(claims: Claims, relation: str) -> list[Pair]:
    """Return the pairs of different events that reports assert to be so related."""
    return [pair for _, pair in reported_pairs(claims, relation)]


def reported_pairs(claims: Claims, relation: str) -> list[tuple[int, Pair]]:
    """Return the same, each with the position of the report that says so."""
    if relation not in claims.relation_names:
        return []
    links = claims.relation.take(claims.relation.role == claims.relation_names.index(relation))
    links = links.take(claims.stance[links.report] == ASSERTS)
    events = claims.event_ids[claims.event[links.report]]
    pairs = zip(links.report.tolist(), events, links.value.tolist(), strict=True)
    found = ((report, (str(one), claims.targets[code])) for report, one, code in pairs)
    return [(report, pair) for report, pair in found if pair[0] != pair[1]]
