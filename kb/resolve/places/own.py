"""The places of one's own knowledge base: what it calls so is meant, whatever gazetteers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import InvalidValue
from kb.resolve.places.candidate import Candidate
from kb.resolve.places.gazetteer import candidates
from kb.resolve.places.keys import key

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["own_candidates"]

#: How far places reach by their precision, in km; an area without its own is taken as a region.
_RADIUS = {"exact": 1.0, "settlement": 5.0, "area": 100.0}


def own_candidates(places: pd.DataFrame) -> dict[str, list[Candidate]]:
    """Return the places of a table, by the keys of their names and aliases.

    One without coordinates stands where the nearest place that contains it does, as an area; it
    is left out when that has none either.

    Raises
    ------
    InvalidValue
        The table has no names, or coordinates that are no degrees.
    """
    rows = _rows(places)
    found: dict[str, list[Candidate]] = {}
    for number, (id_, row) in enumerate(rows.items(), 1):
        above = _above(row, rows)
        placed = next((each for each in (row, *above) if _is_located(each)), None)
        if placed is None:
            continue
        names = tuple(each["name"] for each in above)
        precision = row["precision"] or "area"
        precision = precision if placed is row else "area"
        place = Candidate(
            0,
            -number,
            id_,
            row["name"],
            row["kind"] or "place",
            _degrees(placed, "lat", 90),
            _degrees(placed, "lon", 180),
            0,
            _country([row["name"], *names]),
            "",
            ";".join(names),
            precision,
            _RADIUS.get(precision, _RADIUS["area"]),
        )
        for name in {key(x) for x in (row["name"], *row["aliases"].split(";"))} - {""}:
            found.setdefault(name, []).append(place)
    return found


def _rows(places: pd.DataFrame) -> dict[str, dict[str, str]]:
    frame = places if "id" in places.columns else places.reset_index(names="id")
    if "name" not in frame.columns:
        raise InvalidValue("the table of places has no column `name`")
    columns = ("id", "name", "aliases", "kind", "within", "lat", "lon", "precision")
    try:
        frame = frame.reindex(columns=columns, fill_value="").fillna("").astype(str)
    except UnicodeEncodeError as error:
        raise InvalidValue("the table of places holds half a surrogate pair") from error
    columns_of_text = (frame[column].tolist() for column in columns)
    records = (dict(zip(columns, row, strict=True)) for row in zip(*columns_of_text, strict=True))
    return {row["id"] or row["name"]: row for row in records}


def _above(row: dict[str, str], rows: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    above: list[dict[str, str]] = []
    while (row := rows.get(row["within"], {})) and row not in above:
        above.append(row)
    return above


def _is_located(row: dict[str, str]) -> bool:
    return bool(row["lat"] and row["lon"])


def _degrees(row: dict[str, str], column: str, limit: int) -> float:
    try:
        value = float(row[column])
    except ValueError:
        value = float("inf")
    if not abs(value) <= limit:
        raise InvalidValue(
            f"place {row['id']!r} has {column} {row[column]!r}, which is no number of degrees"
            f" between -{limit} and {limit}"
        )
    return value


def _country(names: list[str]) -> str:
    """Return the code of the first of some names that is a country's, else nothing."""
    known = candidates([key(name) for name in names])
    for name in names:
        for each in known.get(key(name), ()):
            if each.kind == "country":
                return each.country
    return ""
