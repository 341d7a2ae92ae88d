"""The worked examples of docs/data.md come out as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kb

DOC = Path(__file__).parents[2] / "docs" / "data.md"
EXAMPLE = re.compile(
    r"(?:```actors\n(?P<actors>[^`]*)```\s+)?"
    r"```csv\n(?P<csv>[^`]*)```(?:[^`]|`(?!``))*?```result\n(?P<result>[^`]*)```"
)


def examples():
    text = DOC.read_text(encoding="utf-8")
    rules = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    for rule in rules:
        name = rule.partition("\n")[0]
        for number, found in enumerate(EXAMPLE.finditer(rule), start=1):
            files = {"events.csv": found["csv"], "actors.csv": found["actors"] or "id,name\n"}
            yield pytest.param(files, found["result"], id=f"{name}, example {number}")


@pytest.mark.parametrize(("files", "result"), list(examples()))
def test_example(files, result, tmp_path):
    """A file of reports gives the events, and keeps the claims, that its example shows."""
    for name, text in files.items():
        tmp_path.joinpath(name).write_text(text, encoding="utf-8")
    base = whole = kb.read_events(tmp_path)
    faults = base.issues[~base.issues["reason"].isin(["missing_column", "no_rows"])]
    assert faults.empty, faults.to_string()
    event = base.events.index[0]
    for line in result.strip().splitlines():
        name, _, expected = (part.strip() for part in line.partition(":"))
        if name == "event":
            event = expected
            assert event in base
        elif name == "as of":
            base = whole.as_of(expected)
        elif name == "claim":
            claims = base.event(event).claims
            shown = claims[["property", "reading", "state", "root_name"]].agg(" ".join, axis=1)
            assert expected in shown.tolist()
        else:
            assert str(base.events.loc[event, name]) == expected, name


def test_every_rule_is_there():
    """The document has the ten rules, and an example for each that is about values."""
    rules = re.findall(r"^### (\d+)\.", DOC.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [int(number) for number in rules] == list(range(1, 11))
    assert {int(found.id.split(".")[0]) for found in examples()} == set(range(1, 11))
