"""The gazetteer: names looked up in the index, each with the places that bear it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from kb.resolve.places.candidate import COLUMNS, Candidate
from kb.resolve.places.index import open_index

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["by_id", "candidates", "chain", "region", "similar"]

_COLUMNS = ", ".join(f"p.{column}" for column in COLUMNS)
_BY_NAME = (
    f"select n.key, n.grade, {_COLUMNS} from json_each(?) j join name n on n.key = j.value"
    " join place p on p.number = n.place"
)
_BY_SKELETON = (
    f"select n.key, 2, {_COLUMNS} from json_each(?) j join skeleton n on n.key = j.value"
    " join place p on p.number = n.place"
)
_BY_CODE = f"select 0, {_COLUMNS} from region r join place p on p.number = r.place where r.code = ?"
_BY_ID = f"select 0, {_COLUMNS} from place p where p.id = ?"


def candidates(keys: Iterable[str]) -> dict[str, list[Candidate]]:
    """Return the places that go by each of the keys; a key that nothing goes by is left out."""
    return _gathered(_BY_NAME, keys)


def similar(skeletons: Iterable[str]) -> dict[str, list[Candidate]]:
    """Return the places some of whose names have a skeleton, by skeleton."""
    return _gathered(_BY_SKELETON, skeletons)


def _gathered(query: str, keys: Iterable[str]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {}
    for key, *row in open_index().execute(query, (json.dumps(sorted(set(keys))),)):
        found.setdefault(key, []).append(Candidate(*row))
    return found


@cache
def region(code: str) -> Candidate | None:
    """Return the country, state or county of a code: `UA`, `UA.08`, `US.LA.079`."""
    row = open_index().execute(_BY_CODE, (code,)).fetchone()
    return Candidate(*row) if row else None


def by_id(id_: str) -> Candidate | None:
    """Return the place of an id, if there is one."""
    row = open_index().execute(_BY_ID, (id_,)).fetchone()
    return Candidate(*row) if row else None


def chain(place: Candidate) -> tuple[str, ...]:
    """Return the names of what contains a place, the nearest first."""
    parts = place.region.split(".")
    above = [".".join(parts[:size]) for size in range(len(parts), 0, -1)]
    codes = [*above, *([place.country] if not place.region else [])]
    found = [region(code) for code in codes if code]
    names = [each.name for each in found if each and each.number != place.number]
    return tuple(dict.fromkeys([*filter(None, place.within.split(";")), *names]))
