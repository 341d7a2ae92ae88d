"""Rows of places.csv for the places that reports name, out of a gazetteer that says so.

Nobody reported these coordinates, so that each row names the gazetteer in its column `source`.
Rows that are there stay as they are: a place that has one, by its number in GeoNames or by its
name, goes by the name that it has there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from kb.errors import InvalidTable
from kb.model.geonames import geonames_number
from kb.model.names import fold, slug
from kb.model.sphere import great_circle_km
from kb.model.tables import GAZETTEER, PLACE_COLUMNS
from kb.read.article.locating import located_names
from kb.read.frames import text_frame
from kb.resolve.places.known import containers, known_place, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kb.resolve.places import Place

__all__ = ["PlaceBook", "place_reports", "taken_for"]

#: Coordinates of one place differ by source, those of places of one name mostly by more, in km.
_APART = 60.0

#: How many faults a message names.
_FEW = 5

Row = dict[str, str]


class PlaceBook:
    """The rows of a places.csv, and those that it lacks.

    Parameters
    ----------
    frame
        The table as it is read, all text; None where there is no file yet.
    """

    def __init__(self, frame: pd.DataFrame | None = None) -> None:
        self._added: list[Row] = []
        self._ids: dict[str, Row] = {}
        self._names: dict[str, Row] = {}
        self._numbers: dict[str, Row] = {}
        rows: list[Row] = [] if frame is None else _records(text_frame(frame))
        for row in rows:
            row["id"] = row.get("id", "").strip() or slug(row.get("name", ""))
            self._ids.setdefault(row["id"], row)
        for column in ("id", "name", "aliases"):
            for row in rows:
                for name in row.get(column, "").split(";"):
                    self._call(name, row)
        for row in rows:
            self._number(row)

    @property
    def added(self) -> pd.DataFrame:
        """The rows that are not in the file, in its columns."""
        return pd.DataFrame(self._added, columns=list(PLACE_COLUMNS), dtype=str)

    def knows(self, name: str) -> bool:
        """Tell whether a row goes by a name."""
        return fold(name) in self._names

    def has(self, id_: str) -> bool:
        """Tell whether a row has an id."""
        return id_ in self._ids

    def name_of(self, name: str, place: Place) -> str:
        """Return the name by which the book has a place that a report calls so.

        A place that it lacks gets a row, as do the state and the country in which it lies.
        """
        row = self._numbers.get(str(place.geonames or "")) or self._ids.get(place.id)
        row = row or self._called(name, place) or self._add(name, place)
        if self._names.get(fold(name)) is row:
            return name
        return row["name"] if self._names.get(fold(row["name"])) is row else row["id"]

    def _called(self, name: str, place: Place) -> Row | None:
        row = self._names.get(fold(name))
        return None if row is None or _is_other(row, place) else row

    def _add(self, name: str, place: Place) -> Row:
        name = self._free_name(name, place)
        id_ = slug(name)
        row = {
            "id": f"{id_}-{place.geonames or 2}" if id_ in self._ids else id_,
            "name": name,
            "aliases": "" if self.knows(place.name) else place.name,
            "kind": place.kind,
            "within": self._within(name, place),
            "lat": f"{place.lat:.5f}".rstrip("0").rstrip("."),
            "lon": f"{place.lon:.5f}".rstrip("0").rstrip("."),
            "precision": place.precision,
            "geonames": str(place.geonames or ""),
            "source": f"{GAZETTEER}{source_of(place)}",
        }
        if fold(row["aliases"]) == fold(name):
            row["aliases"] = ""
        self._added.append(row)
        self._ids[row["id"]] = row
        for each in (row["id"], name, row["aliases"]):
            self._call(each, row)
        self._number(row)
        return row

    def _free_name(self, name: str, place: Place) -> str:
        """Return a name that no other place has: its own, or with what contains it."""
        name = " ".join(name.replace(";", ",").split())
        for more in place.within:
            if not self.knows(name):
                break
            name = f"{name.partition(' (')[0]} ({more})"
        return f"{name} {place.geonames or 2}" if self.knows(name) else name

    def _within(self, name: str, place: Place) -> str:
        """Return the id of the nearest container; a state that is called after its town is none."""
        above = [x for x in containers(place) if fold(x.name) not in (fold(name), fold(place.name))]
        if not above:
            return ""
        known = self.name_of(above[0].name, above[0])
        return self._names[fold(known)]["id"]

    def _call(self, name: str, row: Row) -> None:
        if fold(name):
            self._names.setdefault(fold(name), row)

    def _number(self, row: Row) -> None:
        number = geonames_number(row.get("geonames", ""))
        if number:
            self._numbers.setdefault(number, row)


def place_reports(rows: pd.DataFrame, taken_for: Sequence[str], book: PlaceBook) -> pd.DataFrame:
    """Return reports with their places named as a book has them, which gets those that it lacks.

    Parameters
    ----------
    rows
        Reports in the columns of events.csv, all text.
    taken_for
        For each row what a program took its places for, `name: id` with `; ` between. A name
        without an id is left alone; one that is not there is looked up beside the row's quote.
    book
        The places that are known.

    Raises
    ------
    InvalidTable
        If the gazetteer has no place of an id; each is named with its row, the index of `rows`.
    """
    if "places" not in rows:
        return rows
    ids = [dict(map(_named, filter(str.strip, each.split(";")))) for each in taken_for]
    _check_ids(rows.index, ids, book)
    cells = []
    for number, cell in enumerate(rows["places"]):
        names = [x.strip() for x in cell.split(";") if x.strip()]
        said = ids[number]
        places = {name: known_place(id_) for name, id_ in said.items() if id_}
        strange = [x for x in names if x not in said and not book.knows(x)]
        quote = rows["quote"].iloc[number] if "quote" in rows else ""
        places |= located_names(strange, "\n".join([quote, *names]))
        named = [(name, places.get(name)) for name in names]
        cells.append("; ".join(book.name_of(x, y) if y else x for x, y in named))
    return rows.assign(places=cells)


def taken_for(places: Mapping[str, Place]) -> str:
    """Return what the names of a report were taken for, as `place_reports` reads it."""
    return "; ".join(f"{name}: {place.id}" for name, place in places.items())


def _named(entry: str) -> tuple[str, str]:
    name, _, id_ = entry.partition(": ")
    number = geonames_number(id_)
    return name.strip(), f"geonames:{number}" if number else id_.strip()


def _check_ids(numbers: Iterable[object], ids: Sequence[dict[str, str]], book: PlaceBook) -> None:
    faults = [
        f"row {number}, column gazetteer: no place has the id {id_[:40]!r} ({name[:40]})"
        for number, said in zip(numbers, ids, strict=True)
        for name, id_ in said.items()
        if id_ and not book.has(id_) and known_place(id_) is None
    ]
    if faults:
        more = f"; and {len(faults) - _FEW} more" if len(faults) > _FEW else ""
        raise InvalidTable(
            f"{'; '.join(faults[:_FEW])}{more}; give a number of GeoNames, or leave none behind"
            " the name to have the place without coordinates"
        )


def _records(frame: pd.DataFrame) -> list[Row]:
    columns = (frame[name].tolist() for name in frame)
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _is_other(row: Row, place: Place) -> bool:
    """Tell whether a row of the name is of another place, as far as number or distance say."""
    number = geonames_number(row.get("geonames", ""))
    if number and place.geonames:
        return number != str(place.geonames)
    try:
        lat, lon = float(row.get("lat", "")), float(row.get("lon", ""))
    except ValueError:
        return False
    return great_circle_km((lat, lon), (place.lat, place.lon)) > max(_APART, place.radius_km)
