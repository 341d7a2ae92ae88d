"""The authority files: places.csv, actors.csv and sources.csv, as names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from kb.model.geonames import geonames_number
from kb.model.names import Names, slug
from kb.model.tables import ACTOR_COLUMNS, PLACE_COLUMNS, SOURCE_COLUMNS, Issue
from kb.read.faults import Faults
from kb.read.values import read_coordinates

if TYPE_CHECKING:
    from kb.read.table import RawTable

__all__ = ["AUTHORITIES", "read_names"]

#: The columns of each authority file, and the one that names what contains a row.
AUTHORITIES: dict[str, tuple[tuple[str, ...], str | None]] = {
    "places.csv": (PLACE_COLUMNS, "within"),
    "actors.csv": (ACTOR_COLUMNS, "member_of"),
    "sources.csv": (SOURCE_COLUMNS, None),
}


def read_names(file: str, table: RawTable | None) -> tuple[Names, list[Issue]]:
    """Read one authority file; without a table nothing is known yet.

    A row without an id goes by its name. Of two rows with one id the first counts.
    """
    columns, parent = AUTHORITIES[file]
    frame = pd.DataFrame(columns=list(columns), dtype=str) if table is None else table.frame
    frame = frame.assign(**{name: "" for name in columns if name not in frame})
    frame = frame.assign(**{name: frame[name].str.strip() for name in columns})
    rows = [] if table is None else table.rows.tolist()
    cells = frame.get("geonames", pd.Series(dtype=str))
    if "geonames" in columns:
        frame = frame.assign(geonames=cells.map(geonames_number))
    ids = [own or slug(name) for own, name in zip(frame["id"], frame["name"], strict=True)]
    frame = frame.assign(id=pd.Series(ids, index=frame.index, dtype=str))
    issues = [] if table is None else list(table.issues)
    first: dict[str, int] = {}
    for row, name in zip(rows, ids, strict=True):
        if first.setdefault(name, row) != row:
            allowed = f"an id of its own; row {first[name]} has this one and counts"
            issues.append(Issue(file, row, "id", "duplicate_id", name, allowed))
    names = Names(frame, parent=parent)
    issues += [
        Issue(file, first.get(several[-1], 0), "aliases", "ambiguous_name", name, _either(several))
        for name, several in names.ambiguous.items()
    ]
    if parent:
        cut = [names.ids[code] for code in names.hierarchy().cut]
        allowed = "a chain that ends; the link is ignored"
        issues += [
            Issue(file, first.get(name, 0), parent, "circular_containment", name, allowed)
            for name in cut
        ]
    if "lat" in columns and table is not None:
        faults = Faults(file, table.rows, frame.assign(geonames=cells))
        read_coordinates(frame, faults)
        _check_geonames(cells, faults)
        issues += faults.found
    return names, issues


def _check_geonames(cells: pd.Series, faults: Faults) -> None:
    wrong = (cells != "") & (cells.map(geonames_number) == "")
    allowed = "a number of GeoNames (703448), or the address of its page; the cell is ignored"
    faults.add(wrong.to_numpy(dtype=bool), "geonames", "no_geonames_number", allowed)


def _either(several: list[str]) -> str:
    return f"a name for one of {' and '.join(several)}; the first is taken"
