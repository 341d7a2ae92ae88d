"""Rows of candidates are linked under the ids that a person gave; what leads nowhere is named."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import kb
from kb.cli import main
from kb.review import accepted

THERE = "event,title,kind,date\nbridge-hit,Bridge hit,attack,2022-08-30\n"


def file_of(*rows):
    """Return candidates: whether they are accepted, the proposed id, the event's, relations."""
    names = ["accept", "proposed", "event", "relations"]
    return pd.DataFrame(rows, columns=names).assign(title="T", date="2022-08-30", why="")


@pytest.mark.parametrize(
    ("rows", "known", "expected"),
    [
        pytest.param(
            [("yes", "a", "a", ""), ("yes", "b", "", ""), ("yes", "", "smiled", "")],
            (),
            [("a", ""), ("", ""), ("smiled", "")],
            id="a row by hand that names an event",
        ),
        pytest.param(
            [("yes", "a", "hit", ""), ("yes", "b", "a", ""), ("yes", "c", "c", "about: b")],
            (),
            [("hit", ""), ("hit", ""), ("c", "about: hit")],
            id="an event that took a proposed id follows it, and relations to it do",
        ),
        pytest.param(
            [("yes", "a", "a", ""), ("yes", "a", "hit", ""), ("yes", "b", "b", "after: a")],
            (),
            [("a", ""), ("hit", ""), ("b", "after: a")],
            id="an id that a row keeps is no other's name",
        ),
        pytest.param(
            [("yes", "a", "hit", ""), ("yes", "b", "a", "")],
            ("a",),
            [("hit", ""), ("a", "")],
            id="an event that is there is meant before one that was proposed",
        ),
        pytest.param(
            [("yes", "a", "b", ""), ("yes", "b", "a", "")],
            (),
            [("b", ""), ("a", "")],
            id="ids that two rows swapped",
        ),
        pytest.param(
            [("no", "a", "a", ""), ("yes", "b", "b", "after: a; about: c; because of: d")],
            ("c",),
            [("b", "about: c; because of: d")],
            id="only relations to rejected candidates are dropped",
        ),
        pytest.param(
            [("yes", "a", "hit", ""), ("yes", "b", "hit", "part of: a")],
            (),
            [("hit", ""), ("hit", "")],
            id="an event has no relation to itself",
        ),
    ],
)
def test_events_and_relations_follow_the_ids_that_a_person_gave(rows, known, expected):
    """Whoever renames an event renames it everywhere."""
    found = accepted(file_of(*rows), known=known)
    assert list(zip(found["event"], found["relations"], strict=True)) == expected


@pytest.mark.parametrize(
    ("relations", "said"),
    [
        ("abuot: bridge-hit", "unknown relation 'abuot: bridge-hit'"),
        ("about: a; after: brige-hit", "no event 'brige-hit'; did you mean bridge-hit?"),
        ("about bridge-hit", "unknown relation 'about bridge-hit'"),
        ("about:", "no event 'about:'"),
    ],
)
def test_a_mistyped_relation_is_named_and_nothing_is_added(tmp_path, relations, said):
    """With its row; no other row is blamed."""
    data, path = tmp_path / "events.csv", tmp_path / "c.csv"
    data.write_text(THERE, encoding="utf-8")
    file_of(("yes", "a", "a", ""), ("yes", "", "b", relations)).to_csv(path, index=False)
    done = CliRunner().invoke(main, ["add", str(path), str(data)], prog_name="kb")
    assert (done.exit_code, done.output.count("row ")) == (2, 1)
    assert f"row 3, column relations: {said}" in done.output
    assert data.read_text(encoding="utf-8") == THERE


def test_relations_to_what_is_there_are_added_without_a_fault(tmp_path, monkeypatch):
    """Nothing is made where rows are refused."""
    monkeypatch.chdir(tmp_path)
    Path("events.csv").write_text(THERE, encoding="utf-8")
    file_of(("yes", "", "b", "after: bridge-hit")).to_csv("c.csv", index=False)
    assert CliRunner().invoke(main, ["add", "c.csv", "none/"]).exit_code == 2
    assert not Path("none").exists()
    assert CliRunner().invoke(main, ["add", "c.csv", "events.csv"]).exit_code == 0
    base = kb.read_events("events.csv")
    assert base.issues.empty
    assert base.relations[["event", "relation", "target"]].to_numpy().tolist() == [
        ["b", "after", "bridge-hit"]
    ]
