"""The rows of places.csv that reports need: one a place, none twice, none over another's."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

import kb
from kb.errors import InvalidTable
from kb.resolve.places.known import known_place
from kb.write.places import PlaceBook, place_reports

KYIV, KHERSON = "geonames:703448", "geonames:706448"
TEXT = "Police in Cambridge, Massachusetts, called those of Ely."


CASES = Path(__file__).parents[1] / "cases"


def cases(name):
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def book(text=""):
    rows = [x.split(",") for x in text.split()]
    frame = pd.DataFrame(rows[1:], columns=rows[0], dtype=str) if rows else None
    return PlaceBook(frame)


def test_a_place_brings_what_contains_it():
    """Its state and its country, each once."""
    made = book()
    assert made.name_of("Kherson", known_place(KHERSON)) == "Kherson"
    assert made.name_of("Kherson", known_place(KHERSON)) == "Kherson"
    assert made.added[["id", "within"]].to_numpy().tolist() == [
        ["ukraine", ""],
        ["kherson-oblast", "ukraine"],
        ["kherson", "kherson-oblast"],
    ]


def test_a_capital_lies_in_no_state_of_its_own_name():
    """Kyiv is one in GeoNames, and two rows of one name would be confused."""
    made = book()
    made.name_of("Kiev", known_place(KYIV))
    row = made.added.set_index("id").loc["kiev"]
    assert (row["within"], row["aliases"]) == ("ukraine", "Kyiv")


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("id,name,geonames\nk,Herson,https://www.geonames.org/706448/kherson.html", "Herson"),
        ("id,name,geonames\nk,Herson,706448", "Herson"),
        ("id,name\nk,kherson", "Kherson"),
        ("id,name,aliases\nk,Cherson,Kherson", "Kherson"),
        ("id,name,lat,lon\nk,Kherson,46.7,32.5", "Kherson"),
    ],
)
def test_a_row_that_is_of_the_place_stands_for_it(table, name):
    """By its number in GeoNames, or by its name unless coordinates speak against it."""
    made = book(table)
    assert made.name_of("Kherson", known_place(KHERSON)) == name
    assert made.added.empty


@pytest.mark.parametrize(
    "table", ["id,name,geonames\nkherson,Kherson,1", "id,name,lat,lon\nkherson,Kherson,1,1"]
)
def test_a_row_of_another_place_of_the_name_is_told_apart(table):
    """The new one is called by what contains it."""
    made = book(table)
    assert made.name_of("Kherson", known_place(KHERSON)) == "Kherson (Kherson Oblast)"
    assert made.added["id"].tolist()[-1] == "kherson-kherson-oblast"


def test_names_without_an_id_are_looked_up_beside_their_quote():
    """Files of other programs have none."""
    rows = pd.DataFrame({"places": ["Cambridge; the market"], "quote": [TEXT]}, dtype=str)
    made = book()
    assert place_reports(rows, [""], made)["places"].tolist() == ["Cambridge; the market"]
    assert made.added.set_index("name").loc["Cambridge", "within"] == "massachusetts"


@pytest.mark.parametrize("case", cases("gazetteer_cells.csv"), ids=lambda x: x["what"])
def test_an_id_that_no_place_has_is_a_fault(case):
    """With its row and column; what a person took out, or copied as an address, is none."""
    rows = pd.DataFrame({"places": ["Kherson"]}, dtype=str, index=[7])
    made = book()
    if case["fault"]:
        with pytest.raises(InvalidTable, match="row 7, column gazetteer: ") as error:
            place_reports(rows, [case["cell"]], made)
        assert repr(case["fault"])[1:-1] in str(error.value)
        assert made.added.empty
    else:
        place_reports(rows, [case["cell"]], made)
        named = case["cell"].partition(": ")[2]
        assert made.added["geonames"].tolist()[-1:] == (["706448"] if named else [])


def test_the_id_of_an_own_place_is_one():
    """The row that has it stays, and needs no number of GeoNames."""
    rows = pd.DataFrame({"places": ["Kherson"]}, dtype=str)
    made = book("id,name\nour-kherson,Kherson")
    assert place_reports(rows, ["Kherson: our-kherson"], made)["places"].tolist() == ["Kherson"]
    assert made.added.empty


def test_the_source_names_whose_data_it_is():
    """GeoNames, or the source of the row in the supplement."""
    made = book()
    for mention in kb.find_places("The Antonivka Road Bridge near Kherson was closed."):
        made.name_of(mention.name, mention.place)
    source = made.added.set_index("name")["source"]
    assert source["Kherson"] == "gazetteer: GeoNames"
    assert source["Antonivka Road Bridge"].startswith("gazetteer: data/places.csv")
