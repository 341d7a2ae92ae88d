"""Whose claim a row is in the end."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kb.model.claims import Roots
from kb.model.names import Names, fold
from kb.read.cells import distinct, filled, map_distinct

__all__ = ["find_roots"]


def find_roots(
    frame: pd.DataFrame, ids: np.ndarray, source: np.ndarray, *, actors: Names, sources: Names
) -> tuple[np.ndarray, Roots, np.ndarray]:
    """Return each report's root by code, the roots, and which reports relay another's claim.

    The root is the `claimant`, else the last name in `via`, else the `source`. A row that names
    none of them stands for itself alone. Names of one actor or source are one root.
    """
    last = pd.Series(map_distinct(frame["via"], _last_name, object), dtype=str)
    text = frame["source"].where(last == "", last)
    text = text.where(~filled(frame["claimant"]), frame["claimant"]).str.strip()
    nobody = (text == "").to_numpy()
    codes, names = distinct(text)

    who = [_identify(name, actors, sources) for name in names]
    alone, unnamed = pd.factorize(pd.Series("unnamed:" + pd.Series(ids[nobody], dtype=str)))
    known = sorted({each[0]: each for each in who}.values())
    keys = np.array([*(key for key, *_ in known), *unnamed], dtype=object)
    order = np.argsort(keys, kind="stable")
    place = np.empty(len(keys), dtype=np.int32)
    place[order] = np.arange(len(keys), dtype=np.int32)
    register = {key: int(place[at]) for at, (key, *_) in enumerate(known)}
    root = np.array([register[key] for key, *_ in who], dtype=np.int32)[codes]
    root[nobody] = place[len(known) + alone]

    side_names = sorted({side for *_, side in known if side})
    side_of = [side_names.index(side) if side else -1 for *_, side in known]
    sides = np.array(side_of + [-1] * len(unnamed), dtype=np.int16)[order]
    shown = np.array([shown for _, shown, _ in known] + ["unnamed"] * len(unnamed), dtype=object)
    roots = Roots(keys[order].tolist(), shown[order].tolist(), sides, side_names)
    publishers = [_identify(sources.name(code), actors, sources)[0] for code in range(len(sources))]
    own = np.array([register.get(key, -1) for key in publishers] + [-1], dtype=np.int64)
    return root, roots, ~nobody & (own[source] != root)


def _last_name(via: str) -> str:
    """Return the last of the names between `;`, empty where there is none.

    >>> _last_name("AFP; Interfax;")
    'Interfax'
    """
    return next((name for each in reversed(via.split(";")) if (name := each.strip())), "")


def _identify(name: str, actors: Names, sources: Names) -> tuple[str, str, str]:
    """Return the id, the name shown and the side of whom a name means."""
    source = sources.find(name)
    actor = actors.find(name)
    if actor is None and source is not None:
        actor = actors.find(sources.name(source))
    if actor is not None:
        own = sources.value(source, "side") if source is not None else ""
        return actors.ids[actor], actors.name(actor), _side(actor, actors) or own
    if source is not None:
        return sources.ids[source], sources.name(source), sources.value(source, "side")
    return fold(name), name, ""


def _side(actor: int, actors: Names) -> str:
    """Return an actor's side: its own, else that of the nearest it is a member of."""
    seen: set[int] = set()
    here: int | None = actor
    while here is not None and here not in seen:
        seen.add(here)
        if side := actors.value(here, "side"):
            return side
        above = actors.value(here, "member_of")
        here = actors.find(above) if above else None
    return ""
