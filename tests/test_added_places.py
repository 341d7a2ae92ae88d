"""What is read of an article lies on the map: accepted reports bring their places along."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import kb
from kb.cli import main
from kb.read.table import read_table
from kb.show.map import build_map

ARTICLE = Path(__file__).parent.parent / "data" / "articles" / "southern-front.txt"
TEXT = "Rebels attacked a camp in Kiev on Monday. A bomb exploded in Nikopol in Ukraine."


def run(*arguments):
    return CliRunner().invoke(main, [str(x) for x in arguments], prog_name="kb")


def places():
    return read_table("places.csv", name="places.csv").frame.set_index("id")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in an empty folder with candidates of an article in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KB_DATA", raising=False)
    Path("article.txt").write_text(TEXT, encoding="utf-8")
    done = run(*"read article.txt --published 2022-09-06 -o c.csv".split())
    assert done.exit_code == 0, done.output
    return tmp_path


def test_the_sample_article_ends_on_a_map(tmp_path):
    """Places have coordinates, what contains them, and the gazetteer as their source."""
    run("read", ARTICLE, "--published", "2022-09-06", "-o", tmp_path / "c.csv")
    done = run("add", tmp_path / "c.csv", tmp_path / "data", "--all")
    assert done.exit_code == 0, done.output
    base = kb.read_events(tmp_path / "data")
    assert base.issues.empty
    spots = build_map(base.tables).places.set_index("name")
    assert {"Antonivka Road Bridge", "Nova Kakhovka", "Kamianka-Dniprovska"} <= set(spots.index)
    assert spots.loc["Nova Kakhovka", ["lat", "lon"]].round(1).tolist() == [46.8, 33.4]
    placed = base.events["places"]
    assert len(base.at("Ukraine")) == (~placed.isin(["", "Dnipro River"])).sum() > 4
    assert base.tables.places["source"].str.startswith("gazetteer: ").all()
    assert build_map(base.tables).gazetteer[:2] == (len(spots), len(spots))


def test_a_reading_tells_the_places_of_its_candidates():
    """Settlements as the article spells them, regions in English."""
    text = "A bomb exploded in Vysokopillya in the Kherson region on Monday."
    found = kb.read_article(text, published="2022-09-06").places.set_index("name")
    assert found.loc["Vysokopillya", "within"] == "kherson-oblast"
    assert found.loc["Kherson Oblast", ["kind", "within", "geonames"]].tolist() == [
        *("state", "ukraine", "706442"),
    ]


def test_a_name_that_a_person_puts_in_is_placed(folder):
    """In the company of the article."""
    found = kb.read_article(TEXT, published="2022-09-06").corrected(1, places="Odesa")
    assert found.places.set_index("name").loc["Odesa", "geonames"] == "698740"


def test_rows_that_are_there_keep_their_bytes(folder):
    """They get the columns that the file lacked; their place goes by its name there."""
    before = b"id,name,geonames,lat,lon\r\nkyiv,Kyiv,703448,1,2\r\n"
    Path("places.csv").write_bytes(before)
    done = run("add", "c.csv", "events.csv", "--all")
    assert "3 places added" in done.output
    assert Path("places.csv").read_bytes().splitlines()[1].startswith(before.splitlines()[1])
    assert list(places().index) == ["kyiv", "ukraine", "dnipropetrovsk-oblast", "nikopol"]
    assert set(kb.read_events("events.csv").reports["places"]) == {"Kyiv", "Nikopol; Ukraine"}


def test_adding_again_adds_no_place(folder):
    """Neither places nor reports."""
    run("add", "c.csv", "events.csv", "--all")
    once = Path("places.csv").read_bytes()
    done = run("add", "c.csv", "events.csv", "--all")
    assert Path("places.csv").read_bytes() == once
    assert "places added" not in done.output
    assert "0 reports added" in done.output


def test_an_id_that_a_person_takes_out_is_not_looked_up(folder):
    """The name stays, without coordinates."""
    table = pd.read_csv("c.csv", dtype=str, keep_default_na=False)
    table["gazetteer"] = [re.sub("geonames:[0-9]+", "", x) for x in table["gazetteer"]]
    table.to_csv("c.csv", index=False)
    run("add", "c.csv", "events.csv", "--all")
    assert not Path("places.csv").exists()
    assert set(kb.read_events("events.csv").reports["places"]) == {"Kiev", "Nikopol; Ukraine"}


@pytest.mark.parametrize("option", ["--no-places", "--dry-run"])
def test_places_may_be_left_alone(folder, option):
    """When somebody keeps them by hand, or only wants to see."""
    run("add", "c.csv", "events.csv", "--all", option)
    assert not Path("places.csv").exists()


def test_the_own_places_are_known_to_kb_read(folder):
    """What the data call so is meant, whatever gazetteers say."""
    Path("events.csv").write_text("date,title,places\n2022,Fire,Nikopol\n", encoding="utf-8")
    Path("places.csv").write_text(
        "id,name,lat,lon,precision\nour-nikopol,Nikopol,10,20,exact\n", encoding="utf-8"
    )
    run(*"read article.txt --published 2022-09-06 --data . -o d.csv".split())
    run("add", "d.csv", ".", "--all")
    assert "nikopol" not in places().index
    assert len(kb.read_events(".").at("our-nikopol")) == 2


def test_a_reading_as_a_base_lies_on_the_map():
    """With the coordinates that its places have, by the names that its reports give them."""
    text = "Police in Cambridge, England, arrested a man on Monday. A bomb exploded in Nikopol."
    base = kb.read_article(text, published="2022-09-06").base()
    spots = build_map(base.tables).places.set_index("name")
    assert spots.loc["Nikopol", ["lat", "lon"]].round(1).tolist() == [47.6, 34.4]
    assert spots["lat"].notna().all()
    assert base.issues.empty


def test_a_wrong_id_in_the_file_is_one_clear_message(folder):
    """It says where it is, and nothing is added."""
    table = Path("c.csv").read_text(encoding="utf-8")
    Path("c.csv").write_text(table.replace("geonames:703448", "geonames:70344"), encoding="utf-8")
    done = run("add", "c.csv", "events.csv", "--all")
    assert done.exit_code == 2
    assert "c.csv: nothing was added; mend first: row 2, column gazetteer" in done.output
    assert "'geonames:70344' (Kiev)" in done.output
    assert not Path("events.csv").exists()


@pytest.mark.parametrize(
    ("cell", "number", "reasons"),
    [
        ("https://www.geonames.org/703448/kyiv.html", "703448", []),
        ("703448", "703448", []),
        ("Kyiv", "", ["no_geonames_number"]),
    ],
)
def test_a_number_of_geonames_is_read_as_it_is_copied(tmp_path, cell, number, reasons):
    """An address of its page is one; anything else is a fault of its cell."""
    (tmp_path / "events.csv").write_text("date,title,places\n2022,Fire,Kyiv\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text(f"id,name,geonames\nkyiv,Kyiv,{cell}\n", encoding="utf-8")
    base = kb.read_events(tmp_path)
    assert base.tables.places["geonames"].tolist() == [number]
    assert base.issues["reason"].tolist() == reasons
    assert base.issues["value"].tolist() == [cell for _ in reasons]
