"""Names of places in texts, and which place is meant: the table of cases, and any text."""

from __future__ import annotations

import csv
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kb
from kb.resolve.places import PlaceMention, find_places, resolve_places
from kb.resolve.places.forms import by_noun
from kb.resolve.places.gazetteer import candidates
from kb.sample import sample_path

CASES_FILE = Path(__file__).parents[2] / "cases" / "places.csv"
with CASES_FILE.open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))

#: How far from the coordinates of the table a place may lie, in km, if it is no larger itself.
NEAR = 30.0


def found(text: str, name: str, **options: object) -> PlaceMention | None:
    return next((x for x in find_places(text, **options) if x.text == name), None)  # type: ignore[arg-type]


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return kilometres by the law of cosines, which the package does not use."""
    a, b = math.radians(lat), math.radians(other_lat)
    c = math.cos(math.radians(other_lon - lon))
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * c
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))


@pytest.mark.parametrize("case", CASES, ids=lambda x: f"{x['mention']} in {x['text'][:40]}")
def test_means_what_the_table_says(case: dict[str, str]) -> None:
    """Each row of places.csv; an empty name says that the mention is no place there."""
    mention = found(case["text"], case["mention"])
    if not case["name"]:
        assert mention is None
        return
    assert mention is not None
    place = mention.place
    assert place.country == case["country"]
    off = distance(float(case["lat"]), float(case["lon"]), place.lat, place.lon)
    assert off <= max(NEAR, place.radius_km)


@pytest.mark.parametrize(
    "case", [x for x in CASES if x["name"]], ids=lambda x: f"{x['mention']} in {x['text'][:40]}"
)
def test_a_given_mention_means_the_same(case: dict[str, str]) -> None:
    """Whoever finds mentions by other means gets the same places for them."""
    start = case["text"].index(case["mention"])
    [place] = resolve_places(case["text"], [(start, start + len(case["mention"]))])
    assert place is not None
    assert place.country == case["country"]
    off = distance(float(case["lat"]), float(case["lon"]), place.lat, place.lon)
    assert off <= max(NEAR, place.radius_km)


def test_a_department_is_not_the_county_of_its_capital() -> None:
    text = "the department of Arauca"
    kept = by_noun(candidates(["arauca"])["arauca"], text, len(text) - 6, len(text))
    assert {x.kind for x in kept} == {"state"}


def test_a_mention_is_where_its_offsets_say() -> None:
    """Offsets count characters of the text, and no two mentions overlap."""
    text = "“Kyiv” – not Lviv, not the U.S. – and naïve Zürich; New York's Brooklyn."
    mentions = find_places(text)
    assert [x.text for x in mentions] == ["Kyiv", "Lviv", "U.S.", "Zürich", "New York", "Brooklyn"]
    assert all(text[x.start : x.end] == x.text for x in mentions)
    assert all(x.end <= y.start for x, y in pairwise(mentions))


def test_a_place_says_what_contains_it_and_why_it_was_chosen() -> None:
    """The reasons name what the text says, and the rivals that lost."""
    mention = found("A school burned in Paris, Texas, on Monday.", "Paris")
    assert mention is not None
    place = mention.place
    assert place.within == ("Texas", "United States")
    assert place.geonames == 4717560
    assert place.precision == "settlement"
    assert "in Texas, as the text says" in place.why
    assert place.rivals
    assert all(rival.startswith("Paris") for rival in place.rivals)
    assert 0.9 < mention.confidence <= 1


def test_a_name_means_one_place_throughout_a_text() -> None:
    """The one that it is said to be in where it is first met."""
    text = "Fire in Athens, Ohio. The mayor of Athens asked for help, and Athens got it."
    within = [x.place.within for x in find_places(text) if x.text == "Athens"]
    assert within == [("Ohio", "United States")] * 3


def test_countries_of_the_document_speak_for_their_places() -> None:
    """A caller who knows what the text is about is heard, where the text itself says nothing."""
    text = "Tripoli was shelled."
    assert found(text, "Tripoli").place.country == "LY"
    assert found(text, "Tripoli", countries=["LB"]).place.country == "LB"


def test_a_recogniser_is_heard_and_overruled() -> None:
    """It rules out a person; it does not rule out a city that the words around make one."""
    text = "Charlotte was there, and so was Martha."
    assert found(text, "Charlotte", names=[(0, 9, "PERSON")]) is None
    text = "Troops are massing near Zaporizhzhia, Ukraine."
    assert found(text, "Zaporizhzhia", names=[(24, 36, "PERSON")]) is not None


def test_only_mentions_in_the_given_spans_are_returned() -> None:
    """The rest of the text counts in the choice all the same."""
    text = "Floods hit Nashville and Memphis. Paris, in Henry County, stayed dry. Tennessee paid."
    start = text.index("Paris")
    [mention] = find_places(text, spans=[(start, start + 5)])
    assert mention.place.within[0] == "Tennessee"


@pytest.fixture
def own() -> pd.DataFrame:
    rows = [
        ("land", "Ruritania", "", "country", "", "50", "14", "area"),
        ("paris", "Paris", "Paname;Zenda", "city", "land", "50.1", "14.2", "settlement"),
        ("mill", "Old Mill", "", "mill", "paris", "", "", "exact"),
        ("nowhere", "Strelsau", "", "city", "", "", "", ""),
    ]
    columns = ["id", "name", "aliases", "kind", "within", "lat", "lon", "precision"]
    return pd.DataFrame(rows, columns=columns).set_index("id")


def test_own_places_come_before_all_others(own: pd.DataFrame) -> None:
    """What the knowledge base calls so is meant, by its aliases as well."""
    text = "In Paris, France, and in Zenda people waited."
    assert [x.place.id for x in find_places(text, places=own) if x.text != "France"] == [
        "paris"
    ] * 2
    assert found(text, "Zenda", places=own).place.within == ("Ruritania",)


def test_an_own_place_without_coordinates_lies_where_its_container_does(own: pd.DataFrame) -> None:
    """As an area; without any container that is located, the gazetteer is asked."""
    mention = found("They met near Old Mill at noon.", "Old Mill", places=own)
    assert (mention.place.lat, mention.place.lon, mention.place.precision) == (50.1, 14.2, "area")
    assert found("They met near Strelsau at noon.", "Strelsau", places=own) is None


def test_the_places_of_the_sample_data_are_found() -> None:
    """`base.places` is taken as it comes."""
    places = kb.read_events(sample_path()).places
    mention = found("Shelling in Tomina Balka went on.", "Tomina Balka", places=places)
    assert mention.place.id == "tomyna-balka"


@pytest.mark.parametrize("value", ["north", "91", "-90.5", "nan", "inf"])
def test_own_coordinates_must_be_degrees(own: pd.DataFrame, value: str) -> None:
    """One clear message says which place and which column."""
    own.loc["paris", "lat"] = value
    with pytest.raises(kb.InvalidValue, match="place 'paris' has lat"):
        find_places("In Zenda.", places=own)


@pytest.mark.parametrize("span", [(-1, 3), (2, 2), (3, 1), (0, 99)])
def test_a_span_must_lie_within_the_text(span: tuple[int, int]) -> None:
    """Else it is the caller's mistake, and said to be."""
    for call in (
        lambda: resolve_places("Kyiv fell", [span]),
        lambda: find_places("Kyiv fell", spans=[span]),
        lambda: find_places("Kyiv fell", names=[(*span, "GPE")]),
    ):
        with pytest.raises(kb.InvalidValue, match="does not lie within the text, which has 9"):
            call()


@pytest.mark.parametrize(
    "spans", [None, 5, "ab", [5], ["ab"], [(0, "4")], [(0, 1.5)], [(0, 1, 2)], [None]], ids=repr
)
def test_what_is_no_span_is_refused(spans: object) -> None:
    """Whatever its type, and with what a span is."""
    with pytest.raises(kb.InvalidValue, match=r"pairs? of offsets"):
        resolve_places("Kyiv fell", spans)  # type: ignore[arg-type]


@pytest.mark.parametrize("names", [5, "GPE", ["x"], [(0, 4)], [(0, 4, 5)], [(0, "4", "GPE")]])
def test_what_is_no_name_of_a_recogniser_is_refused(names: object) -> None:
    """So that a wrong adapter is told from a text without names."""
    with pytest.raises(kb.InvalidValue, match=r"start|offsets"):
        find_places("Kyiv fell", names=names)  # type: ignore[arg-type]


def test_spans_may_be_arrays() -> None:
    """As other libraries have them."""
    assert resolve_places("Kyiv fell", np.array([[0, 4]]))[0].name == "Kyiv"


def test_half_a_surrogate_pair_is_no_letter() -> None:
    """It stands in texts that were decoded wrongly, and stops nothing; no table may hold one."""
    text = "Kyiv \ud800 fell, and \udcffKherson held"
    assert [each.text for each in find_places(text)] == ["Kyiv", "Kherson"]
    assert resolve_places(text, [(0, len(text))]) == [None]
    own = pd.DataFrame({"name": ["Zen\ud800da"]}, dtype=object)
    with pytest.raises(kb.InvalidValue, match="surrogate"):
        find_places("In Zenda", places=own)


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Police in Cambridge, Massachusetts, called Cambridge, England.", "Massachusetts England"),
        (
            "Cambridge is dear. Cambridge, England, is cheaper than Cambridge, Ohio.",
            "England England Ohio",
        ),
        ("Paris, Texas, burned. Paris mourns.", "Texas Texas"),
    ],
)
def test_what_contains_a_name_parts_it(text: str, within: str) -> None:
    """Else it means one place throughout."""
    names = ("Cambridge", "Paris")
    found = [x.place.within[0] for x in find_places(text) if x.text in names]
    assert found == within.split()


def test_overlapping_spans_are_resolved_each() -> None:
    """One mention may lie in another."""
    text = "South Sudan's capital"
    outer, inner, same = resolve_places(text, [(0, 11), (6, 11), (0, 11)])
    assert (outer.name, inner.name) == ("South Sudan", "Sudan")
    assert same == outer


@pytest.mark.parametrize("text", ["", " ", "\n", "....", "— “”", "\x00", "a b c"])
def test_a_text_without_names_names_no_place(text: str) -> None:
    """Nor is that an error."""
    assert find_places(text) == []
    assert resolve_places(text, []) == []


def test_what_is_no_text_is_refused() -> None:
    """With what it is instead."""
    with pytest.raises(kb.InvalidValue, match="must be a str, not bytes"):
        find_places(b"Kyiv")  # type: ignore[arg-type]


@pytest.mark.parametrize("countries", ["UA", ["Ukraine"], ["ua"]])
def test_countries_are_codes(countries: object) -> None:
    """A name, or one code that is no list, would else be taken letter by letter."""
    with pytest.raises(kb.InvalidValue, match="a list of codes such as 'UA'"):
        find_places("Kyiv", countries=countries)  # type: ignore[arg-type]


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=150)
def test_any_text_is_read(text: str) -> None:
    """Whatever the script; offsets stay within it and are in order."""
    last = 0
    for mention in find_places(text):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end


def test_names_in_any_script_are_resolved() -> None:
    """GeoNames has them; what is unknown gives nothing."""
    names = ["Київ", "Москва", "Харьков", "東京", "القاهرة", "Qwxyzzy"]
    text = " / ".join(names)
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    places = [place and place.country for place in resolve_places(text, spans)]
    assert places == ["UA", "RU", "UA", "JP", "EG", None]


def test_much_text_in_capitals_is_read() -> None:
    """A megabyte of it, with one name again and again and many that are none."""
    text = "POLICE IN SAN SALVADOR SAID THAT NOTHING HAPPENED NEAR QXZZW AGAIN. " * 15_000
    mentions = find_places(text)
    assert len(text) > 1_000_000
    assert {x.text for x in mentions} == {"SAN SALVADOR"}
    assert len(mentions) == 15_000


def test_a_noun_tells_a_state_from_a_country() -> None:
    """Two names, though the text spells them alike."""
    found = find_places("The state of Georgia and the republic of Georgia signed a pact.")
    assert [x.place.kind for x in found] == ["state", "country"]


def test_an_area_called_after_its_town_is_not_meant() -> None:
    """GeoNames has an area of Nice in France as well."""
    found = find_places("Two died in Nice, France, and one in Nancy.")
    assert found[0].place.kind == "town"
