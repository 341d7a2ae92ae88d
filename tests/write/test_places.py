"""The rows of places.csv that reports need: one a place, none twice, none over another's."""

from __future__ import annotations

import pandas as pd
import pytest

import kb
from kb.resolve.places.known import known_place
from kb.write.places import PlaceBook, place_reports

KYIV, KHERSON = "geonames:703448", "geonames:706448"
TEXT = "Police in Cambridge, Massachusetts, called those of Ely."


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


def test_what_a_file_says_that_is_no_id_is_passed_over():
    """Whoever edits the column by hand may err."""
    rows = pd.DataFrame({"places": ["Kherson; Kyiv"]}, dtype=str)
    made = book()
    told = "Kherson: geonames:x'; Kyiv; : ;;"
    assert place_reports(rows, [told], made)["places"].tolist() == ["Kherson; Kyiv"]
    assert made.added.empty


def test_the_source_names_whose_data_it_is():
    """GeoNames, or the source of the row in the supplement."""
    made = book()
    for mention in kb.find_places("The Antonivka Road Bridge near Kherson was closed."):
        made.name_of(mention.name, mention.place)
    source = made.added.set_index("name")["source"]
    assert source["Kherson"] == "gazetteer: GeoNames"
    assert source["Antonivka Road Bridge"].startswith("gazetteer: data/places.csv")
