"""Names that are spelt in several ways are known by one key, or by one skeleton."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.resolve.places.keys import key, skeleton


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("SAN SALVADOR", "San Salvador"),
        ("Medellín", "Medellin"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Ft. Worth", "Fort Worth"),
        ("Kam'yanka", "Kam’yanka"),
        ("Winston-Salem", "Winston Salem"),
        ("U.S.", "US"),
        ("Łódź", "Lodz"),
        ("Київ", "КИЇВ"),
        ("Zu\u0308rich", "Zürich"),
    ],
)
def test_spellings_of_one_name_have_one_key(name: str, other: str) -> None:
    """Case, marks, points, apostrophes and hyphens tell nothing apart."""
    assert key(name) == key(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Vysokopillya", "Vysokopillia"),
        ("Visokopillja", "Vysokopillia"),
        ("Avdiivka", "Avdiyivka"),
        ("Avdeevka", "Avdiivka"),
        ("Antonovka", "Antonivka"),
        ("Mykolayiv", "Mykolaiv"),
        ("Kharkov", "Kharkiv"),
        ("Zaporizhzhya", "Zaporizhzhia"),
        ("Berdyansk", "Berdiansk"),
        ("Kupyansk", "Kupiansk"),
        ("Hola Prystan", "Gola Pristan"),
        ("Tiahynka", "Tyagynka"),
    ],
)
def test_romanisations_of_one_name_have_one_skeleton(name: str, other: str) -> None:
    """Of Ukrainian and Russian, as newspapers spell them."""
    assert skeleton(name) == skeleton(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kherson", "Kharkiv"),
        ("Lyman", "Lviv"),
        ("Nova Kakhovka", "Kakhovka"),
        ("Orikhiv", "Okhtyrka"),
    ],
)
def test_other_names_have_other_skeletons(name: str, other: str) -> None:
    """However alike they look."""
    assert skeleton(name) != skeleton(other)


@given(st.text(max_size=30))
def test_a_key_is_the_key_of_itself(name: str) -> None:
    """So that names and what was looked up before can be compared."""
    assert key(key(name)) == key(name)
