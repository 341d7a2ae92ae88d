"""What the benchmark on MUC makes of a text: what is logic, without the corpus or its weights."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

FOLDER = Path(__file__).parents[1] / "scripts" / "benchmarks"
STORY = (
    "TWO BOMBS EXPLODED LAST NIGHT IN THE CAPITAL. THE BOMBS DAMAGED A BANK.\n\n"
    "THE GUERRILLAS KILLED A TEACHER IN SOYAPANGO ON 3 MARCH 1989."
)


@pytest.fixture(scope="module", autouse=True)
def _path():
    sys.path.insert(0, str(FOLDER))
    yield
    sys.path.remove(str(FOLDER))


def document(story: str = STORY) -> dict:
    head = "SAN SALVADOR, 10 MAR 89 (ACAN) -- [TEXT] "
    return {
        "id": "ONE",
        "text": head + story,
        "body_start": head.index("[") - 1,
        "dateline": "SAN SALVADOR",
        "date": "1989-03-10",
    }


def read(story: str = STORY):
    from muc_text import read_text

    return read_text(document(story), parser=False)


def model(**weights: dict[str, float]):
    from muc_model import Model

    return Model({name.replace("_", " ", 1): rows for name, rows in weights.items()})


def test_a_chance_is_that_of_the_sum_of_weights() -> None:
    found = model(one={"(bias)": -1.0, "a": 1.0, "b": 9.0})
    assert found.chance("one", ["a", "unknown", "a"]) == pytest.approx(0.5)
    assert found.chance("nobody", ["a"]) == pytest.approx(0.5)


def test_the_likeliest_candidate_is_chosen_with_its_share_of_all() -> None:
    found = model(day={"a": 1.0, "b": 2.0})
    assert found.choose("day", {"x": ["a"], "y": ["b", "b"], "z": ["c"]}) == (
        "y",
        pytest.approx(math.exp(2) / (math.exp(1) + math.exp(2) + 1)),
    )
    assert found.choose("day", {}) == (None, 0.0)


def incident(chance: float, **fills: float):
    from muc_incidents import Incident
    from muc_settings import SLOTS

    found = Incident("ATTACK", {0: 0.9}, date=[None, "1989-03-10"], place=["PERU"], chance=chance)
    found.date_chance = found.place_chance = 0.5
    found.fills = {x: [] for x in SLOTS}
    for slot, x in fills.items():
        found.fills[slot] = [(x, SimpleNamespace(names=["THE BANK"]))]
    return found


@pytest.mark.parametrize(("chance", "fills"), [(0.9, [["THE BANK"]]), (0.5, [])])
def test_a_fill_counts_with_the_chance_that_its_incident_does(chance, fills) -> None:
    from muc_choice import as_template
    from muc_settings import Settings

    assert as_template(incident(chance, phys=0.5), Settings())["phys"] == fills


def test_a_template_is_kept_for_what_it_says_beside_what_that_costs() -> None:
    from muc_choice import PRICE, chosen, worth
    from muc_settings import Settings

    settings = Settings()
    poor, rich = incident(0.4), incident(0.4, phys=0.95, hum=0.9)
    assert worth(poor, settings) == pytest.approx(0.4 * 2 - 3 * PRICE)
    paid = 0.4 * (0.95 + 0.9) - settings.fill["phys"] - settings.fill["hum"]
    assert worth(rich, settings) == pytest.approx(0.4 * 2 - 3 * PRICE + paid)
    assert [len(x["phys"]) for x in chosen([poor, rich], settings)] == [1]


def test_what_is_right_in_each_set_is_learnt_to_be_chosen() -> None:
    pytest.importorskip("scipy")
    from muc_learn import Folded

    rows = [["a"], ["b"]] * 40 + [["a"], ["a"]]
    right = [False, True] * 40 + [False, False]
    sets = [x // 2 for x in range(len(rows))]
    models = Folded()
    models.learn_choice("day", rows, right, sets, sets, 1.0)
    assert models.whole.choose("day", {"x": ["a"], "y": ["b"]})[0] == "y"
    assert models.of(0).choose("day", {"x": ["a"], "y": ["b"]})[1] > 0.9


def test_thresholds_come_back_from_the_table() -> None:
    from muc_settings import Settings

    settings = Settings(link=0.7, keep=0.11)
    settings.fill["hum"] = 0.22
    assert Settings.from_table(settings.as_table()) == settings
    assert Settings.from_table({}) == Settings()


def test_the_mark_before_the_text_is_no_part_of_it() -> None:
    text = read()
    assert text.raw[text.sentences[0].start :].startswith("TWO BOMBS")


def incidents(text, threshold: float, **weights: dict[str, float]):
    from muc_incidents import find_incidents
    from muc_settings import TYPES

    text.chances = {x: [0.0] * len(text.sentences) for x in TYPES}
    text.chances["BOMBING"] = [0.9, 0.6, 0.9]
    return find_incidents(text, model(**weights), threshold)


@pytest.mark.parametrize(("weight", "groups"), [(9.0, [[0, 1, 2]]), (-9.0, [[0], [1], [2]])])
def test_sentences_are_one_incident_where_they_are_linked(weight, groups) -> None:
    found = incidents(read(), 0.5, link={"(bias)": weight})
    assert [list(x.sentences) for x in found] == groups


def test_attacks_yield_to_bombings_that_a_sentence_tells_more_of() -> None:
    from muc_incidents import sentences_of

    text = read()
    text.chances = {"ATTACK": [0.5, 0.5, 0.05], "BOMBING": [0.9, 0.2, 0.0]}
    assert sentences_of(text, "ATTACK") == {1: 0.5}


def test_nouns_of_one_name_are_one_entity_and_the_surest_comes_first() -> None:
    from muc_entities import coalesce

    text = read()
    bombs = [x for x in text.nouns if x.head.startswith("bomb")]
    bank = next(x for x in text.nouns if "BANK" in text.raw[x.start : x.end])
    found = coalesce(text, [*((0.3, x) for x in bombs), (0.8, bank)])
    assert [(x.chance, len(x.nouns)) for x in found] == [(0.8, 1), (0.3, len(bombs))]
    assert len(bombs) == 2


def test_a_night_is_its_evening_or_both_its_days() -> None:
    from muc_dates import date_candidates

    found = date_candidates(read(), {0: 0.9})
    assert {
        (None, "1989-03-10"),
        ("1989-03-09", "1989-03-09"),
        ("1989-03-09", "1989-03-10"),
    } <= found.keys()


def test_the_capital_is_that_of_the_dateline() -> None:
    from muc_places import country_candidates, home_of, place_candidates, places_of

    text = read()
    places, home = places_of(text), home_of(text)
    assert home == "EL SALVADOR"
    assert "EL SALVADOR" in country_candidates(text, {0: 0.9}, places, home)
    found = place_candidates(text, {0: 0.9}, places, home)
    assert "near=0" in found["SAN SALVADOR"]
    assert "near=2" in found["SOYAPANGO"]


@pytest.mark.parametrize("story", [STORY, STORY.capitalize()])
def test_templates_are_the_same_in_either_case(story) -> None:
    from muc_settings import Settings
    from muc_templates import templates_of

    yes, no = {"(bias)": 9.0}, {"(bias)": -9.0}
    rows = {f"sentence {x}": no for x in ("ATTACK", "KIDNAPPING", "ARSON", "ROBBERY")}
    rows |= {f"noun {x}": no for x in ("perp_ind", "perp_org", "hum", "instr")}
    rows["sentence BOMBING"] = {"(bias)": -9.0, "w=exploded": 18.0}
    rows["noun phys"] = {"(bias)": -9.0, "h=bank": 18.0}
    rows |= {"fill phys": yes, "incident": yes}
    from muc_model import Model

    (found,) = templates_of(read(story), Model(rows), Settings())
    assert found["type"] == "BOMBING"
    assert [[x.lower() for x in names] for names in found["phys"]] == [["bank"]]
    assert found["hum"] == []


def test_tests_come_in_both_cases_where_they_are_there_and_dev_only_where_asked(tmp_path) -> None:
    from read_muc import load_parts

    for name in ("dev", "tst1", "tst4"):
        (tmp_path / name).mkdir()
    (tmp_path / "tst4" / "texts.mixed-case").touch()
    scorer = SimpleNamespace(
        ROOT=None,
        KEY={"tst1": "", "tst2": "", "tst4": ""},
        TXT={"tst1": "tst1/texts", "tst4": "tst4/texts"},
        load=lambda split, case="upper": [(split, case)],
    )
    assert list(load_parts(scorer, tmp_path, ())) == [
        ("tst1", [("tst1", "upper")]),
        ("tst4", [("tst4", "upper")]),
        ("tst4.mixed-case", [("tst4", "mixed")]),
    ]
    assert [x for x, _ in load_parts(scorer, tmp_path, ["dev"])] == ["dev"]
