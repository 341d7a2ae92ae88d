"""What changed between two versions of the data."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from click.testing import CliRunner

import kb
from kb.cli import main
from kb.diff import compare
from kb.show.changes import changes_page

OLD = [
    {"event": "raid", "report": "r1", "title": "Raid", "date": "2022-09-04", "claimant": "A"},
    {"event": "vote", "report": "v1", "title": "Vote", "date": "2022-09-11", "status": "planned",
     "published": "2022-09-01"},
    {"event": "walk", "report": "w1", "title": "Walk", "date": "2022-09-02"},
    {"event": "hit", "report": "h1", "title": "Hit", "date": "2022-09-03"},
]  # fmt: skip


def changed(new, old=OLD):
    """Return the changes between rows."""
    one, other = (kb.read_events(pd.DataFrame(rows).fillna("")) for rows in (old, new))
    return other.changes_since(one)


def told(changes):
    return changes.events[["event", "change", "before", "after"]].to_numpy().tolist()


def test_the_same_data_have_no_changes():
    """Nothing changes with the order of the rows."""
    assert not changed(OLD[::-1])
    assert changed(OLD).counts() == {}


def test_events_come_and_go():
    """A new event is added, one that is no longer there is gone."""
    new = [*OLD[:2], OLD[3], {"event": "trip", "report": "t1", "title": "Trip", "date": "2022"}]
    changes = changed(new)
    assert told(changes) == [
        ["trip", "added", "", "some time in 2022, occurred"],
        ["walk", "gone", "2 September 2022, occurred", ""],
    ]
    assert changes.reports[["report", "change"]].to_numpy().tolist() == [
        ["t1", "added"],
        ["w1", "removed"],
    ]


def test_a_date_a_status_and_a_dispute_are_told():
    """Another date, another status and a first rival are changes of their own."""
    new = [
        *OLD,
        {"event": "raid", "report": "r2", "title": "Raid", "date": "2022-09-06", "claimant": "B"},
        {"event": "vote", "report": "v2", "title": "Vote off", "status": "cancelled",
         "published": "2022-09-05"},
        {"event": "walk", "report": "w1", "title": "Walk", "date": "2022-09-01"},
    ]  # fmt: skip
    new.remove(OLD[2])
    changes = changed(new)
    kinds = {
        f"{event}: {change}": [before, after] for event, change, before, after in told(changes)
    }
    assert kinds["walk: redated"] == ["2 September 2022", "1 September 2022"]
    assert kinds["vote: status changed"] == ["planned", "cancelled"]
    assert kinds["raid: newly contested"] == ["", "date"]
    assert changes.reports.query("report == 'w1'")["change"].tolist() == ["corrected"]
    back = changed(OLD, old=new)
    assert ["raid", "no longer contested", "date", ""] in told(back)


def test_a_merged_event_is_not_gone():
    """Where the reports of an event went, it is said into which."""
    joined = {"event": "hit", "report": "h2", "title": "", "relations": "same as: raid"}
    changes = changed([*OLD, joined])
    assert ["hit", "merged", "3 September 2022, occurred", "raid"] in told(changes)
    assert "gone" not in changes.counts()
    assert changes.reports["report"].tolist() == ["h2"]


def test_a_missing_date_is_said():
    """A date where there was none is another date."""
    new = [{**OLD[0], "date": ""}, *OLD[1:]]
    assert ["raid", "redated", "4 September 2022", "no date"] in told(changed(new))


def test_the_page_speaks_another_language():
    """Headings, dates, status and properties, all out of the table of messages."""
    vote = {"event": "x", "report": "x", "title": "X", "date": "2022-10", "status": "planned"}
    new = [{**OLD[0], "date": "2022-09-05", "status": "cancelled"}, *OLD[1:], vote]
    page = changes_page(changed(new), lang="uk")
    assert '<html lang="uk" dir="ltr">' in page
    for text in ("Що змінилося", "Нові події", "5 вересня 2022", "Скасовано", "жовтень 2022"):
        assert text in page
    for text in ("September", "cancelled", "Newly", "Reports", "planned"):
        assert text not in page


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"]
)
def test_the_page_shows_every_text_as_text(evil):
    """No text of the data is markup on the page, and no address but one of the web is a link."""
    new = [*OLD, {"event": "x", "report": "x", "title": evil, "date": "2022", "source": evil,
                  "url": "javascript:alert(1)"}]  # fmt: skip
    page = changes_page(changed(new), old=evil, new="now")
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert "default-src 'none'" in page
    assert page.count("49") == changes_page(changed(OLD)).count("49")


@pytest.fixture
def folders(tmp_path):
    """Two versions of a file of reports."""
    for name, rows in (("old", OLD), ("new", [*OLD[1:], {**OLD[0], "date": "2022-09-05"}])):
        (tmp_path / name).mkdir()
        pd.DataFrame(rows).to_csv(tmp_path / name / "events.csv", index=False)
    return str(tmp_path / "old"), str(tmp_path / "new")


def test_the_command_writes_a_table_json_and_a_page(folders, tmp_path):
    """`kb diff OLD NEW` tells the same in three ways."""
    runner = CliRunner()
    table = runner.invoke(main, ["diff", *folders])
    assert table.exit_code == 0, table.output
    assert "1 event redated, 1 report corrected" in table.output
    found = json.loads(runner.invoke(main, ["diff", *folders, "--format", "json"]).stdout)
    assert found["counts"] == {"redated": 1, "reports corrected": 1}
    assert found["events"][0]["after"] == "5 September 2022"
    page = tmp_path / "changes.html"
    assert runner.invoke(main, ["diff", *folders, "-o", str(page)]).exit_code == 0
    assert "Events with another date" in page.read_text(encoding="utf-8")
    nothing = runner.invoke(main, ["diff", folders[0], folders[0]])
    assert nothing.output.strip().endswith("Nothing has changed.")


def test_selections_can_be_compared_too():
    """What was known on one day and on another are two versions."""
    base = kb.read_events(
        pd.DataFrame(
            [OLD[1], {**OLD[1], "report": "v2", "status": "cancelled", "published": "2022-09-05"}]
        )
    )
    changes = compare(base.as_of("2022-09-02").tables, base.tables)
    assert changes.counts() == {"status changed": 1, "reports added": 1}
