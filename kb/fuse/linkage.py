"""Which events are one: what reports say with `same as`, unless somebody says `not`."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np

from kb.model.claims import ASSERTS, Claims

__all__ = ["link_events"]


def link_events(claims: Claims) -> Claims:
    """Return the claims with merged events under one id; nothing is rewritten in the reports.

    Events that `same as` joins go by the id that is only ever pointed at, else by the first in
    the alphabet. A `not` between two events takes their `same as` back.
    """
    refused = _pairs(claims, "not")
    refused |= {pair[::-1] for pair in refused}
    same = _pairs(claims, "same as") - refused
    code = {str(name): number for number, name in enumerate(claims.event_ids)}
    same = {(one, other) for one, other in same if one in code and other in code}
    if not same:
        return claims
    becomes = np.arange(len(claims.event_ids))
    for joined in nx.connected_components(nx.Graph(list(same))):
        heads = sorted(joined - {one for one, _ in same}) or sorted(joined)
        becomes[[code[name] for name in joined]] = code[heads[0]]
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


def _pairs(claims: Claims, relation: str) -> set[tuple[str, str]]:
    if relation not in claims.relation_names:
        return set()
    links = claims.relation.take(claims.relation.role == claims.relation_names.index(relation))
    links = links.take(claims.stance[links.report] == ASSERTS)
    events = claims.event_ids[claims.event[links.report]]
    pairs = zip(events, (claims.targets[code] for code in links.value), strict=True)
    return {(str(one), other) for one, other in pairs if one != other}
