"""A knowledge base is saved as the folder that it was read from: events, and the names beside."""

from __future__ import annotations

import pandas as pd
import pytest

import kb
from kb.errors import WriteConflict
from kb.model.tables import PLACE_COLUMNS

EVENTS = "event,title,date,places\nvote,Vote,2022-09-01,Kherson\n"
PLACES = f"{','.join(PLACE_COLUMNS)}\nkherson,Kherson,,city,,46.64,32.61,,,\n"


@pytest.fixture
def data(tmp_path):
    """Return a folder with events and places."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "events.csv").write_text(EVENTS, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    return folder


@pytest.fixture
def reading():
    """Return an article that names two towns, of which one is there."""
    text = "Rebels attacked Lagos on Monday, killing 5 people. A man was killed in Kherson."
    return kb.read_article(text, published="2022-09-06", source="S", parser=False)


def names(folder):
    """Return the files of a folder but for those of locks."""
    return {x.name for x in folder.iterdir() if not x.name.endswith(".lock.tmp")}


@pytest.mark.parametrize("name", ["saved", "saved/", "v1.2/", "a/b"])
def test_a_path_without_an_ending_is_a_folder_that_is_made(data, tmp_path, name):
    """It has what the base has, byte for byte."""
    kb.read_events(data).save(f"{tmp_path}/{name}")
    saved = tmp_path / name
    assert names(saved) == {"events.csv", "places.csv"}
    assert (saved / "places.csv").read_text(encoding="utf-8") == PLACES
    assert (saved / "events.csv").read_text(encoding="utf-8") == EVENTS


def test_a_path_with_an_ending_is_a_file(data, tmp_path):
    """As is one without, where it is there and a file."""
    kb.read_events(data).save(tmp_path / "copy.csv")
    assert (tmp_path / "copy.csv").read_text(encoding="utf-8") == EVENTS
    (tmp_path / "plain").write_text("", encoding="utf-8")
    kb.read_events(data).save(tmp_path / "plain")
    assert (tmp_path / "plain").is_file()


@pytest.mark.parametrize("places_there", [True, False])
def test_places_of_an_article_are_on_the_map_after_saving(data, reading, places_there):
    """Saving twice is saving once; the rows that are there keep their bytes."""
    if not places_there:
        (data / "places.csv").unlink()
    base = kb.read_events(data).add_reports(reading.accept(), places=reading.places)
    assert base.issues.empty
    for _ in range(2):
        base.save(data)
        saved = kb.read_events(data)
        assert saved.issues.empty
        assert saved.tables.places.loc["lagos", ["lat", "lon"]].notna().all()
        assert saved.tables.places["name"].tolist().count("Kherson") == 1
        assert len(saved.reports) == 1 + len(reading)
    if places_there:
        assert (data / "places.csv").read_text(encoding="utf-8").startswith(PLACES)


def test_places_of_another_folder_stay_and_gain_what_they_lack(data, reading, tmp_path):
    """What stands there of a place is not written over."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "places.csv").write_text("id,name,lat,lon\nlagos,Lagos,1,2\n", encoding="utf-8")
    kb.read_events(data).add_reports(reading.accept(), places=reading.places).save(other)
    table = pd.read_csv(other / "places.csv").set_index("id")
    assert table.loc["lagos", "lat"] == 1
    assert "kherson" in table.index
    assert names(other) == {"events.csv", "places.csv"}


def test_names_without_ids_stay_as_they_are(data):
    """A place may go by its name alone; saving where everything is there changes nothing."""
    (data / "places.csv").write_text("name,lat,lon\nKherson,46.64,32.61\n", encoding="utf-8")
    before = (data / "places.csv").read_bytes()
    kb.read_events(data).save(data)
    assert (data / "places.csv").read_bytes() == before


def test_a_refused_save_writes_nothing_beside(data, tmp_path):
    """Whoever has reports there has read none of them."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "events.csv").write_text(EVENTS, encoding="utf-8")
    places = pd.DataFrame({"id": ["kherson"], "name": ["Kherson"]})
    base = kb.read_events(pd.DataFrame({"title": ["Vote"], "date": ["2022"]}))
    with pytest.raises(WriteConflict):
        base.add_reports(pd.DataFrame({"title": ["A"], "date": ["2022"]}), places).save(other)
    assert names(other) == {"events.csv"}
