"""An article goes in, candidate reports come out, and a person decides what is added."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import kb
from kb.cli import main
from kb.errors import InvalidTable, InvalidValue, UnknownName
from kb.likeness import likely_links
from kb.model.tables import REPORT_COLUMNS
from kb.read.article.document.document import read_document
from kb.read.article.parts import parts_of
from kb.review import candidates_frame, marked, read_candidates
from kb.show.words import languages
from kb.write.table import append_rows

ARTICLE = Path(__file__).parent.parent / "data" / "articles" / "southern-front.txt"
TEXT = "Officials said on Monday that they had put a planned referendum in Kherson on hold."
PARSERS = pytest.mark.parametrize("parser", [True, False], ids=["parser", "alone"])


@pytest.fixture(scope="module")
def reading():
    """Return the sample article as it is read."""
    return kb.read_article(ARTICLE, published="2022-09-06", source="The Example")


def run(*arguments):
    return CliRunner().invoke(main, [str(x) for x in arguments], prog_name="kb")


@PARSERS
def test_reports_go_into_a_knowledge_base_without_a_fault(parser):
    """They have the columns of events.csv, and dates that nothing needs to resolve again."""
    found = kb.read_article(ARTICLE, published="2022-09-06", source="The Example", parser=parser)
    base = kb.read_events(found.accept())
    assert list(found.reports.columns) == [*REPORT_COLUMNS, "confidence"]
    assert len(base.events) == len(found) > 10
    assert base.issues.empty


def test_every_field_says_where_it_stands_how_sure_it_is_and_by_which_rule(reading):
    """Offsets hold the words; what no words carry has no offsets."""
    fields = reading.fields
    carried = fields[fields["start"] >= 0]
    text = reading.document.text
    assert all(text[x.start : x.end] == x.text for x in carried.itertuples())
    assert fields["confidence"].between(0, 1).all()
    assert (fields[fields["column"] != "quote"]["method"] != "").all()


def test_mentions_of_places_have_coordinates(reading):
    """Dates are EDTF, places have degrees, actors their names."""
    mentions = reading.mentions.set_index("text")
    bridge = mentions.loc["Antonivka bridge"]
    assert (round(bridge["lat"], 1), round(bridge["lon"], 1)) == (46.7, 32.7)
    assert mentions.loc["August 30", "value"] == "2022-08-30"
    assert set(mentions["kind"]) == {"date", "place", "actor"}


def test_explain_tells_what_one_candidate_stands_on(reading):
    """A row a field, with the words and the rule."""
    number = int(reading.reports.index[reading.reports["kind"] == "decision"][0])
    told = reading.explain(number).set_index("column")
    assert told.loc["said", "text"] == "Monday"
    assert told.loc["kind", "method"].startswith("triggers.csv: put")


def test_a_part_of_the_candidates_is_accepted_with_the_relations_between_them(reading):
    """What leads to a rejected one is left out."""
    reports = reading.reports
    decision = reports.index[reports["kind"] == "decision"][0]
    vote = reports.index[reports["status"] == "postponed"][0]
    both = reading.accept([decision, vote])
    assert both["relations"][0] == f"about: {both['event'][1]}"
    assert reading.accept([decision])["relations"].tolist() == [""]
    assert len(reading.accept([])) == 0


@pytest.mark.parametrize("number", [0, -1, 999, "1"])
def test_a_candidate_that_is_not_there_is_refused(reading, number):
    """The message says which there are."""
    with pytest.raises(UnknownName, match=f"1 to {len(reading)}"):
        reading.accept([number])


def test_a_person_puts_a_field_right(reading):
    """The reading itself stays as it was."""
    number = int(reading.reports.index[reading.reports["date"] == ""][0])
    changed = reading.corrected(number, date="2022-08-29", claimant="")
    assert changed.reports.loc[number, "date"] == "2022-08-29"
    assert reading.reports.loc[number, "date"] == ""
    told = changed.explain(number).set_index("column")
    assert told.loc["date", "method"] == "corrected by a person"
    with pytest.raises(InvalidValue, match="column"):
        reading.corrected(1, weather="fine")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("date", "6 of Septober", "unresolved date"),
        ("date", "2022-13-40", "unresolved date"),
        ("actors", "agent: A; attacker: X", "unknown role"),
        ("kind", "nonsense", "unknown kind"),
        ("status", "ocurred", "unknown status"),
        ("counts", "many", "bad count"),
        ("relations", "abuot: x", "unknown relation"),
        ("date", 2022, "is no text"),
    ],
)
def test_what_would_be_a_fault_in_the_data_is_no_correction(reading, column, value, said):
    """Nor is it silently kept; what is right beside it does not help."""
    with pytest.raises(InvalidValue, match=rf"^{column} .*{said}"):
        reading.corrected(2, **{"title": "Right", column: value})


def test_a_relation_may_lead_to_an_event_that_only_the_data_has(reading):
    """Which there are, the reading cannot know."""
    changed = reading.corrected(2, relations="after: older", kind="attack")
    assert changed.reports.loc[2, "relations"] == "after: older"


def test_without_a_day_of_publication_relative_dates_stay_open():
    """Which Monday? Nobody guesses, and an issue names the words."""
    found = kb.read_article(TEXT + " Kherson was shelled on 30 August 2022.")
    dates = set(found.reports["date"])
    assert any("'Monday'" in x and "published" in x for x in found.issues)
    assert dates <= {"", "2022-08-30"}


def test_a_text_that_tells_of_nothing_gives_nothing():
    """An empty reading is a reading: it shows itself, and accepts nothing."""
    found = kb.read_article("The weather is fine.", published="2022-09-06")
    assert len(found) == 0
    assert found.accept().empty
    assert found.reports.empty
    assert found.fields.empty
    assert "0 candidate reports" in found._repr_html_()
    assert repr(found) == "<Reading: 0 candidate reports, published 2022-09-06>"


def test_what_is_in_another_language_is_said():
    """Events are read in English; the seam lets another extractor in."""
    assert any("English" in x for x in kb.read_article("Le pont brûle.", lang="fr").issues)


@pytest.mark.parametrize(
    "text",
    [
        "Le pont a été touché lundi, et le maire a dit que la route était fermée à tous.",
        "Die Brücke wurde am Montag getroffen, und der Bürgermeister sagte, sie sei gesperrt.",
        "У понеділок міст обстріляли, і мер сказав, що дорогу закрили для всіх на тиждень.",
    ],
)
def test_what_does_not_look_like_english_is_said_though_nobody_says_its_language(text):
    """No candidates and no word would look as if the article told of nothing."""
    assert any("does not look like English" in x for x in kb.read_article(text).issues)
    assert not any("look like English" in x for x in kb.read_article(TEXT).issues)


def test_of_another_language_nothing_is_proposed_and_the_command_says_so(tmp_path, monkeypatch):
    """It ends as with any bad input; files beside it are read all the same."""
    monkeypatch.chdir(tmp_path)
    text = "Die Brücke wurde am Montag getroffen, sagte der Rat, und dann für alle gesperrt."
    Path("de.txt").write_text(text, encoding="utf-8")
    Path("en.txt").write_text(TEXT, encoding="utf-8")
    assert len(kb.read_article(text, published="2022-09-06")) == 0
    alone = CliRunner().invoke(main, ["read", "de.txt", "--published", "2022-09-06", "-o", "a.csv"])
    assert alone.exit_code == 2
    assert "de.txt: not read" in alone.stderr
    assert not Path("a.csv").exists()
    both = ["read", "de.txt", "en.txt", "--published", "2022-09-06", "-o", "b.csv"]
    assert CliRunner().invoke(main, both).exit_code == 2
    assert len(pd.read_csv("b.csv")) == len(kb.read_article(TEXT, published="2022-09-06"))


def test_what_is_too_long_to_be_read_is_refused_with_what_to_do(monkeypatch):
    """A library is no article: one message, at once."""
    monkeypatch.setattr("kb.read.article.document.document.LONGEST", 1_000)
    text = "The bridge in Kherson was hit on Monday. " * 250
    with pytest.raises(InvalidValue, match=r"10,250 characters; at most 1,000 .*split it"):
        kb.read_article(text, published="2022-09-06")


@pytest.fixture
def parts(monkeypatch):
    """Let anything longer than two paragraphs be long."""
    monkeypatch.setattr("kb.read.article.parts.WHOLE", 400)
    monkeypatch.setattr("kb.read.article.parts.PART", 300)


LONG = "\n\n".join(
    f"The mayor of {place} said on Monday that shells had hit the market, and that {n} people"
    f" were killed. Officials in {place} put off the vote because of the attack."
    for n, place in enumerate(["Kherson", "Mykolaiv", "Odesa", "Kharkiv", "Lviv", "Poltava"], 2)
)


def test_a_long_text_is_read_in_parts_with_offsets_in_the_whole(parts):
    """Every quote and field stands where it says, and relations stay among neighbours."""
    found = kb.read_article(LONG, published="2022-09-06", parser=False)
    events = dict(found.reports["event"])
    assert any("read in 6 parts" in x for x in found.issues)
    for mention in found.mentions.itertuples():
        assert LONG[mention.start : mention.end] == mention.text
    assert {x.partition(" (")[0] for x in found.mentions.query("kind == 'place'")["text"]} == {
        *("Kherson", "Mykolaiv", "Odesa", "Kharkiv", "Lviv", "Poltava")
    }
    assert len(found) >= 12
    for number, row in found.reports.iterrows():
        start, end = map(int, row["span"].split(":"))
        assert LONG[start:end] == row["quote"]
        candidate = found.candidates[number - 1]
        assert start <= candidate.start < candidate.end <= end
        assert (row["places"] in row["quote"]) or not row["places"]
        targets = [x.partition(": ")[2] for x in row["relations"].split("; ") if x]
        assert all(abs([*events.values()].index(x) + 1 - number) <= 2 for x in targets)
    assert (found.reports["relations"] != "").sum() == 6


def test_of_a_long_text_the_most_that_are_asked_for_are_given(parts):
    """Those that matter most of the whole, not of each part."""
    found = kb.read_article(LONG, published="2022-09-06", parser=False, most=3)
    every = kb.read_article(LONG, published="2022-09-06", parser=False)
    assert len(found) == 3
    assert found.reports["confidence"].min() >= sorted(every.reports["confidence"])[-3]
    assert any("left out" in x for x in found.issues)


@pytest.mark.parametrize("parting", ["\n\n", " "])
def test_parts_cover_a_text_and_end_between_sentences(parting):
    """Nothing is read twice, and nothing is lost, though all of it be one paragraph."""
    document = read_document(parting.join(["The bridge near Kherson was hit on Monday."] * 100))
    parts = [*parts_of(document, 500)]
    assert sum(len(x.text) for _, x in parts) >= len("".join(document.text.split()))
    for start, part in parts:
        assert document.text.startswith(part.text, start)
        assert part.text.strip().startswith("The")
        assert part.text.strip().endswith(".")
        assert len(part.text) <= 1_000


@pytest.mark.parametrize("after", ["", ". The bridge near Kherson was hit. It burned."])
def test_one_word_without_end_is_cut(after):
    """What has no sentences is parted all the same."""
    document = read_document("x" * 10_000 + after)
    assert max(len(x.text) for _, x in parts_of(document, 500)) <= 1_000


class Card(HTMLParser):
    """The text, the marks and the tags of a card."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self.notes = set(), "", []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.notes += [value for name, value in attrs if name == "title"]

    def handle_data(self, data):
        self.text += data


def test_a_notebook_shows_the_article_with_its_marks_beside_a_timeline(reading):
    """The whole text is there, each mark says what it is, and nothing is fetched."""
    card = Card(reading._repr_html_())
    squeezed = re.sub(r"\s+", "", card.text)
    assert re.sub(r"\s+", "", reading.document.text) in squeezed
    assert any(x.startswith("Antonivka Road Bridge") for x in card.notes)
    assert "svg" in card.tags
    assert not {"script", "img", "iframe", "link"} & card.tags


def test_a_card_tells_days_in_words(reading):
    """EDTF is for files; what a person has written in its place stays."""
    html = reading._repr_html_()
    assert ">by 5 September 2022</span>" in html
    assert any("refusal · occurred · by 5 September 2022" in x for x in Card(html).notes)
    assert "last Tuesday" in reading.corrected(1, date="last Tuesday")._repr_html_()


def test_a_card_escapes_what_an_article_says():
    """Text from outside is never markup."""
    evil = 'Officials said <script>alert(1)</script> "hit" on Monday. The <b onclick="x"> burned.'
    html = kb.read_article(evil, published="2022-09-06")._repr_html_()
    assert "<script>" not in html
    assert "<b onclick" not in html
    assert "&lt;script&gt;" in html


# The file of candidates, kb read and kb add.


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in an empty folder with an article in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KB_DATA", raising=False)
    Path("article.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def judged(path, **by_kind):
    """Write yes or no beside each kind of event of a file of candidates."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row |= by_kind.get(row["kind"], {"accept": "no"})
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def test_from_an_article_to_data_by_two_commands(folder):
    """What is accepted is added, with who published it and when; the rest is not."""
    done = run(*"read article.txt --published 2022-09-06 --source Example -o c.csv".split())
    assert done.exit_code == 0, done.output
    judged("c.csv", decision={"accept": "yes"})
    done = run("add", "c.csv", "events.csv")
    assert done.exit_code == 0, done.output
    base = kb.read_events("events.csv")
    (event,) = base.events.itertuples()
    report = base.reports.iloc[0]
    assert (event.kind, report["published"], report["source"]) == (
        "decision",
        "2022-09-06",
        "Example",
    )
    assert base.issues.empty
    assert "accept" not in base.reports.columns


def test_rows_that_are_there_keep_their_bytes_and_nothing_is_added_twice(folder):
    """Whoever adds a file again is told that it is there."""
    cells = dict.fromkeys(REPORT_COLUMNS, "") | {"event": "older", "title": '"Older"'}
    before = f"{','.join(REPORT_COLUMNS)}\r\n{','.join(cells.values())}\r\n".encode()
    Path("events.csv").write_bytes(before)
    run(*"read article.txt --published 2022-09-06 -o c.csv".split())
    run("add", "c.csv", "events.csv", "--all")
    once = Path("events.csv").read_bytes()
    again = run("add", "c.csv", "events.csv", "--all")
    assert once.startswith(before)
    assert Path("events.csv").read_bytes() == once
    assert "were there already" in again.output


def test_an_event_that_is_there_is_offered_and_linked_by_its_id(folder):
    """The reasons are told; relations follow the new id."""
    Path("events.csv").write_text(
        "event,title,kind,date,actors\nput-off,Vote put off,decision,2022-09-05,agent: Officials\n",
        encoding="utf-8",
    )
    read = "read article.txt --published 2022-09-06 --data events.csv -o c.csv"
    assert run(*read.split()).exit_code == 0
    offered = read_candidates("c.csv").set_index("kind")["looks_like"]
    assert offered["decision"] == "put-off"
    told = run("add", "c.csv", "events.csv", "--all", "--dry-run").output
    assert "decision near that day" in told
    assert "of Officials" in told
    judged("c.csv", decision={"accept": "yes", "event": "put-off"}, vote={"accept": "yes"})
    assert run("add", "c.csv", "events.csv").exit_code == 0
    base = kb.read_events("events.csv")
    assert len(base.event("put-off").reports) == 2
    assert base.issues.empty


def test_what_a_person_has_judged_is_not_written_over(folder):
    """Nor is a file of something else; `--force` says that it is meant."""
    read = "read article.txt --published 2022-09-06 -o"
    run(*f"{read} c.csv".split())
    assert run(*f"{read} c.csv".split()).exit_code == 0
    judged("c.csv", decision={"accept": "yes"})
    before = Path("c.csv").read_bytes()
    done = run(*f"{read} c.csv".split())
    assert (done.exit_code, Path("c.csv").read_bytes()) == (2, before)
    assert "has been judged" in done.output
    Path("events.csv").write_text("date,title\n2022,Vote\n", encoding="utf-8")
    assert run(*f"{read} events.csv".split()).exit_code == 2
    assert run("timeline", "events.csv", "-o", "events.csv").exit_code == 2
    assert Path("events.csv").read_text(encoding="utf-8") == "date,title\n2022,Vote\n"
    assert run(*f"{read} c.csv --force".split()).exit_code == 0


def test_without_a_word_from_a_person_nothing_is_added(folder):
    """A file that has lost its column `accept` is not taken for accepted."""
    run(*"read article.txt --published 2022-09-06 -o c.csv".split())
    rows = read_candidates("c.csv").drop(columns="accept")
    rows.to_csv("lost.csv", index=False)
    done = run("add", "lost.csv", "events.csv")
    assert done.exit_code == 2
    assert "no row is accepted" in done.output
    assert not Path("events.csv").exists()


def test_rows_with_faults_are_not_added(folder):
    """Each is named with its row in the file of candidates."""
    run(*"read article.txt --published 2022-09-06 -o c.csv".split())
    judged("c.csv", decision={"accept": "yes", "status": "ocurred"})
    row = read_candidates("c.csv").query("kind == 'decision'").index[0]
    done = run("add", "c.csv", "events.csv")
    assert done.exit_code == 2
    assert f"row {row}, column status: unknown status 'ocurred'" in done.output
    assert not Path("events.csv").exists()


def test_events_of_two_articles_are_not_one_by_their_title(folder):
    """Nothing is linked unless a person writes the id."""
    for name, place in (("a", "Lagos"), ("b", "Odesa")):
        text = f"Rebels attacked {place} on Monday, killing 5 people."
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
        run(*f"read {name}.txt --published 2022-09-06 -o {name}.csv".split())
        run("add", f"{name}.csv", "events.csv", "--all")
    ids = [set(read_candidates(f"{name}.csv")["event"]) for name in "ab"]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert len(kb.read_events("events.csv")) == len(ids[0]) + len(ids[1])


def test_the_header_of_a_review_may_be_in_any_case(folder):
    """A row that is rejected stays out, and the review's columns do, too."""
    Path("c.csv").write_text(
        "Accept,title,date,places\nno,A,2022-09-01,\nyes,B,2022-09-01,\nyes,B,2022-09-02,\n",
        encoding="utf-8",
    )
    Path("events.csv").write_text("title,date\nB,2022-08-01\n", encoding="utf-8")
    done = run("add", "c.csv", "events.csv")
    assert done.exit_code == 0, repr(done)
    added = kb.read_events("events.csv").reports
    assert added["date"].tolist() == ["2022-08-01", "2022-09-01", "2022-09-02"]
    assert "accept" not in {x.lower() for x in added}


def test_no_cell_of_candidates_is_a_formula(folder):
    """A page can call itself what it likes; what is added has its own words again."""
    Path("p.html").write_text(
        "<html><head><meta property='og:site_name' content='=1+2'></head><body><article><p>"
        + "Officials said that the bridge was hit on Monday. " * 6
        + "</p><p hidden>Twenty people were killed on Sunday.</p></article></body></html>",
        encoding="utf-8",
    )
    run(*"read p.html --published 2022-09-06 -o c.csv".split())
    told = Path("c.csv").read_text(encoding="utf-8")
    assert "'=1+2" in told
    assert "Twenty people" not in told
    assert set(read_candidates("c.csv")["source"]) == {"=1+2"}


def test_a_dry_run_adds_nothing(folder):
    """It says what would be."""
    run(*"read article.txt --published 2022-09-06 -o c.csv".split())
    done = run("add", "c.csv", "events.csv", "--all", "--dry-run")
    assert "would be added" in done.output
    assert not Path("events.csv").exists()
    rows = read_candidates("c.csv")
    assert all(title.split()[0] in done.output for title in rows["title"])
    assert done.output.count(" new ") == len(rows)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("read none.txt", "none.txt: cannot be read"),
        ("read empty.txt", "empty.txt holds no text"),
        ("read binary.txt", "is a Word document"),
        ("read article.txt --published soon", "published 'soon' is no day"),
        ("read article.txt -o review.xhtml", "name it candidates.csv or review.html"),
        ("read article.txt -o c.XLSX", "name it candidates.csv or review.html"),
        ("read article.txt -o c.csv --lang uk", "--lang is of the page"),
        ("read article.txt --extractor nobody", "extractor 'nobody' is none of"),
        ("read article.txt article.txt --url http://x.example", "--url is the address of one"),
        ("add none.csv events.csv", "none.csv"),
        ("add undecided.csv events.csv", "no row is accepted"),
        ("add wrong.csv events.csv", "row 2, column accept: 'maybe' is neither yes nor no"),
    ],
)
def test_what_is_wrong_is_one_message_and_exit_code_2(folder, arguments, said):
    """What, where, and what to do; never a traceback."""
    Path("empty.txt").write_text("", encoding="utf-8")
    Path("binary.txt").write_bytes(b"PK\x03\x04\x00\x00" * 20)
    Path("undecided.csv").write_text("accept,title,date\n,Hit,2022\n", encoding="utf-8")
    Path("wrong.csv").write_text("accept,title,date\nmaybe,Hit,2022\n", encoding="utf-8")
    done = run(*arguments.split())
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())
    assert "Traceback" not in done.output


def test_candidates_on_the_screen_and_as_a_stream(folder):
    """Without a file they are shown; a hyphen writes them as CSV alone."""
    shown = run("read", "article.txt", "--published", "2022-09-06")
    piped = run("read", "article.txt", "--published", "2022-09-06", "-o", "-")
    assert "candidate reports" in shown.output
    assert piped.stdout.startswith("accept,event,report,title,")


@pytest.mark.parametrize("name", ["review.htm", ".html", "Review.HTML"])
def test_what_is_named_like_a_page_is_one_in_any_language_that_there_is(folder, name):
    """`--lang` is that of its words; each that a page can be put into is offered."""
    for lang in languages():
        done = run(*f"read article.txt --published 2022-09-06 --lang {lang} -o {name}".split())
        assert done.exit_code == 0, done.output
        assert f'<html lang="{lang}"' in Path(name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "cell", ["=1+1", "'=1+1", "''@x", "-5", "'tis", "'", "", "+", "\tx", "'-'"]
)
def test_a_cell_comes_back_as_it_was(folder, cell):
    """None begins as a formula while it is away."""
    Path("c.csv").write_text(
        pd.DataFrame({"title": ["x"], "note": [marked(cell)]}).to_csv(index=False),
        encoding="utf-8",
        newline="",
    )
    assert marked(cell)[:1] not in tuple("=+-@\t")
    assert read_candidates("c.csv")["note"].tolist() == [cell]


def test_no_link_is_offered_to_what_shares_nothing():
    """The same kind near the same day is not enough."""
    base = kb.read_events(
        pd.DataFrame(
            [
                {
                    "event": "x",
                    "title": "X",
                    "kind": "decision",
                    "date": "2022-09-05",
                    "places": "Kyiv",
                }
            ]
        )
    )
    rows = candidates_frame([kb.read_article(TEXT, published="2022-09-06")])
    assert likely_links(rows, base) == []


@pytest.mark.parametrize(
    ("place", "actor", "offered"),
    [
        ("Ukraine", "agent: Russia", False),
        ("Ukraine; Izium", "agent: Russia", True),
        ("Ukraine", "agent: Wagner Group", True),
        ("Singapore", "", True),
        ("Mexico", "", False),
    ],
)
def test_a_country_in_common_is_too_little(place, actor, offered):
    """Half of the events of a war have that."""
    row = {"title": "Raid", "kind": "attack", "date": "2022-09-05", "places": place}
    frame = pd.DataFrame([row | {"actors": actor, "event": "x"}])
    assert bool(likely_links(frame, kb.read_events(frame))) == offered


def test_an_article_is_not_held_against_itself(folder):
    """Read again, it is offered what other articles tell of; so is one without an address."""
    text = "Five people were killed in Mykolaiv on Monday. Rebels attacked Mykolaiv on Tuesday."
    Path("a.txt").write_text(text, encoding="utf-8")
    read = "read a.txt --published 2022-09-06 --source S --data events.csv"
    Path("events.csv").write_text("title,date,event\nOlder,2020,older\n", encoding="utf-8")
    run(*f"{read} -o c.csv".split())
    assert "may tell of" not in run("add", "c.csv", "events.csv", "--all").output
    run(*f"{read} -o again.csv".split())
    assert set(read_candidates("again.csv")["looks_like"]) == {""}
    other = {"title": "Mykolaiv raided", "date": "2022-09-05", "event": "other", "kind": "attack"}
    append_rows("events.csv", pd.DataFrame([other | {"places": "Mykolaiv"}]))
    run(*f"{read} -o third.csv".split())
    assert set(read_candidates("third.csv")["looks_like"]) - {""} == {"other"}


def test_a_file_that_is_no_table_is_refused(tmp_path):
    """Candidates come back from a spreadsheet; a picture does not."""
    path = tmp_path / "c.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(InvalidTable):
        read_candidates(path)


WIRE = """Camp shelled

NAIROBI, June 12 (Reuters) - Sudan's Rapid Support Forces shelled the Abu Shouk camp on Wednesday.

The army retook a bridge on Monday. A drone hit the airport on Tuesday.
"""


def test_a_wire_dateline_is_neither_actor_nor_date():
    """Where and when a report was sent from says nothing of where and when something happened."""
    reports = kb.read_article(WIRE, published="2025-06-12").reports
    (shelled,) = reports[reports["quote"].str.contains("Abu Shouk")].itertuples()
    assert (shelled.date, shelled.actors.split(";")[0]) == (
        "2025-06-11",
        "agent: Rapid Support Forces",
    )
    assert not reports["actors"].str.contains("(?i)nairobi").any()


def test_what_is_left_out_is_said_and_can_be_asked_for():
    few = kb.read_article(WIRE, published="2025-06-12", most=1)
    (said,) = [x for x in few.issues if "left out" in x]
    every = kb.read_article(
        WIRE, published="2025-06-12", most=int(said.split("--most ")[1].split()[0])
    )
    assert len(few.reports) < len(every.reports)
    assert not any("left out" in x for x in every.issues)
    with pytest.raises(InvalidValue, match="most: 0"):
        kb.read_article(WIRE, most=0)


def test_reading_writes_over_no_other_file_and_no_work(tmp_path):
    """A table of events is never replaced, mended candidates only where that is asked for."""
    article, out, events = (tmp_path / x for x in ("a.txt", "c.csv", "events.csv"))
    article.write_text(WIRE, encoding="utf-8")
    events.write_text("date,title\n2022,Kept\n", encoding="utf-8")
    read = ["read", str(article), "--published", "2025-06-12", "-o"]
    run = CliRunner().invoke
    assert run(main, [*read, str(events), "--force"]).exit_code == 2
    assert run(main, ["graph", str(events), "--format", "json", "-o", str(events)]).exit_code == 2
    assert run(main, ["diff", str(events), str(events), "-o", str(events)]).exit_code == 2
    assert events.read_text(encoding="utf-8") == "date,title\n2022,Kept\n"
    assert run(main, [*read, str(out)]).exit_code == 0
    assert run(main, [*read, str(out)]).exit_code == 0
    mended = out.read_text(encoding="utf-8").replace("shelled", "bombarded")
    out.write_text(mended, encoding="utf-8")
    assert run(main, [*read, str(out)]).exit_code == 2
    assert out.read_text(encoding="utf-8") == mended
    assert run(main, [*read, str(out), "--force"]).exit_code == 0


def test_adding_at_once_adds_once(tmp_path):
    """Whoever comes second sees what the first has added."""
    article, out, data = tmp_path / "a.txt", tmp_path / "c.csv", tmp_path / "data"
    article.write_text(WIRE, encoding="utf-8")
    CliRunner().invoke(main, ["read", str(article), "--published", "2025-06-12", "-o", str(out)])
    command = [sys.executable, "-m", "kb", "add", str(out), str(data), "--all"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [x.wait() for x in running] == [0, 0, 0]
    assert len(kb.read_events(data).reports) == len(pd.read_csv(out))
    assert kb.read_events(data).issues.empty


def test_the_event_nearest_in_time_is_the_likeliest():
    """What is only known to have happened by a day is not likened to an event of another year."""
    rows = [
        {"event": "older", "title": "Raid on Mekelle", "date": "2020-11-03"},
        {"event": "week", "title": "Raid on Mekelle", "date": "2021-06-15"},
        {"event": "same", "title": "Strike at Mekelle", "date": "2021-06-22"},
    ]
    base = kb.read_events(pd.DataFrame(rows).assign(kind="attack", places="Mekelle"))
    report = {"kind": "attack", "date": "[..2021-06-22]", "places": "Mekelle"}
    assert [x.event for x in likely_links(pd.DataFrame([report]), base)] == ["same", "week"]
    undated = likely_links(pd.DataFrame([report | {"date": ""}]), base)
    assert not any("near that day" in x.reasons for x in undated)


def test_one_bad_file_of_many_takes_nothing_from_the_others(folder):
    """What can be read is written; what cannot is named, and the exit code tells of it."""
    Path("a.pdf").write_bytes(b"%PDF-1.7 and so on")
    Path("empty.txt").write_bytes(b"")
    read = "read a.pdf article.txt empty.txt --published 2022-09-06 -o c.csv"
    done = run(*read.split())
    assert done.exit_code == 2
    assert "2 of 3 files could not be read: a.pdf is a PDF" in done.output
    assert "empty.txt holds no text" in done.output
    assert len(read_candidates("c.csv"))


def test_where_no_file_can_be_read_nothing_is_written(folder):
    """A file of candidates that is there stays."""
    done = run(*"read no.txt none.txt --published 2022-09-06 -o c.csv".split())
    assert done.exit_code == 2
    assert not Path("c.csv").exists()


def test_an_article_comes_by_standard_input(folder):
    """As from any command before it in a pipe."""
    command = [main, ["read", "-", "--published", "2022-09-06", "-o", "-"]]
    done = CliRunner().invoke(*command, prog_name="kb", input=TEXT)
    assert done.exit_code == 0, done.output
    assert "decision" in done.output


def test_an_address_is_not_fetched(folder):
    """The message says what to do instead, with the address as it was given."""
    done = run(*"read https://herald.example/bridge".split())
    assert done.exit_code == 2
    assert "https://herald.example/bridge: kb fetches nothing" in done.output
    with pytest.raises(InvalidValue, match="fetches nothing"):
        kb.read_article("https://herald.example/bridge.html")


def test_a_stream_may_take_the_candidates(folder):
    """What is there and no file, as /dev/null, is not looked into."""
    done = run(*"read article.txt --published 2022-09-06 -o /dev/null".split())
    assert done.exit_code == 0, done.output
    assert "is a folder" in run(*"read article.txt -o .".split()).output


def test_articles_that_are_read_together_are_held_against_each_other():
    """What one calls a killing and the other a shelling, in one town on one day, may be one."""
    first = kb.read_article(
        "Twenty people were killed in El Fasher on Friday, medics said.",
        published="2024-05-03", parser=False,
    )  # fmt: skip
    second = kb.read_article(
        "El Fasher was shelled on Friday, the army said. In Khartoum a man was arrested on Friday.",
        published="2024-05-05", parser=False,
    )  # fmt: skip
    rows = candidates_frame([first, second]).set_index("kind")
    (killing,) = first.reports["event"]
    assert rows["looks_like"].to_dict() == {"killing": "", "shelling": killing, "detention": ""}


@pytest.mark.parametrize("number", [0, -1, 99, "1", 1.0, True, None])
def test_a_number_that_is_no_candidates_is_told_those_there_are(reading, number):
    """As is what is no number at all."""
    with pytest.raises(UnknownName, match=rf"no candidate .*; there are 1 to {len(reading)}"):
        reading.accept([number])


def test_accepting_takes_each_candidate_once_by_any_kind_of_number(reading):
    """A selection of the table gives numbers of numpy."""
    chosen = reading.reports.query("confidence > 0").index.to_numpy()[:2]
    assert len(reading.accept([*chosen, *chosen])) == 2
    with pytest.raises(InvalidValue, match=r"accept takes a list .*\[3\]"):
        reading.accept(3)
    assert reading.accept([]).empty
