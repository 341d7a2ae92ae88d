"""How claims were weighed on every day on which an event had not all of its reports yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kb.fuse.explain import CLAIM_COLUMNS, claims_frame
from kb.fuse.fusion import Fused, fuse
from kb.fuse.history import as_events, batches, prefixes_of
from kb.fuse.texts import iso_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.fuse.history import Prefix

__all__ = ["past_claims"]

_DAY = 86_400


def past_claims(fused: Fused, events: np.ndarray) -> pd.DataFrame:
    """Return the claims of events as they were weighed by the end of each day of publication.

    Columns are `day` (ISO, UTC) and those of the claims. What an event has on a day stands until
    its next day. A row without a property says that from that day on the claims are those of now;
    an event of which that was always so has no row.
    """
    alone, complete, together = prefixes_of(fused, events)
    parts = [_weighed(fused, some) for some in batches(alone.some(~complete))]
    parts += [_weighed(fused, some) for some in batches(each for each in together if len(each[2]))]
    last = complete & np.isin(alone.event, alone.event[~complete])
    parts.append(_markers(list(alone.some(last))))
    frame = pd.concat(parts, ignore_index=True)
    return frame.sort_values(["event", "day"], kind="stable", ignore_index=True)


def _weighed(fused: Fused, prefixes: Sequence[Prefix]) -> pd.DataFrame:
    found = fuse(as_events(fused.unlinked, prefixes), lang=fused.lang)
    numbers = np.arange(len(prefixes))
    claims = replace(found.claims, event_ids=numbers.astype(str), targets=fused.unlinked.targets)
    frame = claims_frame(replace(found, claims=claims), numbers)
    at = frame["event"].astype(int).to_numpy()
    names = np.array([each.event for each in prefixes], dtype=object)
    days = np.array([iso_day(each.day * _DAY) for each in prefixes], dtype=object)
    return frame.assign(event=names[at], day=days[at])


def _markers(prefixes: Sequence[Prefix]) -> pd.DataFrame:
    rows = {name: [""] * len(prefixes) for name in CLAIM_COLUMNS}
    rows["event"] = [each.event for each in prefixes]
    rows["day"] = [iso_day(each.day * _DAY) for each in prefixes]
    return pd.DataFrame(rows, dtype="str")
