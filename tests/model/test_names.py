"""Names as printed lead to what bears them; none is lost, and none is taken for another."""

from __future__ import annotations

import pandas as pd
import pytest

from kb.model.names import Names, fold, slug

PLACES = pd.DataFrame(
    [
        ("kherson", "Kherson", "Херсон;Cherson", "kherson-oblast"),
        ("kherson-oblast", "Kherson Oblast", "Kherson region", "Ukraine"),
        ("007", "Antonivka", "Kherson region;Kherson", ""),
    ],
    columns=["id", "name", "aliases", "within"],
    dtype=str,
)


@pytest.fixture
def places():
    return Names(PLACES, parent="within")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("kherson", 0),
        ("KHERSON", 0),
        ("  Kherson ", 0),
        ("Херсон", 0),
        ("херсон", 0),
        ("kherson  OBLAST", 1),
        ("007", 2),
        ("Antonivka", 2),
        ("7", None),
        ("Kherso", None),
    ],
)
def test_a_name_is_found_in_any_case_and_spacing(places, name, code):
    """By id, name and alias."""
    assert places.find(name) == code


def test_what_the_parent_column_names_is_entered(places):
    """Ukraine has no row of its own, and contains the oblast and its towns all the same."""
    ukraine = places.find("Ukraine")
    assert places.ids[ukraine] == "ukraine"
    assert places.hierarchy().ancestors(0) == [1, ukraine]


def test_a_name_of_two_goes_to_the_first_and_is_reported(places):
    """Aliases that clash are listed with the ids of all who bear them."""
    assert places.find("Kherson region") == 1
    assert places.ambiguous == {
        "kherson region": ["kherson-oblast", "007"],
        "kherson": ["kherson", "007"],
    }


def test_new_names_are_entered_in_the_order_of_the_alphabet(places):
    """Codes do not depend on the order of the rows; the same name is entered once."""
    codes = places.codes(["Zaporizhzhia", "Berdiansk", "berdiansk"])
    assert [places.ids[code] for code in codes] == ["zaporizhzhia", "berdiansk", "berdiansk"]
    assert codes[1] < codes[0]
    assert places.name(codes[1]) == "Berdiansk"


@pytest.mark.parametrize(("one", "other"), [("🇺🇦", "🇷🇺"), ("!!!", "???"), ("कि", "का"), ("Ψ", "Φ")])
def test_different_names_in_any_script_are_different_things(one, other):
    """Signs and vowel marks tell names apart where there are no letters to do so."""
    assert slug(one) != slug(other)
    names = Names(pd.DataFrame({"id": [], "name": []}, dtype=str))
    assert names.code(one) != names.code(other)


@pytest.mark.parametrize("name", ["", " ", "'", "\x00", "a" * 30_000, "\u200b"])
def test_any_name_has_an_id(name):
    """Whatever is printed, the id holds something, and no space."""
    assert slug(name)
    assert not set(slug(name)) & set(" \n\t")


def test_folding_twice_is_folding_once():
    """A folded name is its own folded form."""
    for name in ("  Nova  KAKHOVKA ", "O’Brien", "ＡＦＰ", "Straße", "ﬁre"):
        assert fold(fold(name)) == fold(name)
    assert fold("O’Brien") == fold("O'BRIEN")


def test_of_two_rows_with_one_id_the_first_counts():
    """The names of the second are taken as further names of it."""
    rows = [("a", "First"), ("a", "Second")]
    names = Names(pd.DataFrame(rows, columns=["id", "name"], dtype=str))
    assert (len(names), names.name(0), names.find("Second")) == (1, "First", 0)
